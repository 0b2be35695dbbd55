/** A person's file as staff download it from the admin. */
import type { TestSandbox } from './sandbox.ts';

/** Asks for her data as Shopify does, waits until the file is there. @returns its id. */
export async function askForData(
  sandbox: TestSandbox,
  customerId: string,
  requestId: number,
): Promise<string> {
  const body = {
    shop_id: 1,
    shop_domain: sandbox.shop,
    customer: { id: Number(customerId) },
    orders_requested: [],
    data_request: { id: requestId },
  };
  await sandbox.hook('customers/data_request', body);
  await sandbox.settled();
  const deadline = Date.now() + 30_000;
  for (;;) {
    const { rows } = await sandbox.db.query<{ id: string; state: string }>(
      'SELECT id, state FROM privacy_requests WHERE shop = $1 AND customer_id = $2',
      [sandbox.shop, customerId],
    );
    const [one, ...others] = rows;
    if (others.length > 0) throw new Error('one request became several');
    if (one?.state === 'ready') return one.id;
    if (Date.now() > deadline) throw new Error(`the file is ${one?.state ?? 'not asked for'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function downloadFile(
  { storeUrl, appUrl }: Pick<TestSandbox, 'storeUrl' | 'appUrl'>,
  id: string,
  token?: string,
): Promise<{ status: number; html: string }> {
  const given = token ?? (await (await fetch(`${storeUrl}/__sandbox/id-token`)).text());
  const response = await fetch(`${appUrl}/app/api/privacy?id=${encodeURIComponent(id)}`, {
    headers: {
      authorization: `Bearer ${given}`,
      // Known bots are sent away before any token is looked at.
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    },
  });
  return { status: response.status, html: await response.text() };
}
