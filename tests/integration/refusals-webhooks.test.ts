/** Webhooks that are not Shopify's, or not what Shopify sends: the right status, and nothing written. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNothingWritten, hmac, postChunked } from '../support/forgery.ts';
import { eventsOf } from '../support/fresh-shop.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox.stop());

const ORDER = {
  id: 1,
  admin_graphql_api_id: 'gid://shopify/Order/1',
  currency: 'EUR',
  financial_status: 'paid',
  processed_at: '2026-11-20T12:00:00Z',
  updated_at: '2026-11-20T12:00:00Z',
  customer: { id: 2 },
  line_items: [{ id: 3, quantity: 1, price: '10.00' }],
};
const BODY = JSON.stringify(ORDER);

function headersFor(
  body: string | Buffer,
  change: Record<string, string | undefined> = {},
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/paid',
    'x-shopify-shop-domain': sandbox.shop,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-triggered-at': new Date().toISOString(),
    'x-shopify-hmac-sha256': hmac(sandbox.apiSecret, body),
    ...change,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function post(
  body: string,
  change: Record<string, string | undefined> = {},
  method = 'POST',
): Promise<number> {
  const response = await fetch(`${sandbox.appUrl}/webhooks`, {
    method,
    headers: headersFor(body, change),
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

const INBOX = ['inbox_events'];

test('a delivery whose HMAC is tampered, foreign or missing is refused and not stored', async () => {
  await expectNothingWritten(
    sandbox,
    async () => {
      const good = hmac(sandbox.apiSecret, BODY);
      const flipped = `${good.startsWith('A') ? 'B' : 'A'}${good.slice(1)}`;
      for (const signature of [
        flipped,
        hmac('another secret', BODY),
        hmac(sandbox.apiSecret, `${BODY} `),
        'x',
        good.slice(0, -1),
        `${good}=`,
      ]) {
        expect(await post(BODY, { 'x-shopify-hmac-sha256': signature }), signature).toBe(401);
      }
      expect([400, 401]).toContain(await post(BODY, { 'x-shopify-hmac-sha256': undefined }));
      expect([400, 401]).toContain(await post(BODY, { 'x-shopify-hmac-sha256': '' }));
    },
    INBOX,
  );
});

test('a body changed after signing is refused', async () => {
  await expectNothingWritten(
    sandbox,
    async () => {
      const signature = hmac(sandbox.apiSecret, BODY);
      expect(await post(BODY.replace('10.00', '99.00'), { 'x-shopify-hmac-sha256': signature })).toBe(401);
    },
    INBOX,
  );
});

test.each(['topic', 'shop-domain', 'api-version', 'webhook-id'])(
  'without the header %s a delivery is refused',
  async (name) => {
    await expectNothingWritten(
      sandbox,
      async () => {
        expect(await post(BODY, { [`x-shopify-${name}`]: undefined })).toBe(400);
      },
      INBOX,
    );
  },
);

test.each([
  ['a shop that is no shop', { 'x-shopify-shop-domain': 'evil.example.com' }],
  ['a shop with a path', { 'x-shopify-shop-domain': 'one.myshopify.com/../x' }],
  ['a topic that is none', { 'x-shopify-topic': "orders/paid'; drop table orders" }],
  ['a delivery id without end', { 'x-shopify-webhook-id': 'x'.repeat(5_000) }],
])('%s is refused', async (_, change) => {
  await expectNothingWritten(sandbox, async () => expect(await post(BODY, change)).toBe(400), INBOX);
});

test('reading the webhook address is not allowed', async () => {
  await expectNothingWritten(sandbox, async () => expect(await post(BODY, {}, 'GET')).toBe(405), INBOX);
});

test.each([
  ['no JSON', '{"id": 1'],
  ['a list', `[${BODY}]`],
  ['null', 'null'],
  ['a number', '12'],
  ['a text', '"order"'],
  ['a raw NUL', `{"id":1,"name":"\0"}`],
  ['an upload of something else', '--boundary\r\nContent-Disposition: form-data'],
  ['lists 10,000 deep alone', '['.repeat(10_000) + ']'.repeat(10_000)],
])('a signed body that is %s is refused', async (_, body) => {
  await expectNothingWritten(sandbox, async () => expect(await post(body)).toBe(400), INBOX);
});

test('a body of nothing is refused', async () => {
  await expectNothingWritten(sandbox, async () => expect([400, 401]).toContain(await post('')), INBOX);
});

test('a body beyond 8 MB is refused, whether it says its length or comes in pieces', async () => {
  await expectNothingWritten(
    sandbox,
    async () => {
      const huge = JSON.stringify({ ...ORDER, note: 'x'.repeat(9 * 1024 * 1024) });
      expect(await post(huge)).toBe(413);
      const piece = Buffer.alloc(64 * 1024, 'x');
      expect(await postChunked(`${sandbox.appUrl}/webhooks`, headersFor('x'), piece, 160)).toBe(413);
    },
    INBOX,
  );
  expect((await fetch(`${sandbox.appUrl}/health/ready`)).status).toBe(200);
});

test.each([
  ['a negative price', { line_items: [{ id: 3, quantity: 1, price: '-10.00' }] }],
  ['a price beyond all numbers', { line_items: [{ id: 3, quantity: 1, price: '1e309' }] }],
  ['an endless price', { line_items: [{ id: 3, quantity: 1, price: '9'.repeat(39) }] }],
  ['a sum beyond all exactness', { line_items: [{ id: 3, quantity: 1_000_000, price: '9999999999999.99' }] }],
  ['a negative quantity', { line_items: [{ id: 3, quantity: -1, price: '10.00' }] }],
  ['wrong types', { line_items: 'shirts', currency: 5, financial_status: ['paid'] }],
  ['a currency with NULs', { currency: '\0\0\0' }],
  [
    '20,000 lines',
    { line_items: Array.from({ length: 20_000 }, () => ({ id: 3, quantity: 1, price: '10.00' })) },
  ],
  ['no id', { id: null, admin_graphql_api_id: 'gid://shopify/Order/one' }],
  ['dates that are none', { processed_at: '\0', created_at: 'tomorrow', updated_at: '275761-01-01' }],
])('a signed order with %s is stored, parked in sight, and never booked', async (_, change) => {
  const id = randomUUID();
  await expectNothingWritten(sandbox, async () => {
    expect(await post(JSON.stringify({ ...ORDER, ...change }), { 'x-shopify-webhook-id': id })).toBe(200);
    await sandbox.settled();
  });
  const { rows } = await sandbox.db.query('SELECT state, outcome FROM inbox_events WHERE delivery_id = $1', [
    id,
  ]);
  expect(rows).toMatchObject([{ state: 'parked', outcome: { reason: 'unreadable' } }]);
});

test('nesting 10,000 deep beside a sound order does no harm, nor with an id above 2^53', async () => {
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  const small = `${BODY.slice(0, -1)},"note_attributes":${deep}}`.replace(
    '"currency":"EUR"',
    '"currency":"EUR","test":true',
  );
  expect(await post(small)).toBe(200);
  const big = small
    .replace('"id":1,', '"id":9007199254740993,')
    .replace('gid://shopify/Order/1"', 'gid://shopify/Order/9007199254740993"');
  expect([200, 400]).toContain(await post(big));
  await sandbox.settled();
  const { rows } = await sandbox.db.query('SELECT count(*)::int AS n FROM ledger_entries');
  expect(rows).toEqual([{ n: 0 }]);
});

test('text with NULs and halves of surrogate pairs is cleaned and booked', async () => {
  const bad = '\ud800 a\0b \udfff';
  const body = {
    ...ORDER,
    id: 77,
    admin_graphql_api_id: 'gid://shopify/Order/77',
    name: bad,
    customer_locale: bad.slice(0, 6),
    customer: { id: 78, first_name: bad, email: bad },
    discount_codes: [{ code: bad, amount: '0.00' }],
    line_items: [{ id: 3, quantity: 1, price: '10.00', title: bad, product_id: bad }],
  };
  expect(await post(JSON.stringify(body))).toBe(200);
  await sandbox.settled();
  expect((await sandbox.proxy<{ available: number }>('standing', '78')).json.available).toBe(10);
});

test('topics that nobody asked for and hints without an order are stored and left alone', async () => {
  await expectNothingWritten(sandbox, async () => {
    expect(await post('{"id":5}', { 'x-shopify-topic': 'products/update' })).toBe(200);
    expect(await post('{"order_id":"\\u0000"}', { 'x-shopify-topic': 'refunds/create' })).toBe(200);
    expect(await post('{"order_edit":"x"}', { 'x-shopify-topic': 'orders/edited' })).toBe(200);
    expect(await post('{"order_id":1e400}', { 'x-shopify-topic': 'refunds/create' })).toBe(200);
    expect(await post('{"id":-4,"locale":"\\u0000"}', { 'x-shopify-topic': 'customers/update' })).toBe(200);
    await sandbox.settled();
  });
  const states = (await eventsOf(sandbox, sandbox.shop)).slice(-5).map((event) => event.state);
  expect(states).toEqual(['ignored', 'parked', 'parked', 'parked', 'parked']);
});

test('a shop that is not installed is heard and ignored', async () => {
  await expectNothingWritten(sandbox, async () => {
    expect(await post(BODY, { 'x-shopify-shop-domain': 'stranger.myshopify.com' })).toBe(200);
    await sandbox.settled();
  });
  expect(await eventsOf(sandbox, 'stranger.myshopify.com')).toMatchObject([
    { state: 'ignored', outcome: { reason: 'shop-unknown' } },
  ]);
});

test('staff send all parked deliveries back at once, and those that are still unreadable are parked again', async () => {
  const unreadable = JSON.stringify({ id: 'none' });
  for (const _ of [1, 2, 3]) expect(await post(unreadable)).toBe(200);
  await sandbox.settled();
  const before = (await sandbox.db.query(COUNT_PARKED)).rows[0] as { parked: number };
  expect(before.parked).toBeGreaterThanOrEqual(3);
  await sandbox.db.query(`UPDATE inbox_events SET attempts = 7 WHERE state = 'parked'`);
  const token = await (await fetch(`${sandbox.storeUrl}/__sandbox/id-token`)).text();
  const answer = await fetch(`${sandbox.appUrl}/app/activity.data`, {
    method: 'POST',
    body: new URLSearchParams({ all: 'yes' }),
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'Mozilla/5.0 (X11; Linux) Chrome/140' },
  });
  expect(await answer.text()).toContain('"opened"');
  await sandbox.settled();
  const { rows } = await sandbox.db.query(COUNT_PARKED);
  expect(rows).toEqual([{ parked: before.parked, tried: 0 }]);
});

const COUNT_PARKED = `SELECT count(*)::int AS parked, count(*) FILTER (WHERE attempts = 7)::int AS tried
  FROM inbox_events WHERE state = 'parked' AND body <> '{}'`;
