/**
 * Breakage, the share of points that is never redeemed, estimated from the shop's own past.
 *
 * Method: of the points given at least `horizonMonths` ago, those that stayed with their members (not taken back, not
 * used for debts, not moved) were either redeemed or not. Broken are those that expired and those still unredeemed.
 * A ratio over members: somebody who never redeems does so with all her points, so members are what was drawn, not points.
 * The interval is the ratio estimator's, by linearisation (Cochran, Sampling Techniques, 3rd ed., 6.3), at 95 %.
 */
import type { Fraction } from '#app/core/earning/fraction.ts';

/** Below these, no figure is given: the interval would be an invention. */
export const BREAKAGE_MEMBERS_MIN = 100;
export const BREAKAGE_MONTHS_MIN = 3;

/** What became of the points that were given in one month. */
export type Cohort = { month: string; opened: number; redeemed: number; expired: number; taken: number };

/** Sums over the members of all cohorts, for the spread between members. */
export type MemberSums = {
  members: number;
  stayedSquared: number;
  stayedTimesBroken: number;
  brokenSquared: number;
};

export type CohortShare = Cohort & {
  /** Neither redeemed nor expired nor taken. */
  unredeemed: number;
  /** Null when nothing stayed. */
  share: number | null;
};

export type BreakageEstimate = {
  /** Points that stayed, and those of them that broke. */
  stayed: number;
  broken: number;
  share: number;
  /** Of the share, what has expired for certain; the rest may still be redeemed. */
  expiredShare: number;
  /** Ends of the 95 % interval. */
  low: number;
  high: number;
};

export type Breakage = {
  cohorts: CohortShare[];
  members: number;
  /** Null while the past is too short to tell; `missing` says what is. */
  estimate: BreakageEstimate | null;
  missing: 'nothing' | 'members' | 'months' | null;
};

export function estimateBreakage(cohorts: readonly Cohort[], sums: MemberSums): Breakage {
  const shares = cohorts.map(shareOf);
  const stayed = shares.reduce((total, { opened, taken }) => total + opened - taken, 0);
  const missing = whatIsMissing(stayed, sums.members, shares);
  return {
    cohorts: shares,
    members: sums.members,
    estimate: missing === null ? estimate(shares, stayed, sums) : null,
    missing,
  };
}

function shareOf(cohort: Cohort): CohortShare {
  const stayed = cohort.opened - cohort.taken;
  const unredeemed = stayed - cohort.redeemed - cohort.expired;
  return { ...cohort, unredeemed, share: stayed > 0 ? (unredeemed + cohort.expired) / stayed : null };
}

function whatIsMissing(
  stayed: number,
  members: number,
  cohorts: readonly CohortShare[],
): Breakage['missing'] {
  if (stayed === 0) return 'nothing';
  if (members < BREAKAGE_MEMBERS_MIN) return 'members';
  return cohorts.filter(({ share }) => share !== null).length < BREAKAGE_MONTHS_MIN ? 'months' : null;
}

function estimate(cohorts: readonly CohortShare[], stayed: number, sums: MemberSums): BreakageEstimate {
  const expired = cohorts.reduce((total, cohort) => total + cohort.expired, 0);
  const broken = cohorts.reduce((total, cohort) => total + cohort.expired + cohort.unredeemed, 0);
  const share = broken / stayed;
  const halfWidth = 1.96 * standardError(share, stayed, sums);
  return {
    stayed,
    broken,
    share,
    expiredShare: expired / stayed,
    low: Math.max(0, share - halfWidth),
    high: Math.min(1, share + halfWidth),
  };
}

/** Root of Σ(broken − share × stayed)² × m ÷ (m − 1), over the points that stayed. */
function standardError(share: number, stayed: number, sums: MemberSums): number {
  const { members, stayedSquared, stayedTimesBroken, brokenSquared } = sums;
  const residuals = brokenSquared - 2 * share * stayedTimesBroken + share * share * stayedSquared;
  return Math.sqrt((Math.max(0, residuals) * members) / (members - 1)) / stayed;
}

/** The share of points that is expected to be redeemed, exactly; all of them without an estimate. */
export function keptShare(estimate: Pick<BreakageEstimate, 'stayed' | 'broken'> | null): Fraction {
  if (!estimate) return { numerator: 1n, denominator: 1n };
  const kept = Math.min(estimate.stayed, Math.max(0, estimate.stayed - estimate.broken));
  return { numerator: BigInt(kept), denominator: BigInt(estimate.stayed) };
}

/** 1 − a share such as an end of the interval, to the millionth. */
export function keptOf(share: number): Fraction {
  return { numerator: BigInt(1_000_000 - Math.round(share * 1_000_000)), denominator: 1_000_000n };
}
