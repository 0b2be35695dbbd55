/** The insight as JSON, written customer by customer so that memory stays flat, and as a short table for people. */
import type { BridgeMonth } from '../../app/core/lifetime-value/bridge.ts';
import type { CohortCell } from '../../app/core/lifetime-value/cohorts.ts';
import type { CustomerInsight, Insight } from '../../app/core/lifetime-value/insight.ts';
import { dayText } from '../../app/core/lifetime-value/months.ts';
import type { PlainValue } from '../../app/core/lifetime-value/plain-value.ts';
import { LEVELS } from '../../app/core/scores/levels.ts';
import { RFM_GROUPS, rfmCode } from '../../app/core/scores/rfm.ts';

export type Frame = {
  currency: string;
  exponent: number;
  /** Share of revenue that remains after the cost of goods; null when not given. */
  margin: number | null;
  activeMonths: number;
  firstDay: number;
  rows: Record<string, unknown>;
};
export type Write = (text: string) => Promise<void>;

const BATCH = 500;

/** @param idOf names the customers by their place */
export async function writeJson(
  insight: Insight,
  frame: Frame,
  idOf: (index: number) => string,
  write: Write,
): Promise<void> {
  const counts = countGroups(insight);
  const head = JSON.stringify(headOf(insight, frame, counts));
  await write(`${head.slice(0, -1)},"customers":[`);
  for (let from = 0; from < insight.totals.customers; from += BATCH) {
    const until = Math.min(insight.totals.customers, from + BATCH);
    const rows = Array.from({ length: until - from }, (_, place) =>
      JSON.stringify(customerRow(idOf(from + place), insight.customer(from + place), frame)),
    );
    await write(`${from === 0 ? '' : ','}\n${rows.join(',\n')}`);
  }
  await write('\n]}\n');
}

type Counts = { groups: Record<string, number>; levels: Record<string, number> };

export function countGroups(insight: Insight): Counts {
  const groups: Record<string, number> = Object.fromEntries(RFM_GROUPS.map((group) => [group, 0]));
  const levels: Record<string, number> = Object.fromEntries([...LEVELS, 'none'].map((level) => [level, 0]));
  for (let index = 0; index < insight.totals.customers; index += 1) {
    const { group, scored } = insight.customer(index);
    groups[group] = (groups[group] ?? 0) + 1;
    const level = scored?.level ?? 'none';
    levels[level] = (levels[level] ?? 0) + 1;
  }
  return { groups, levels };
}

function headOf(insight: Insight, frame: Frame, counts: Counts) {
  const { totals, cuts, levels, nextPurchase } = insight;
  const money = moneyIn(frame);
  return {
    documentation: 'docs/insight.md',
    from: dayText(frame.firstDay),
    asOf: dayText(insight.asOfDay),
    currency: frame.currency,
    rows: frame.rows,
    totals: {
      customers: totals.customers,
      customersWithOrders: totals.withOrders,
      repeatCustomers: totals.repeatCustomers,
      orders: totals.orders,
      repeatOrders: totals.repeatOrders,
      grossRevenue: money(totals.grossMinor),
      refunds: money(totals.refundedMinor),
      cancellations: money(totals.cancelledMinor),
      revenue: money(totals.revenueMinor),
      averageOrderValue: ratio(money(totals.revenueMinor), totals.orders),
      ordersPerCustomer: ratio(totals.orders, totals.withOrders),
      repeatCustomerRate: ratio(totals.repeatCustomers, totals.withOrders),
      repeatOrderShare: ratio(totals.repeatOrders, totals.orders),
    },
    lifetimeValue: insight.value && {
      ...valueRow(insight.value, frame),
      period: {
        days: 365,
        orders: insight.year.orders,
        customers: insight.year.buyers,
        revenue: money(insight.year.revenueMinor),
      },
    },
    levels: {
      thresholds: Object.fromEntries(
        LEVELS.map((level) => [
          level,
          { minimumScore: money(levels[level].scoreMin), minimumOrders: levels[level].ordersMin },
        ]),
      ),
      counts: counts.levels,
    },
    rfm: {
      scoreIsAboveCuts: {
        lastOrder: cuts.lastDay.map((cut) => (Number.isFinite(cut) ? dayText(cut) : null)),
        orders: cuts.orders,
        revenue: cuts.revenue.map(money),
      },
      groups: counts.groups,
    },
    cohorts: insight.cohorts.map(({ month, customers, cells }) => ({
      month,
      customers,
      months: cells.map((cell) => cohortRow(cell, money)),
    })),
    revenueOutsideCohorts: money(insight.outsideCohortsMinor),
    bridge: {
      activeMonths: frame.activeMonths,
      months: insight.bridge.map((month) => bridgeRow(month, money)),
    },
    nextPurchase: nextPurchase && {
      meanIntervalDays: nextPurchase.shopInterval,
      horizonDays: nextPurchase.horizonDays,
      rateShape: nextPurchase.shape,
      rateScaleDays: nextPurchase.scale,
      ways: nextPurchase.ways,
    },
  };
}

function cohortRow({ revenueMinor, cumulativeMinor, valueMinor, ...cell }: CohortCell, money: Money) {
  return {
    ...cell,
    revenue: money(revenueMinor),
    cumulativeRevenue: money(cumulativeMinor),
    lifetimeValue: money(valueMinor),
  };
}

function bridgeRow({ revenueMinor, ...month }: BridgeMonth, money: Money) {
  return { ...month, revenue: money(revenueMinor) };
}

function valueRow(value: PlainValue, frame: Frame) {
  const money = moneyIn(frame);
  return {
    averageOrderValue: money(value.averageOrderMinor),
    purchaseFrequency: value.purchaseFrequency,
    lifetimeYears: value.lifetimeYears,
    lifetimeValue: money(value.valueMinor),
    lifetimeValueOnMargin: frame.margin === null ? null : money(value.valueMinor) * frame.margin,
  };
}

function customerRow(id: string, one: CustomerInsight, frame: Frame) {
  const money = moneyIn(frame);
  const { scored } = one;
  return {
    customer: id,
    orders: one.orders,
    purchaseDays: one.purchaseDays,
    grossRevenue: money(one.grossMinor),
    refunds: money(one.refundedMinor),
    cancellations: money(one.cancelledMinor),
    revenue: money(one.revenueMinor),
    firstOrder: scored && dayText(scored.firstDay),
    lastOrder: scored && dayText(scored.lastDay),
    recencyDays: scored && scored.recencyDays,
    recencyScore: scored && scored.rfm.recency,
    frequencyScore: scored && scored.rfm.frequency,
    monetaryScore: scored && scored.rfm.monetary,
    rfm: scored && rfmCode(scored.rfm),
    rfmGroup: one.group,
    level: scored && scored.level,
    lifetimeDays: scored && scored.lastDay - scored.firstDay,
    ...(scored ? valueRow(scored.value, frame) : NO_VALUE),
    meanIntervalDays: scored && scored.interval,
    predictedNextPurchase: dayOrNull(scored?.nextPurchaseDay),
    nextPurchaseDue: dayOrNull(scored?.nextPurchaseDueDay),
    cohort: scored && dayText(scored.firstDay).slice(0, 7),
  };
}

const NO_VALUE = {
  averageOrderValue: null,
  purchaseFrequency: null,
  lifetimeYears: null,
  lifetimeValue: null,
  lifetimeValueOnMargin: null,
};

function dayOrNull(day: number | null | undefined): string | null {
  return day === null || day === undefined ? null : dayText(day);
}

type Money = (minor: number) => number;

/** In the unit of the file: whole minor units come out with the decimals of the currency. */
function moneyIn({ exponent }: Frame): Money {
  const unit = 10 ** exponent;
  return (minor) => minor / unit;
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

export function tableOf(insight: Insight, frame: Frame): string {
  const money = moneyIn(frame);
  const { groups, levels } = countGroups(insight);
  const { totals, value } = insight;
  const amount = (minor: number) => money(minor).toFixed(frame.exponent);
  const line = (name: string, text: string | number) => `${name.padEnd(28)}${String(text).padStart(16)}\n`;
  return [
    line('as of', dayText(insight.asOfDay)),
    line('customers with orders', totals.withOrders),
    line('orders', totals.orders),
    line(`revenue (${frame.currency})`, amount(totals.revenueMinor)),
    ...(value
      ? [
          line('average order', amount(value.averageOrderMinor)),
          line('orders per year', value.purchaseFrequency.toFixed(2)),
          line('lifetime in years', value.lifetimeYears.toFixed(2)),
          line('lifetime value', amount(value.valueMinor)),
        ]
      : []),
    ...LEVELS.map((level) =>
      line(`${level} from ${amount(insight.levels[level].scoreMin)}`, levels[level] ?? 0),
    ),
    ...RFM_GROUPS.map((group) => line(group, groups[group] ?? 0)),
    `\n${['month', 'before', 'new', 'returning', 'reactivated', 'lost', 'active'].map((name) => name.padStart(12)).join('')}\n`,
    ...insight.bridge.map(
      (month) =>
        `${[
          month.month,
          month.activeBefore,
          month.new,
          month.returning,
          month.reactivated,
          month.lost,
          month.active,
        ]
          .map((cell) => String(cell).padStart(12))
          .join('')}${month.isComplete ? '' : '  (not over)'}\n`,
    ),
  ].join('');
}
