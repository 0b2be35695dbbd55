/**
 * What an insight must say, computed by Postgres alone from the definitions of docs/insight.md: sets, ranks and joins over
 * the rows, where the app walks through histories.
 */
import type { Client } from 'pg';

export type OracleRow = {
  row: number;
  customer: string;
  day: string;
  minor: number;
  order: string | null;
  kind: string | null;
};

/** A wrong computation, which a comparison must notice. */
export const FAULTS = [
  'ntile',
  'refunds-are-activity',
  'cancelled-orders-stay',
  'lost-a-month-late',
] as const;
export type Fault = (typeof FAULTS)[number];

export async function loadRows(db: Client, rows: OracleRow[]): Promise<void> {
  await db.query(`DROP TABLE IF EXISTS told CASCADE;
    CREATE TABLE told (row int PRIMARY KEY, customer text NOT NULL, day date NOT NULL, minor bigint NOT NULL, ord text, kind text)`);
  await db.query(
    `INSERT INTO told SELECT * FROM unnest($1::int[], $2::text[], $3::date[], $4::bigint[], $5::text[], $6::text[])`,
    [
      rows.map(({ row }) => row),
      rows.map(({ customer }) => customer),
      rows.map(({ day }) => day),
      rows.map(({ minor }) => minor),
      rows.map(({ order }) => order),
      rows.map(({ kind }) => kind),
    ],
  );
  await db.query('ANALYZE told');
}

/** Orders that stand, and money that went back, as views for the questions below. */
export async function prepare(db: Client, asOf: string, fault?: Fault): Promise<void> {
  const activity = fault === 'refunds-are-activity' ? `k IN ('order', 'refund')` : `k = 'order'`;
  const stands = fault === 'cancelled-orders-stay' ? 'true' : 'NOT (placed AND void)';
  await db.query(`DROP TABLE IF EXISTS lines, groups, orders, back CASCADE;
    CREATE TABLE lines AS SELECT *, coalesce(kind, CASE WHEN minor < 0 THEN 'refund' ELSE 'order' END) AS k,
        coalesce('o' || ord, 'r' || row) AS o FROM told WHERE day <= '${asOf}';
    CREATE TABLE groups AS SELECT customer, o, min(day) FILTER (WHERE ${activity}) AS day,
        coalesce(sum(minor) FILTER (WHERE ${activity}), 0)::bigint AS minor,
        bool_or(${activity}) AS placed,
        coalesce(bool_or(k = 'cancellation' AND minor >= 0)
          OR sum(-minor) FILTER (WHERE k = 'cancellation') >= sum(minor) FILTER (WHERE k = 'order'), false) AS void
      FROM lines GROUP BY customer, o;
    CREATE TABLE orders AS SELECT customer, o, day, minor, date_trunc('month', day)::date AS month
      FROM groups WHERE placed AND ${stands} AND (minor >= 0 OR ${String(fault === 'refunds-are-activity')});
    CREATE TABLE back AS
      SELECT l.customer, l.day, date_trunc('month', l.day)::date AS month, abs(l.minor) AS minor, l.k
        FROM lines l JOIN groups g USING (customer, o)
        WHERE ${stands} AND (l.k = 'refund' OR (l.k = 'cancellation' AND l.minor < 0))
      UNION ALL
      SELECT customer, day, date_trunc('month', day)::date, -minor, 'refund' FROM groups
        WHERE placed AND ${stands} AND minor < 0;
    CREATE INDEX ON orders (customer, month);
    ANALYZE orders; ANALYZE back`);
}

export type OracleCustomer = {
  customer: string;
  orders: number;
  days: number;
  gross: number;
  refunds: number;
  cancellations: number;
  revenue: number;
  first: string | null;
  last: string | null;
  recency: number | null;
  rfm: string | null;
  level: string | null;
  years: number | null;
};

export async function askCustomers(db: Client, asOf: string, fault?: Fault): Promise<OracleCustomer[]> {
  const quintile = (by: string) =>
    fault === 'ntile'
      ? `ntile(5) OVER (ORDER BY ${by})`
      : `1 + (5 * (rank() OVER (ORDER BY ${by}) - 1)) / count(*) OVER ()`;
  const { rows } = await db.query<OracleCustomer>(`WITH placed AS (
      SELECT customer, count(*)::int AS orders, count(DISTINCT day)::int AS days, sum(minor)::bigint AS gross,
        min(day) AS first, max(day) AS last FROM orders GROUP BY customer),
    returned AS (SELECT customer, coalesce(sum(minor) FILTER (WHERE k = 'refund'), 0) AS refunds,
        coalesce(sum(minor) FILTER (WHERE k = 'cancellation'), 0) AS cancellations FROM back GROUP BY customer),
    each AS (SELECT customer, coalesce(orders, 0) AS orders, coalesce(days, 0) AS days, coalesce(gross, 0)::float8 AS gross,
        coalesce(refunds, 0)::float8 AS refunds, coalesce(cancellations, 0)::float8 AS cancellations,
        (coalesce(gross, 0) - coalesce(refunds, 0) - coalesce(cancellations, 0))::float8 AS revenue, first, last
      FROM (SELECT DISTINCT customer FROM lines) c LEFT JOIN placed USING (customer) LEFT JOIN returned USING (customer)),
    scored AS (SELECT customer, (${quintile('last')})::text || (${quintile('orders')})::text || (${quintile('revenue')})::text AS rfm,
        row_number() OVER (ORDER BY revenue DESC) AS place, count(*) OVER () AS n, revenue
      FROM each WHERE orders > 0),
    least AS (SELECT greatest(1, min(revenue) FILTER (WHERE place = greatest(1, n / 20))) AS top,
        greatest(1, min(revenue) FILTER (WHERE place = greatest(1, n / 5))) AS vip,
        greatest(1, min(revenue) FILTER (WHERE place = greatest(1, n / 2))) AS premium FROM scored)
    SELECT e.customer, e.orders, e.days, e.gross, e.refunds, e.cancellations, e.revenue, e.first::text, e.last::text,
      '${asOf}'::date - e.last AS recency, s.rfm,
      CASE WHEN s.revenue >= top THEN 'top-vip' WHEN s.revenue >= vip THEN 'vip' WHEN s.revenue >= premium THEN 'premium' END AS level,
      CASE WHEN e.last IS NOT NULL THEN greatest(1, (e.last - e.first) / 365.0)::float8 END AS years
    FROM each e LEFT JOIN scored s USING (customer) CROSS JOIN least ORDER BY e.customer COLLATE "C"`);
  return rows;
}

export type OracleCell = {
  cohort: string;
  customers: number;
  month: string;
  active: number;
  orders: number;
  revenue: number;
};

export async function askCohorts(db: Client, asOf: string): Promise<OracleCell[]> {
  const { rows } =
    await db.query<OracleCell>(`WITH firsts AS (SELECT customer, min(month) AS cohort FROM orders GROUP BY customer),
    sizes AS (SELECT cohort, count(*)::int AS customers FROM firsts GROUP BY cohort),
    bought AS (SELECT cohort, month, count(DISTINCT customer)::int AS active, count(*)::int AS orders, sum(minor) AS minor
      FROM orders JOIN firsts USING (customer) GROUP BY cohort, month),
    went AS (SELECT cohort, month, sum(minor) AS minor FROM back JOIN firsts USING (customer) GROUP BY cohort, month)
    SELECT to_char(s.cohort, 'YYYY-MM') AS cohort, s.customers, to_char(m, 'YYYY-MM') AS month, coalesce(b.active, 0) AS active,
      coalesce(b.orders, 0) AS orders, (coalesce(b.minor, 0) - coalesce(w.minor, 0))::float8 AS revenue
    FROM sizes s CROSS JOIN LATERAL generate_series(s.cohort, date '${asOf}', interval '1 month') m
    LEFT JOIN bought b ON b.cohort = s.cohort AND b.month = m::date
    LEFT JOIN went w ON w.cohort = s.cohort AND w.month = m::date
    ORDER BY 1, 3`);
  return rows;
}

export type OracleMonth = {
  month: string;
  before: number;
  new: number;
  returning: number;
  reactivated: number;
  lost: number;
  active: number;
  orders: number;
  revenue: number;
};

/** Counts who was active at the end of each month, and compares the sets of two months. */
export async function askBridge(
  db: Client,
  asOf: string,
  months: number,
  fault?: Fault,
): Promise<OracleMonth[]> {
  const late = fault === 'lost-a-month-late' ? 1 : 0;
  const { rows } = await db.query<OracleMonth>(`WITH months AS (SELECT m::date AS month FROM generate_series(
        (SELECT min(month) FROM (SELECT month FROM orders UNION ALL SELECT month FROM back) x),
        date_trunc('month', date '${asOf}'), interval '1 month') m),
    active AS (SELECT DISTINCT m.month, o.customer FROM months m JOIN orders o
      ON o.month <= m.month AND o.month > m.month - make_interval(months => ${months + late})),
    bought AS (SELECT DISTINCT customer, month FROM orders),
    firsts AS (SELECT customer, min(month) AS first FROM orders GROUP BY customer),
    ordered AS (SELECT b.month, count(*) FILTER (WHERE f.first = b.month) AS fresh,
        count(*) FILTER (WHERE f.first < b.month AND a.customer IS NOT NULL) AS stayed,
        count(*) FILTER (WHERE f.first < b.month AND a.customer IS NULL) AS reactivated
      FROM bought b JOIN firsts f USING (customer)
      LEFT JOIN active a ON a.customer = b.customer AND a.month = b.month - interval '1 month' GROUP BY b.month),
    gone AS (SELECT (a.month + interval '1 month')::date AS month, count(*) AS lost FROM active a
      LEFT JOIN active n ON n.customer = a.customer AND n.month = a.month + interval '1 month'
      WHERE n.customer IS NULL GROUP BY 1),
    sums AS (SELECT month, count(*) AS orders, sum(minor) AS minor FROM orders GROUP BY month),
    went AS (SELECT month, sum(minor) AS minor FROM back GROUP BY month)
    SELECT to_char(m.month, 'YYYY-MM') AS month,
      (SELECT count(*) FROM active a WHERE a.month = m.month - interval '1 month')::int AS before,
      coalesce(fresh, 0)::int AS new, coalesce(stayed, 0)::int AS "returning", coalesce(reactivated, 0)::int AS reactivated,
      coalesce(lost, 0)::int AS lost, (SELECT count(*) FROM active a WHERE a.month = m.month)::int AS active,
      coalesce(orders, 0)::int AS orders, (coalesce(s.minor, 0) - coalesce(w.minor, 0))::float8 AS revenue
    FROM months m LEFT JOIN ordered USING (month) LEFT JOIN gone USING (month) LEFT JOIN sums s USING (month)
    LEFT JOIN went w USING (month) ORDER BY 1`);
  return rows;
}
