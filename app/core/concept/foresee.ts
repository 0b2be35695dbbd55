/**
 * What the customers of a shop would buy in the coming months if nothing changed: lives that go on, drawn from the fitted
 * behaviour with a fixed seed, and lives of those who are new. A program is weighed against them; it does not change them.
 */
import { type Behaviour, chanceAlive, type Visits } from '#app/core/concept/behaviour.ts';
import { chance, type Chance } from '#app/core/concept/chance.ts';
import type { PastCustomer, PastPurchase, PastSummary } from '#app/core/concept/past-summary.ts';
import { DAY_MS } from '#app/core/time.ts';

/** Stands for `weight` customers. Purchases before and after `asOf`, each the earliest first. */
export type Life = { weight: number; past: PastPurchase[]; next: PastPurchase[] };
export type Forecast = { asOf: number; months: number; lives: Life[] };

/** How much stronger an instant is than what was seen was. */
type Season = (at: number) => number;

/** Share of a year's online sales per quarter, against a year without seasons: what retail has in common. */
const QUARTERS = [0.94, 0.95, 0.96, 1.15];
/** A past of a year has seen every season itself, so that its average needs none taken out. */
function seasonAfter({ months }: PastSummary): Season {
  const seen = months.slice(0, -1).slice(-12);
  const usual = seen.length === 0 ? 1 : seen.reduce((sum, one) => sum + quarter(one.month), 0) / seen.length;
  return (at) => quarter(new Date(at).toISOString().slice(0, 7)) / usual;
}

function quarter(month: string): number {
  return QUARTERS[Math.floor((Number(month.slice(5)) - 1) / 3)] ?? 1;
}

export const WEEK_MS = 7 * DAY_MS;
export const MONTH_MS = 30.4375 * DAY_MS;
/** Lives of known customers that are drawn at least, and of one customer at most. */
const LIVES = 2_000;
const WAYS_MAX = 10;
/** Lives of new customers that are drawn. */
const NEW_LIVES = 500;
const VISITS_MAX = 500;
const SEED = 20_261_123;

export function foresee(past: PastSummary, months: number): Forecast {
  const sample = past.sample.map(byDay);
  const draw = chance(SEED);
  const until = past.asOf + months * MONTH_MS;
  const drawing = { behaviour: past.behaviour, draw, amounts: amountsOf(sample), season: seasonAfter(past) };
  // Few customers go on in several ways each, so that chance matters less.
  const ways = Math.min(WAYS_MAX, Math.max(1, Math.round(LIVES / Math.max(1, sample.length))));
  const known = sample.flatMap((customer) =>
    Array.from({ length: ways }, () => ({
      weight: customer.weight / ways,
      past: customer.purchases,
      next: goOn(customer, past.asOf, until, drawing),
    })),
  );
  return { asOf: past.asOf, months, lives: [...known, ...newLives(past, until, drawing)] };
}

/** Orders of one day are one visit. */
function byDay({ weight, purchases }: PastCustomer): PastCustomer {
  const days = new Map<number, PastPurchase>();
  for (const { at, minor } of purchases) {
    const day = Math.floor(at / DAY_MS);
    const visit = days.get(day);
    days.set(day, { at: visit?.at ?? at, minor: (visit?.minor ?? 0) + minor });
  }
  return { weight, purchases: [...days.values()] };
}

type Drawing = { behaviour: Behaviour; draw: Chance; amounts: Amounts; season: Season };

export function visitsOf({ weight, purchases }: PastCustomer, asOf: number): Visits {
  const days = [...new Set(purchases.map(({ at }) => Math.floor(at / DAY_MS)))];
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  return {
    weight,
    repeats: days.length - 1,
    last: (last - first) / 7,
    age: Math.max(0, asOf / DAY_MS - first) / 7,
  };
}

function goOn(customer: PastCustomer, asOf: number, until: number, drawing: Drawing): PastPurchase[] {
  const { behaviour, draw } = drawing;
  const visits = visitsOf(customer, asOf);
  if (draw.next() >= chanceAlive(visits, behaviour)) return [];
  const { r, alpha, a, b } = behaviour;
  const rate = draw.gamma(r + visits.repeats) / (alpha + visits.age);
  const stops = draw.beta(a, b + visits.repeats);
  const own = customer.purchases.map(({ minor }) => minor);
  return visitsUntil(asOf, until, { rate, stops }, drawing, own);
}

function visitsUntil(
  from: number,
  until: number,
  { rate, stops }: { rate: number; stops: number },
  { draw, amounts, season }: Drawing,
  own: number[],
): PastPurchase[] {
  const purchases: PastPurchase[] = [];
  for (let at = from; purchases.length < VISITS_MAX;) {
    at += (-Math.log(1 - draw.next()) / Math.max(rate * season(at), 1e-9)) * WEEK_MS;
    if (at >= until) break;
    purchases.push({ at: Math.floor(at), minor: amountOf(own, amounts, draw) });
    if (draw.next() < stops) break;
  }
  return purchases;
}

/** Of those who came lately as many come again; each then as the behaviour of all has it. */
function newLives(past: PastSummary, until: number, drawing: Drawing): Life[] {
  const perMonth = newPerMonth(past, (until - past.asOf) / MONTH_MS);
  const expected = perMonth.reduce((sum, one) => sum + one, 0);
  if (expected <= 0) return [];
  const count = Math.min(NEW_LIVES, Math.ceil(expected));
  const { r, alpha, a, b } = drawing.behaviour;
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(past.asOf + ((index + 0.5) / count) * (until - past.asOf));
    const first = { at, minor: drawFrom(drawing.amounts.firsts, drawing.draw) };
    const spread = { rate: drawing.draw.gamma(r) / alpha, stops: drawing.draw.beta(a, b) };
    const later = visitsUntil(at, until, spread, drawing, [first.minor]);
    return { weight: expected / count, past: [], next: [first, ...later] };
  });
}

const MONTHS_ASKED = 3;
/** A trend is believed less with every month that it would have to last. */
const TREND_KEPT = 0.7;
const TREND_MIN = 0.5;
const TREND_MAX = 1.5;

/**
 * New customers per coming month: as many as in the last full months, with the trend from those before, which fades. A past
 * that begins late takes old customers for new ones, so that its first months fall: the trend sees that, too.
 */
export function newPerMonth({ months }: PastSummary, ahead: number): number[] {
  // The running month is not over.
  const full = months.length > 1 ? months.slice(0, -1) : months;
  const lately = mean(full.slice(-MONTHS_ASKED));
  const before = mean(full.slice(-2 * MONTHS_ASKED, -MONTHS_ASKED));
  const known = full.length >= 2 * MONTHS_ASKED && before > 0 && lately > 0;
  const trend = known ? Math.min(TREND_MAX, Math.max(TREND_MIN, lately / before)) ** (1 / MONTHS_ASKED) : 1;
  let power = 0;
  return Array.from({ length: Math.ceil(ahead) }, (_, index) => {
    power += TREND_KEPT ** (index + 1);
    return lately * trend ** power;
  });
}

function mean(months: PastSummary['months']): number {
  return months.length === 0 ? 0 : months.reduce((sum, one) => sum + one.newCustomers, 0) / months.length;
}

/** Amounts with the customers that they stand for, added up, so that a draw finds its place. */
type Spread = { minors: number[]; until: number[]; total: number };
type Amounts = { firsts: Spread; again: Spread; ownWeight: number };
const AGAIN_MIN = 50;

function amountsOf(sample: readonly PastCustomer[]): Amounts {
  const firsts: Spread = { minors: [], until: [], total: 0 };
  const all: Spread = { minors: [], until: [], total: 0 };
  const repeats: Spread = { minors: [], until: [], total: 0 };
  for (const { weight, purchases } of sample) {
    add(firsts, purchases[0]?.minor ?? 0, weight);
    for (const { minor } of purchases) add(all, minor, weight);
    for (const { minor } of purchases.slice(1)) add(repeats, minor, weight);
  }
  // Who comes back buys otherwise than who comes for the first time.
  const again = repeats.minors.length >= AGAIN_MIN ? repeats : all;
  return { firsts, again, ownWeight: ownWeightOf(sample) };
}

function add(spread: Spread, minor: number, weight: number): void {
  spread.total += weight;
  spread.minors.push(minor);
  spread.until.push(spread.total);
}

function drawFrom({ minors, until, total }: Spread, draw: Chance): number {
  const place = draw.next() * total;
  let [low, high] = [0, until.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((until[middle] ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return minors[low] ?? 0;
}

/**
 * How much one order of a customer says of her next: the variance within customers over that between them, the number
 * of orders after which her own history counts for half.
 */
function ownWeightOf(sample: readonly PastCustomer[]): number {
  let [within, degrees] = [0, 0];
  const means: number[] = [];
  for (const { purchases } of sample) {
    if (purchases.length < 2) continue;
    const logs = purchases.map(({ minor }) => Math.log(minor + 1));
    const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
    means.push(mean);
    within += logs.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    degrees += logs.length - 1;
  }
  if (means.length < 10 || degrees === 0) return 1;
  const middle = means.reduce((sum, one) => sum + one, 0) / means.length;
  const between = means.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (means.length - 1);
  return Math.min(10, Math.max(0.1, within / degrees / Math.max(between, 1e-9)));
}

/** One of her own orders, or anybody's: the fewer she has placed, the more anybody's. */
function amountOf(own: readonly number[], { again, ownWeight }: Amounts, draw: Chance): number {
  const hers = draw.next() < own.length / (own.length + ownWeight);
  return hers ? (own[draw.below(own.length)] ?? 0) : drawFrom(again, draw);
}
