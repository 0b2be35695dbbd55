/** What a shop's customers did by month, from the tables that are kept order by order: one pass over a narrow table each. */
import type { BridgeSums } from '#app/core/lifetime-value/bridge.ts';
import type { CohortSums } from '#app/core/lifetime-value/cohorts.ts';
import type { Level } from '#app/core/scores/levels.ts';
import type { RfmGroup } from '#app/core/scores/rfm.ts';
import { pool } from '#app/db/pool.ts';

type CohortRow = { cohort: number; month: number; active: number; orders: number; revenueMinor: number };

export async function readCohorts(shop: string): Promise<CohortSums> {
  const { rows } = await pool().query<CohortRow>(
    `SELECT cohort, month, count(*) FILTER (WHERE orders > 0)::int AS active, sum(orders)::int AS orders,
        sum(revenue_minor)::float8 AS "revenueMinor"
      FROM member_months WHERE shop = $1 GROUP BY cohort, month`,
    [shop],
  );
  const cohorts: CohortSums['cohorts'] = new Map();
  for (const { cohort, month, active, orders, revenueMinor } of rows) {
    const one = cohorts.get(cohort) ?? { customers: 0, ages: new Map() };
    cohorts.set(cohort, one);
    // Everybody of a cohort has ordered in its month.
    if (month === cohort) one.customers = active;
    one.ages.set(month - cohort, { active, orders, minor: revenueMinor });
  }
  return { cohorts, outsideMinor: 0 };
}

/** As `addToBridge` sums it up; `cohorts` know the orders and the revenue of each month. */
export async function readBridge(
  shop: string,
  activeMonths: number,
  cohorts: CohortSums,
): Promise<BridgeSums> {
  const { rows } = await pool().query<{ month: number; gap: number | null; rest: number | null; n: number }>(
    `SELECT month, month - previous_month AS gap, next_month - month AS rest, count(*)::int AS n FROM member_months
      WHERE shop = $1 AND orders > 0 GROUP BY 1, 2, 3`,
    [shop],
  );
  const months: BridgeSums['months'] = new Map();
  const at = (month: number) => {
    const known = months.get(month) ?? NOTHING();
    months.set(month, known);
    return known;
  };
  for (const { month, gap, rest, n } of rows) {
    const came = gap === null ? 'new' : gap <= activeMonths ? 'returning' : 'reactivated';
    at(month)[came] += n;
    if (rest === null || rest > activeMonths) at(month + activeMonths).lost += n;
  }
  for (const [begin, { ages }] of cohorts.cohorts) {
    for (const [age, { orders, minor }] of ages) {
      const one = at(begin + age);
      one.orders += orders;
      one.revenueMinor += minor;
    }
  }
  return { activeMonths, months };
}

const NOTHING = () => ({ new: 0, returning: 0, reactivated: 0, lost: 0, orders: 0, revenueMinor: 0 });

export type ScoreCounts = {
  customers: number;
  levels: Partial<Record<Level, number>>;
  groups: Partial<Record<RfmGroup, number>>;
};

export async function countScores(shop: string): Promise<ScoreCounts> {
  const { rows } = await pool().query<{ level: Level | null; group: RfmGroup | null; n: number }>(
    `SELECT level, rfm_group AS "group", count(*)::int AS n FROM member_scores WHERE shop = $1 GROUP BY 1, 2`,
    [shop],
  );
  const counts: ScoreCounts = { customers: 0, levels: {}, groups: {} };
  for (const { level, group, n } of rows) {
    counts.customers += n;
    if (level) counts.levels[level] = (counts.levels[level] ?? 0) + n;
    if (group) counts.groups[group] = (counts.groups[group] ?? 0) + n;
  }
  return counts;
}

/** How many would have at least each of these scores, as revenue in minor units. */
export async function countFrom(shop: string, scores: number[]): Promise<number[]> {
  const { rows } = await pool().query<{ n: number }>(
    `SELECT (SELECT count(*)::int FROM member_scores WHERE shop = $1 AND revenue_minor >= x.score) AS n
      FROM unnest($2::bigint[]) WITH ORDINALITY AS x(score, i) ORDER BY i`,
    [shop, scores],
  );
  return rows.map(({ n }) => n);
}

export type ValueFacts = {
  customers: number;
  repeatCustomers: number;
  orders: number;
  revenueMinor: number;
  lifetimeYearsSum: number;
};

/** Over all who have ordered; a lifetime is one year at least. */
export async function readValueFacts(shop: string): Promise<ValueFacts> {
  const { rows } = await pool().query<ValueFacts>(
    `SELECT count(*)::int AS customers, count(*) FILTER (WHERE orders > 1)::int AS "repeatCustomers",
        coalesce(sum(orders), 0)::int AS orders, coalesce(sum(revenue_minor), 0)::float8 AS "revenueMinor",
        coalesce(sum(greatest(1, (last_day - first_day) / 365.0)), 0)::float8 AS "lifetimeYearsSum"
      FROM member_scores WHERE shop = $1`,
    [shop],
  );
  return rows[0] ?? { customers: 0, repeatCustomers: 0, orders: 0, revenueMinor: 0, lifetimeYearsSum: 0 };
}

/** Orders, buyers and revenue of the twelve calendar months that end with this one. */
export async function readYear(
  shop: string,
  lastMonth: number,
): Promise<{ orders: number; buyers: number; revenueMinor: number }> {
  const { rows } = await pool().query<{ orders: number; buyers: number; revenueMinor: number }>(
    `SELECT coalesce(sum(orders), 0)::int AS orders, count(DISTINCT member_id) FILTER (WHERE orders > 0)::int AS buyers,
        coalesce(sum(revenue_minor), 0)::float8 AS "revenueMinor"
      FROM member_months WHERE shop = $1 AND month BETWEEN $2 - 11 AND $2`,
    [shop, lastMonth],
  );
  return rows[0] ?? { orders: 0, buyers: 0, revenueMinor: 0 };
}
