/**
 * A member with points and the things that happen to them at the same moment: the acts of the double-spend proof, and
 * what must be true of every member afterwards, told from the store and not from the ledger alone.
 */
import type pg from 'pg';
import { now } from '../../app/clock.ts';
import { findMemberId } from '../../app/db/members.ts';
import { findShop } from '../../app/db/shops.ts';
import { transaction } from '../../app/db/transaction.ts';
import { adjustPoints } from '../../app/services/adjust-points.ts';
import { handleInbox } from '../../app/services/handle-inbox.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { passTimeForDue } from '../../app/services/pass-time.ts';
import { redeem } from '../../app/services/redeem.ts';
import { undoRedemption } from '../../app/services/undo-redemption.ts';
import { createCustomer } from '../../sandbox/store/customers.ts';
import type { Order } from '../../sandbox/store/model.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import type { Random } from '../../sandbox/store/random.ts';
import { refundOrder } from '../../sandbox/store/refunds.ts';
import type { InnerStore } from './inner-store.ts';
import { pick, whole } from './order-life.ts';
import { settleInbox, tell } from './telling.ts';

export const SPENDING_PROGRAM = {
  expiry: { kind: 'afterDays', days: 30 },
  rewards: [
    { id: 'five', kind: 'amountOff', points: 100, amount: '5.00' },
    { id: 'ten', kind: 'amountOff', points: 200, amount: '10.00' },
  ],
};
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Spender = {
  store: InnerStore;
  shop: string;
  random: Random;
  customerId: string;
  memberId: number;
  /** Another account of hers; hers alone once the two are merged. */
  twin: { customerId: string; memberId: number };
  merged: boolean;
  /** Its points lapse when `lapsesAt` has come, the other's later. */
  lapsing: Order;
  lasting: Order;
  lapsesAt: number;
  /** A redemption from before, unused. */
  before: { redemptionId: string; code: string };
  serial: number;
  refunded: number;
};

/** Two orders with points for a few rewards, one code that is unused yet. */
export async function newSpender(store: InnerStore, shop: string, random: Random): Promise<Spender> {
  const { context } = store;
  const { id: customerId } = createCustomer(context, { firstName: 'Spender' });
  const { id: twinId } = createCustomer(context, { firstName: 'Twin' });
  const place = (points: number, at: number, buyer = customerId) =>
    createOrder(context, {
      customerId: buyer,
      taxesIncluded: false,
      processedAt: new Date(at).toISOString(),
      lines: [{ unitPrice: points * 100, quantity: 1 }],
    });
  const lapsesAt = Date.now() + HOUR;
  // Never so many that the 15 points of a later order make one reward more.
  const lapsing = place(whole(random, 1, 2) * 100 + whole(random, 0, 30), lapsesAt - 30 * DAY);
  const lasting = place(whole(random, 1, 2) * 100 + whole(random, 0, 30), Date.now() - HOUR);
  place(100, Date.now() - HOUR, twinId);
  await hear(store, shop);
  await settleInbox(store);
  const redeemed = await redeem({
    shop,
    customerId,
    rewardId: 'five',
    idempotencyKey: 'from-before',
    surface: 'proxy',
  });
  if (!redeemed.ok) throw new Error(redeemed.rejection.code);
  const [memberId, twinMemberId] = await Promise.all(
    [customerId, twinId].map(async (id) => Number(await findMemberId(shop, id))),
  );
  if (memberId === undefined || twinMemberId === undefined) throw new Error('both are members');
  return {
    store,
    shop,
    random,
    customerId,
    memberId,
    twin: { customerId: twinId, memberId: twinMemberId },
    merged: false,
    lapsing,
    lasting,
    lapsesAt,
    before: redeemed.value,
    serial: 0,
    refunded: 0,
  };
}

async function hear(store: InnerStore, shop: string): Promise<void> {
  for (const event of store.takeEvents()) await tell(shop, event);
}

async function hearAndHandle({ store, shop }: Spender): Promise<void> {
  await hear(store, shop);
  while ((await handleInbox()) > 0);
}

type Deed = (spender: Spender) => Promise<unknown>;

function redeemWith(spender: Spender, rewardId: string, idempotencyKey: string) {
  return redeem({
    shop: spender.shop,
    customerId: spender.customerId,
    rewardId,
    idempotencyKey,
    surface: 'proxy',
  });
}

function nextKey(spender: Spender): string {
  spender.serial += 1;
  return `spend-key-${spender.serial}`;
}

/** What may happen to a member's points; each of them at any moment beside any other. */
export const DEEDS: Record<string, Deed> = {
  redeemFive: (spender) => redeemWith(spender, 'five', nextKey(spender)),
  redeemTen: (spender) => redeemWith(spender, 'ten', nextKey(spender)),
  redeemAgain: (spender) => redeemWith(spender, 'five', 'one-and-the-same'),
  lapse: async (spender) => {
    spender.store.setTime(spender.lapsesAt);
    await passTimeForDue();
  },
  refundLapsing: (spender) => refundWhole(spender, spender.lapsing),
  refundLasting: (spender) => refundWhole(spender, spender.lasting),
  use: async (spender) => {
    createOrder(spender.store.context, {
      customerId: spender.customerId,
      taxesIncluded: false,
      lines: [{ unitPrice: 2_000 }],
      orderDiscount: 500,
      discountCode: spender.before.code,
    });
    await hearAndHandle(spender);
  },
  redeemAsTwin: (spender) =>
    redeemWith({ ...spender, customerId: spender.twin.customerId }, 'five', nextKey(spender)),
  merge: mergeTwin,
  undo: ({ shop, customerId, before }) =>
    undoRedemption({ shop, customerId, redemptionId: before.redemptionId }),
  takeAway: (spender) =>
    adjustPoints({
      shop: spender.shop,
      memberId: BigInt(spender.memberId),
      points: -60,
      reasonCode: 'correction',
      note: '',
      actor: 'test',
      idempotencyKey: `away-${spender.memberId}`,
    }),
};

/** As the inbox does it: what was struck by a deadlock is tried again. */
async function mergeTwin(spender: Spender): Promise<void> {
  const customers = { keptId: spender.customerId, deletedId: spender.twin.customerId };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await transaction(async (tx) => {
        const shop = await findShop(spender.shop, tx);
        if (shop) await mergeMembers(tx, shop, customers, now());
      });
      spender.merged = true;
      return;
    } catch (error) {
      const deadlock = error instanceof Error && 'code' in error && error.code === '40P01';
      if (!deadlock || attempt === 5) throw error;
    }
  }
}

async function refundWhole(spender: Spender, order: Order): Promise<void> {
  const [line] = order.lines;
  if (!line || line.currentQuantity === 0) return;
  refundOrder(spender.store.context, order.id, { lines: [{ lineId: line.id, quantity: 1 }] });
  spender.refunded += line.unitPrice / 100;
  await hearAndHandle(spender);
}

const ONCE = ['lapse', 'refundLapsing', 'refundLasting', 'use', 'undo', 'takeAway', 'redeemAsTwin', 'merge'];

/** So many deeds for one moment: most of them redeem, a few of the others are there once. */
export function drawDeeds(random: Random, count: number): string[] {
  const others = ONCE.filter(() => random() < 0.4);
  const redeeming = Array.from({ length: count - others.length }, () =>
    pick(random, ['redeemFive', 'redeemFive', 'redeemTen', 'redeemAgain']),
  );
  return [...others, ...redeeming].sort(() => random() - 0.5);
}

/** Who she is at the store, with the account that has become hers. */
function accountsOf({ customerId, twin, merged }: Spender): string[] {
  return merged ? [customerId, twin.customerId] : [customerId];
}

/** What she can spend or has spent at the store, in points, by the store's own account. */
function spentAtStore(spender: Spender): number {
  const { orders, discounts } = spender.store.context.state;
  const accounts = accountsOf(spender);
  const used = new Set(
    [...orders.values()]
      .filter((order) => accounts.includes(order.customerId ?? ''))
      .flatMap((order) => order.discountCodes.map(({ code }) => code)),
  );
  return [...discounts.values()]
    .filter((discount) => discount.customerIds.some((id) => accounts.includes(id)))
    .filter((discount) => !discount.deactivated || discount.codes.some(({ code }) => used.has(code)))
    .reduce((sum, { value }) => sum + (value.kind === 'amount' ? value.amount / 5 : 0), 0);
}

function earnedAtStore(spender: Spender): number {
  const accounts = accountsOf(spender);
  return [...spender.store.context.state.orders.values()]
    .filter((order) => accounts.includes(order.customerId ?? ''))
    .flatMap((order) => order.lines)
    .reduce((sum, line) => sum + (line.unitPrice - (line.allocations[0]?.amount ?? 0)) / 100, 0);
}

/** Every way in which the member has more than she had points for; none when all is well. */
export async function overspending(spender: Spender): Promise<string[]> {
  const { db } = spender.store;
  const { rows } = await db.query<Record<'pending' | 'available' | 'reserved' | 'debt' | 'paid', number>>(
    `SELECT pending::float8, available::float8, reserved::float8, debt::float8,
        (SELECT coalesce(sum(CASE e.kind WHEN 'reserve' THEN points WHEN 'release' THEN -points
          WHEN 'owe' THEN points ELSE 0 END), 0)
          FROM ledger_entries e WHERE e.shop = $1 AND e.member_id = ANY($3::bigint[]) AND e.source LIKE 'redemption:%')::float8 AS paid
      FROM member_balances WHERE shop = $1 AND member_id = $2`,
    [
      spender.shop,
      spender.memberId,
      spender.merged ? [spender.memberId, spender.twin.memberId] : [spender.memberId],
    ],
  );
  const [books] = rows;
  if (!books) return ['the member has no balance'];
  const spent = spentAtStore(spender);
  const had = earnedAtStore(spender) - spender.refunded - books.debt;
  const problems: string[] = [];
  if (spent > had) problems.push(`${spent} points are spent at the store, there were ${had}`);
  if (spent > books.paid) problems.push(`${spent} points are spent at the store, ${books.paid} were paid`);
  if (books.available + spent > had)
    problems.push(`${books.available} are left beside ${spent} spent of ${had}`);
  for (const account of ['pending', 'available', 'reserved'] as const)
    if (books[account] < 0) problems.push(`${account} is ${books[account]}`);
  return problems;
}

/** Redeems as one would without a lock: read what is there, then write what is left, then make the code. */
export async function redeemNaively(
  spender: Spender,
  db: pg.Pool,
  makeCode: (serial: number) => Promise<unknown>,
): Promise<void> {
  const { rows } = await db.query<{ available: string }>(
    'SELECT available FROM member_balances WHERE shop = $1 AND member_id = $2',
    [spender.shop, spender.memberId],
  );
  const available = Number(rows[0]?.available ?? 0);
  if (available < 100) return;
  await db.query('UPDATE member_balances SET available = $3 WHERE shop = $1 AND member_id = $2', [
    spender.shop,
    spender.memberId,
    available - 100,
  ]);
  spender.serial += 1;
  await makeCode(spender.serial);
}
