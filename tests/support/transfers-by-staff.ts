/** Imports and exports as staff ask for them over HTTP. */
import type { TestSandbox } from './sandbox.ts';
import { askAsStaff } from './staff.ts';

type Where = Pick<TestSandbox, 'storeUrl' | 'appUrl'>;

export async function uploadAsStaff(
  sandbox: Where,
  kind: string,
  name: string,
  body: Uint8Array | string,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await asStaff(sandbox, `transfers?kind=${kind}&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

export async function downloadAsStaff(sandbox: Where, route: string): Promise<Response> {
  return asStaff(sandbox, route, {});
}

/** Until it stands still. */
export async function transferSettled(
  sandbox: Where,
  id: string,
): Promise<{ state: string } & Record<string, unknown>> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const { json } = await askAsStaff(sandbox, `transfers?id=${id}`);
    const state = String(json.state);
    if (!['waiting', 'checking', 'running', 'undoing', 'uploading'].includes(state))
      return { ...json, state };
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`the transfer ${id} does not end`);
}

async function asStaff({ storeUrl, appUrl }: Where, route: string, init: RequestInit): Promise<Response> {
  const token = await (await fetch(`${storeUrl}/__sandbox/id-token`)).text();
  return fetch(`${appUrl}/app/api/${route}`, {
    ...init,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    },
  });
}
