/** The discounts of redemptions that are over leave the merchant's list, and nothing else depends on them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RedeemReply } from '../../app/core/contracts/proxy.ts';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const DAY_MS = 86_400_000;
let sandbox: TestSandbox;
let serial = 0;
beforeAll(async () => {
  sandbox = await startSandbox({
    args: ['--empty'],
    program: {
      rewards: [
        { id: 'five', kind: 'amountOff', points: 100, amount: '5.00' },
        { id: 'card', kind: 'giftCard', points: 100, amount: '5.00' },
      ],
    },
  });
});
afterAll(() => sandbox.stop());

/** A customer with 100 points. */
async function member(): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Old' });
  await sandbox.act('orders', { customerId: id, lines: [{ quantity: 1, unitPrice: 10_000 }] });
  await sandbox.settled();
  return id;
}

async function redeem(customer: string, rewardId = 'five'): Promise<RedeemReply> {
  serial += 1;
  const body = { rewardId, idempotencyKey: `old-key-${serial}` };
  return (await sandbox.proxy<RedeemReply>('redeem', customer, body)).json;
}

async function order(customerId: string, discountCode: string): Promise<void> {
  const lines = [{ quantity: 1, unitPrice: 3_000 }];
  await sandbox.act('orders', { customerId, lines, orderDiscount: 500, discountCode });
  await sandbox.settled();
}

/** Until it is over, whoever ends it: the request, or the background that has just taken it up. */
async function undo(customer: string, { redemptionId }: RedeemReply): Promise<void> {
  await sandbox.proxy('undo', customer, { redemptionId });
  await expect.poll(() => isOver(redemptionId)).toBe(true);
  await hurry();
}

async function isOver(redemptionId: string): Promise<boolean> {
  const { rowCount } = await sandbox.db.query(
    'SELECT 1 FROM redemptions WHERE id = $1 AND resolved_at IS NOT NULL',
    [redemptionId],
  );
  return rowCount === 1;
}

const later = (days: number) => sandbox.act('clock', { advanceMs: days * DAY_MS });

async function codesAtShopify(): Promise<string[]> {
  const discounts = await sandbox.read<{ codes: { code: string }[] }[]>('discounts');
  return discounts.flatMap(({ codes }) => codes.map(({ code }) => code));
}

/** Real time is not waited for: what was tried in vain is due again. */
async function hurry(): Promise<void> {
  await sandbox.db.query(`UPDATE redemptions SET next_attempt_at = now() WHERE resolved_at IS NOT NULL`);
}

async function isMarked({ code }: RedeemReply): Promise<boolean> {
  const { rows } = await sandbox.db.query<{ marked: boolean }>(
    'SELECT discount_deleted_at IS NOT NULL AS marked FROM redemptions WHERE code = $1',
    [code],
  );
  return rows[0]?.marked ?? false;
}

test('used and returned codes leave the list after seven days, open ones and gift cards stay', async () => {
  const [user, returner, keeper, gifted] = await Promise.all([member(), member(), member(), member()]);
  const [used, returned, kept] = [await redeem(user), await redeem(returner), await redeem(keeper)];
  await redeem(gifted, 'card');
  await order(user, used.code);
  await undo(returner, returned);
  await later(6);
  expect(await codesAtShopify()).toEqual(expect.arrayContaining([used.code, returned.code, kept.code]));
  await later(1.1);
  const left = await codesAtShopify();
  expect(left).toContain(kept.code);
  expect(left).not.toContain(used.code);
  expect(left).not.toContain(returned.code);
  expect(await sandbox.read<unknown[]>('gift-cards')).toHaveLength(1);
  expect([await isMarked(used), await isMarked(returned), await isMarked(kept)]).toEqual([true, true, false]);
  await expectBooksClosed(sandbox.shop);
});

test('an order that comes late with a deleted code is booked like any other', async () => {
  const customer = await member();
  const late = await redeem(customer);
  await undo(customer, late);
  await later(8);
  expect(await codesAtShopify()).not.toContain(late.code);
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 100, reserved: 0 });
  await order(customer, late.code);
  const { rows } = await sandbox.db.query(
    `SELECT state, captured::int FROM redemptions WHERE code LIKE $1 || '#%'`,
    [late.code],
  );
  expect(rows).toEqual([{ state: 'captured', captured: 100 }]);
  await later(8);
  await expectBooksClosed(sandbox.shop);
});

test.each([
  ['server_error', 'before'],
  ['server_error', 'after'],
  ['timeout', 'after'],
  ['user_error', 'before'],
  ['unauthorized', 'before'],
  ['kill_app', 'before'],
  ['kill_app', 'after'],
] as const)('%s, %s the deletion: it is deleted in the end', async (kind, when) => {
  const customer = await member();
  const reply = await redeem(customer);
  await undo(customer, reply);
  await sandbox.act('faults', { operation: 'discountCodeDelete', kind, when, ms: 200 });
  await later(8).catch(() => undefined);
  await sandbox.act('app/ready');
  await hurry();
  await later(0.01);
  expect(await codesAtShopify()).not.toContain(reply.code);
  expect(await isMarked(reply)).toBe(true);
});

test('a discount that the merchant has deleted is no trouble, and one whose creation was never heard of is found', async () => {
  const [gone, unheard] = [await member(), await member()];
  const [first, second] = [await redeem(gone), await redeem(unheard)];
  await undo(gone, first);
  await undo(unheard, second);
  await sandbox.db.query(
    `UPDATE redemptions SET discount_id = CASE code WHEN $1 THEN 'gid://shopify/DiscountCodeNode/1' END
      WHERE code IN ($1, $2)`,
    [first.code, second.code],
  );
  await later(8);
  expect([await isMarked(first), await isMarked(second)]).toEqual([true, true]);
  expect(await codesAtShopify()).not.toContain(second.code);
});
