/** Asks what others may not ask, and finds what they were told; and which routes nobody asked at. */
import type { Case } from './cases.ts';

/** @returns one line for each answer with a status or a text that it must not have. */
export async function examine(
  appUrl: string,
  { what, path, method, headers, body, may }: Case,
  marks: string[],
): Promise<string[]> {
  const response = await fetch(appUrl + path, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const asked = `${path} ${String(body ?? '')}`;
  const told = marks.filter((mark) => text.includes(mark) && !asked.includes(mark));
  return [
    ...(isRefusal(response, may, text) ? [] : [`${what} was answered ${response.status}`]),
    ...told.map((mark) => `${what} was told ${mark}`),
  ];
}

/** Single fetch answers 202 for a redirect; a sign-in is a refusal. */
function isRefusal(response: Response, may: number[], text: string): boolean {
  if (response.status === 202 && !may.includes(202)) return /auth|login/.test(text);
  return may.includes(response.status);
}

export type RouteFile = { route: string; text: string };

/** Methods that a route answers to and no case tries. */
export function untried(routes: RouteFile[], cases: Case[]): string[] {
  return routes.flatMap(({ route, text }) =>
    (['loader', 'action'] as const)
      .filter((name) => new RegExp(`export (async )?(function|const) ${name}\\b`).test(text))
      .filter(
        (name) => !cases.some((one) => one.route === route && (one.method === 'GET') === (name === 'loader')),
      )
      .map(
        (name) =>
          `app/routes/${route}: nobody has tried its ${name}; add it to tests/support/tenants/cases.ts.`,
      ),
  );
}
