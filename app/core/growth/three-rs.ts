/**
 * The three Rs: retention, related sales, referrals; each the share of the last quarter (90 days) beside the quarter before and the
 * merchant's goal, and the measure that comes next.
 */
export const THREE_RS = ['retention', 'related', 'referral'] as const;
export type R = (typeof THREE_RS)[number];

/** Of one quarter. */
export type QuarterCounts = {
  orders: number;
  /** Orders on a later day than the customer's first one. */
  returning: number;
  /** Orders with two different products or more. */
  related: number;
  newcomers: number;
  /** Newcomers whose first order came by a recommendation. */
  referred: number;
};
export type Compass = { last: QuarterCounts; before: QuarterCounts };
export type Goals = Record<R, number | null>;

export type RState = {
  id: R;
  /** 0 to 1; null without an order, or a new customer. */
  share: number | null;
  before: number | null;
  /** 0 to 1. */
  goal: number | null;
};

export function statesOf({ last, before }: Compass, goals: Goals): RState[] {
  return THREE_RS.map((id) => {
    const goal = goals[id];
    return {
      id,
      share: shareOf(id, last),
      before: shareOf(id, before),
      goal: goal === null ? null : goal / 100,
    };
  });
}

function shareOf(id: R, one: QuarterCounts): number | null {
  const [part, whole] = {
    retention: [one.returning, one.orders],
    related: [one.related, one.orders],
    referral: [one.referred, one.newcomers],
  }[id] as [number, number];
  return whole === 0 ? null : part / whole;
}

/** What needs the merchant most: furthest below its goal; without goals what has fallen most, or has not begun; else nothing. */
export function nextR(states: readonly RState[]): R | null {
  const [worst] = states.toSorted((one, other) => behind(other) - behind(one));
  return worst && behind(worst) > 0 ? worst.id : null;
}

/** As a share of what it should be. */
function behind({ share, before, goal }: RState): number {
  if (share === null) return 0;
  const wanted = goal ?? before ?? 0;
  if (wanted > 0) return (wanted - share) / wanted;
  return share === 0 ? NOT_BEGUN : 0;
}

/** Less urgent than anything that falls. */
const NOT_BEGUN = 0.001;
