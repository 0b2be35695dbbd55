/** The answers that set-up starts from: what the program is for, whom it is to move, and what kind of goods there are. */
export const GOALS = ['win', 'bind', 'steer'] as const;
export const MOVERS = ['price', 'recognition', 'exclusivity', 'convenience', 'values'] as const;
export const PLACES = ['online', 'social', 'pos', 'mail', 'marketplace'] as const;
export const ASSORTMENTS = ['oneOff', 'mixed', 'repeat'] as const;

export type Concept = {
  /** Win new customers, bind those that there are, or steer what they buy. */
  goal: (typeof GOALS)[number];
  /** What moves the target group most. */
  moves: (typeof MOVERS)[number];
  /** Where it is met. */
  met: (typeof PLACES)[number][];
  assortment: (typeof ASSORTMENTS)[number];
  /** Per cent of goods that remain after their cost; null takes what is known, or the assumption. */
  marginPercent: number | null;
};

export const USUAL_CONCEPT: Concept = {
  goal: 'bind',
  moves: 'price',
  met: ['online', 'mail'],
  assortment: 'mixed',
  marginPercent: null,
};

/** What is taken where the shop states no costs. */
export const ASSUMED_MARGIN_PERCENT = 40;

/** Below this share of goods with a known cost the margin is a guess all the same. */
const KNOWN_ENOUGH = 0.5;

export type Margin = { percent: number; from: 'given' | 'costs' | 'assumed' };

export function marginOf(
  concept: Concept,
  past: { margin: { percent: number; knownShare: number } | null },
): Margin {
  if (concept.marginPercent !== null) return { percent: concept.marginPercent, from: 'given' };
  const { margin } = past;
  if (margin && margin.knownShare >= KNOWN_ENOUGH && margin.percent >= 1 && margin.percent <= 95)
    return { percent: Math.round(margin.percent), from: 'costs' };
  return { percent: ASSUMED_MARGIN_PERCENT, from: 'assumed' };
}
