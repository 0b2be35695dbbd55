/** Requests to the app's JSON routes as staff make them: with a session token of the sandbox. */
import type { TestSandbox } from './sandbox.ts';

export type StaffReply = { status: number; json: Record<string, unknown> };

/** A GET without a body, otherwise a POST. */
export async function askAsStaff(
  { storeUrl, appUrl }: Pick<TestSandbox, 'storeUrl' | 'appUrl'>,
  route: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
  /** Who of the store's people; the owner unless told. */
  who = '42',
): Promise<StaffReply> {
  const token = await (await fetch(`${storeUrl}/__sandbox/id-token?sub=${who}`)).text();
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

/** What the blocks in Shopify's admin ask, below `/api`: `admin/customer?customerId=1`. */
export async function openAsStaff(
  { storeUrl, appUrl }: Pick<TestSandbox, 'storeUrl' | 'appUrl'>,
  address: string,
  who: string,
  body?: unknown,
): Promise<StaffReply> {
  const token = await (await fetch(`${storeUrl}/__sandbox/id-token?sub=${who}`)).text();
  const response = await fetch(`${appUrl}/api/${address}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** Asks for the data of the app's pages as its own links do. @returns the status, once the whole answer is there. */
export async function openSession({
  storeUrl,
  appUrl,
}: Pick<TestSandbox, 'storeUrl' | 'appUrl'>): Promise<(address: string) => Promise<number>> {
  // Session tokens live for a minute.
  let token = '';
  let until = 0;
  return async (address) => {
    if (Date.now() > until) {
      token = await (await fetch(`${storeUrl}/__sandbox/id-token`)).text();
      until = Date.now() + 30_000;
    }
    const url = new URL(address, appUrl);
    url.pathname = `${url.pathname === '/app' ? '/app' : url.pathname}.data`;
    const response = await fetch(url, {
      headers: {
        authorization: `Bearer ${token}`,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
      },
    });
    await response.arrayBuffer();
    return response.status;
  };
}
