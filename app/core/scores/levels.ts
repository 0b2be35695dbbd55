/**
 * The plain scheme: order frequency × basket value. A customer's score is her number of orders times her average basket after
 * refunds, which is her revenue to the cent; who reaches a threshold has its level. Thresholds are proposed from the shop's
 * own distribution: the best 5 %, 20 % and 50 % of those who have ordered.
 */
export const LEVELS = ['top-vip', 'vip', 'premium'] as const;
export type Level = (typeof LEVELS)[number];

/** The share of all buyers who have this level or a higher one, as a ratio of integers. */
const SHARES: Record<Level, readonly [numerator: number, denominator: number]> = {
  'top-vip': [1, 20],
  vip: [1, 5],
  premium: [1, 2],
};

/** At least this score, in minor units, and at least so many orders. */
export type LevelThreshold = { scoreMin: number; ordersMin: number };
export type LevelThresholds = Record<Level, LevelThreshold>;

/** Places from the best score down at which the levels begin, among so many who have ordered. */
export function levelPlaces(customers: number): number[] {
  return LEVELS.map((level) => {
    const [numerator, denominator] = SHARES[level];
    return Math.max(1, Math.floor((customers * numerator) / denominator));
  });
}

/** @param scores at those places; of equal scores at a threshold all have the level. */
export function levelsFrom(scores: readonly number[]): LevelThresholds {
  // Nobody is a VIP for having brought nothing.
  const at = (index: number): LevelThreshold => ({ scoreMin: Math.max(1, scores[index] ?? 1), ordersMin: 1 });
  return { 'top-vip': at(0), vip: at(1), premium: at(2) };
}

/** `scores` of all who have ordered, sorted in place. */
export function proposeLevels(scores: Float64Array): LevelThresholds {
  scores.sort();
  return levelsFrom(levelPlaces(scores.length).map((place) => scores[scores.length - place] ?? 1));
}

export function levelOf(facts: { score: number; orders: number }, thresholds: LevelThresholds): Level | null {
  const reached = LEVELS.find((level) => {
    const { scoreMin, ordersMin } = thresholds[level];
    return facts.score >= scoreMin && facts.orders >= Math.max(1, ordersMin);
  });
  return reached ?? null;
}
