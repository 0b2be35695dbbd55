/** The counts behind the three Rs: worked out once a night, read as they stand. */
import type { Compass, QuarterCounts } from '#app/core/growth/three-rs.ts';
import { pool } from '#app/db/pool.ts';
import { DAY, STANDS } from '#app/db/scores.ts';
import type { Transaction } from '#app/db/transaction.ts';

const QUARTER_DAYS = 90;
const NOTHING: QuarterCounts = { orders: 0, returning: 0, related: 0, newcomers: 0, referred: 0 };

/** @param today days since 1970 in the shop's zone; today itself is not over and left out. */
export async function countQuarters(
  tx: Pick<Transaction, 'query'>,
  shop: string,
  zone: string,
  today: number,
): Promise<Compass> {
  const { rows } = await tx.query<QuarterCounts & { quarter: number }>(
    `SELECT ($3 - 1 - day) / ${QUARTER_DAYS} AS quarter, count(*)::int AS orders, count(*) FILTER (WHERE day > first_day)::int AS returning,
        count(*) FILTER (WHERE products > 1)::int AS related,
        count(DISTINCT member_id) FILTER (WHERE day = first_day)::int AS newcomers,
        count(DISTINCT member_id) FILTER (WHERE day = first_day AND referred)::int AS referred
      FROM (SELECT o.member_id, ${DAY} AS day, s.first_day,
          (SELECT count(DISTINCT p) FROM jsonb_path_query(o.facts, '$.lines[*].productId') AS p) AS products,
          EXISTS (SELECT 1 FROM referrals r WHERE r.shop = o.shop AND r.order_id = o.order_id) AS referred
        FROM orders o JOIN member_scores s ON s.shop = o.shop AND s.member_id = o.member_id
        WHERE o.shop = $1 AND ${STANDS} AND o.occurred_at >= $4) AS sold
      WHERE day < $3 AND day >= $3 - 2 * ${QUARTER_DAYS} GROUP BY 1`,
    [shop, zone, today, new Date((today - 2 * QUARTER_DAYS - 1) * 86_400_000)],
  );
  const of = (quarter: number): QuarterCounts => {
    const { quarter: _number, ...counts } = rows.find((row) => row.quarter === quarter) ?? {
      quarter,
      ...NOTHING,
    };
    return counts;
  };
  return { last: of(0), before: of(1) };
}

export async function saveCompass(tx: Transaction, shop: string, compass: Compass): Promise<void> {
  await tx.query('UPDATE shop_scores SET compass = $2 WHERE shop = $1', [shop, JSON.stringify(compass)]);
}

/** Null before the first night. */
export async function findCompass(shop: string): Promise<Compass | null> {
  const { rows } = await pool().query<{ compass: Compass | null }>(
    'SELECT compass FROM shop_scores WHERE shop = $1',
    [shop],
  );
  return rows[0]?.compass ?? null;
}
