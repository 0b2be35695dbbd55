/** What the metrics tell of the database, over all shops: counted from small indexes, and never waited for long. */
import { pool, type TimedQuery } from '#app/db/pool.ts';

const WAIT_MS = 2_000;

export type InboxFigures = {
  open: number;
  parked: number;
  failed: number;
  /** Seconds since the oldest open delivery came in; 0 when none is open. */
  oldestSeconds: number;
  /** Seconds for which a delivery that is due has not been taken up; 0 when none is due. */
  lagSeconds: number;
};
export type Count = { name: string; state: string; count: number };
export type Figures = {
  inbox: InboxFigures;
  redemptions: Count[];
  stuckRedemptions: number;
  staleStandings: number;
  jobs: Count[];
};

export async function readFigures(): Promise<Figures> {
  const [inbox, redemptions, standings, jobs] = await Promise.all([
    readInbox(),
    readRedemptions(),
    read<{ stale: number }>(
      'SELECT count(*)::int AS stale FROM members WHERE standing_version > standing_synced',
    ),
    readJobs(),
  ]);
  return { inbox, ...redemptions, staleStandings: standings[0]?.stale ?? 0, jobs };
}

/** One short question with a limit of its own. @throws when the database does not answer in time. */
export async function askDatabase(): Promise<void> {
  await read('SELECT 1');
}

async function readInbox(): Promise<InboxFigures> {
  const [row] = await read<InboxFigures>(
    `SELECT open, parked, failed, "oldestSeconds", "lagSeconds" FROM
      (SELECT count(*)::int AS open,
          coalesce(extract(epoch FROM now() - min(received_at)), 0)::float8 AS "oldestSeconds",
          greatest(coalesce(extract(epoch FROM now() - min(next_attempt_at)), 0), 0)::float8 AS "lagSeconds"
        FROM inbox_events WHERE state IN ('received', 'retry')) AS waiting,
      (SELECT count(*) FILTER (WHERE state = 'parked')::int AS parked, count(*) FILTER (WHERE state = 'failed')::int AS failed
        FROM inbox_events WHERE state IN ('parked', 'failed')) AS attention`,
  );
  return row ?? { open: 0, parked: 0, failed: 0, oldestSeconds: 0, lagSeconds: 0 };
}

/** Those that are under way; what was captured or released is history, and grows without end. */
async function readRedemptions(): Promise<Pick<Figures, 'redemptions' | 'stuckRedemptions'>> {
  const rows = await read<{ state: string; count: number; stuck: number }>(
    `SELECT state, count(*)::int AS count, count(last_error)::int AS stuck FROM redemptions
      WHERE state IN ('reserved', 'issued', 'releasing') GROUP BY state`,
  );
  const states = ['reserved', 'issued', 'releasing'];
  return {
    redemptions: states.map((state) => ({
      name: 'redemptions',
      state,
      count: rows.find((row) => row.state === state)?.count ?? 0,
    })),
    stuckRedemptions: rows.reduce((sum, row) => sum + row.stuck, 0),
  };
}

/** The queue counts its jobs by itself, every quarter of a minute. */
async function readJobs(): Promise<Count[]> {
  const rows = await read<Record<'queued' | 'active' | 'failed' | 'deferred', number> & { name: string }>(
    `SELECT name, queued_count AS queued, active_count AS active, failed_count AS failed, deferred_count AS deferred
      FROM pgboss.queue WHERE left(name, 2) <> '__'`,
  );
  return rows.flatMap(({ name, ...counts }) =>
    Object.entries(counts).map(([state, count]) => ({ name, state, count })),
  );
}

async function read<Row extends object>(text: string): Promise<Row[]> {
  const timed: TimedQuery = { text, query_timeout: WAIT_MS };
  const { rows } = await pool().query<Row>(timed);
  return rows;
}
