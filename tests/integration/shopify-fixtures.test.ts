/**
 * Real payloads of Shopify's, each posted to the app's own webhook address into a shop of its own: the points are those
 * worked out by hand in tests/fixtures. The payloads are other people's and lie beside the project, not in it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExpectedOrder, HINTS, OTHER_ORDERS, REST_ORDERS } from '../fixtures/real-payloads.ts';
import { addFreshShop, bookedIn, eventsOf, ordersOf } from '../support/fresh-shop.ts';
import { callProxy, sendWebhook, startSandbox, type TestSandbox } from '../support/sandbox.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/shopify-fixtures', import.meta.url));
const missing = !existsSync(FOLDER);
if (missing) {
  process.stderr.write(
    `\nSKIPPED: the real Shopify payloads are not at ${FOLDER}; nothing of them is tested here.\n\n`,
  );
}

type Json = Record<string, unknown>;
type Payload = { file: string; topic: string; body: Json };

let sandbox: TestSandbox;
beforeAll(async () => {
  if (!missing) sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox?.stop());

/** Every file beneath the folder, by its path from there; draft orders are no orders. */
function filesMatching(pattern: RegExp): string[] {
  const all = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return all
    .filter((file) => file.endsWith('.json') && !file.includes('draft_order') && pattern.test(file))
    .sort();
}

function read(file: string): Json {
  return JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Json;
}

/** The resources in a file: alone, below its name, in a list below its name, or as a recorded delivery. */
function resourcesIn(file: string, name: string): Json[] {
  const content = read(file);
  const list = content[`${name}s`];
  if (Array.isArray(list)) return list as Json[];
  return [(content[name] ?? content.body ?? content) as Json];
}

/** Generated answers carry the same numbers in each version, so their table knows them by name alone. */
function keyOf(file: string): string {
  return file.startsWith('shopify-app-js-rest/') ? path.basename(file, '.json') : file;
}

function expectedOrder(file: string): ExpectedOrder | undefined {
  return file.startsWith('shopify-app-js-rest/') ? REST_ORDERS[keyOf(file)] : OTHER_ORDERS[file];
}

/** Recorded deliveries say their topic; for the rest any topic whose body is the whole order will do. */
function topicOf(file: string, otherwise: string): string {
  const topic = file.startsWith('hookdeck/') ? read(file).topic : undefined;
  return typeof topic === 'string' ? topic : otherwise;
}

const ORDER_FILES =
  /(^|\/)(order-\d+|order|order_with_transaction|orders|customer-2[45])\.json$|orders_json_page_1|orders_\d+_json\.json$|hookdeck\/.*\/orders\.(cancelled|create|fulfilled|paid|partially_fulfilled|updated)\.json$/;
const HINT_FILES =
  /(^|\/)refund(-\d+|_calculate)?\.json$|refunds_\d+_json|refunds\.create|orders\.edited|order_transactions\.create/;
const CUSTOMER_FILES =
  /(^|\/)customer(-\d+|s_search)?\.json$|customers_json_page_1|hookdeck\/.*\/customers\.(create|update)\.json$/;

function orderPayloads(): Payload[] {
  return filesMatching(ORDER_FILES).flatMap((file) =>
    resourcesIn(file, 'order').map((body) => ({ file, topic: topicOf(file, 'orders/updated'), body })),
  );
}

async function post(shop: string, { file, topic, body }: Payload): Promise<void> {
  expect(await sendWebhook({ ...sandbox, shop }, topic, body), file).toBe(200);
}

async function available(shop: string, customerId: string): Promise<number> {
  const { appUrl, apiSecret } = sandbox;
  const reply = await callProxy<{ available: number }>(appUrl, apiSecret, shop, 'standing', customerId);
  expect(reply.status).toBe(200);
  return reply.json.available;
}

/** A guest with a mail address earns silently; without one nobody can ever claim it. */
async function expectOrder(
  shop: string,
  { file, body }: Pick<Payload, 'file' | 'body'>,
  expected: ExpectedOrder,
): Promise<void> {
  const [order] = await ordersOf(sandbox, shop);
  const [event] = await eventsOf(sandbox, shop);
  if (expected.kind === 'unreadable') {
    expect([order, event], file).toMatchObject([
      undefined,
      { state: 'parked', outcome: { reason: 'unreadable' } },
    ]);
    return;
  }
  const points = expected.kind === 'worth' ? expected.points : 0;
  const nothingBecause = expected.kind === 'worth' ? null : expected.because;
  const { orderId, customerId } = expected;
  expect(event, file).toMatchObject({ state: 'done', error: null });
  expect(order, file).toEqual({ orderId, customerId, points, nothingBecause, parkedReason: null });
  const known = /"email": ?"[^"]+@/.test(typeof body === 'string' ? body : JSON.stringify(body));
  if (customerId === null) expect(await bookedIn(sandbox, shop), file).toBe(known ? points : 0);
  else expect(await available(shop, customerId), file).toBe(points);
}

test.skipIf(missing)(
  'every payload that is there stands in the tables, and every row of the tables is there',
  () => {
    const tables = [...Object.keys(REST_ORDERS), ...Object.keys(OTHER_ORDERS), ...Object.keys(HINTS)];
    const files = [...filesMatching(ORDER_FILES), ...filesMatching(HINT_FILES)].map(keyOf);
    expect([...new Set(files)].sort()).toEqual(tables.sort());
  },
);

test.skipIf(missing)(
  'every real order gives the points of its own numbers, in a shop of its own',
  async () => {
    const placed: { shop: string; payload: Payload; expected: ExpectedOrder }[] = [];
    for (const payload of orderPayloads()) {
      const expected = expectedOrder(payload.file);
      if (!expected) throw new Error(`${payload.file} has no row in the table`);
      const currency = expected.kind === 'unreadable' ? 'USD' : expected.currency;
      const shop = await addFreshShop(sandbox, payload.file, currency);
      await post(shop, payload);
      placed.push({ shop, payload, expected });
    }
    await sandbox.settled();
    for (const { shop, payload, expected } of placed) await expectOrder(shop, payload, expected);
    expect(placed.length).toBeGreaterThan(70);
  },
);

test.skipIf(missing)('a payload that is repeated and one in another currency book nothing more', async () => {
  const payload = {
    file: 'order-19',
    topic: 'orders/paid',
    body: resourcesIn('shopify-app-js-rest/2026-07/order-19.json', 'order')[0] ?? {},
  };
  const shop = await addFreshShop(sandbox, 'repeated', 'USD');
  const euros = await addFreshShop(sandbox, 'other currency', 'EUR');
  for (const to of [shop, shop, euros]) await post(to, payload);
  await sandbox.settled();
  expect(await available(shop, '1073339475')).toBe(181);
  expect(await bookedIn(sandbox, shop)).toBe(181);
  expect(await bookedIn(sandbox, euros)).toBe(0);
  expect(await eventsOf(sandbox, euros)).toMatchObject([
    { state: 'parked', outcome: { reason: 'currency' } },
  ]);
});

test.skipIf(missing)(
  'refunds, edits and transactions of unknown orders are parked, visibly, and book nothing',
  async () => {
    for (const file of filesMatching(HINT_FILES)) {
      const before = await eventsOf(sandbox, sandbox.shop);
      for (const body of resourcesIn(file, 'refund'))
        await post(sandbox.shop, { file, topic: topicOf(file, 'refunds/create'), body });
      await sandbox.settled();
      const [event] = (await eventsOf(sandbox, sandbox.shop)).slice(before.length);
      expect(event, file).toMatchObject({ state: 'parked', outcome: { reason: HINTS[keyOf(file)] } });
    }
    expect(await bookedIn(sandbox, sandbox.shop)).toBe(0);
  },
);

test.skipIf(missing)(
  'customers change a profile and nothing else; what is no customer is parked',
  async () => {
    const files = filesMatching(CUSTOMER_FILES).filter((file) => !ORDER_FILES.test(file));
    for (const file of files) {
      const shop = await addFreshShop(sandbox, file, 'USD');
      for (const body of resourcesIn(file, 'customer'))
        await post(shop, { file, topic: topicOf(file, 'customers/update'), body });
      await sandbox.settled();
      // An activation address and two invitations lie among the customers.
      const none = /customer-2[123]\.json$/.test(file);
      for (const event of await eventsOf(sandbox, shop))
        expect(event, file).toMatchObject({ state: none ? 'parked' : 'done' });
      expect(await bookedIn(sandbox, shop), file).toBe(0);
      expect(await ordersOf(sandbox, shop), file).toEqual([]);
    }
  },
);

test.skipIf(missing)(
  'a real customer who is a member already gets her name, and keeps her points',
  async () => {
    const shop = await addFreshShop(sandbox, 'a profile', 'USD');
    const [order] = resourcesIn('shopify-app-js-rest/2026-07/order-01.json', 'order');
    const [customer] = resourcesIn('shopify-app-js-rest/2026-07/customer-12.json', 'customer');
    await post(shop, { file: 'order-01', topic: 'orders/create', body: order ?? {} });
    await sandbox.settled();
    await post(shop, {
      file: 'customer-12',
      topic: 'customers/update',
      body: { ...customer, first_name: 'Roberta' },
    });
    await sandbox.settled();
    const { rows } = await sandbox.db.query('SELECT display_name, customer_id FROM members WHERE shop = $1', [
      shop,
    ]);
    expect(rows).toEqual([
      { display_name: `Roberta ${String(customer?.last_name)}`, customer_id: '207119551' },
    ]);
    expect(await available(shop, '207119551')).toBe(195);
  },
);
