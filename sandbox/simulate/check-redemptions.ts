/**
 * (c) No discount is usable that is not paid with points; no points are gone without a usable discount, a use, or their
 * return. Every use of a code by an order is found in the store's orders and must be in the books, once.
 */
import type { Discount } from '../store/model.ts';
import type { RedemptionRow } from './books.ts';
import type { Scene } from './check.ts';
import { partOf, priceOfUse, returnedShares, type SeenOrder } from './model.ts';
import type { SimulatedReward } from './program.ts';

const OURS = /^TREU-/;

/** One order's use of one code of ours: what it costs and what of that must have come back. */
export type Use = {
  customerId: string;
  price: number;
  row: RedemptionRow | undefined;
};

export function checkRedemptions(scene: Scene): void {
  checkCodes(scene);
  for (const row of scene.books.redemptions) checkState(scene, row);
  for (const use of usesOf(scene)) checkUse(scene, use);
}

export function isUsable(discount: Discount, now: number): boolean {
  if (discount.deactivated || (discount.endsAt !== null && Date.parse(discount.endsAt) <= now)) return false;
  return discount.usageLimit === null || discount.usageCount < discount.usageLimit;
}

function checkCodes({ discounts, books, now, findings }: Scene): void {
  const rows = new Map(books.redemptions.map((row) => [row.code, row]));
  for (const discount of discounts) {
    const code = discount.codes[0]?.code ?? '';
    if (!OURS.test(code) || !isUsable(discount, now)) continue;
    const row = rows.get(code);
    const paid = row?.state === 'issued' && discount.customerIds.join() === row.customerId;
    findings.check(
      'code',
      paid,
      () =>
        `code ${code} of customer ${discount.customerIds.join()} is usable, its redemption is ${row?.state ?? 'nowhere'}`,
    );
  }
}

function checkState({ discounts, orders, now, findings }: Scene, row: RedemptionRow): void {
  const discount = discounts.find((one) => one.codes[0]?.code === row.code);
  const usable = discount !== undefined && isUsable(discount, now);
  const order = row.orderId === null ? undefined : orders.get(row.orderId);
  const name = `redemption ${row.id} of customer ${row.customerId}`;
  const report = (holds: boolean, what: string) =>
    findings.check('redemption', holds, () => `${name} ${what}`);
  switch (row.state) {
    case 'issued':
      return report(usable, 'is issued, and its code cannot be used');
    case 'released':
      report(row.released === row.points, `is released with ${row.released} of ${row.points} points`);
      return report(!usable, 'is released, and its code can be used');
    case 'captured': {
      const [code = ''] = row.code.split('#');
      report(
        order !== undefined && carries(order, code),
        `is captured by order ${row.orderId}, which lacks its code`,
      );
      return report(row.captured + row.released === row.points, 'is not captured and released in all');
    }
    default:
      return report(false, `is still ${row.state}`);
  }
}

function carries(order: SeenOrder, code: string): boolean {
  return order.discountCodes.some((one) => one.code.toUpperCase() === code.toUpperCase());
}

type FoundUse = Use & { order: SeenOrder; code: string; reward: SimulatedReward };

/** All uses of our codes by orders that count for anything, from the store's orders. */
export function usesOf({ orders, books, world }: Scene): FoundUse[] {
  const rows = new Map(books.redemptions.map((row) => [row.code, row]));
  const { program, currency } = world.plan;
  return [...orders.values()].flatMap((order) => {
    if (order.currency !== currency) return [];
    return order.discountCodes.flatMap(({ code, amount }) => {
      const first = rows.get(code.toUpperCase());
      const reward = program.rewards.find((one) => one.id === first?.rewardId);
      if (!first || !reward || first.customerId === null) return [];
      const row = first.orderId === order.id ? first : rows.get(`${code.toUpperCase()}#${order.id}`);
      const price = priceOfUse(reward, amount, program, currency);
      return [{ customerId: first.customerId, price, row, order, code, reward }];
    });
  });
}

function checkUse({ world, findings }: Scene, { order, code, row, price }: FoundUse): void {
  const name = () => `order ${order.id} (step ${world.placed.get(order.id)?.step}) with code ${code}`;
  findings.check(
    'redemption',
    row?.state === 'captured',
    () => `${name()}: its redemption is ${row?.state ?? 'nowhere'}`,
  );
  if (!row) return;
  findings.check(
    'redemption',
    row.captured === price,
    () => `${name()}: ${row.captured} paid or owed, should cost ${price}`,
  );
  const { restore } = world.plan.program.redemption;
  const back = restore === 'never' ? [0] : returnedShares(order).map((share) => partOf(row.captured, share));
  findings.check(
    'redemption',
    back.includes(row.restored),
    () =>
      `${name()}: ${row.restored} of ${row.captured} came back, should be ${[...new Set(back)].join(' or ')}`,
  );
}
