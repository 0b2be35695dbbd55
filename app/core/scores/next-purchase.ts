/**
 * When a customer will probably buy next, from her own rhythm, drawn towards the shop's. Two ways to look at it: by chance
 * (she buys at a rate that varies between customers as a gamma distribution) and by rhythm (the next interval is like hers
 * until now). `fit-next-purchase.ts` says which serves whom. Either gives the day by which half of those who come again
 * have come, given how long she has been away.
 */
export type Rhythm = {
  /** Days with an order after the first one. */
  repeats: number;
  firstDay: number;
  lastDay: number;
  /** Sum of the squared intervals between them. */
  squares: number;
};

export type PredictionWay = 'chance' | 'rhythm';
export const RHYTHM_KINDS = ['first', 'few', 'regular', 'irregular'] as const;
export type RhythmKind = (typeof RHYTHM_KINDS)[number];

export type NextPurchaseModel = {
  /** Mean of all intervals between purchases in the shop, in days. */
  shopInterval: number;
  /** Rates of buying per day among the customers: a gamma distribution. */
  shape: number;
  scale: number;
  /** How far ahead is looked: who comes later still is left out of account. */
  horizonDays: number;
  /** Intervals ÷ the interval expected of their customer, as ascending quantiles of equal weight. */
  ratios: readonly number[];
  ways: Record<RhythmKind, PredictionWay>;
};

/** Intervals of the shop's mean length that are added to a customer's own. */
const SHOP_INTERVALS = 1;
/** Below, the intervals of a customer vary by less than half their mean. */
const REGULAR_VARIATION = 0.5;
/** With less of the ratios left, nothing can be said about how long such a silence lasts. */
const REST_MIN = 0.02;

export function rhythmOf(days: ArrayLike<number>, from: number, until: number): Rhythm {
  const firstDay = days[from] ?? 0;
  let lastDay = firstDay;
  let squares = 0;
  for (let index = from + 1; index < until; index += 1) {
    const day = days[index] ?? lastDay;
    squares += (day - lastDay) ** 2;
    lastDay = day;
  }
  return { repeats: until - from - 1, firstDay, lastDay, squares };
}

export function kindOfRhythm({ repeats, firstDay, lastDay, squares }: Rhythm): RhythmKind {
  if (repeats === 0) return 'first';
  if (repeats === 1) return 'few';
  const mean = (lastDay - firstDay) / repeats;
  const variance = Math.max(0, squares / repeats - mean ** 2);
  return Math.sqrt(variance) < REGULAR_VARIATION * mean ? 'regular' : 'irregular';
}

/** The interval expected of her: the mean of her own and of one like the shop's. */
export function expectedInterval({ repeats, firstDay, lastDay }: Rhythm, shopInterval: number): number {
  return (SHOP_INTERVALS * shopInterval + (lastDay - firstDay)) / (SHOP_INTERVALS + repeats);
}

/** The day of her next purchase as seen on `asOfDay`, after it; `asOfDay` is not before her last purchase. */
export function predictNextPurchase(rhythm: Rhythm, model: NextPurchaseModel, asOfDay: number): number {
  const way = model.ways[kindOfRhythm(rhythm)];
  const byRhythm = way === 'rhythm' ? predictByRhythm(rhythm, model, asOfDay) : undefined;
  return Math.max(asOfDay + 1, Math.round(byRhythm ?? predictByChance(rhythm, model, asOfDay)));
}

/** Median of the Lomax distribution that a gamma mixture of exponential waits has, cut off at the horizon. */
export function predictByChance(rhythm: Rhythm, model: NextPurchaseModel, asOfDay: number): number {
  const scale = model.scale + (asOfDay - rhythm.firstDay);
  const shape = model.shape + rhythm.repeats;
  const stillAway = (scale / (scale + model.horizonDays)) ** shape;
  const half = 1 - (1 - stillAway) / 2;
  return asOfDay + scale * (half ** (-1 / shape) - 1);
}

/** Median of the intervals that are longer than her silence; undefined when hardly any is. */
export function predictByRhythm(
  rhythm: Rhythm,
  { shopInterval, ratios }: Pick<NextPurchaseModel, 'shopInterval' | 'ratios'>,
  asOfDay: number,
): number | undefined {
  const interval = expectedInterval(rhythm, shopInterval);
  const begin = firstAbove(ratios, (asOfDay - rhythm.lastDay) / interval);
  const rest = ratios.length - begin;
  if (rest === 0 || rest < ratios.length * REST_MIN) return undefined;
  const middle = ratios[begin + Math.floor(rest / 2)] ?? 1;
  return rhythm.lastDay + interval * middle;
}

function firstAbove(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
