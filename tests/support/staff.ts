/** Requests to the app's JSON routes as staff make them: with a session token of the sandbox. */
import type { TestSandbox } from './sandbox.ts';

export type StaffReply = { status: number; json: Record<string, unknown> };

/** A GET without a body, otherwise a POST. */
export async function askAsStaff(
  { storeUrl, appUrl }: Pick<TestSandbox, 'storeUrl' | 'appUrl'>,
  route: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<StaffReply> {
  const token = await (await fetch(`${storeUrl}/__sandbox/id-token`)).text();
  const response = await fetch(`${appUrl}/app/api/${route}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      // Known bots are sent away before any token is looked at.
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    },
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
