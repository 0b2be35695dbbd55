/**
 * All that is said about a shop from its customers' transactions alone: scores, lifetime value, cohorts, bridge, next
 * purchases. Memory grows with the customers by a few numbers each; their figures are made one by one.
 */
import { addToBridge, type BridgeMonth, bridgeOf, noBridge } from '#app/core/lifetime-value/bridge.ts';
import { addToCohorts, type Cohort, cohortMatrix, noCohorts } from '#app/core/lifetime-value/cohorts.ts';
import { monthOfDay } from '#app/core/lifetime-value/months.ts';
import {
  customerValue,
  DAYS_PER_YEAR,
  groupValue,
  lifetimeYears,
  type PlainValue,
} from '#app/core/lifetime-value/plain-value.ts';
import { fitNextPurchase, type PurchaseDays } from '#app/core/scores/fit-next-purchase.ts';
import { type Level, levelOf, type LevelThresholds, proposeLevels } from '#app/core/scores/levels.ts';
import { type NextPurchaseModel, predictNextPurchase, rhythmOf } from '#app/core/scores/next-purchase.ts';
import { quintileCuts } from '#app/core/scores/quintiles.ts';
import { type RfmCuts, rfmGroup, type RfmGroup, type RfmScores, rfmScores } from '#app/core/scores/rfm.ts';
import { type History, purchaseDays, revenueOf, sumOf } from '#app/core/scores/transactions.ts';

export type CustomerInsight = {
  orders: number;
  purchaseDays: number;
  grossMinor: number;
  refundedMinor: number;
  cancelledMinor: number;
  revenueMinor: number;
  /** Null for who has no order that stands. */
  scored: {
    firstDay: number;
    lastDay: number;
    recencyDays: number;
    rfm: RfmScores;
    level: Level | null;
    value: PlainValue;
    /** Mean days between purchase days; null after a single one. */
    interval: number | null;
    /** Days since 1970; null in a shop in which nobody has bought twice. */
    nextPurchaseDay: number | null;
    /** What was to be expected on the day of her last purchase. */
    nextPurchaseDueDay: number | null;
  } | null;
  group: RfmGroup;
};

export type InsightTotals = {
  customers: number;
  withOrders: number;
  repeatCustomers: number;
  orders: number;
  /** Of customers who had ordered before. */
  repeatOrders: number;
  grossMinor: number;
  refundedMinor: number;
  cancelledMinor: number;
  revenueMinor: number;
};

export type Insight = {
  asOfDay: number;
  totals: InsightTotals;
  cuts: RfmCuts;
  levels: LevelThresholds;
  /** The last 365 days until `asOfDay`. */
  year: { orders: number; buyers: number; revenueMinor: number };
  value: PlainValue | null;
  cohorts: Cohort[];
  /** Money that went back for orders that are not known, negative. */
  outsideCohortsMinor: number;
  bridge: BridgeMonth[];
  nextPurchase: NextPurchaseModel | null;
  customer: (index: number) => CustomerInsight;
};

export type Histories = { count: number; historyOf: (index: number) => History };
export type InsightOptions = { asOfDay: number; activeMonths: number; levels?: LevelThresholds };

/** Nothing in the histories may lie after `asOfDay`. */
export function insightOf(histories: Histories, options: InsightOptions): Insight {
  const { asOfDay } = options;
  const gathered = gather(histories, options);
  const scored = gathered.scored;
  const cuts = {
    lastDay: quintileCuts(Float64Array.from(scored, (index) => gathered.lastDay[index] ?? 0)),
    orders: quintileCuts(Float64Array.from(scored, (index) => gathered.orders[index] ?? 0)),
    revenue: quintileCuts(Float64Array.from(scored, (index) => gathered.revenue[index] ?? 0)),
  };
  const scores = Float64Array.from(scored, (index) => gathered.revenue[index] ?? 0);
  const levels = options.levels ?? proposeLevels(scores);
  const nextPurchase = fitNextPurchase(gathered.past, asOfDay);
  const { totals, year } = gathered;
  return {
    asOfDay,
    totals,
    cuts,
    levels,
    year,
    value: groupValue({
      ...year,
      lifetimeYearsSum: gathered.lifetimeYearsSum,
      customers: totals.withOrders,
    }),
    cohorts: cohortMatrix(gathered.cohorts, monthOfDay(asOfDay)),
    outsideCohortsMinor: gathered.cohorts.outsideMinor,
    bridge: bridgeOf(gathered.bridge, asOfDay),
    nextPurchase,
    customer: (index) => customerInsight(histories.historyOf(index), { asOfDay, cuts, levels, nextPurchase }),
  };
}

/** One walk over everybody. */
function gather({ count, historyOf }: Histories, { asOfDay, activeMonths }: InsightOptions) {
  const totals: InsightTotals = {
    customers: count,
    withOrders: 0,
    repeatCustomers: 0,
    orders: 0,
    repeatOrders: 0,
    grossMinor: 0,
    refundedMinor: 0,
    cancelledMinor: 0,
    revenueMinor: 0,
  };
  const year = { orders: 0, buyers: 0, revenueMinor: 0 };
  const [cohorts, bridge] = [noCohorts(), noBridge(activeMonths)];
  const [orders, revenue, lastDay] = [new Int32Array(count), new Float64Array(count), new Int32Array(count)];
  const scored: number[] = [];
  const days = new GrowingDays();
  let lifetimeYearsSum = 0;
  for (let index = 0; index < count; index += 1) {
    const history = historyOf(index);
    addToTotals(totals, history);
    addToYear(year, history, asOfDay - DAYS_PER_YEAR);
    addToCohorts(cohorts, history);
    addToBridge(bridge, history);
    const [first, last] = [history.orders[0], history.orders.at(-1)];
    days.add(purchaseDays(history));
    if (!first || !last) continue;
    scored.push(index);
    orders[index] = history.orders.length;
    revenue[index] = revenueOf(history);
    lastDay[index] = last.day;
    lifetimeYearsSum += lifetimeYears(first.day, last.day);
  }
  return {
    totals,
    year,
    cohorts,
    bridge,
    orders,
    revenue,
    lastDay,
    scored,
    past: days.taken(),
    lifetimeYearsSum,
  };
}

function addToTotals(totals: InsightTotals, history: History): void {
  const orders = history.orders.length;
  totals.withOrders += orders > 0 ? 1 : 0;
  totals.repeatCustomers += orders > 1 ? 1 : 0;
  totals.orders += orders;
  totals.repeatOrders += Math.max(0, orders - 1);
  totals.grossMinor += sumOf(history.orders);
  totals.refundedMinor += sumOf(history.refunds);
  totals.cancelledMinor += sumOf(history.cancellations);
  totals.revenueMinor += revenueOf(history);
}

function addToYear(year: Insight['year'], history: History, afterDay: number): void {
  const within = history.orders.filter(({ day }) => day > afterDay);
  const back = [...history.refunds, ...history.cancellations].filter(({ day }) => day > afterDay);
  year.orders += within.length;
  year.buyers += within.length > 0 ? 1 : 0;
  year.revenueMinor += sumOf(within) - sumOf(back);
}

function customerInsight(
  history: History,
  given: Pick<Insight, 'asOfDay' | 'cuts' | 'levels' | 'nextPurchase'>,
): CustomerInsight {
  const { orders } = history;
  const days = purchaseDays(history);
  const revenueMinor = revenueOf(history);
  const figures = {
    orders: orders.length,
    purchaseDays: days.length,
    grossMinor: sumOf(history.orders),
    refundedMinor: sumOf(history.refunds),
    cancelledMinor: sumOf(history.cancellations),
    revenueMinor,
  };
  const [firstDay, lastDay] = [days[0], days.at(-1)];
  if (firstDay === undefined || lastDay === undefined)
    return { ...figures, scored: null, group: rfmGroup(null) };
  const { asOfDay, cuts, levels, nextPurchase } = given;
  const rfm = rfmScores({ lastDay, orders: orders.length, revenueMinor }, cuts);
  const rhythm = rhythmOf(days, 0, days.length);
  const scored = {
    firstDay,
    lastDay,
    recencyDays: asOfDay - lastDay,
    rfm,
    level: levelOf({ score: revenueMinor, orders: orders.length }, levels),
    value: customerValue({ orders: orders.length, revenueMinor, firstDay, lastDay }),
    interval: rhythm.repeats === 0 ? null : (lastDay - firstDay) / rhythm.repeats,
    nextPurchaseDay: nextPurchase && predictNextPurchase(rhythm, nextPurchase, asOfDay),
    nextPurchaseDueDay: nextPurchase && predictNextPurchase(rhythm, nextPurchase, lastDay),
  };
  return { ...figures, scored, group: rfmGroup(rfm) };
}

/** Lists of days, one after the other, in an array that doubles. */
class GrowingDays {
  private days = new Int32Array(1024);
  private length = 0;
  private readonly offsets: number[] = [0];

  add(list: readonly number[]): void {
    if (this.length + list.length > this.days.length) {
      const larger = new Int32Array(Math.max(this.days.length * 2, this.length + list.length));
      larger.set(this.days);
      this.days = larger;
    }
    this.days.set(list, this.length);
    this.length += list.length;
    this.offsets.push(this.length);
  }

  taken(): PurchaseDays {
    return { days: this.days.subarray(0, this.length), offsets: Int32Array.from(this.offsets) };
  }
}
