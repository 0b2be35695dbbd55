/** The list's address: search, order, filters, place. What makes no sense there counts as not said. */
import type { MemberFilters, MembersQuery } from '#app/presenters/present-members.ts';

const SEARCH_LENGTH_MAX = 100;
const STATES = ['account', 'guest', 'left', 'blocked', 'erased'] as const;
const SORTS = ['newest', 'active'] as const;

export function readMembersQuery(params: URLSearchParams): MembersQuery {
  const after = params.get('after');
  const before = params.get('before');
  return {
    search: (params.get('search') ?? '').trim().slice(0, SEARCH_LENGTH_MAX),
    sort: SORTS.find((one) => one === params.get('sort')) ?? 'balance',
    filters: {
      tier: params.get('tier')?.slice(0, 40) || null,
      segment: params.get('segment')?.slice(0, 60) || null,
      pointsMin: whole(params.get('min'), /^\d{1,12}$/),
      pointsMax: whole(params.get('max'), /^\d{1,12}$/),
      activeDays: whole(params.get('active'), /^-?[1-9]\d{0,3}$/),
      state: STATES.find((one) => one === params.get('state')) ?? null,
    },
    cursor: after ? { direction: 'after', key: after } : before ? { direction: 'before', key: before } : null,
  };
}

/** The parameters that say an order and filters; the place starts over. */
export function writeMembersQuery(
  query: Pick<MembersQuery, 'search' | 'sort' | 'filters'>,
): Record<string, string> {
  const { search, sort, filters } = query;
  const { tier, segment, pointsMin, pointsMax, activeDays, state } = filters;
  const told: Record<string, string | number | null> = {
    search: search || null,
    sort: sort === 'balance' ? null : sort,
    tier,
    segment,
    min: pointsMin,
    max: pointsMax,
    active: activeDays,
    state,
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );
}

export function hasFilters(filters: MemberFilters): boolean {
  return Object.values(filters).some((value) => value !== null);
}

function whole(text: string | null, form: RegExp): number | null {
  return text !== null && form.test(text) ? Number(text) : null;
}
