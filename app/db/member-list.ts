/**
 * The list of members, a page at a time: filters that combine, an order, and keys that cut pages. Each page is one statement whose
 * order or filters an index carries; counting stops at a bound.
 */
import { pool } from '#app/db/pool.ts';

const COUNT_MAX = 10_000;
const COUNT_MAX_OF_BOOKS = 1_000;

export type MemberFilters = {
  tier: string | null;
  /** Whoever is in it now. */
  segment: string | null;
  pointsMin: number | null;
  pointsMax: number | null;
  /** Days within which she was active, or, below zero, for how many she has not been. */
  activeDays: number | null;
  state: 'account' | 'guest' | 'left' | 'blocked' | 'erased' | null;
};
export type MemberOrder = 'balance' | 'newest' | 'active';
/** `value` is what the order goes by; 0 where it goes by the number alone. */
export type MemberKey = { value: number; id: number };

export type ListedMember = {
  id: number;
  displayName: string | null;
  email: string | null;
  customerId: string | null;
  createdAt: Date;
  tierId: string | null;
  blockedAt: Date | null;
  erasedAt: Date | null;
  available: number;
  pending: number;
  reserved: number;
  debt: number;
  activeAt: Date | null;
};

const COLUMNS = `m.id, m.display_name AS "displayName", m.email, m.customer_id AS "customerId", m.created_at AS "createdAt",
  m.tier_id AS "tierId", m.blocked_at AS "blockedAt", m.erased_at AS "erasedAt", b.available, b.pending, b.reserved, b.debt, b.active_at AS "activeAt"`;
const FROM = 'FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id';

const STATES: Record<NonNullable<MemberFilters['state']>, string> = {
  account: 'm.customer_id IS NOT NULL',
  guest: 'm.customer_id IS NULL AND m.erased_at IS NULL',
  left: `m.id IN (SELECT c.member_id FROM member_changes c WHERE c.shop = $1 AND c.kind = 'left' AND NOT EXISTS (
    SELECT 1 FROM member_changes j WHERE j.shop = c.shop AND j.member_id = c.member_id AND j.kind = 'joined' AND j.at > c.at))`,
  blocked: 'm.blocked_at IS NOT NULL',
  erased: 'm.erased_at IS NOT NULL',
};

function conditions(shop: string, filters: MemberFilters, at: Date): { text: string; values: unknown[] } {
  const values: unknown[] = [shop];
  const put = (value: unknown) => `$${values.push(value)}`;
  const { tier, segment, pointsMin, pointsMax, activeDays, state } = filters;
  const texts = ['b.shop = $1', 'm.shop = $1', 'm.heir_id IS NULL'];
  if (tier !== null) texts.push(`m.tier_id = ${put(tier)}`);
  if (segment !== null) texts.push(`m.segments @> ARRAY[${put(segment)}::text]`);
  if (pointsMin !== null) texts.push(`b.available >= ${put(pointsMin)}`);
  if (pointsMax !== null) texts.push(`b.available <= ${put(pointsMax)}`);
  if (activeDays !== null) {
    const since = new Date(at.getTime() - Math.abs(activeDays) * 86_400_000);
    texts.push(
      activeDays > 0
        ? `b.active_at >= ${put(since)}`
        : `(b.active_at IS NULL OR b.active_at < ${put(since)})`,
    );
  }
  if (state !== null) texts.push(STATES[state]);
  return { text: texts.join(' AND '), values };
}

export async function pageMembers(
  shop: string,
  filters: MemberFilters,
  order: MemberOrder,
  cursor: { direction: 'after' | 'before'; key: MemberKey } | null,
  limit: number,
  at: Date,
): Promise<ListedMember[]> {
  const { text, values } = conditions(shop, filters, at);
  const back = cursor?.direction === 'before';
  const sign = back ? '>' : '<';
  const turn = back ? 'ASC' : 'DESC';
  const put = (value: unknown) => `$${values.push(value)}`;
  const parts = [text];
  if (order === 'active') parts.push('b.active_at IS NOT NULL');
  if (cursor) {
    const { value, id } = cursor.key;
    if (order === 'newest') parts.push(`m.id ${sign} ${put(id)}`);
    if (order === 'balance') parts.push(`(b.available, b.member_id) ${sign} (${put(value)}, ${put(id)})`);
    if (order === 'active')
      parts.push(`(b.active_at, b.member_id) ${sign} (${put(new Date(value))}, ${put(id)})`);
  }
  const by = {
    newest: `m.id ${turn}`,
    balance: `b.available ${turn}, b.member_id ${turn}`,
    active: `b.active_at ${turn}, b.member_id ${turn}`,
  }[order];
  const { rows } = await pool().query<ListedMember>(
    `SELECT ${COLUMNS} ${FROM} WHERE ${parts.join(' AND ')} ORDER BY ${by} LIMIT ${put(limit)}`,
    values,
  );
  return rows;
}

/** What the members alone can tell is counted further than what has to be looked up in two tables. */
export async function countMembers(
  shop: string,
  filters: MemberFilters,
  at: Date,
): Promise<{ number: number; more: boolean }> {
  const { pointsMin, pointsMax, activeDays } = filters;
  const asksForBooks = pointsMin !== null || pointsMax !== null || activeDays !== null;
  const most = asksForBooks ? COUNT_MAX_OF_BOOKS : COUNT_MAX;
  const { text, values } = conditions(shop, filters, at);
  const from = asksForBooks ? FROM : 'FROM members m';
  const where = asksForBooks ? text : text.replace('b.shop = $1 AND ', '');
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT 1 ${from} WHERE ${where} LIMIT ${most + 1}) AS found`,
    values,
  );
  const count = rows[0]?.count ?? 0;
  return { number: Math.min(count, most), more: count > most };
}

/** By the beginning of name or mail, by Shopify's number, by the name of an order. A page from each index at most. */
export async function searchMembers(shop: string, search: string, limit: number): Promise<ListedMember[]> {
  const from = search.toLowerCase();
  const to = `${from}\u{10ffff}`;
  const number = /^#?(\S{1,40})$/.exec(search)?.[1] ?? '';
  const [byName, byMail, byNumber, byOrder] = await Promise.all([
    find(
      `lower(m.display_name) ~>=~ $2 AND lower(m.display_name) ~<~ $3 AND m.heir_id IS NULL
        ORDER BY lower(m.display_name) USING ~<~`,
      [shop, from, to, limit],
    ),
    find(
      `lower(m.email) ~>=~ $2 AND lower(m.email) ~<~ $3 AND m.heir_id IS NULL ORDER BY lower(m.email) USING ~<~`,
      [shop, from, to, limit],
    ),
    /^\d{1,20}$/.test(search) ? find('m.customer_id = $2', [shop, search, limit]) : [],
    /\d/.test(number)
      ? find('m.id IN (SELECT o.member_id FROM orders o WHERE o.shop = $1 AND o.name = ANY($2::text[]))', [
          ...[shop, [number, `#${number}`, search], limit],
        ])
      : [],
  ]);
  return [...new Map([...byNumber, ...byOrder, ...byName, ...byMail].map((row) => [row.id, row])).values()];
}

async function find(where: string, values: unknown[]): Promise<ListedMember[]> {
  const { rows } = await pool().query<ListedMember>(
    `SELECT ${COLUMNS} FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
      WHERE m.shop = $1 AND ${where} LIMIT $${values.length}`,
    values,
  );
  return rows;
}
