/**
 * (e) A member's standing is the sum of what the store's orders, codes and staff led to. Pending, reserved, and what is
 * available or owed follow each by itself; only what has expired or was waived is taken from the books.
 */
import type { Scene } from './check.ts';
import { isUsable, usesOf } from './check-redemptions.ts';
import { expectedPoints, maturesAt } from './model.ts';

/** What the app proxy answers. */
export type Standing = {
  pending: number;
  available: number;
  reserved: number;
  debt: number;
  lots: { points: number; expiresAt: string | null }[];
  redemptions: { code: string; points: number; state: string }[];
};

/** Around a hold's end the books and the look at them may fall on different sides. */
const MOMENT_MS = 20_000;

export function checkStandings(scene: Scene): void {
  const { standings, findings, books, world } = scene;
  const byCustomer = sumUp(scene);
  const expired = new Map(books.report.members.map((one) => [one.customerId, one.expired]));
  for (const [customerId, standing] of standings) {
    const sum = byCustomer.get(customerId) ?? emptySum();
    const report = (holds: boolean, what: string) =>
      findings.check('standing', holds, () => `customer ${customerId}: ${what}`);
    const { pending, available, reserved, debt } = standing;
    const lapsed = expired.get(customerId) ?? 0;
    const all = sum.orders + sum.waived + sum.expiredOfOrders - lapsed + sum.adjusted - sum.spent;
    report(
      pending + available + reserved + debt === all,
      `${pending} pending + ${available} available + ${reserved} reserved + ${debt} debt, should be ${all} in all`,
    );
    report(reserved === sum.usable, `${reserved} reserved, codes worth ${sum.usable} can be used`);
    report(
      codesOf(standing.redemptions) === codesOf(sum.codes),
      `shows ${codesOf(standing.redemptions)}, usable are ${codesOf(sum.codes)}`,
    );
    if (sum.pending !== null) report(pending === sum.pending, `${pending} pending, should be ${sum.pending}`);
    const free = all - pending - reserved;
    report(
      available === Math.max(0, free) && debt === Math.min(0, free),
      `${available} available and ${debt} debt, should be ${free}`,
    );
    const inLots = standing.lots.reduce((total, lot) => total + lot.points, 0);
    report(inLots === available, `lots hold ${inLots} of ${available}`);
    if (world.plan.program.expiry.kind === 'never')
      report(lapsed === 0, `${lapsed} expired, though nothing expires`);
  }
}

type Sum = {
  /** Booked for orders, which `checkBooked` holds against the orders themselves. */
  orders: number;
  waived: number;
  expiredOfOrders: number;
  adjusted: number;
  /** What uses of codes cost, less what came back. */
  spent: number;
  usable: number;
  codes: { code: string }[];
  /** Null when the order of events decides what is still on hold. */
  pending: number | null;
};

function emptySum(): Sum {
  return {
    orders: 0,
    waived: 0,
    expiredOfOrders: 0,
    adjusted: 0,
    spent: 0,
    usable: 0,
    codes: [],
    pending: 0,
  };
}

function sumUp(scene: Scene): Map<string, Sum> {
  const { orders, books, world, discounts, now } = scene;
  const sums = new Map<string, Sum>();
  const of = (customerId: string) => {
    const sum = sums.get(customerId) ?? emptySum();
    sums.set(customerId, sum);
    return sum;
  };
  for (const [id, order] of orders) {
    if (order.customerId === null) continue;
    const sum = of(order.customerId);
    const row = books.orders.get(id);
    sum.orders += row?.booked ?? 0;
    sum.waived += row?.waived ?? 0;
    sum.expiredOfOrders += row?.expired ?? 0;
    sum.pending = addPending(scene, id, sum.pending);
  }
  for (const { customerId, points } of world.adjusted) of(customerId).adjusted += points;
  for (const { customerId, price, row } of usesOf(scene))
    of(customerId).spent += price - (row?.restored ?? 0);
  for (const discount of discounts) {
    const [code] = discount.codes;
    const [customerId] = discount.customerIds;
    const points = world.plan.program.rewards.find((one) => one.id === rewardOf(scene, code?.code))?.points;
    if (!code || customerId === undefined || points === undefined || !isUsable(discount, now)) continue;
    of(customerId).usable += points;
    of(customerId).codes.push({ code: code.code });
  }
  return sums;
}

function rewardOf({ books }: Scene, code: string | undefined): string | undefined {
  return books.redemptions.find((row) => row.code === code)?.rewardId;
}

function addPending({ orders, world, now }: Scene, id: string, before: number | null): number | null {
  const order = orders.get(id);
  if (before === null || !order) return before;
  const { program, currency } = world.plan;
  const at = maturesAt(order, program);
  if (world.placed.get(id)?.unsteady || (at !== null && Math.abs(at - now) < MOMENT_MS)) return null;
  if (at !== null && at <= now) return before;
  const { least, most } = expectedPoints(order, program, currency);
  return least === most ? before + least : null;
}

function codesOf(list: { code: string }[]): string {
  return list
    .map(({ code }) => code)
    .sort()
    .join(' ');
}
