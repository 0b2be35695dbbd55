/**
 * The monthly bridge: from the customers who were active at the end of one month to those at the end of the next. Active is
 * who has ordered within the last so many calendar months, the month itself included. Rule, for every month:
 * active = active before + new + reactivated − lost, and each who ordered is new, returning or reactivated.
 */
import { lastDayOfMonth, monthOfDay, monthText } from '#app/core/lifetime-value/months.ts';
import { type History } from '#app/core/scores/transactions.ts';

export type BridgeMonth = {
  month: string;
  /** False for the last month while it goes on. */
  isComplete: boolean;
  activeBefore: number;
  /** Ordered for the first time. */
  new: number;
  /** Ordered, and were active before. */
  returning: number;
  /** Ordered again after they had been lost. */
  reactivated: number;
  /** Were active before and are so no more. */
  lost: number;
  active: number;
  /** new + returning + reactivated. */
  ordered: number;
  orders: number;
  /** After the refunds of that month, of whomever. */
  revenueMinor: number;
};

type Sums = Pick<BridgeMonth, 'new' | 'returning' | 'reactivated' | 'lost' | 'orders' | 'revenueMinor'>;
export type BridgeSums = { activeMonths: number; months: Map<number, Sums> };

export function noBridge(activeMonths: number): BridgeSums {
  return { activeMonths, months: new Map() };
}

export function addToBridge(sums: BridgeSums, history: History): void {
  let before: number | undefined;
  for (const { day, minor } of history.orders) {
    const month = monthOfDay(day);
    const at = sumsAt(sums, month);
    at.orders += 1;
    at.revenueMinor += minor;
    if (month === before) continue;
    if (before === undefined) at.new += 1;
    else if (month - before <= sums.activeMonths) at.returning += 1;
    else {
      at.reactivated += 1;
      sumsAt(sums, before + sums.activeMonths).lost += 1;
    }
    before = month;
  }
  if (before !== undefined) sumsAt(sums, before + sums.activeMonths).lost += 1;
  for (const { day, minor } of [...history.refunds, ...history.cancellations]) {
    sumsAt(sums, monthOfDay(day)).revenueMinor -= minor;
  }
}

function sumsAt({ months }: BridgeSums, month: number): Sums {
  const known = months.get(month);
  if (known) return known;
  const fresh = { new: 0, returning: 0, reactivated: 0, lost: 0, orders: 0, revenueMinor: 0 };
  months.set(month, fresh);
  return fresh;
}

/** Every month from the first in which anything moved until the one of `asOfDay`. */
export function bridgeOf({ months }: BridgeSums, asOfDay: number): BridgeMonth[] {
  const last = monthOfDay(asOfDay);
  const first = [...months.keys()].reduce((least, month) => Math.min(least, month), last + 1);
  let active = 0;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const month = first + index;
    const sums = months.get(month) ?? {
      new: 0,
      returning: 0,
      reactivated: 0,
      lost: 0,
      orders: 0,
      revenueMinor: 0,
    };
    const activeBefore = active;
    active += sums.new + sums.reactivated - sums.lost;
    return {
      month: monthText(month),
      isComplete: lastDayOfMonth(month) <= asOfDay,
      activeBefore,
      ...sums,
      active,
      ordered: sums.new + sums.returning + sums.reactivated,
    };
  });
}
