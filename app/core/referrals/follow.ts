/**
 * What has become of a referral: a pure function of its facts, so that news may come in any order and any number of times.
 *
 * claimed → (an order) → ordered, or review, or refused → (the order is safe) → rewarded → (it came back) → lost.
 */
import { maturityOf } from '#app/core/earning/award.ts';
import { breakDownGoods, reasonNotCounting } from '#app/core/earning/goods.ts';
import { factsAt, type OrderFacts } from '#app/core/earning/order-facts.ts';
import type { Program } from '#app/core/program/program.ts';

export const REFERRAL_STATES = [
  'claimed',
  'expired',
  'ordered',
  'review',
  'refused',
  'rewarded',
  'lost',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

/** As lists of recommendations are divided. */
export const REFERRAL_FILTERS = ['review', 'open', 'rewarded', 'refused', 'all'] as const;
export type ReferralFilter = (typeof REFERRAL_FILTERS)[number];

export type ReferralFacts = {
  voucherEndsAt: number;
  /** The first order that used the voucher. */
  order: OrderFacts | null;
  /** What the checks said of it. */
  verdict: 'pass' | 'review' | 'refuse' | null;
  /** What staff said, which counts more. */
  decision: 'approved' | 'refused' | null;
  /** Since when the advocate has her points; null while she has none. */
  rewardedAt: number | null;
  /** The program under which the voucher was taken. */
  program: Program;
  minimumMinor: number;
};

export type ReferralOutcome = {
  state: ReferralState;
  /** When time alone may change it; null when it cannot. */
  dueAt: number | null;
  /** Whether the advocate should have her points. */
  earned: boolean;
};

export function followReferral(facts: ReferralFacts, now: number): ReferralOutcome {
  const { order, decision, verdict, rewardedAt } = facts;
  const rest = { dueAt: null, earned: false };
  if (!order) {
    if (now >= facts.voucherEndsAt) return { state: 'expired', ...rest };
    return { state: 'claimed', dueAt: facts.voucherEndsAt, earned: false };
  }
  if (decision === 'refused' || (decision === null && verdict === 'refuse'))
    return { state: 'refused', ...rest };
  // Once she has her points, a return takes them; before, an order that came back is none.
  const kept = stateOf(order, facts, now);
  if (kept === 'gone') return { state: 'lost', ...rest };
  if (decision === null && verdict === 'review') return { state: 'review', ...rest };
  if (rewardedAt !== null) return { state: 'rewarded', dueAt: null, earned: true };
  const safeAt = kept === 'open' ? null : maturityOf(order, facts.program);
  if (safeAt === null) return { state: 'ordered', ...rest };
  if (now < safeAt) return { state: 'ordered', dueAt: safeAt, earned: false };
  return { state: 'rewarded', dueAt: null, earned: true };
}

/** `open`: not paid yet. `gone`: cancelled, a test, charged back, or too little of its goods remains. */
function stateOf(
  order: OrderFacts,
  { minimumMinor, program }: ReferralFacts,
  now: number,
): 'open' | 'kept' | 'gone' {
  const at = factsAt(order, now);
  const problem = reasonNotCounting(at);
  if (problem !== null) return OPEN.some((status) => problem === `status-${status}`) ? 'open' : 'gone';
  const { countedMinor } = breakDownGoods(at, program.earning);
  return countedMinor > 0 && countedMinor >= minimumMinor ? 'kept' : 'gone';
}

const OPEN = ['pending', 'authorized', 'partially-paid', 'unpaid'];
