/** What a shop's weekly report counts: two weeks at once, from orders, redemptions, mails and journeys. */
import type { WeekFigures } from '#app/core/report/week-report.ts';
import { pool } from '#app/db/pool.ts';
import { STANDS } from '#app/db/scores.ts';

export type ReportDue = { shop: string; to: string };

/** Monday, eight in the morning of the shop: reports that are not planned yet. */
export async function findReportsDue(at: Date, limit: number): Promise<(ReportDue & { monday: string })[]> {
  const { rows } = await pool().query<ReportDue & { monday: string }>({
    name: 'reports-due',
    text: `SELECT s.shop, t.config->'mail'->>'reportTo' AS to, to_char(x.monday, 'YYYY-MM-DD') AS monday
      FROM shop_settings t JOIN shops s ON s.shop = t.shop AND s.uninstalled_at IS NULL,
        LATERAL (SELECT date_trunc('week', ($1::timestamptz AT TIME ZONE s.timezone) - interval '8 hours') AS monday) AS x
      WHERE t.config->'mail'->>'reportTo' IS NOT NULL AND t.config->'mail'->>'mode' IN ('smtp', 'klaviyo')
        AND NOT EXISTS (SELECT 1 FROM mail_messages m WHERE m.shop = s.shop AND m.id = 'report:' || to_char(x.monday, 'YYYY-MM-DD'))
      ORDER BY s.shop LIMIT $2`,
    values: [at, limit],
  });
  return rows;
}

export async function readWeek(shop: string, from: Date, until: Date): Promise<WeekFigures> {
  const { rows } = await pool().query<WeekFigures>({
    name: 'read-week',
    text: `WITH week AS (SELECT o.member_id, o.total_minor, before.at AS earlier, o.occurred_at
        FROM (SELECT * FROM orders WHERE shop = $1 AND occurred_at >= $2 AND occurred_at < $3 AND member_id IS NOT NULL AND ${STANDS}) o
        LEFT JOIN LATERAL (SELECT p.occurred_at AS at FROM orders p WHERE p.shop = $1 AND p.member_id = o.member_id
          AND p.occurred_at < o.occurred_at AND ${STANDS} ORDER BY p.occurred_at DESC LIMIT 1) AS before ON true)
      SELECT count(*)::int AS orders, coalesce(sum(total_minor), 0)::bigint AS "revenueMinor",
        count(earlier)::int AS returning, coalesce(sum(total_minor) FILTER (WHERE earlier IS NOT NULL), 0)::bigint AS "returningRevenueMinor",
        count(*) FILTER (WHERE earlier IS NULL)::int AS newcomers,
        count(*) FILTER (WHERE earlier < occurred_at - interval '365 days')::int AS reactivated,
        (SELECT coalesce(sum(captured), 0)::bigint FROM redemptions WHERE shop = $1 AND resolved_at >= $2 AND resolved_at < $3) AS redeemed,
        (SELECT count(*)::int FROM mail_messages WHERE shop = $1 AND state = 'sent' AND sent_at >= $2 AND sent_at < $3
          AND template LIKE 'journey/%') AS mails,
        (SELECT count(*)::int FROM journey_runs WHERE shop = $1 AND because = 'goal' AND ended_at >= $2 AND ended_at < $3) AS goals
      FROM week`,
    values: [shop, from, until],
  });
  const [row] = rows;
  if (!row) throw new Error('an aggregate has one row');
  return row;
}
