/**
 * The app killed, or Shopify failing, between any two steps of a redemption: no point is lost, no usable code is
 * unpaid, and nothing has to be repaired by hand.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    args: ['--empty'],
    program: {
      rewards: [
        { id: 'five', kind: 'amountOff', points: 100, amount: '5.00' },
        { id: 'ship', kind: 'freeShipping', points: 100 },
      ],
    },
  });
});
afterAll(() => sandbox.stop());

const DAY = 86_400_000;
let serial = 0;

async function member(): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Crash' });
  await sandbox.act('orders', {
    customerId: id,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: 10_000 }],
  });
  await sandbox.settled();
  return id;
}

type Redeemed = { code: string; redemptionId: string };

/** An answer, or undefined when the app died before it gave one. */
async function redeem(customer: string, rewardId = 'five') {
  serial += 1;
  return sandbox
    .proxy<Redeemed>('redeem', customer, { rewardId, idempotencyKey: `crash-key-${serial}` })
    .catch(() => undefined);
}

async function appIsUp(): Promise<void> {
  await until(
    async () => (await fetch(`${sandbox.appUrl}/health/ready`).catch(() => undefined))?.status === 200,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

type Row = { id: string; state: string; code: string };

async function redemptionOf(customer: string): Promise<Row> {
  const { rows } = await sandbox.db.query<Row>(
    `SELECT r.id, r.state, r.code FROM redemptions r JOIN members m ON m.shop = r.shop AND m.id = r.member_id
      WHERE m.customer_id = $1 ORDER BY r.created_at DESC LIMIT 1`,
    [customer],
  );
  const [row] = rows;
  if (!row) throw new Error('no redemption');
  return row;
}

/** Real time is not waited for: the next attempt is due now. */
async function hurry(): Promise<void> {
  await sandbox.db.query(
    `UPDATE redemptions SET next_attempt_at = now() WHERE state IN ('reserved', 'releasing')`,
  );
}

async function reaches(customer: string, states: string[]): Promise<Row> {
  await until(async () => {
    await hurry();
    return states.includes((await redemptionOf(customer)).state);
  });
  return redemptionOf(customer);
}

/** Whether a cart of this customer would take the code. */
async function usable(customer: string, code: string): Promise<boolean> {
  const [product] = await sandbox.read<{ variants: { id: string }[] }[]>('products');
  const quote = await sandbox.act<{ applied: unknown[] }>('quote', {
    customerId: customer,
    lines: [{ variantId: product?.variants[0]?.id, quantity: 1 }],
    codes: [code],
  });
  return quote.applied.length > 0;
}

/** Paid and usable, or unpaid and unusable: never anything between. */
async function expectPaidIfUsable(customer: string, { state, code }: Row): Promise<void> {
  const { json } = await sandbox.proxy<{ available: number; reserved: number }>('standing', customer);
  expect(await usable(customer, code)).toBe(state === 'issued');
  expect(json).toMatchObject(
    state === 'issued' ? { available: 0, reserved: 100 } : { available: 100, reserved: 0 },
  );
  await expectBooksClosed(sandbox.shop);
}

const faults = (operation: string, kind: string, when: 'before' | 'after', more = {}) =>
  sandbox.act('faults', { operation, kind, when, ...more });

test.each([
  ['discountCodeBasicCreate', 'before', 'five'],
  ['discountCodeBasicCreate', 'after', 'five'],
  ['discountCodeFreeShippingCreate', 'before', 'ship'],
  ['discountCodeFreeShippingCreate', 'after', 'ship'],
] as const)(
  'killed at %s, %s the effect: after the restart the redemption is finished',
  async (operation, when, reward) => {
    const customer = await member();
    await faults(operation, 'kill_app', when);
    await redeem(customer, reward);
    await appIsUp();
    const row = await reaches(customer, ['issued', 'released']);
    await expectPaidIfUsable(customer, row);
  },
);

test.each([
  ['discountCodeDeactivate', 'before'],
  ['discountCodeDeactivate', 'after'],
  ['orders', 'before'],
  ['orders', 'after'],
] as const)(
  'killed at %s, %s the effect, while a code is given back: after the restart it is back',
  async (operation, when) => {
    const customer = await member();
    const redeemed = await redeem(customer);
    await faults(operation, 'kill_app', when);
    await sandbox
      .proxy('undo', customer, { redemptionId: redeemed?.json.redemptionId })
      .catch(() => undefined);
    await appIsUp();
    await expectPaidIfUsable(customer, await reaches(customer, ['released']));
  },
);

test.each([
  ['server_error', 'before'],
  ['server_error', 'after'],
  ['timeout', 'before'],
  ['timeout', 'after'],
  ['graphql_error', 'before'],
  ['user_error', 'before'],
  ['too_many_requests', 'before'],
  ['throttled', 'before'],
  ['unauthorized', 'before'],
] as const)(
  'Shopify answers the making of a code with %s, %s the effect: paid and usable, or back',
  async (kind, when) => {
    const customer = await member();
    await faults('discountCodeBasicCreate', kind, when);
    const reply = await redeem(customer);
    expect([200, 409, 503]).toContain(reply?.status);
    const row = await reaches(customer, ['issued', 'released']);
    if (reply?.status === 200) expect(row.state).toBe('issued');
    if (reply?.status === 409) expect(row.state).toBe('released');
    await expectPaidIfUsable(customer, row);
  },
);

test('a lost answer is asked for again with the same key and gives the same code', async () => {
  const customer = await member();
  await faults('discountCodeBasicCreate', 'server_error', 'after');
  const ask = () =>
    sandbox.proxy<Redeemed>('redeem', customer, { rewardId: 'five', idempotencyKey: 'asked-twice' });
  expect((await ask()).status).toBe(503);
  const again = await ask();
  expect(again.status).toBe(200);
  expect(again.json.code).toBe((await redemptionOf(customer)).code);
  await expectPaidIfUsable(customer, await redemptionOf(customer));
});

test('killed between the order and its booking: the order captures after the restart', async () => {
  const customer = await member();
  const redeemed = await redeem(customer);
  await sandbox.act('webhooks/hold');
  await sandbox.act('orders', {
    customerId: customer,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: 5_000 }],
    orderDiscount: 500,
    discountCode: redeemed?.json.code,
  });
  const flushed = sandbox.act('webhooks/flush', {});
  await sandbox.act('app/kill');
  await flushed;
  await appIsUp();
  await sandbox.settled();
  await until(async () => (await redemptionOf(customer)).state === 'captured');
  // 100 earned and redeemed; the new order is worth 45.00.
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 45, reserved: 0 });
  await expectBooksClosed(sandbox.shop);
});

test('a code that an order used is not released when its time is up, though the webhook was lost', async () => {
  const customer = await member();
  const redeemed = await redeem(customer);
  await sandbox.act('webhooks/enabled', { enabled: false });
  await sandbox.act('orders', {
    customerId: customer,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: 5_000 }],
    orderDiscount: 500,
    discountCode: redeemed?.json.code,
  });
  await sandbox.act('webhooks/enabled', { enabled: true });
  await sandbox.act('clock', { advanceMs: 31 * DAY });
  expect((await redemptionOf(customer)).state).toBe('captured');
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 45, reserved: 0 });
  await expectBooksClosed(sandbox.shop);
});
