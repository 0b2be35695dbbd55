/**
 * A member's orders as the database keeps them, and what they amount to: the same definitions as for any shop's export
 * (docs/insight.md), from orders that Shopify knows.
 */
import { monthOfDay } from '#app/core/lifetime-value/months.ts';
import { type History, purchaseDays, revenueOf, sumOf } from '#app/core/scores/transactions.ts';
import { levelOf, type Level, type LevelThresholds } from '#app/core/scores/levels.ts';
import { type NextPurchaseModel, predictNextPurchase, rhythmOf } from '#app/core/scores/next-purchase.ts';
import { type RfmCuts, rfmGroup, type RfmGroup, type RfmScores, rfmScores } from '#app/core/scores/rfm.ts';

/** An order that was paid and not cancelled. */
export type PaidOrder = {
  day: number;
  totalMinor: number;
  /** Money that went back, on the day on which it did. */
  refunds: { day: number; minor: number }[];
  productIds: string[];
};

export type MemberFigures = {
  orders: number;
  purchaseDays: number;
  grossMinor: number;
  revenueMinor: number;
  firstDay: number;
  lastDay: number;
  squares: number;
};

export type MonthFigures = {
  month: number;
  cohort: number;
  orders: number;
  revenueMinor: number;
  /** The months before and after in which she ordered; null where there is none, and in a month without an order. */
  previousMonth: number | null;
  nextMonth: number | null;
};

export type WholeFigures = { figures: MemberFigures; months: MonthFigures[]; productIds: string[] };

/** Null: no order that stands. */
export function figuresOf(paid: readonly PaidOrder[]): WholeFigures | null {
  const history: History = {
    orders: paid.map(({ day, totalMinor }) => ({ day, minor: totalMinor })).toSorted((a, b) => a.day - b.day),
    refunds: paid.flatMap(({ refunds }) => refunds),
    cancellations: [],
  };
  const [first, last] = [history.orders[0], history.orders.at(-1)];
  if (!first || !last) return null;
  const days = purchaseDays(history);
  return {
    figures: {
      orders: history.orders.length,
      purchaseDays: days.length,
      grossMinor: sumOf(history.orders),
      revenueMinor: revenueOf(history),
      firstDay: first.day,
      lastDay: last.day,
      squares: rhythmOf(days, 0, days.length).squares,
    },
    months: monthsOf(history, monthOfDay(first.day)),
    productIds: [...new Set(paid.flatMap(({ productIds }) => productIds))].toSorted(),
  };
}

function monthsOf(history: History, cohort: number): MonthFigures[] {
  const months = new Map<number, MonthFigures>();
  const at = (day: number) => {
    const month = monthOfDay(day);
    const known = months.get(month) ?? { ...NO_MONTH, month, cohort };
    months.set(month, known);
    return known;
  };
  for (const { day, minor } of history.orders) {
    const one = at(day);
    one.orders += 1;
    one.revenueMinor += minor;
  }
  for (const { day, minor } of history.refunds) at(day).revenueMinor -= minor;
  const ordered = [...months.values()].toSorted((a, b) => a.month - b.month);
  const active = ordered.filter(({ orders }) => orders > 0);
  active.forEach((one, index) => {
    one.previousMonth = active[index - 1]?.month ?? null;
    one.nextMonth = active[index + 1]?.month ?? null;
  });
  return ordered;
}

const NO_MONTH = { orders: 0, revenueMinor: 0, previousMonth: null, nextMonth: null };

/** What a shop's members are held against; null what has not been worked out yet. */
export type Thresholds = {
  cuts: RfmCuts | null;
  levels: LevelThresholds | null;
  model: NextPurchaseModel | null;
};

export type MemberVerdict = {
  rfm: RfmScores | null;
  group: RfmGroup | null;
  level: Level | null;
  nextPurchaseDay: number | null;
};

export function verdictOf(figures: MemberFigures, { cuts, levels, model }: Thresholds): MemberVerdict {
  const { orders, revenueMinor, firstDay, lastDay, squares } = figures;
  const rfm = cuts && rfmScores({ lastDay, orders, revenueMinor }, cuts);
  const rhythm = { repeats: figures.purchaseDays - 1, firstDay, lastDay, squares };
  return {
    rfm,
    group: rfm && rfmGroup(rfm),
    level: levels && levelOf({ score: revenueMinor, orders }, levels),
    nextPurchaseDay: model && predictNextPurchase(rhythm, model, lastDay),
  };
}
