/** Sums up what two programs would have done to a shop's members: totals, tiers, who gains and who loses. */
import type { SimulatedMember } from '#app/core/simulation/simulate-member.ts';

export type SimulationTotals = {
  members: number;
  earned: number;
  redeemed: number;
  expired: number;
  available: number;
  pending: number;
  /** Members per tier; those without one under the empty text. */
  tiers: Record<string, number>;
};

export type MemberDifference = {
  memberId: number;
  earnedBefore: number;
  earnedAfter: number;
  tierBefore: string | null;
  tierAfter: string | null;
};

export type SimulationResult = {
  before: SimulationTotals;
  after: SimulationTotals;
  gaining: number;
  losing: number;
  same: number;
  /** Points that members redeemed for real and would not have had under the new program. */
  missing: number;
  /** Members by the move of their tier: `silver→gold`. */
  moves: Record<string, number>;
  /** Those who gain and lose most, and those whose tier moves; bounded lists. */
  mostGaining: MemberDifference[];
  mostLosing: MemberDifference[];
  moving: MemberDifference[];
};

const LISTED_MAX = 50;

export function emptyResult(): SimulationResult {
  return {
    before: emptyTotals(),
    after: emptyTotals(),
    gaining: 0,
    losing: 0,
    same: 0,
    missing: 0,
    moves: {},
    mostGaining: [],
    mostLosing: [],
    moving: [],
  };
}

/** Adds one member to the running result. */
export function addMember(
  result: SimulationResult,
  memberId: number,
  before: SimulatedMember,
  after: SimulatedMember,
): void {
  addTotals(result.before, before);
  addTotals(result.after, after);
  result.missing += after.missing;
  const difference: MemberDifference = {
    memberId,
    earnedBefore: before.earned,
    earnedAfter: after.earned,
    tierBefore: before.tierId,
    tierAfter: after.tierId,
  };
  if (after.earned > before.earned) {
    result.gaining += 1;
    keepMost(result.mostGaining, difference, (one) => one.earnedAfter - one.earnedBefore);
  } else if (after.earned < before.earned) {
    result.losing += 1;
    keepMost(result.mostLosing, difference, (one) => one.earnedBefore - one.earnedAfter);
  } else {
    result.same += 1;
  }
  if (before.tierId === after.tierId) return;
  const move = `${before.tierId ?? ''}→${after.tierId ?? ''}`;
  result.moves[move] = (result.moves[move] ?? 0) + 1;
  if (result.moving.length < LISTED_MAX) result.moving.push(difference);
}

function keepMost(
  list: MemberDifference[],
  one: MemberDifference,
  by: (one: MemberDifference) => number,
): void {
  list.push(one);
  list.sort((left, right) => by(right) - by(left) || left.memberId - right.memberId);
  if (list.length > LISTED_MAX) list.pop();
}

function emptyTotals(): SimulationTotals {
  return { members: 0, earned: 0, redeemed: 0, expired: 0, available: 0, pending: 0, tiers: {} };
}

function addTotals(totals: SimulationTotals, member: SimulatedMember): void {
  totals.members += 1;
  for (const sum of ['earned', 'redeemed', 'expired', 'available', 'pending'] as const) {
    totals[sum] += member[sum];
  }
  const tier = member.tierId ?? '';
  totals.tiers[tier] = (totals.tiers[tier] ?? 0) + 1;
}
