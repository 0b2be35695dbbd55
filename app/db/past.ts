/**
 * A shop's past in a few set-based reads. Counts and visits come from the index of orders by member alone; the orders
 * themselves are read for a sample of customers: the most frequent for sure, of the others each so many-eth.
 */
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { pool } from '#app/db/pool.ts';

/** From the index `orders (shop, member_id, occurred_at)`. */
const BY_MEMBER = `SELECT member_id, count(*)::int AS n, min(occurred_at) AS first, max(occurred_at) AS last
  FROM orders WHERE shop = $1 AND member_id IS NOT NULL AND occurred_at < $2 GROUP BY member_id`;

export type PastCounts = {
  customers: number;
  orders: number;
  months: { month: string; orders: number; newCustomers: number }[];
};

/** `months`: names with their first instants, the earliest first; orders before the first one count in the totals alone. */
export async function countPast(
  shop: string,
  asOf: Date,
  months: readonly { month: string; from: Date }[],
): Promise<PastCounts> {
  const { rows } = await pool().query<{ place: number; orders: string; customers: string }>(
    `WITH by_member AS (${BY_MEMBER}),
      ordered AS (SELECT width_bucket(occurred_at, $3::timestamptz[]) AS place, count(*) AS orders FROM orders
        WHERE shop = $1 AND member_id IS NOT NULL AND occurred_at < $2 GROUP BY 1),
      came AS (SELECT width_bucket(first, $3::timestamptz[]) AS place, count(*) AS customers FROM by_member GROUP BY 1)
      SELECT place, orders, coalesce(customers, 0) AS customers FROM ordered LEFT JOIN came USING (place)`,
    [shop, asOf, months.map(({ from }) => from)],
  );
  const counted = new Map(rows.map((row) => [row.place, row]));
  return {
    customers: rows.reduce((sum, { customers }) => sum + Number(customers), 0),
    orders: rows.reduce((sum, { orders }) => sum + Number(orders), 0),
    months: months.map(({ month }, index) => ({
      month,
      orders: Number(counted.get(index + 1)?.orders ?? 0),
      newCustomers: Number(counted.get(index + 1)?.customers ?? 0),
    })),
  };
}

export type StoredVisits = { repeats: number; last: number; age: number; count: number };

/** Days with an order of at most so many customers, in weeks; those with the same ones as one row. */
export async function sampleVisits(
  shop: string,
  asOf: Date,
  customers: number,
  size: number,
): Promise<StoredVisits[]> {
  const step = Math.max(1, Math.ceil(customers / size));
  const { rows } = await pool().query<{ repeats: number; last: number; age: number; count: string }>(
    `WITH by_member AS (SELECT member_id, count(DISTINCT occurred_at::date)::int - 1 AS repeats,
          min(occurred_at)::date AS first, max(occurred_at)::date AS last
        FROM orders WHERE shop = $1 AND member_id IS NOT NULL AND occurred_at < $2 AND member_id % $3 = 0
        GROUP BY member_id)
      SELECT least(repeats, 200) AS repeats, (last - first) / 7.0::float8 AS last,
        ($2::date - first) / 7.0::float8 AS age, count(*) AS count
      FROM by_member GROUP BY 1, 2, 3`,
    [shop, asOf, step],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export type SampledOrder = { memberId: number; sure: boolean; facts: OrderFacts };

/** The newest orders of a sample of customers, the earliest of them first. */
export async function sampleOrders(
  shop: string,
  asOf: Date,
  customers: number,
  { sure, size, ordersMax }: { sure: number; size: number; ordersMax: number },
): Promise<SampledOrder[]> {
  const step = Math.max(1, Math.ceil((customers - sure) / (size - sure)));
  const { rows } = await pool().query<SampledOrder>(
    `WITH by_member AS MATERIALIZED (${BY_MEMBER}),
      most AS (SELECT member_id FROM by_member ORDER BY n DESC, member_id LIMIT $3),
      sampled AS (SELECT member_id, true AS sure FROM most UNION ALL
        SELECT member_id, false FROM by_member
        WHERE member_id % $4 = 0 AND member_id NOT IN (SELECT member_id FROM most))
      SELECT s.member_id AS "memberId", s.sure, o.facts FROM sampled s
      CROSS JOIN LATERAL (SELECT facts, occurred_at FROM orders o
        WHERE o.shop = $1 AND o.member_id = s.member_id AND o.occurred_at < $2 AND o.parked_reason IS NULL
        ORDER BY occurred_at DESC LIMIT $5) o
      ORDER BY s.member_id, o.occurred_at`,
    [shop, asOf, sure, step, ordersMax],
  );
  return rows;
}

/** Cost of one piece by variant, in minor units, of the products named. */
export async function findCosts(shop: string, productIds: string[]): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ variant: string; cost: number }>(
    `SELECT v.key AS variant, (v.value->>'costMinor')::float8 AS cost
      FROM products p, jsonb_each(p.traits->'variants') v
      WHERE p.shop = $1 AND p.product_id = ANY($2::text[]) AND v.value->>'costMinor' IS NOT NULL`,
    [shop, productIds],
  );
  return new Map(rows.map(({ variant, cost }) => [variant, cost]));
}
