/**
 * Sums over a shop's whole ledger for the finance reports: set-based, read only, per shop.
 *
 * The books as of an instant are the entries recorded before it. `recorded_at` is business time at the moment of writing and
 * entries are only ever added, so a report for a past day can be made again and says the same; `occurred_at` is the
 * time of the deed, which may lie far before the booking and would change days that are closed.
 */
import { pool } from '#app/db/pool.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

/** Points that entries of one kind moved between two accounts on one day; `day` is null for everything before `from`. */
export type MovementRow = {
  day: string | null;
  kind: string;
  from: string;
  to: string;
  points: number;
  entries: number;
};

export async function sumMovements(
  shop: string,
  span: { zone: string; from: Date; until: Date },
): Promise<MovementRow[]> {
  return scan(async (tx) => {
    const { rows } = await tx.query<MovementRow>(MOVEMENTS, [shop, span.zone, span.from, span.until]);
    return rows;
  });
}

const MOVEMENTS = `SELECT day::text AS day, kind, from_account AS "from", to_account AS "to",
    sum(points)::bigint AS points, count(*) AS entries
  FROM (SELECT CASE WHEN recorded_at >= $3 THEN (recorded_at AT TIME ZONE $2)::date END AS day,
      kind, from_account, to_account, points
    FROM ledger_entries WHERE shop = $1 AND recorded_at < $4) e
  GROUP BY 1, 2, 3, 4`;

export type BalanceSums = {
  pending: number;
  available: number;
  reserved: number;
  debt: number;
  membersOwing: number;
};

/** All movements up to an instant and the balances, both of one moment, so that they must tie. */
export async function sumBooks(
  shop: string,
  span: { zone: string; from: Date; until: Date },
): Promise<{ movements: MovementRow[]; balances: BalanceSums }> {
  return scan(async (tx) => {
    const { rows } = await tx.query<MovementRow>(MOVEMENTS, [shop, span.zone, span.from, span.until]);
    const { rows: sums } = await tx.query<BalanceSums>(
      `SELECT coalesce(sum(pending), 0)::bigint AS pending, coalesce(sum(available), 0)::bigint AS available,
          coalesce(sum(reserved), 0)::bigint AS reserved, coalesce(sum(debt), 0)::bigint AS debt,
          count(*) FILTER (WHERE debt < 0) AS "membersOwing"
        FROM member_balances WHERE shop = $1`,
      [shop],
    );
    const [balances] = sums;
    if (!balances) throw new Error('an aggregate has one row');
    return { movements: rows, balances };
  });
}

/** Members whose debt was open at an instant. */
export async function countOwing(shop: string, until: Date): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*) AS count FROM (
        SELECT member_id FROM ledger_entries
        WHERE shop = $1 AND recorded_at < $2 AND (from_account = 'debt' OR to_account = 'debt')
        GROUP BY member_id HAVING sum(CASE WHEN to_account = 'debt' THEN points ELSE -points END) < 0) owing`,
    [shop, until],
  );
  return rows[0]?.count ?? 0;
}

/**
 * Kinds whose entries take points out of lots for good, or bring them back; the others only move them between
 * accounts of the same lot. A transfer takes from one member's lot and opens another member's; from `redeemed` it
 * moves points that had left the lot already.
 */
const LEAVING = `('capture', 'restore', 'expire', 'revoke', 'debit', 'settle', 'transfer')`;

/** Every change of every lot recorded before $2, each with the time at which the lot was earned. */
const LOT_LINES = `SELECT occurred_at AS opened_at, points FROM ledger_entries
    WHERE shop = $1 AND recorded_at < $2 AND kind IN ('earn', 'credit')
  UNION ALL
  SELECT l.opened_at, e.points FROM ledger_entries e
    JOIN lots l ON l.shop = e.shop AND l.member_id = e.member_id AND l.seq = e.seq
    WHERE e.shop = $1 AND e.recorded_at < $2 AND e.kind = 'transfer'
  UNION ALL
  SELECT l.opened_at, CASE WHEN e.kind = 'restore' THEN a.points WHEN e.from_account = 'redeemed' THEN 0 ELSE -a.points END
    FROM lot_allocations a
    JOIN ledger_entries e ON e.shop = a.shop AND e.member_id = a.member_id AND e.seq = a.seq
    JOIN lots l ON l.shop = a.shop AND l.member_id = a.member_id AND l.seq = a.lot_seq
    WHERE a.shop = $1 AND e.recorded_at < $2 AND e.kind IN ${LEAVING} AND a.lot_seq <> a.seq`;

/**
 * Points still outstanding at `until`, by when they were earned: bucket 0 lies before the first bound, bucket n at or
 * after the n-th. Reserved points count for the lots they were taken from.
 */
export async function sumLotAges(
  shop: string,
  until: Date,
  bounds: Date[],
): Promise<{ bucket: number; points: number }[]> {
  return scan(async (tx) => {
    const { rows } = await tx.query<{ bucket: number; points: number }>(
      `SELECT width_bucket(opened_at, $3::timestamptz[]) AS bucket, sum(points)::bigint AS points
        FROM (${LOT_LINES}) line GROUP BY 1`,
      [shop, until, bounds],
    );
    return rows;
  });
}

/** What became, by `until`, of the points booked in one month; sums over that month's members. */
export type CohortRow = {
  /** Place of the month among the starts that were asked for, counted from 1. */
  month: number;
  opened: number;
  redeemed: number;
  expired: number;
  /** Revoked, taken by a person, used for debts, or moved to another member. */
  taken: number;
};

export type CohortSums = {
  cohorts: CohortRow[];
  members: number;
  /** Sums over members of (points that stayed)², stayed × broken and broken². */
  stayedSquared: number;
  stayedTimesBroken: number;
  brokenSquared: number;
};

/**
 * Lots given and booked before the last of `starts`, by month of booking, with all that was recorded before `until`.
 * `starts` are the first instants of the months, the last one the end of the last month.
 */
export async function sumCohorts(
  shop: string,
  span: { starts: Date[]; opened: Date; until: Date },
): Promise<CohortSums> {
  return scan(async (tx) => {
    const { rows } = await tx.query<CohortLine>(COHORTS, [shop, span.until, span.opened, span.starts]);
    return readCohorts(rows);
  });
}

/** Points are summed as floats: quick, and exact for whole numbers below 2^53, which is what the app reads at most. */
const COHORTS = `WITH line AS (
    SELECT member_id, recorded_at AS booked_at, points::float8 AS opened, 0::float8 AS redeemed,
        0::float8 AS expired, 0::float8 AS taken
      FROM ledger_entries WHERE shop = $1 AND recorded_at < $3 AND kind IN ('earn', 'credit')
    UNION ALL
    SELECT a.member_id, o.recorded_at, 0,
        CASE WHEN e.kind = 'capture' THEN a.points WHEN e.from_account = 'redeemed' THEN -a.points ELSE 0 END,
        CASE e.kind WHEN 'expire' THEN a.points ELSE 0 END,
        CASE WHEN e.kind IN ('capture', 'restore', 'expire') THEN 0 ELSE a.points END
      FROM lot_allocations a
      JOIN ledger_entries e ON e.shop = a.shop AND e.member_id = a.member_id AND e.seq = a.seq
      JOIN ledger_entries o ON o.shop = a.shop AND o.member_id = a.member_id AND o.seq = a.lot_seq
      WHERE a.shop = $1 AND e.recorded_at < $2 AND e.kind IN ${LEAVING}
        AND o.recorded_at < $3 AND o.kind IN ('earn', 'credit')),
  part AS MATERIALIZED (
    SELECT width_bucket(booked_at, $4::timestamptz[]) AS month, member_id, sum(opened) AS opened,
      sum(redeemed) AS redeemed, sum(expired) AS expired, sum(taken) AS taken
    FROM line GROUP BY 1, 2),
  person AS (
    SELECT sum(opened - taken) AS stayed, sum(opened - taken - redeemed) AS broken FROM part GROUP BY member_id)
  SELECT month, sum(opened) AS opened, sum(redeemed) AS redeemed, sum(expired) AS expired, sum(taken) AS taken,
    0 AS members, 0 AS "stayedSquared", 0 AS "stayedTimesBroken", 0 AS "brokenSquared"
  FROM part GROUP BY month
  UNION ALL
  SELECT NULL, 0, 0, 0, 0, count(*) FILTER (WHERE stayed > 0), coalesce(sum(stayed * stayed), 0),
    coalesce(sum(stayed * broken), 0), coalesce(sum(broken * broken), 0)
  FROM person`;

/** A month by its place in `starts`, counted from 1; the line without a month holds the sums over members. */
type CohortLine = Omit<CohortRow, 'month'> & Omit<CohortSums, 'cohorts'> & { month: number | null };

function readCohorts(rows: CohortLine[]): CohortSums {
  const whole = rows.find((row) => row.month === null);
  return {
    cohorts: rows.flatMap(({ month, opened, redeemed, expired, taken }) =>
      month === null ? [] : [{ month, opened, redeemed, expired, taken }],
    ),
    members: whole?.members ?? 0,
    stayedSquared: whole?.stayedSquared ?? 0,
    stayedTimesBroken: whole?.stayedTimesBroken ?? 0,
    brokenSquared: whole?.brokenSquared ?? 0,
  };
}

/** One moment of the database for all queries, with memory for the joins: a report must not spill to disk. */
async function scan<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await tx.query(`SET LOCAL work_mem = '64MB'`);
    return work(tx);
  });
}
