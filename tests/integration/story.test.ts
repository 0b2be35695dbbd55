/** The whole story over HTTP: buy, redeem, use, return; then the same with every webhook doubled and shuffled. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const SEEDS = Number(process.env.STORY_SEEDS ?? 40);
const FIRST_SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 20));
const PROGRAM = {
  rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
};

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'], program: PROGRAM });
});
afterAll(() => sandbox.stop());

type Standing = {
  available: number;
  pending: number;
  reserved: number;
  debt: number;
  redemptions: { code: string }[];
};
type Redeemed = { code: string; points: number; redemptionId: string; standing: Standing };
type PlacedOrder = { id: string; lines: { id: string; quantity: number }[] };

async function standing(customer: string): Promise<Standing> {
  return (await sandbox.proxy<Standing>('standing', customer)).json;
}

/** Two shirts of 60.00 each; prices include no tax and shipping is free, so that a euro is a point. */
function order(customerId: string, more: Record<string, unknown> = {}): Promise<PlacedOrder> {
  return sandbox.act<PlacedOrder>('orders', {
    customerId,
    taxesIncluded: false,
    lines: [{ title: 'Shirt', quantity: 2, unitPrice: 6_000 }],
    ...more,
  });
}

async function newCustomer(): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Erika', lastName: 'Muster' });
  return id;
}

/** @returns the standing after each act, once everything has been heard. */
async function tell(
  customer: string,
  deliver: (seed: number) => Promise<void>,
  seed: number,
): Promise<unknown[]> {
  const seen: unknown[] = [];
  const look = async () => {
    await deliver(seed);
    const { available, pending, reserved, debt } = await standing(customer);
    seen.push({ available, pending, reserved, debt });
  };
  await order(customer);
  await look();
  const redeemed = await sandbox.proxy<Redeemed>('redeem', customer, {
    rewardId: 'five',
    idempotencyKey: `story-${customer}`,
  });
  expect(redeemed.status).toBe(200);
  await look();
  const used = await order(customer, { orderDiscount: 500, discountCode: redeemed.json.code });
  const [line] = used.lines;
  await sandbox.act(`orders/${used.id}/refund`, { lines: [{ lineId: line?.id, quantity: 1 }] });
  await look();
  await sandbox.act(`orders/${used.id}/refund`, { lines: [{ lineId: line?.id, quantity: 1 }] });
  await look();
  return seen;
}

// 120.00 earn 120. 100 are set aside: 20 left. The second order is worth 115.00 (5.00 by points) and earns 115; half of
// it goes back: 57.50 remain, 57 points; half of the captured 100 come back: 20 + 57 + 50 = 127. Then the rest goes
// back: no points of it remain, all 100 come back: 120.
const EXPECTED = [
  { available: 120, pending: 0, reserved: 0, debt: 0 },
  { available: 20, pending: 0, reserved: 100, debt: 0 },
  { available: 127, pending: 0, reserved: 0, debt: 0 },
  { available: 120, pending: 0, reserved: 0, debt: 0 },
];

test('a member buys, redeems, uses the code and returns the order: the books follow each step', async () => {
  const customer = await newCustomer();
  expect(await tell(customer, () => sandbox.settled(), 0)).toEqual(EXPECTED);
  await expectBooksClosed(sandbox.shop);
});

test(`the same story with every webhook doubled and shuffled ends the same, ${SEEDS} times`, async () => {
  await sandbox.act('webhooks/hold');
  const deliver = async (shuffleSeed: number) => {
    await sandbox.act('webhooks/flush', { shuffleSeed, copies: 2 });
    await sandbox.settled();
    await sandbox.act('webhooks/hold');
  };
  process.stdout.write(`story: seeds ${FIRST_SEED} to ${FIRST_SEED + SEEDS - 1}\n`);
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
    const customer = await newCustomer();
    expect(await tell(customer, deliver, seed), `seed ${seed}`).toEqual(EXPECTED);
  }
  await sandbox.act('webhooks/flush', {});
  await expectBooksClosed(sandbox.shop);
}, 240_000);
