/**
 * What the prediction of next purchases learns from a shop's past: its mean interval, how much the rates of its customers
 * differ, and which way serves which customers. Rule: nothing is learned from what comes after `asOfDay`; the ways are compared
 * within the past, on its last third.
 */
import {
  expectedInterval,
  kindOfRhythm,
  type NextPurchaseModel,
  predictByChance,
  predictByRhythm,
  type PredictionWay,
  type Rhythm,
  RHYTHM_KINDS,
  type RhythmKind,
  rhythmOf,
} from '#app/core/scores/next-purchase.ts';

/** Purchase days of many customers: those of customer i lie from `offsets[i]` to before `offsets[i + 1]`, ascending. */
export type PurchaseDays = { days: Int32Array; offsets: Int32Array };

/** So many customers say enough about how rates differ. */
const SAMPLE = 20_000;
const RATIOS_MAX = 1000;
const HORIZON_MIN = 30;
const HORIZON_MAX = 365;
/** With fewer customers to compare on, a kind goes with all that have bought again. */
const COMPARED_MIN = 30;

/** Null when nobody has bought twice. */
export function fitNextPurchase(past: PurchaseDays, asOfDay: number): NextPurchaseModel | null {
  const model = fitOnce(past, asOfDay);
  if (!model) return null;
  const firstDay = past.days.reduce((first, day) => Math.min(first, day), asOfDay);
  const splitDay = firstDay + Math.floor(((asOfDay - firstDay) * 2) / 3);
  const earlier = fitOnce(past, splitDay);
  return earlier ? { ...model, ways: chooseWays(past, earlier, splitDay, asOfDay) } : model;
}

function fitOnce(past: PurchaseDays, asOfDay: number): NextPurchaseModel | null {
  const rhythms = rhythmsUntil(past, asOfDay);
  const repeats = rhythms.reduce((sum, { rhythm }) => sum + rhythm.repeats, 0);
  if (repeats === 0) return null;
  const shopInterval =
    rhythms.reduce((sum, { rhythm }) => sum + rhythm.lastDay - rhythm.firstDay, 0) / repeats;
  const firstDay = rhythms.reduce((first, { rhythm }) => Math.min(first, rhythm.firstDay), asOfDay);
  const observed = asOfDay - firstDay;
  return {
    shopInterval,
    ...fitRates(
      rhythms.map(({ rhythm }) => ({ repeats: rhythm.repeats, days: asOfDay - rhythm.firstDay })),
      shopInterval,
    ),
    // As far ahead as half of what has been seen.
    horizonDays: Math.min(HORIZON_MAX, Math.max(HORIZON_MIN, observed / 2)),
    ratios: ratiosOf(past, rhythms, shopInterval),
    ways: { first: 'chance', few: 'chance', regular: 'chance', irregular: 'chance' },
  };
}

type Known = { rhythm: Rhythm; from: number; until: number; end: number };

/** A sample of the customers, each so many-eth, as known on a day. */
function rhythmsUntil({ days, offsets }: PurchaseDays, asOfDay: number): Known[] {
  const count = offsets.length - 1;
  const step = Math.max(1, Math.ceil(count / SAMPLE));
  const known: Known[] = [];
  for (let customer = 0; customer < count; customer += step) {
    const from = offsets[customer] ?? 0;
    const end = offsets[customer + 1] ?? from;
    let until = from;
    while (until < end && (days[until] ?? Infinity) <= asOfDay) until += 1;
    if (until > from) known.push({ rhythm: rhythmOf(days, from, until), from, until, end });
  }
  return known;
}

/** Intervals ÷ what was expected of their customer, thinned out to quantiles. */
function ratiosOf({ days }: PurchaseDays, rhythms: readonly Known[], shopInterval: number): number[] {
  const ratios = rhythms.flatMap(({ rhythm, from, until }) => {
    const interval = expectedInterval(rhythm, shopInterval);
    return Array.from(
      { length: until - from - 1 },
      (_, index) => ((days[from + index + 1] ?? 0) - (days[from + index] ?? 0)) / interval,
    );
  });
  ratios.sort((a, b) => a - b);
  if (ratios.length <= RATIOS_MAX) return ratios;
  return Array.from(
    { length: RATIOS_MAX },
    (_, index) => ratios[Math.floor(((index + 0.5) * ratios.length) / RATIOS_MAX)] ?? 0,
  );
}

/** Gamma–Poisson by greatest likelihood: shape and scale (in days) of the rates, found by steps that halve. */
function fitRates(counts: readonly { repeats: number; days: number }[], shopInterval: number) {
  const seen = counts.filter(({ days }) => days > 0);
  const start: [number, number] = [0, Math.log(Math.max(1, shopInterval))];
  const fit = climb(start, ([shape, scale]) => likelihood(seen, Math.exp(shape), Math.exp(scale)));
  return { shape: Math.exp(fit[0]), scale: Math.exp(fit[1]) };
}

function likelihood(
  counts: readonly { repeats: number; days: number }[],
  shape: number,
  scale: number,
): number {
  const steps = [0];
  let sum = 0;
  for (const { repeats, days } of counts) {
    // ln Γ(shape + n) − ln Γ(shape), as a sum that is kept.
    while (steps.length <= repeats) steps.push((steps.at(-1) ?? 0) + Math.log(shape + steps.length - 1));
    sum += (steps[repeats] ?? 0) + shape * Math.log(scale) - (shape + repeats) * Math.log(scale + days);
  }
  return sum;
}

const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, -1],
] as const;
/** In logarithms: rates that hardly differ at all have no greatest likelihood, and the search must end. */
const FARTHEST = 12;

function climb(
  start: [number, number],
  height: (at: [number, number]) => number,
): [shape: number, scale: number] {
  let at = start;
  let best = height(at);
  for (let step = 1; step > 0.005;) {
    let moved = false;
    for (const [x, y] of DIRECTIONS) {
      const next: [number, number] = [at[0] + x * step, at[1] + y * step];
      if (Math.abs(next[0]) > FARTHEST || Math.abs(next[1]) > FARTHEST) continue;
      const value = height(next);
      if (value <= best) continue;
      [at, best, moved] = [next, value, true];
    }
    if (!moved) step /= 2;
  }
  return at;
}

type Errors = { chance: number; rhythm: number; compared: number };

/** Which way had the smaller absolute error on the last third of the past, for each kind of customer. */
function chooseWays(
  past: PurchaseDays,
  model: NextPurchaseModel,
  splitDay: number,
  asOfDay: number,
): Record<RhythmKind, PredictionWay> {
  const none = (): Errors => ({ chance: 0, rhythm: 0, compared: 0 });
  const errors: Record<RhythmKind, Errors> = {
    first: none(),
    few: none(),
    regular: none(),
    irregular: none(),
  };
  for (const { rhythm, until, end } of rhythmsUntil(past, splitDay)) {
    const next = past.days[until];
    if (until === end || next === undefined || next > asOfDay) continue;
    const chance = predictByChance(rhythm, model, splitDay);
    const own = predictByRhythm(rhythm, model, splitDay) ?? chance;
    const sums = errors[kindOfRhythm(rhythm)];
    sums.chance += Math.abs(Math.max(splitDay + 1, chance) - next);
    sums.rhythm += Math.abs(Math.max(splitDay + 1, own) - next);
    sums.compared += 1;
  }
  const all = RHYTHM_KINDS.filter((kind) => kind !== 'first').reduce(
    (sum, kind) => add(sum, errors[kind]),
    none(),
  );
  const better = (own: Errors): PredictionWay => {
    const { chance, rhythm } = own.compared >= COMPARED_MIN ? own : all;
    return rhythm < chance ? 'rhythm' : 'chance';
  };
  return {
    first: better(errors.first),
    few: better(errors.few),
    regular: better(errors.regular),
    irregular: better(errors.irregular),
  };
}

function add(one: Errors, other: Errors): Errors {
  return {
    chance: one.chance + other.chance,
    rhythm: one.rhythm + other.rhythm,
    compared: one.compared + other.compared,
  };
}
