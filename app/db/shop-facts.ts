/** A sample of a shop's orders and members, small enough to be read with every page that asks. */
import type { LineTraits } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { pool } from '#app/db/pool.ts';

const ORDERS = 300;
const PLACES = 6;
const MEMBERS_PER_PLACE = 50;

export type SampledOrder = {
  totalMinor: number;
  facts: Pick<OrderFacts, 'lines' | 'taxesIncluded'>;
  /** By line; null where no rule has asked for them yet. */
  traits: Record<string, LineTraits> | null;
};

/** Paid orders, of the newest by number. */
export async function sampleOrders(shop: string): Promise<SampledOrder[]> {
  const { rows } = await pool().query<SampledOrder>(
    `SELECT total_minor::float8 AS "totalMinor", jsonb_build_object('lines', facts->'lines', 'taxesIncluded', facts->'taxesIncluded') AS facts, traits
      FROM (SELECT * FROM orders WHERE shop = $1 ORDER BY order_id DESC LIMIT $2) AS newest
      WHERE total_minor > 0 AND cancelled_at IS NULL AND financial_status IN ('paid', 'partially_refunded')`,
    [shop, ORDERS],
  );
  return rows;
}

/** What members spent since an instant, of some from all over the shop's list; minor units. */
export async function sampleSpends(shop: string, since: Date): Promise<number[]> {
  const { rows } = await pool().query<{ spent: number }>(
    `WITH span AS (
        SELECT (SELECT id FROM members WHERE shop = $1 ORDER BY id LIMIT 1) AS low,
          (SELECT id FROM members WHERE shop = $1 ORDER BY id DESC LIMIT 1) AS high),
      picked AS (
        SELECT DISTINCT m.id FROM span, generate_series(0, $3::int - 1) AS place,
          LATERAL (SELECT id FROM members
            WHERE shop = $1 AND id >= span.low + (span.high - span.low) * place / $3 ORDER BY id LIMIT $4) AS m)
      SELECT coalesce((SELECT sum(o.total_minor) FROM orders AS o
          WHERE o.shop = $1 AND o.member_id = picked.id AND o.occurred_at >= $2 AND o.cancelled_at IS NULL
            AND o.financial_status IN ('paid', 'partially_refunded')), 0)::float8 AS spent
        FROM picked ORDER BY spent`,
    [shop, since, PLACES, MEMBERS_PER_PLACE],
  );
  return rows.map(({ spent }) => spent);
}

/** Names of all segments that anybody ever entered: one step of the index for each of them. */
export async function listUsedSegments(shop: string): Promise<string[]> {
  const { rows } = await pool().query<{ segment: string }>({
    name: 'used-segments',
    text: `WITH RECURSIVE used AS (
        (SELECT data->>'segment' AS segment FROM member_changes WHERE shop = $1 AND kind = 'segment-entered'
          ORDER BY data->>'segment' LIMIT 1)
        UNION ALL
        SELECT (SELECT data->>'segment' FROM member_changes WHERE shop = $1 AND kind = 'segment-entered'
          AND data->>'segment' > used.segment ORDER BY data->>'segment' LIMIT 1) FROM used WHERE used.segment IS NOT NULL)
      SELECT segment FROM used WHERE segment IS NOT NULL LIMIT 500`,
    values: [shop],
  });
  return rows.map(({ segment }) => segment);
}
