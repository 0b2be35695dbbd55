/** What the database tells of one shop's work: counted in small indexes or over a bounded stretch of the newest rows. */
import { pool } from '#app/db/pool.ts';

const DELIVERIES_LOOKED_AT = 2_000;
const JOBS_LISTED = 20;
/** Beyond that a count says "at least". */
export const COUNTED_MAX = 10_000;

export type TopicHeard = { topic: string; count: number; lastAt: Date; delayMs: number };

/** Among the newest deliveries: per topic how many, when last, and how long after the event (the middle one). */
export async function listTopics(shop: string): Promise<TopicHeard[]> {
  const { rows } = await pool().query<TopicHeard>(
    `SELECT topic, count(*)::int AS count, max(received_at) AS "lastAt",
        greatest(0, extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY received_at - triggered_at)) * 1000)::float8 AS "delayMs"
      FROM (SELECT topic, received_at, triggered_at FROM inbox_events WHERE shop = $1 ORDER BY seq DESC LIMIT ${DELIVERIES_LOOKED_AT}) newest
      GROUP BY topic ORDER BY topic`,
    [shop],
  );
  return rows;
}

export async function countInbox(
  shop: string,
  now: Date,
): Promise<{ open: number; oldestMs: number; parked: number; failed: number }> {
  const [open, attention] = await Promise.all([
    pool().query<{ open: number; oldest: Date | null }>(
      `SELECT count(*)::int AS open, min(received_at) AS oldest FROM inbox_events
        WHERE state IN ('received', 'retry') AND shop = $1`,
      [shop],
    ),
    pool().query<{ parked: number; failed: number }>(
      `SELECT count(*) FILTER (WHERE state = 'parked')::int AS parked, count(*) FILTER (WHERE state = 'failed')::int AS failed
        FROM inbox_events WHERE shop = $1 AND state IN ('parked', 'failed')`,
      [shop],
    ),
  ]);
  const oldest = open.rows[0]?.oldest;
  return {
    open: open.rows[0]?.open ?? 0,
    oldestMs: oldest ? Math.max(0, now.getTime() - oldest.getTime()) : 0,
    parked: attention.rows[0]?.parked ?? 0,
    failed: attention.rows[0]?.failed ?? 0,
  };
}

export type JobRow = {
  id: string;
  queue: string;
  state: 'created' | 'retry' | 'active' | 'failed';
  createdAt: Date;
  retries: number;
  /** What the last attempt said. */
  said: string | null;
};

/** Jobs of this shop that wait, run or have failed, the failed first; what is done is left out. */
export async function listJobs(shop: string): Promise<JobRow[]> {
  const { rows } = await pool().query<JobRow>(
    `SELECT id::text, name AS queue, state::text, created_on AS "createdAt", 
        retry_count AS retries, left(output->>'message', 500) AS said
      FROM pgboss.job WHERE data->>'shop' = $1 AND state IN ('created', 'retry', 'active', 'failed')
      ORDER BY (state = 'failed') DESC, created_on DESC LIMIT ${JOBS_LISTED}`,
    [shop],
  );
  return rows;
}

export async function countStandings(shop: string): Promise<{ stale: number; refused: number }> {
  const { rows } = await pool().query<{ stale: number; refused: number }>(
    `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM members WHERE shop = $1 AND standing_version > standing_synced LIMIT $2) one) AS stale,
      (SELECT count(*)::int FROM (SELECT 1 FROM members WHERE shop = $1 AND standing_error IS NOT NULL LIMIT $2) one) AS refused`,
    [shop, COUNTED_MAX],
  );
  return rows[0] ?? { stale: 0, refused: 0 };
}

export async function countStuckRedemptions(shop: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int FROM redemptions
      WHERE state IN ('reserved', 'issued', 'releasing') AND shop = $1 AND last_error IS NOT NULL`,
    [shop],
  );
  return rows[0]?.count ?? 0;
}

/** Time for one question, in milliseconds. */
export async function timeDatabase(): Promise<number> {
  const began = performance.now();
  await pool().query('SELECT 1');
  return performance.now() - began;
}

export async function tokenEnd(shop: string): Promise<Date | null> {
  const { rows } = await pool().query<{ expires: Date | null }>(
    `SELECT expires AT TIME ZONE 'UTC' AS expires FROM sessions WHERE shop = $1 AND id = $2`,
    [shop, `offline_${shop}`],
  );
  return rows[0]?.expires ?? null;
}
