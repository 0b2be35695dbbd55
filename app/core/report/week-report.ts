/** The merchant's week in figures, and the one thing to do next. */

export type WeekFigures = {
  orders: number;
  revenueMinor: number;
  /** Orders of members who had ordered before. */
  returning: number;
  returningRevenueMinor: number;
  /** Members whose first order it was. */
  newcomers: number;
  /** Of those who returned: members who had been away for over a year. */
  reactivated: number;
  /** Points that orders have used up. */
  redeemed: number;
  /** Mails of journeys and announcements that went out. */
  mails: number;
  /** Members who reached the goal of a journey. */
  goals: number;
};

export type WeekFacts = {
  /** The first day, a Monday, "2027-03-01"; and the last. */
  from: string;
  to: string;
  last: WeekFigures;
  before: WeekFigures;
  /** What the redeemed points of the week took off at most; null while points have no price. */
  costMinor: number | null;
  tasksOpen: number;
  tasksLate: number;
  journeysOn: number;
};

export const NEXT_MEASURES = [
  'late-tasks',
  'journeys-off',
  'no-redemptions',
  'fewer-return',
  'keep-on',
] as const;
export type NextMeasure = (typeof NEXT_MEASURES)[number];

/** People who wait come first; then what is not switched on; then what has become less. */
export function nextMeasure({ last, before, tasksLate, journeysOn }: WeekFacts): NextMeasure {
  if (tasksLate > 0) return 'late-tasks';
  if (journeysOn === 0) return 'journeys-off';
  if (last.orders >= REDEMPTIONS_FROM && last.redeemed === 0) return 'no-redemptions';
  if (shareOf(last) < shareOf(before)) return 'fewer-return';
  return 'keep-on';
}

/** In fewer orders nobody need redeem. */
const REDEMPTIONS_FROM = 20;

/** Of all orders those of members who had ordered before; 0 without any. */
export function shareOf({ orders, returning }: Pick<WeekFigures, 'orders' | 'returning'>): number {
  return orders === 0 ? 0 : returning / orders;
}
