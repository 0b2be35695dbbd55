/**
 * Brings the scores of members to what their orders say: all of each member's orders are read, so that created, refunded,
 * cancelled, merged, twice or late the result is the same as worked out from scratch.
 */
import { now } from '#app/clock.ts';
import { dayOf, startOfDay } from '#app/core/calendar.ts';
import { dayNumber, dayText } from '#app/core/lifetime-value/months.ts';
import {
  figuresOf,
  type MemberFigures,
  type PaidOrder,
  type Thresholds,
  verdictOf,
} from '#app/core/scores/member-figures.ts';
import { nextDueShop, takeDues } from '#app/db/score-dues.ts';
import {
  loadPaidOrders,
  type MemberScoreRow,
  type OrderRow,
  replaceFigures,
  saveScores,
} from '#app/db/scores.ts';
import { lockShopScores } from '#app/db/shop-scores.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { keepOwnSegments, keepSegments } from '#app/services/keep-segments.ts';

const MARKS_AT_ONCE = 1_000;

let lastShop = '';

/** One batch of one shop. @returns how many members were due; 0 when nobody is, or others are at it. */
export async function scoreDueMembers(): Promise<number> {
  const shop = await nextDueShop(lastShop);
  if (shop === undefined) return 0;
  lastShop = shop;
  return scoreDueOf(shop, 'skip');
}

export async function scoreDueOf(name: string, wait: 'wait' | 'skip'): Promise<number> {
  return transaction(async (tx) => {
    const shop = await findShop(name, tx);
    const thresholds = await lockShopScores(tx, name, wait);
    if (!thresholds) return 0;
    const memberIds = await takeDues(tx, name, MARKS_AT_ONCE);
    // Marks of a shop that is gone go with it.
    if (shop && memberIds.length > 0) await scoreMembers(tx, shop, memberIds, thresholds, now());
    return memberIds.length;
  });
}

async function scoreMembers(
  tx: Transaction,
  shop: ShopRow,
  memberIds: number[],
  thresholds: Thresholds,
  at: Date,
): Promise<void> {
  const orders = Map.groupBy(
    await loadPaidOrders(tx, shop.shop, shop.timezone, memberIds),
    ({ memberId }) => memberId,
  );
  const scored = [...orders].flatMap(([memberId, rows]) => {
    const whole = figuresOf(rows.map((row) => paidOrder(row, shop.timezone)));
    return whole ? [{ memberId, ...whole }] : [];
  });
  const rows = scored.map(({ memberId, figures }) => toRow(shop, memberId, figures, thresholds));
  await replaceFigures(tx, shop.shop, memberIds, scored);
  await saveScores(tx, shop.shop, rows);
  const byMember = new Map(rows.map((row) => [row.memberId, row]));
  await keepSegments(
    tx,
    shop,
    memberIds.map((memberId) => ({
      memberId,
      level: byMember.get(memberId)?.level ?? null,
      group: byMember.get(memberId)?.group ?? null,
    })),
    at,
  );
  await keepOwnSegments(tx, shop, memberIds, at);
}

function paidOrder(
  { day, totalMinor, refundedAt, refundedMinor, productIds }: OrderRow,
  zone: string,
): PaidOrder {
  return {
    day,
    totalMinor,
    // A refund whose day is not known counts on the order's.
    refunds: refundedMinor.map((minor, index) => ({ day: refundDay(refundedAt[index], day, zone), minor })),
    productIds: productIds.flatMap((id) => id ?? []),
  };
}

function refundDay(at: string | null | undefined, orderDay: number, zone: string): number {
  return at ? Math.max(orderDay, dayNumber(dayOf(Date.parse(at), zone))) : orderDay;
}

export function toRow(
  shop: ShopRow,
  memberId: number,
  figures: MemberFigures,
  thresholds: Thresholds,
): MemberScoreRow {
  const { rfm, group, level, nextPurchaseDay } = verdictOf(figures, thresholds);
  return {
    memberId,
    ...figures,
    recency: rfm?.recency ?? null,
    frequency: rfm?.frequency ?? null,
    monetary: rfm?.monetary ?? null,
    group,
    level,
    nextPurchaseAt:
      nextPurchaseDay === null ? null : new Date(startOfDay(dayText(nextPurchaseDay), shop.timezone)),
  };
}
