/**
 * What one life gives under a program: points with each purchase, tiers on the way, what she can redeem. A short way through
 * the rules that a projection knows (a plain rate, larger baskets, the nth order, tiers, entry gifts); tests hold it against
 * the judging of real orders. What it leaves out, `leftOut` names.
 */
import type { Life } from '#app/core/concept/foresee.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { EarningRule } from '#app/core/program/earning-rules.ts';
import { plainRate, type Program } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';

/** A parcel leaves the house so many days after the order, and arrives so many after it. */
export const SENT_DAYS = 2;
export const ARRIVED_DAYS = 4;

/** A program as far as a projection goes, its texts read once. */
export type Terms = {
  active: boolean;
  /** Points per `perMinor`, in thousandths. */
  milliPoints: number;
  perMinor: number;
  flats: { points: number; fromMinor: number }[];
  nths: { points: number; count: number; repeats: boolean }[];
  tiers: { id: string; enter: number; factor: number; gift: number }[];
  basis: Program['tiers']['basis'];
  period: Program['tiers']['period'];
  holdMs: number;
  /** The cheapest reward; null when there is none. */
  firstPoints: number | null;
  rounding: 'down' | 'nearest' | 'up';
};

export function termsOf(program: Program, currency: string): Terms {
  const exponent = currencyExponent(currency);
  const minor = (amount: string | undefined) => (amount ? (parseMinor(amount, exponent) ?? 0) : 0);
  const rules = program.earning.rules.filter(isProjected);
  const rate = plainRate(program);
  const { basis, period, list } = program.tiers;
  const { days, after, deliveryAssumedAfterDays } = program.hold;
  const wait = {
    paid: 0,
    fulfilled: SENT_DAYS,
    delivered: SENT_DAYS + (deliveryAssumedAfterDays ?? ARRIVED_DAYS),
  };
  const costs = program.rewards.filter(({ active }) => active).map(({ points }) => points);
  return {
    active: program.active,
    milliPoints: rate ? Math.round(rate.points * 1_000) : 0,
    perMinor: rate ? Math.max(1, minor(rate.perAmount)) : 1,
    flats: rules.flatMap((rule) =>
      rule.kind === 'orderFlat' ? [{ points: rule.points, fromMinor: minor(rule.minimumSubtotal) }] : [],
    ),
    nths: rules.flatMap((rule) =>
      rule.kind === 'orderCount' ? [{ points: rule.points, count: rule.count, repeats: rule.repeats }] : [],
    ),
    tiers: list.flatMap(({ id, enter, earningFactor, entryGift }) => {
      if (enter === null || basis === 'score') return [];
      const from = basis === 'spend' ? minor(enter) : Number(enter);
      return [{ id, enter: from, factor: earningFactor, gift: entryGift }];
    }),
    basis,
    period,
    holdMs: (days + wait[after]) * DAY_MS,
    firstPoints: costs.length === 0 ? null : Math.min(...costs),
    rounding: program.earning.rounding,
  };
}

const DEEDS_PROJECTED = ['signUp', 'newsletter', 'completeProfile'];

/** Rules for everybody that ask for nothing but the order, or for a deed that is done once. */
export function isProjected(rule: EarningRule): boolean {
  if (!rule.active) return false;
  if (rule.tiers || rule.segments || rule.from || rule.until || rule.channels) return false;
  if (rule.kind === 'orderAmount') return !rule.goods;
  if (rule.kind === 'deed') return DEEDS_PROJECTED.includes(rule.deed);
  return rule.kind === 'orderFlat' || rule.kind === 'orderCount' || rule.kind === 'birthday';
}

export type Credit = { at: number; points: number };
export type Walked = {
  /** For purchases before the launch, at the base rate; only those from `pastFrom` on. */
  past: number;
  earned: Credit[];
  gifts: Credit[];
  /** At the end. */
  tierId: string | null;
  /** What was redeemed by purchases, if she redeems whenever she can. */
  redeemed: Credit[];
};

export function walkLife(
  { past, next }: Life,
  terms: Terms,
  asOf: number,
  pastFrom: number,
  until: number,
): Walked {
  const counted: Counted = { all: past.map(({ at, minor }) => ({ at, amount: amountFor(terms, minor, 0) })) };
  const pastPoints = pastPointsFor(past, terms, pastFrom);
  const earned: Credit[] = [];
  const gifts: Credit[] = [];
  let tier = tierAt(terms, counted, asOf);
  let orders = past.length;
  for (const { at, minor } of next) {
    orders += 1;
    const points = terms.active
      ? pointsFor(terms, minor, terms.tiers[tierAt(terms, counted, at)]?.factor ?? 1) +
        flatFor(terms, minor) +
        nthFor(terms, orders)
      : 0;
    earned.push({ at, points });
    counted.all.push({ at, amount: amountFor(terms, minor, points) });
    const now = tierAt(terms, counted, at);
    for (let step = tier + 1; step <= now; step += 1) {
      const gift = terms.tiers[step]?.gift ?? 0;
      if (gift > 0) gifts.push({ at, points: gift });
    }
    tier = Math.max(tier, now);
  }
  const redeemed = redeem(terms, pastPoints, asOf, [...earned, ...gifts], next);
  const last = tierAt(terms, counted, until);
  return { past: pastPoints, earned, gifts, tierId: terms.tiers[last]?.id ?? null, redeemed };
}

/** Purchases of the past give at the base rate. */
export function pastPointsFor(past: Life['past'], terms: Terms, from: number): number {
  return past.reduce((sum, { at, minor }) => (at >= from ? sum + pointsFor(terms, minor, 1) : sum), 0);
}

type Counted = { all: { at: number; amount: number }[] };

function amountFor({ basis }: Terms, minor: number, points: number): number {
  return basis === 'spend' ? minor : basis === 'orders' ? 1 : points;
}

function pointsFor({ milliPoints, perMinor, rounding }: Terms, minor: number, factor: number): number {
  const exact = (minor * milliPoints * Math.round(factor * 1_000)) / (perMinor * 1_000_000);
  // Products of whole numbers: what lies this close to a whole number is one.
  if (rounding === 'up') return Math.ceil(exact - 1e-9);
  return Math.floor(exact + (rounding === 'nearest' ? 0.5 : 1e-9));
}

function flatFor({ flats }: Terms, minor: number): number {
  return flats.reduce((sum, { points, fromMinor }) => (minor >= fromMinor ? sum + points : sum), 0);
}

function nthFor({ nths }: Terms, orders: number): number {
  const reached = nths.filter(({ count, repeats }) => (repeats ? orders % count === 0 : orders === count));
  return reached.reduce((sum, { points }) => sum + points, 0);
}

/** Index of the tier that what counts at an instant reaches; −1 for none. */
function tierAt({ tiers, period }: Terms, { all }: Counted, at: number): number {
  if (tiers.length === 0) return -1;
  const from = periodStart(period, at);
  const sum = all.reduce((total, one) => (one.at > from && one.at <= at ? total + one.amount : total), 0);
  return tiers.findLastIndex(({ enter }) => sum >= enter);
}

function periodStart(period: Terms['period'], at: number): number {
  if (period.kind === 'lifetime') return -Infinity;
  const date = new Date(at);
  if (period.kind === 'rolling') return date.setUTCMonth(date.getUTCMonth() - period.months);
  // A tier that was reached in one year holds until the end of the next.
  return Date.UTC(date.getUTCFullYear() - 1, period.firstMonth - 1, 1);
}

/** Whoever redeems does so with the next order, as often as the points allow: whole rewards of all that has become hers. */
function redeem(
  { firstPoints, holdMs }: Terms,
  past: number,
  asOf: number,
  credits: readonly Credit[],
  purchases: readonly { at: number }[],
): Credit[] {
  if (firstPoints === null) return [];
  const redeemed: Credit[] = [];
  let gone = 0;
  for (const { at } of purchases) {
    const hers = credits.reduce(
      (sum, one) => (one.at + holdMs <= at ? sum + one.points : sum),
      asOf <= at ? past : 0,
    );
    const whole = Math.floor(hers / firstPoints) * firstPoints;
    if (whole > gone) redeemed.push({ at, points: whole - gone });
    gone = Math.max(gone, whole);
  }
  return redeemed;
}
