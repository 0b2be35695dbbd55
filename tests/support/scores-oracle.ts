/** What scores must be, asked of Postgres over the orders themselves: sets and ranks, nothing of the app's. */
import type pg from 'pg';

const STANDING = `standing AS (SELECT member_id, order_id, (occurred_at AT TIME ZONE s.timezone)::date AS day, total_minor, facts
  FROM orders o JOIN shops s USING (shop) WHERE o.shop = $1 AND parked_reason IS NULL AND cancelled_at IS NULL AND member_id IS NOT NULL
    AND financial_status IN ('paid', 'partially_refunded', 'refunded') AND facts->>'test' = 'false')`;
const BACK = `back AS (SELECT member_id, greatest(day, coalesce((r->>'at')::timestamptz AT TIME ZONE (SELECT timezone FROM shops WHERE shop = $1), day)::date) AS day,
  (r->>'moneyMinor')::bigint AS minor FROM standing, jsonb_array_elements(facts->'refunds') r)`;

export async function expectedScores(db: pg.Pool, shop: string): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `WITH ${STANDING}, ${BACK},
      days AS (SELECT DISTINCT member_id, day FROM standing),
      gaps AS (SELECT member_id, sum((day - before)^2) AS squares FROM (SELECT member_id, day, lag(day) OVER (PARTITION BY member_id ORDER BY day) AS before
        FROM days) g GROUP BY member_id),
      each AS (SELECT member_id, count(*) AS orders, (SELECT count(*) FROM days d WHERE d.member_id = s.member_id) AS days,
        sum(total_minor) AS gross,
        sum(total_minor) - coalesce((SELECT sum(minor) FROM back b WHERE b.member_id = s.member_id), 0) AS revenue,
        min(day) AS first, max(day) AS last FROM standing s GROUP BY member_id)
      SELECT concat_ws(' ', member_id, orders, days, gross, revenue, first, last, coalesce(squares, 0)) AS line
      FROM each LEFT JOIN gaps USING (member_id) ORDER BY member_id`,
    [shop],
  );
  return rows.map(({ line }) => line);
}

export async function storedScores(db: pg.Pool, shop: string): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `SELECT concat_ws(' ', member_id, orders, purchase_days, gross_minor, revenue_minor, date '1970-01-01' + first_day,
        date '1970-01-01' + last_day, squares) AS line FROM member_scores WHERE shop = $1 ORDER BY member_id`,
    [shop],
  );
  return rows.map(({ line }) => line);
}

export async function expectedMonths(db: pg.Pool, shop: string): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `WITH ${STANDING}, ${BACK},
      first AS (SELECT member_id, date_trunc('month', min(day))::date AS cohort FROM standing GROUP BY member_id),
      moved AS (SELECT member_id, date_trunc('month', day)::date AS month, 1 AS n, total_minor AS minor FROM standing
        UNION ALL SELECT member_id, date_trunc('month', day)::date, 0, -minor FROM back)
      SELECT concat_ws(' ', member_id, to_char(month, 'YYYY-MM'), to_char(cohort, 'YYYY-MM'), sum(n), sum(minor)) AS line
      FROM moved JOIN first USING (member_id) GROUP BY member_id, month, cohort ORDER BY member_id, month`,
    [shop],
  );
  return rows.map(({ line }) => line);
}

export async function storedMonths(db: pg.Pool, shop: string): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `SELECT concat_ws(' ', member_id, to_char(date '1970-01-01' + make_interval(months => month), 'YYYY-MM'),
        to_char(date '1970-01-01' + make_interval(months => cohort), 'YYYY-MM'), orders, revenue_minor) AS line
      FROM member_months WHERE shop = $1 ORDER BY member_id, month`,
    [shop],
  );
  return rows.map(({ line }) => line);
}

/** Quintiles by rank over those that are stored. */
export async function expectedQuintiles(db: pg.Pool, shop: string): Promise<string[]> {
  const quintile = (by: string) => `1 + 5 * (rank() OVER (ORDER BY ${by}) - 1) / count(*) OVER ()`;
  const { rows } = await db.query<{ line: string }>(
    `SELECT concat_ws(' ', member_id, ${quintile('last_day')}, ${quintile('orders')}, ${quintile('revenue_minor')}) AS line
      FROM member_scores WHERE shop = $1 ORDER BY member_id`,
    [shop],
  );
  return rows.map(({ line }) => line);
}

export async function storedQuintiles(db: pg.Pool, shop: string): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `SELECT concat_ws(' ', member_id, recency, frequency, monetary) AS line FROM member_scores WHERE shop = $1 ORDER BY member_id`,
    [shop],
  );
  return rows.map(({ line }) => line);
}

/** Who is in which segment by the history of changes, and by the scores. */
export async function segmentsBoth(
  db: pg.Pool,
  shop: string,
): Promise<{ history: string[]; scores: string[] }> {
  const history = await db.query<{ line: string }>(
    `SELECT concat_ws(' ', member_id, segment) AS line FROM (SELECT DISTINCT ON (member_id, data->>'segment') member_id,
        data->>'segment' AS segment, kind FROM member_changes WHERE shop = $1 AND kind LIKE 'segment-%'
        ORDER BY member_id, data->>'segment', at DESC, id DESC) x WHERE kind = 'segment-entered' ORDER BY 1`,
    [shop],
  );
  const scores = await db.query<{ line: string }>(
    `SELECT concat_ws(' ', member_id, segment) AS line FROM (SELECT member_id, level AS segment FROM member_scores WHERE shop = $1
        UNION ALL SELECT member_id, 'rfm-' || rfm_group FROM member_scores WHERE shop = $1) x
      JOIN members m ON m.shop = $1 AND m.id = member_id AND m.customer_id IS NOT NULL AND m.erased_at IS NULL
      WHERE segment IS NOT NULL ORDER BY 1`,
    [shop],
  );
  return { history: history.rows.map(({ line }) => line), scores: scores.rows.map(({ line }) => line) };
}
