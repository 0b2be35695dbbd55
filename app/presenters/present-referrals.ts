/** Recommendations as staff see them: those that wait for a decision first, each with its reasons. */
import type { FraudFinding } from '#app/core/referrals/checks.ts';
import {
  REFERRAL_FILTERS,
  REFERRAL_STATES,
  type ReferralFilter,
  type ReferralState,
} from '#app/core/referrals/follow.ts';
import {
  countReferrals,
  findCodesOf,
  listReferrals,
  referralsOf,
  type ReferralRow,
} from '#app/db/referrals.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';

const STATES: Record<ReferralFilter, readonly ReferralState[]> = {
  review: ['review'],
  open: ['claimed', 'ordered'],
  rewarded: ['rewarded'],
  refused: ['refused', 'lost', 'expired'],
  all: REFERRAL_STATES,
};
const PER_PAGE = 25;

export type ReferralView = {
  id: string;
  state: ReferralState;
  advocateId: string;
  advocate: string | null;
  friendId: string | null;
  friend: string | null;
  orderId: string | null;
  order: string | null;
  code: string;
  createdAt: string;
  orderedAt: string | null;
  rewardedAt: string | null;
  score: number | null;
  findings: FraudFinding[];
  decision: 'approved' | 'refused' | null;
};

export type ReferralsView = {
  active: boolean;
  counts: Record<ReferralFilter, number>;
  list: ReferralView[];
  /** Where the older page begins; null on the last one. */
  older: string | null;
};

/** @param before `instant_id`, as `older` said. */
export async function presentReferrals(
  shop: string,
  query: { filter: ReferralFilter; before: string | null },
  at: Date,
): Promise<ReferralsView> {
  const page = { states: [...STATES[query.filter]], after: readPlace(query.before), limit: PER_PAGE + 1 };
  const [counts, rows, versions] = await Promise.all([
    countReferrals(shop),
    listReferrals(shop, page),
    listVersions(shop),
  ]);
  const shown = rows.slice(0, PER_PAGE);
  const last = shown.at(-1);
  const countOf = (states: readonly ReferralState[]) =>
    states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
  return {
    active: versionAt(versions, at.getTime())?.config.referrals.active ?? false,
    counts: Object.fromEntries(
      REFERRAL_FILTERS.map((filter) => [filter, countOf(STATES[filter])]),
    ) as ReferralsView['counts'],
    list: shown.map(toReferralView),
    older: rows.length > PER_PAGE && last ? `${last.createdAt.getTime()}_${last.id}` : null,
  };
}

export function readPlace(text: string | null): { at: Date; id: string } | null {
  const [, at, id] = /^(\d{1,15})_([\w-]{22})$/.exec(text ?? '') ?? [];
  return at && id ? { at: new Date(Number(at)), id } : null;
}

function toReferralView(row: ReferralRow): ReferralView {
  return {
    id: row.id,
    state: row.state,
    advocateId: String(row.advocateId),
    advocate: row.advocateName,
    friendId: row.friendId === null ? null : String(row.friendId),
    friend: row.friendName,
    orderId: row.orderId,
    order: row.orderName,
    code: row.voucherCode,
    createdAt: row.createdAt.toISOString(),
    orderedAt: row.orderedAt?.toISOString() ?? null,
    rewardedAt: row.rewardedAt?.toISOString() ?? null,
    score: row.score,
    findings: row.findings,
    decision: row.decision,
  };
}

export type MemberReferrals = {
  code: string | null;
  given: { id: string; state: ReferralState; createdAt: string; friendId: string | null }[];
  /** Who recommended the shop to her; null when nobody did. */
  taken: { advocateId: string } | null;
};

const GIVEN_SHOWN = 10;

export async function readMemberReferrals(shop: string, memberId: number): Promise<MemberReferrals> {
  const [codes, { given, taken }] = await Promise.all([
    findCodesOf(shop, [memberId]),
    referralsOf(shop, memberId, GIVEN_SHOWN),
  ]);
  return {
    code: codes.get(memberId) ?? null,
    given: given.map(({ id, state, createdAt, friendId }) => ({
      id,
      state,
      createdAt: createdAt.toISOString(),
      friendId: friendId === null ? null : String(friendId),
    })),
    taken: taken ? { advocateId: String(taken.advocateId) } : null,
  };
}
