/**
 * The list of members: filtered and ordered, a page at a time, or found by name, mail, customer number or order. Pages are cut
 * by key, counts end at a bound, and a search shows its first page only: bounded work, whatever the number of members.
 */
import { now } from '#app/clock.ts';
import {
  countMembers,
  type ListedMember,
  type MemberFilters,
  type MemberOrder,
  pageMembers,
  searchMembers,
} from '#app/db/member-list.ts';
import { listUsedSegments } from '#app/db/shop-facts.ts';
import { type Names, readVersions, tierNames } from '#app/presenters/program-names.ts';

export const MEMBERS_PER_PAGE = 50;
export const SEARCH_LENGTH_MIN = 2;

export type { MemberFilters };
export type MembersSort = MemberOrder;
export type MembersCursor = { direction: 'after' | 'before'; key: string };
export type MembersQuery = {
  search: string;
  sort: MembersSort;
  filters: MemberFilters;
  /** The page after, or before, the member that this cursor names. */
  cursor: MembersCursor | null;
};

export type MemberRow = {
  id: string;
  displayName: string | null;
  email: string | null;
  customerId: string | null;
  createdAt: string;
  tier: { id: string; names: Names } | null;
  isBlocked: boolean;
  erasedAt: string | null;
  activeAt: string | null;
  available: number;
  pending: number;
  reserved: number;
  debt: number;
};

export type MembersView = {
  rows: MemberRow[];
  /** Keys of the neighbouring pages; null where there is none. */
  previous: string | null;
  next: string | null;
  /** True when a search found more than it shows. */
  cut: boolean;
  /** How many there are; `more` when counting stopped. Null for a search. */
  count: { number: number; more: boolean } | null;
  tiers: { id: string; names: Names }[];
  /** Ids of those that anybody ever was in. */
  segments: string[];
};

export async function presentMembers(shop: string, query: MembersQuery): Promise<MembersView> {
  const [versions, segments] = await Promise.all([readVersions(shop), listUsedSegments(shop)]);
  const tiers = (versions[0]?.config.tiers.list ?? []).map(({ id }) => ({
    id,
    names: tierNames(versions, id),
  }));
  const view = (row: ListedMember): MemberRow => ({
    id: String(row.id),
    displayName: row.displayName,
    email: row.email,
    customerId: row.customerId,
    createdAt: row.createdAt.toISOString(),
    tier: row.tierId === null ? null : { id: row.tierId, names: tierNames(versions, row.tierId) },
    isBlocked: row.blockedAt !== null,
    erasedAt: row.erasedAt?.toISOString() ?? null,
    activeAt: row.activeAt?.toISOString() ?? null,
    available: row.available,
    pending: row.pending,
    reserved: row.reserved,
    debt: row.debt,
  });
  if (query.search.length >= SEARCH_LENGTH_MIN) {
    const found = await searchMembers(shop, query.search, MEMBERS_PER_PAGE + 1);
    const shown = found.slice(0, MEMBERS_PER_PAGE);
    const nothing = { previous: null, next: null, count: null };
    return { ...nothing, rows: shown.map(view), cut: found.length > shown.length, tiers, segments };
  }
  const at = now();
  const [read, count] = await Promise.all([
    pageMembers(shop, query.filters, query.sort, cursorOf(query.cursor), MEMBERS_PER_PAGE + 1, at),
    countMembers(shop, query.filters, at),
  ]);
  const page = cutPage(read, query);
  return { ...page, rows: page.rows.map(view), cut: false, count, tiers, segments };
}

/** A page read backwards is turned round; the surplus row only tells that there is more. */
function cutPage(read: ListedMember[], { cursor, sort }: MembersQuery) {
  const back = cursor?.direction === 'before';
  const more = read.length > MEMBERS_PER_PAGE;
  const rows = read.slice(0, MEMBERS_PER_PAGE);
  if (back) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const hasPrevious = back ? more : cursor !== null;
  const hasNext = back ? true : more;
  return {
    rows,
    previous: hasPrevious && first ? keyOf(first, sort) : null,
    next: hasNext && last ? keyOf(last, sort) : null,
  };
}

function keyOf(row: ListedMember, sort: MembersSort): string {
  const value = sort === 'balance' ? row.available : sort === 'active' ? (row.activeAt?.getTime() ?? 0) : 0;
  return `${value}.${row.id}`;
}

function cursorOf(cursor: MembersCursor | null) {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor?.key ?? '');
  if (!cursor || !match) return null;
  return { direction: cursor.direction, key: { value: Number(match[1]), id: Number(match[2]) } };
}
