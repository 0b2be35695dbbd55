/** Many hands on one balance: on real Postgres, through the app's own addresses. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  const reward = { id: 'five', kind: 'amountOff', points: 100, amount: '5.00' };
  sandbox = await startSandbox({
    args: ['--empty'],
    program: { rewards: [reward, { ...reward, id: 'ten', points: 200, amount: '10.00' }] },
  });
});
afterAll(() => sandbox.stop());

type Reply = { code?: string; error?: { code: string } };

async function memberWith(points: number): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Race' });
  await sandbox.act('orders', {
    customerId: id,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: points * 100 }],
  });
  await sandbox.settled();
  return id;
}

async function codesAtShopify(): Promise<string[]> {
  const discounts =
    await sandbox.read<{ codes: { code: string }[]; status: string; endsAt: string | null }[]>('discounts');
  return discounts.flatMap((discount) => discount.codes.map(({ code }) => code));
}

function redeem(customer: string, idempotencyKey: string, rewardId = 'five') {
  return sandbox.proxy<Reply>('redeem', customer, { rewardId, idempotencyKey });
}

test('twenty redemptions at once of a balance that allows three make exactly three codes', async () => {
  const customer = await memberWith(399);
  const before = await codesAtShopify();
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, index) => redeem(customer, `race-key-${index}`)),
  );
  const won = replies.filter((reply) => reply.status === 200);
  expect(won).toHaveLength(3);
  expect(new Set(won.map((reply) => reply.json.code)).size).toBe(3);
  for (const lost of replies.filter((reply) => reply.status !== 200)) {
    expect([lost.status, lost.json.error?.code]).toEqual([409, 'points-insufficient']);
  }
  expect((await codesAtShopify()).length - before.length).toBe(3);
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 99, reserved: 300 });
  await expectBooksClosed(sandbox.shop);
});

test('the same key at the same time is one redemption with one code', async () => {
  const customer = await memberWith(1_000);
  const replies = await Promise.all(Array.from({ length: 10 }, () => redeem(customer, 'one-and-the-same')));
  expect(new Set(replies.map((reply) => reply.json.code)).size).toBe(1);
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 900, reserved: 100 });
});

test('the same key with another reward is refused', async () => {
  const customer = await memberWith(1_000);
  await redeem(customer, 'key-for-five', 'five');
  const other = await redeem(customer, 'key-for-five', 'ten');
  expect([other.status, other.json.error?.code]).toEqual([409, 'key-reused']);
});

test('no more than five unused codes lie with one member', async () => {
  const customer = await memberWith(1_000);
  for (let index = 0; index < 5; index += 1)
    expect((await redeem(customer, `pile-up-${index}`)).status).toBe(200);
  const sixth = await redeem(customer, 'pile-up-six');
  expect([sixth.status, sixth.json.error?.code]).toEqual([429, 'redemptions-too-many']);
});

test('redeeming against a refund of the same points never spends them twice', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Refund' });
    const order = await sandbox.act<{ id: string; lines: { id: string }[] }>('orders', {
      customerId: id,
      lines: [{ title: 'Shirt', quantity: 1, unitPrice: 10_000 }],
    });
    await sandbox.settled();
    const refund = sandbox.act(`orders/${order.id}/refund`, {
      lines: [{ lineId: order.lines[0]?.id, quantity: 1 }],
    });
    const [, reply] = await Promise.all([refund, redeem(id, `against-${round}`)]);
    await sandbox.settled();
    const { json } = await sandbox.proxy<{ available: number; reserved: number; debt: number }>(
      'standing',
      id,
    );
    expect(json).toMatchObject(
      reply.status === 200
        ? { available: 0, reserved: 100, debt: -100 }
        : { available: 0, reserved: 0, debt: 0 },
    );
  }
  await expectBooksClosed(sandbox.shop);
});

test('an unused code that is given back cannot be used, and its points are there again', async () => {
  const customer = await memberWith(150);
  const { json } = await sandbox.proxy<{ code: string; redemptionId: string }>('redeem', customer, {
    rewardId: 'five',
    idempotencyKey: 'give-back',
  });
  const undone = await sandbox.proxy('undo', customer, { redemptionId: json.redemptionId });
  expect([undone.status, undone.json]).toMatchObject([200, { available: 150, reserved: 0, redemptions: [] }]);
  const [product] = await sandbox.read<{ variants: { id: string }[] }[]>('products');
  const quote = await sandbox.act<{ refused: { reason: string }[] }>('quote', {
    customerId: customer,
    lines: [{ variantId: product?.variants[0]?.id, quantity: 3 }],
    codes: [json.code],
  });
  expect(quote.refused).toHaveLength(1);
});

test('another member’s redemption can be neither seen nor given back', async () => {
  const owner = await memberWith(100);
  const thief = await memberWith(100);
  const { json } = await sandbox.proxy<{ redemptionId: string }>('redeem', owner, {
    rewardId: 'five',
    idempotencyKey: 'mine-alone',
  });
  const undone = await sandbox.proxy('undo', thief, { redemptionId: json.redemptionId });
  expect(undone).toMatchObject({ status: 404, json: { error: { code: 'redemption-unknown' } } });
  expect((await sandbox.proxy('standing', owner)).json).toMatchObject({ reserved: 100 });
});

test('a returned code that an order carries all the same is paid anew, once, and the shortfall is owed', async () => {
  const customer = await memberWith(150);
  const { json } = await sandbox.proxy<{ code: string; redemptionId: string }>('redeem', customer, {
    rewardId: 'five',
    idempotencyKey: 'used-after-all',
  });
  await sandbox.proxy('undo', customer, { redemptionId: json.redemptionId });
  await sandbox.proxy('redeem', customer, { rewardId: 'five', idempotencyKey: 'spent-elsewhere' });
  const order = await sandbox.act<{ id: string; lines: { id: string }[] }>('orders', {
    customerId: customer,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: 2_500 }],
    orderDiscount: 500,
    discountCode: json.code,
  });
  await sandbox.settled();
  // 50 were left and the order earned 20: these 70 pay, 30 are owed.
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({
    available: 0,
    reserved: 100,
    debt: -30,
  });
  await sandbox.act('webhooks/replay', { topic: 'orders/paid' });
  await sandbox.settled();
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({
    available: 0,
    reserved: 100,
    debt: -30,
  });
  await sandbox.act(`orders/${order.id}/refund`, { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] });
  await sandbox.settled();
  // The order's 20 are owed back; what the code cost comes back whole, paid or owed: it settles that and leaves 50.
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({
    available: 50,
    reserved: 100,
    debt: 0,
  });
  await expectBooksClosed(sandbox.shop);
});

test('a code whose order was cancelled, its points back, is paid anew by the next order that carries it', async () => {
  const customer = await memberWith(100);
  const { json } = await sandbox.proxy<{ code: string }>('redeem', customer, {
    rewardId: 'five',
    idempotencyKey: 'used-by-two-orders',
  });
  const buy = () =>
    sandbox.act<{ id: string }>('orders', {
      customerId: customer,
      lines: [{ title: 'Shirt', quantity: 1, unitPrice: 2_500 }],
      orderDiscount: 500,
      discountCode: json.code,
    });
  const first = await buy();
  await sandbox.act(`orders/${first.id}/cancel`);
  await sandbox.settled();
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({
    available: 100,
    reserved: 0,
    debt: 0,
  });
  const second = await buy();
  await sandbox.settled();
  // 100 pay for the second use; the second order, worth 20.00, earns 20.
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({
    available: 20,
    reserved: 0,
    debt: 0,
  });
  await sandbox.act('webhooks/replay', { topic: 'orders/paid' });
  await sandbox.settled();
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({
    available: 20,
    reserved: 0,
    debt: 0,
  });
  await sandbox.act(`orders/${second.id}/cancel`);
  await sandbox.settled();
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({
    available: 100,
    reserved: 0,
    debt: 0,
  });
  await expectBooksClosed(sandbox.shop);
});

test('an unused code ends with its lots or after its days, and the points return by themselves', async () => {
  const customer = await memberWith(100);
  await redeem(customer, 'left-unused');
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 0, reserved: 100 });
  await sandbox.act('clock', { advanceMs: 31 * 86_400_000 });
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 100, reserved: 0 });
});
