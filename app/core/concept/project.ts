/**
 * What a program would give and cost over the coming months, against the lives that are foreseen: pure and quick, so that a
 * page recalculates it with every key. It answers in whole points and minor units; it never says more than its
 * assumptions, which are part of the answer.
 */
import { type Forecast, MONTH_MS } from '#app/core/concept/foresee.ts';
import { isProjected, type Terms, termsOf, type Walked, walkLife } from '#app/core/concept/walk-life.ts';
import { pointValue } from '#app/core/finance/point-value.ts';
import { currencyExponent } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';

/** All in per cent; each can be changed. */
export type Assumptions = {
  /** Of the members who can redeem so many do, whenever they order. */
  redeem: number;
  /** Of the customers so many take part. */
  join: number;
  /** More orders because of the program. */
  uplift: number;
  /** Of the goods so much remains after their cost. */
  margin: number;
  /** Of the new members so many open an account, subscribe, tell their birthday. */
  deeds: number;
};
export const USUAL: Omit<Assumptions, 'margin'> = { redeem: 70, join: 100, uplift: 0, deeds: 30 };

/** Which orders of the past give points. */
export type PastPoints = { kind: 'none' } | { kind: 'months'; months: number } | { kind: 'all' };

export type Projection = {
  members: number;
  issued: { orders: number; gifts: number; past: number; total: number };
  redeemed: number;
  /** Points that nobody has redeemed at the end. */
  outstanding: number;
  revenueMinor: number;
  /** What redeemed points take off orders; null when no reward gives points a price. */
  costMinor: number | null;
  liabilityMinor: number | null;
  /** Cost and growth of the liability together, per cent of the revenue. */
  burdenPercent: number | null;
  /** Members with enough points for the cheapest reward at some time; null when there is none. */
  reached: { members: number; percent: number } | null;
  tiers: { id: string; members: number; percent: number }[];
  breakEven: BreakEven | null;
  months: { issued: number; redeemed: number; outstanding: number }[];
  /** Ids of rules that the projection knows nothing of. */
  leftOut: string[];
};

/** What pays for the program: as revenue, per cent of the revenue, and orders. */
export type BreakEven = { revenueMinor: number; percent: number; orders: number };

export function pastStart(choice: PastPoints, asOf: number): number {
  if (choice.kind === 'none') return Infinity;
  if (choice.kind === 'all') return -Infinity;
  const date = new Date(asOf);
  return date.setUTCMonth(date.getUTCMonth() - choice.months);
}

export function project(
  program: Program,
  forecast: Forecast,
  assumptions: Assumptions,
  currency: string,
  choice: PastPoints = { kind: 'none' },
): Projection {
  const terms = termsOf(program, currency);
  const sums = emptySums(forecast);
  const from = pastStart(choice, forecast.asOf);
  const until = forecast.asOf + forecast.months * MONTH_MS;
  const deeds = deedsOf(program, forecast);
  for (const life of forecast.lives) {
    const walked = walkLife(life, terms, forecast.asOf, from, until);
    const weight = (life.weight * assumptions.join) / 100;
    add(sums, walked, { weight, terms, forecast });
    const each = life.past.length === 0 ? deeds.fresh : deeds.known;
    sums.deeds += (each * weight * assumptions.deeds) / 100;
    sums.revenue += life.weight * life.next.reduce((sum, { minor }) => sum + minor, 0);
    sums.orders += life.weight * life.next.length;
  }
  return conclude(program, sums, assumptions, currency);
}

type Sums = {
  orders: number;
  revenue: number;
  members: number;
  reached: number;
  hasReward: boolean;
  past: number;
  gifts: number;
  deeds: number;
  tiers: Map<string, number>;
  months: { earned: number; redeemed: number }[];
};

function emptySums({ months }: Forecast): Sums {
  return {
    orders: 0,
    revenue: 0,
    members: 0,
    reached: 0,
    hasReward: false,
    past: 0,
    gifts: 0,
    deeds: 0,
    tiers: new Map(),
    months: Array.from({ length: months }, () => ({ earned: 0, redeemed: 0 })),
  };
}

type Context = { weight: number; terms: Terms; forecast: Forecast };

function add(sums: Sums, walked: Walked, { weight, terms, forecast }: Context): void {
  const monthAt = (at: number) => sums.months[Math.floor((at - forecast.asOf) / MONTH_MS)];
  sums.members += weight;
  sums.past += walked.past * weight;
  let total = walked.past;
  for (const { at, points } of walked.earned) {
    total += points;
    const month = monthAt(at);
    if (month) month.earned += points * weight;
  }
  for (const { points } of walked.gifts) {
    total += points;
    sums.gifts += points * weight;
  }
  for (const { at, points } of walked.redeemed) {
    const month = monthAt(at);
    if (month) month.redeemed += points * weight;
  }
  if (walked.tierId !== null) sums.tiers.set(walked.tierId, (sums.tiers.get(walked.tierId) ?? 0) + weight);
  if (terms.firstPoints === null) return;
  sums.hasReward = true;
  if (total >= terms.firstPoints) sums.reached += weight;
}

/** Points of deeds: what a new member has with her first, and what a known one does in the time. */
function deedsOf({ earning, active }: Program, { months }: Forecast): { fresh: number; known: number } {
  let [fresh, known] = [0, 0];
  for (const rule of active ? earning.rules.filter(isProjected) : []) {
    if (rule.kind === 'deed') fresh += rule.points;
    if (rule.kind === 'birthday') {
      fresh += (rule.points * months) / 24;
      known += (rule.points * months) / 12;
    }
  }
  return { fresh, known };
}

function conclude(program: Program, sums: Sums, assumptions: Assumptions, currency: string): Projection {
  const more = 1 + assumptions.uplift / 100;
  const redeeming = assumptions.redeem / 100;
  const orders = sums.months.reduce((sum, { earned }) => sum + earned, 0) * more;
  const gifts = sums.gifts + sums.deeds;
  const redeemed = sums.months.reduce((sum, one) => sum + one.redeemed, 0) * redeeming * more;
  const issued = orders + gifts + sums.past;
  const outstanding = Math.max(0, issued - redeemed);
  const price = pointValue(program, currencyExponent(currency));
  const worth = (points: number) =>
    price === null ? null : Math.round((points * price.amountMinor) / price.points);
  const [costMinor, liabilityMinor] = [worth(redeemed), worth(outstanding)];
  const revenue = sums.revenue * more;
  const burden = costMinor === null || liabilityMinor === null ? null : costMinor + liabilityMinor;
  return {
    members: Math.round(sums.members),
    issued: {
      orders: Math.round(orders),
      gifts: Math.round(gifts),
      past: Math.round(sums.past),
      total: Math.round(issued),
    },
    redeemed: Math.round(redeemed),
    outstanding: Math.round(outstanding),
    revenueMinor: Math.round(revenue),
    costMinor,
    liabilityMinor,
    burdenPercent: burden === null || revenue === 0 ? null : (burden / revenue) * 100,
    reached: sums.hasReward
      ? { members: Math.round(sums.reached), percent: percent(sums.reached, sums) }
      : null,
    tiers: program.tiers.list.map(({ id }) => ({
      id,
      members: Math.round(sums.tiers.get(id) ?? 0),
      percent: percent(sums.tiers.get(id) ?? 0, sums),
    })),
    breakEven: costMinor === null ? null : breakEvenOf(costMinor, sums, assumptions),
    months: monthsOf(sums, gifts, redeeming, more),
    leftOut: program.earning.rules.filter((rule) => rule.active && !isProjected(rule)).map(({ id }) => id),
  };
}

function percent(part: number, { members }: Sums): number {
  return members === 0 ? 0 : (part / members) * 100;
}

/** Of each further order the margin pays; what the program gives on it is small beside that and left out. */
function breakEvenOf(
  costMinor: number,
  { revenue, orders }: Sums,
  { margin }: Assumptions,
): BreakEven | null {
  if (costMinor === 0) return { revenueMinor: 0, percent: 0, orders: 0 };
  if (margin <= 0 || revenue === 0 || orders === 0) return null;
  const needed = (costMinor * 100) / margin;
  return {
    revenueMinor: Math.round(needed),
    percent: (needed / revenue) * 100,
    orders: Math.ceil(needed / (revenue / orders)),
  };
}

function monthsOf(sums: Sums, gifts: number, redeeming: number, more: number): Projection['months'] {
  let outstanding = sums.past;
  return sums.months.map((month) => {
    const issued = month.earned * more + gifts / sums.months.length;
    const redeemed = month.redeemed * redeeming * more;
    outstanding = Math.max(0, outstanding + issued - redeemed);
    return {
      issued: Math.round(issued),
      redeemed: Math.round(redeemed),
      outstanding: Math.round(outstanding),
    };
  });
}
