/** Segments by the merchant's rules: what is stored, who is in one, how many would be. */
import { addDays, dayOf, startOfDay } from '#app/core/calendar.ts';
import { dayNumber } from '#app/core/lifetime-value/months.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { OwnSegment, SegmentRule } from '#app/core/segments/rules.ts';
import { pool } from '#app/db/pool.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

export type SegmentRow = {
  segment: OwnSegment;
  revision: number;
  /** Deleted; its members leave it at the next look at everybody. */
  gone: boolean;
};

export async function listSegments(
  shop: string,
  tx: Pick<Transaction, 'query'> = pool(),
): Promise<SegmentRow[]> {
  const { rows } = await tx.query<SegmentRow>({
    name: 'list-segments',
    text: `SELECT config AS segment, revision, gone_at IS NOT NULL AS gone FROM segments WHERE shop = $1 ORDER BY id LIMIT 200`,
    values: [shop],
  });
  return rows;
}

/** @returns the new revision; undefined when somebody else has saved since `seen`. */
export async function saveSegment(
  tx: Transaction,
  shop: string,
  { segment, seen }: { segment: OwnSegment; seen: number },
  by: { at: Date; actor: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>(
    `INSERT INTO segments AS s (shop, id, config, updated_at, updated_by)
      SELECT $1, $2, $3, $5, $6 WHERE $4::int = 0 OR EXISTS (SELECT 1 FROM segments WHERE shop = $1 AND id = $2)
      ON CONFLICT (shop, id) DO UPDATE SET config = $3, revision = s.revision + 1, updated_at = $5, updated_by = $6, gone_at = NULL
        WHERE s.revision = $4 OR s.gone_at IS NOT NULL
      RETURNING revision`,
    [shop, segment.id, JSON.stringify(segment), seen, by.at, by.actor],
  );
  return rows[0]?.revision;
}

/** @returns whether it was there as it was seen. */
export async function markSegmentGone(
  tx: Transaction,
  shop: string,
  id: string,
  seen: number,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE segments SET gone_at = $4, revision = revision + 1 WHERE shop = $1 AND id = $2 AND revision = $3 AND gone_at IS NULL',
    [shop, id, seen, at],
  );
  return rowCount === 1;
}

/** Once everybody has left. */
export async function deleteGoneSegments(tx: Transaction, shop: string, before: Date): Promise<void> {
  await tx.query('DELETE FROM segments WHERE shop = $1 AND gone_at <= $2', [shop, before]);
}

/** Which of the segments each of these members should be in. */
export async function segmentsByRules(
  tx: Pick<Transaction, 'query'>,
  shop: ShopRow,
  segments: readonly OwnSegment[],
  memberIds: number[],
  at: Date,
): Promise<{ memberId: number; segments: string[] }[]> {
  const values: unknown[] = [shop.shop, memberIds];
  const cases = segments.map((one) => {
    const holds = conditionOf(one, shop, at, values);
    return `CASE WHEN ${holds} THEN $${values.push(one.id)}::text END`;
  });
  const { rows } = await tx.query<{ memberId: number; segments: string[] }>(
    `SELECT m.id AS "memberId", array_remove(ARRAY[${cases.join(', ')}]::text[], NULL) AS segments ${FROM}
      WHERE m.shop = $1 AND m.id = ANY($2::bigint[])`,
    values,
  );
  return rows;
}

/** Ids of members, a page at a time. */
export async function pageMemberIds(
  tx: Transaction,
  shop: string,
  afterId: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'page-member-ids',
    text: `SELECT id FROM members WHERE shop = $1 AND id > $2 ORDER BY id LIMIT $3`,
    values: [shop, afterId, limit],
  });
  return rows.map(({ id }) => id);
}

const COUNT_WAIT_MS = 4_000;
const CANCELED = '57014';

/** @returns how many the rules mean now; null when that takes too long to wait for. */
export async function countByRules(
  shop: ShopRow,
  segment: Pick<OwnSegment, 'match' | 'rules'>,
  at: Date,
): Promise<number | null> {
  const values: unknown[] = [shop.shop];
  const holds = conditionOf(segment, shop, at, values);
  try {
    return await transaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = ${COUNT_WAIT_MS}`);
      const { rows } = await tx.query<{ n: number }>(
        `SELECT count(*)::int AS n ${FROM} WHERE m.shop = $1 AND m.customer_id IS NOT NULL AND m.heir_id IS NULL
          AND m.erased_at IS NULL AND ${holds}`,
        values,
      );
      return rows[0]?.n ?? 0;
    });
  } catch (error) {
    if ((error as { code?: string }).code === CANCELED) return null;
    throw error;
  }
}

/** How many are in each of some segments now. */
export async function countInSegments(shop: string, ids: string[]): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ id: string; n: number }>(
    `SELECT x.id, (SELECT count(*)::int FROM members m WHERE m.shop = $1 AND m.segments @> ARRAY[x.id]) AS n
      FROM unnest($2::text[]) AS x(id)`,
    [shop, ids],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

const FROM = `FROM members m LEFT JOIN member_scores s ON s.shop = m.shop AND s.member_id = m.id
  LEFT JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
  LEFT JOIN mail_consents k ON k.shop = m.shop AND k.member_id = m.id`;

/** As SQL over `FROM`; its values go to the end of `values`. */
function conditionOf(
  { match, rules }: Pick<OwnSegment, 'match' | 'rules'>,
  shop: ShopRow,
  at: Date,
  values: unknown[],
): string {
  const put = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const texts = rules.map((one) => `(${ruleAsSql(one, shop, at, put)})`);
  return `(${texts.join(match === 'all' ? ' AND ' : ' OR ')})`;
}

function ruleAsSql(
  one: SegmentRule,
  { timezone, currency }: ShopRow,
  at: Date,
  put: (value: unknown, type: string) => string,
): string {
  const today = dayOf(at.getTime(), timezone);
  const between = (column: string, min: unknown, max: unknown, type: string) =>
    [
      ...(min === undefined ? [] : [`${column} >= ${put(min, type)}`]),
      ...(max === undefined ? [] : [`${column} <= ${put(max, type)}`]),
    ].join(' AND ');
  const minor = (amount: string | undefined) =>
    amount === undefined ? undefined : parseMinor(amount, currencyExponent(currency));
  /** The first day of the last so many, today among them. */
  const firstOf = (days: number) => dayNumber(addDays(today, 1 - days));
  switch (one.kind) {
    case 'orders':
      return between('coalesce(s.orders, 0)', one.min, one.max, 'int');
    case 'spent':
      return between('coalesce(s.revenue_minor, 0)', minor(one.min), minor(one.max), 'bigint');
    case 'basket':
      return `s.orders > 0 AND ${between('s.revenue_minor', minor(one.min), minor(one.max), 'bigint').replaceAll('s.revenue_minor', 's.revenue_minor::numeric / s.orders')}`;
    case 'lastOrder':
      return one.within
        ? `coalesce(s.last_day >= ${put(firstOf(one.days), 'int')}, false)`
        : `coalesce(s.last_day < ${put(firstOf(one.days), 'int')}, true)`;
    case 'firstOrder':
      return one.within
        ? `coalesce(s.first_day >= ${put(firstOf(one.days), 'int')}, false)`
        : `coalesce(s.first_day < ${put(firstOf(one.days), 'int')}, true)`;
    case 'known':
      return `m.created_at ${one.within ? '>=' : '<'} ${put(new Date(startOfDay(addDays(today, 1 - one.days), timezone)), 'timestamptz')}`;
    case 'points':
      return between('coalesce(b.available, 0)', one.min, one.max, 'bigint');
    case 'tier':
      return `coalesce(m.tier_id = ANY(${put(one.tiers, 'text[]')}), false)`;
    case 'segment':
      return `${one.is ? '' : 'NOT '}m.segments @> ARRAY[${put(one.segment, 'text')}]`;
    case 'consent':
      return `coalesce(k.state, 'none') ${one.is ? '=' : '<>'} 'confirmed'`;
    case 'language':
      return `coalesce(split_part(m.locale, '-', 1) = ANY(${put(
        one.in.map((tag) => tag.split('-')[0]),
        'text[]',
      )}), false)`;
    case 'birthday':
      return `coalesce(m.birthday LIKE ${put(`${String(one.month).padStart(2, '0')}-%`, 'text')}, false)`;
    case 'bought':
      return `${one.is ? '' : 'NOT '}EXISTS (SELECT 1 FROM member_products p WHERE p.shop = m.shop AND p.member_id = m.id
        AND p.product_id = ${put(one.productId, 'text')})`;
    case 'recommended':
      return `${one.is ? '' : 'NOT '}EXISTS (SELECT 1 FROM referrals r JOIN referral_codes c ON c.shop = r.shop AND c.code = r.code
        WHERE c.shop = m.shop AND c.member_id = m.id AND r.rewarded_at IS NOT NULL)`;
    case 'orderedSince':
      return `coalesce(s.last_day >= ${put(dayNumber(one.day), 'int')}, false)`;
  }
}
