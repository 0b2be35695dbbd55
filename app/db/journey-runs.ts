/** Who is on the way through a journey: begun once per key, looked at when due, ended with a reason. */
import type { Journey } from '#app/core/journeys/journey.ts';
import type { LeaveReason, RunState, SkipReason } from '#app/core/journeys/next-step.ts';
import { pool } from '#app/db/pool.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

export type NewRun = {
  journeyId: string;
  memberId: number;
  key: string;
  triggeredAt: Date;
  data: RunState['data'];
};

/** Who may begin: the same key never twice; where it may come again after some days, nobody sooner. */
export function againOf({ again }: Pick<Journey, 'again'>): { once: boolean; restDays: number | null } {
  return { once: again === 'never', restDays: typeof again === 'object' ? again.afterDays : null };
}

const REST = `(x.rest_days IS NULL OR NOT EXISTS (SELECT 1 FROM journey_runs r WHERE r.shop = $1
  AND r.journey_id = x.journey_id AND r.member_id = x.member_id AND r.triggered_at > x.triggered_at - x.rest_days * interval '1 day'))`;

/** One statement however many. Of several that begin one journey for one member after a rest, the first. @returns how many are new. */
export async function beginRuns(
  tx: Transaction,
  shop: string,
  runs: readonly (NewRun & { restDays: number | null })[],
): Promise<number> {
  if (runs.length === 0) return 0;
  const { rowCount } = await tx.query({
    name: 'begin-runs',
    text: `INSERT INTO journey_runs (shop, journey_id, member_id, key, triggered_at, data, base, due_at)
      SELECT $1, x.journey_id, x.member_id, x.key, x.triggered_at, x.data, x.triggered_at, x.triggered_at
      FROM (SELECT DISTINCT ON (journey_id, member_id, CASE WHEN rest_days IS NULL THEN key END) *
        FROM unnest($2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::int[])
          AS t(journey_id, member_id, key, triggered_at, data, rest_days)
        ORDER BY journey_id, member_id, CASE WHEN rest_days IS NULL THEN key END, triggered_at) AS x
      JOIN members m ON m.shop = $1 AND m.id = x.member_id AND m.erased_at IS NULL AND m.heir_id IS NULL
      WHERE ${REST} ON CONFLICT (shop, journey_id, member_id, key) DO NOTHING`,
    values: [
      shop,
      runs.map((one) => one.journeyId),
      runs.map((one) => one.memberId),
      runs.map((one) => one.key),
      runs.map((one) => one.triggeredAt),
      runs.map((one) => JSON.stringify(one.data)),
      runs.map((one) => one.restDays),
    ],
  });
  return rowCount ?? 0;
}

/** A question whose answer is `(member_id, key, data)`: whom a day of the calendar means. `$1` is the shop. */
export type Candidates = { text: string; values: unknown[] };

/** Begins whom a day means, without a row leaving the database. @returns how many are new. */
export async function beginCandidates(
  tx: Transaction,
  shop: string,
  journey: Journey,
  triggeredAt: Date,
  { text, values }: Candidates,
): Promise<number> {
  const { once, restDays } = againOf(journey);
  const [id, at, isOnce, rest] = [1, 2, 3, 4].map((place) => `$${values.length + place}`);
  const { rowCount } = await tx.query(
    `INSERT INTO journey_runs (shop, journey_id, member_id, key, triggered_at, data, base, due_at)
      SELECT $1, x.journey_id, x.member_id, x.key, x.triggered_at, x.data, x.triggered_at, x.triggered_at
      FROM (SELECT ${id}::text AS journey_id, member_id, CASE WHEN ${isOnce}::boolean THEN 'once' ELSE key END AS key,
        ${at}::timestamptz AS triggered_at, data, ${rest}::int AS rest_days FROM (${text}) AS c) AS x
      JOIN members m ON m.shop = $1 AND m.id = x.member_id AND m.erased_at IS NULL AND m.heir_id IS NULL
      WHERE ${REST} ON CONFLICT (shop, journey_id, member_id, key) DO NOTHING`,
    [...values, journey.id, triggeredAt, once, restDays],
  );
  return rowCount ?? 0;
}

export type RunRow = RunState & {
  journeyId: string;
  memberId: number;
  key: string;
};

type StoredRun = {
  journeyId: string;
  memberId: number;
  key: string;
  triggeredAt: Date;
  data: RunState['data'];
  base: Date;
  step: string | null;
  stepAt: Date | null;
};
const COLUMNS = `r.journey_id AS "journeyId", r.member_id AS "memberId", r.key, r.triggered_at AS "triggeredAt", r.data, r.base, r.step,
  r.step_at AS "stepAt"`;

function asRun({ triggeredAt, base, stepAt, ...row }: StoredRun): RunRow {
  return {
    ...row,
    triggeredAt: triggeredAt.getTime(),
    base: base.getTime(),
    stepAt: stepAt?.getTime() ?? null,
  };
}

/**
 * Takes runs of one shop that are due. Until `lease` nobody else takes them; who settles them names it, so that a process that
 * came too late changes nothing.
 */
export async function claimRuns(
  at: Date,
  limit: number,
  lease: Date,
): Promise<{ shop: string; runs: RunRow[] } | undefined> {
  return transaction(async (tx) => {
    const { rows: first } = await tx.query<{ shop: string }>({
      name: 'first-due-run',
      text: `SELECT r.shop FROM journey_runs r JOIN shops s ON s.shop = r.shop AND s.uninstalled_at IS NULL
        WHERE r.due_at <= $1 ORDER BY r.due_at LIMIT 1`,
      values: [at],
    });
    const shop = first[0]?.shop;
    if (shop === undefined) return undefined;
    const { rows } = await tx.query<StoredRun>({
      name: 'claim-runs',
      text: `WITH due AS (SELECT journey_id, member_id, key FROM journey_runs WHERE shop = $1 AND due_at <= $2
          ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        UPDATE journey_runs r SET due_at = $4 FROM due
        WHERE r.shop = $1 AND r.journey_id = due.journey_id AND r.member_id = due.member_id AND r.key = due.key
        RETURNING ${COLUMNS}`,
      values: [shop, at, limit, lease],
    });
    return { shop, runs: rows.map(asRun) };
  });
}

export type RunChange = {
  run: RunRow;
  /** Null at the end. */
  dueAt: number | null;
  because: LeaveReason | 'done' | null;
  steps: { step: string; outcome: 'done' | 'skipped'; because: SkipReason | 'switched-off' | null }[];
};

/** @returns false when somebody else has taken some of them since: then nothing may stand. */
export async function settleRuns(
  tx: Transaction,
  shop: string,
  changes: readonly RunChange[],
  { lease, at }: { lease: Date; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'settle-runs',
    text: `UPDATE journey_runs r SET base = x.base, step = x.step, step_at = x.step_at, due_at = x.due_at, because = x.because,
        ended_at = CASE WHEN x.due_at IS NULL THEN $2::timestamptz END
      FROM unnest($4::text[], $5::bigint[], $6::text[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::timestamptz[], $11::text[])
        AS x(journey_id, member_id, key, base, step, step_at, due_at, because)
      WHERE r.shop = $1 AND r.journey_id = x.journey_id AND r.member_id = x.member_id AND r.key = x.key AND r.due_at = $3`,
    values: [
      shop,
      at,
      lease,
      changes.map(({ run }) => run.journeyId),
      changes.map(({ run }) => run.memberId),
      changes.map(({ run }) => run.key),
      changes.map(({ run }) => new Date(run.base)),
      changes.map(({ run }) => run.step),
      changes.map(({ run }) => (run.stepAt === null ? null : new Date(run.stepAt))),
      changes.map(({ dueAt }) => (dueAt === null ? null : new Date(dueAt))),
      changes.map(({ because }) => because),
    ],
  });
  if (rowCount !== changes.length) return false;
  const steps = changes.flatMap(({ run, steps: some }) => some.map((one) => ({ ...run, ...one })));
  if (steps.length === 0) return true;
  await tx.query({
    name: 'note-journey-steps',
    text: `INSERT INTO journey_steps (shop, journey_id, member_id, key, step, outcome, because, at)
      SELECT $1, x.*, $2 FROM unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
        AS x(journey_id, member_id, key, step, outcome, because)
      ON CONFLICT (shop, journey_id, member_id, key, step) DO NOTHING`,
    values: [
      shop,
      at,
      steps.map((one) => one.journeyId),
      steps.map((one) => one.memberId),
      steps.map((one) => one.key),
      changes.flatMap(({ steps: some }) => some.map(({ step }) => step)),
      steps.map((one) => one.outcome),
      changes.flatMap(({ steps: some }) => some.map(({ because }) => because)),
    ],
  });
  return true;
}

/** Everybody on the way through a journey that was switched off ends there. */
export async function endRunsOf(tx: Transaction, shop: string, journeyId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE journey_runs SET due_at = NULL, ended_at = $3, because = 'changed' WHERE shop = $1 AND journey_id = $2 AND ended_at IS NULL`,
    [shop, journeyId, at],
  );
}

export type JourneyCounts = {
  journeyId: string;
  /** Begun since. */
  begun: number;
  underway: number;
  /** Since, by their goal. */
  goals: number;
};

export async function countRuns(shop: string, since: Date): Promise<JourneyCounts[]> {
  const { rows } = await pool().query<JourneyCounts>({
    name: 'count-runs',
    text: `SELECT journey_id AS "journeyId", count(*) FILTER (WHERE triggered_at >= $2)::int AS begun,
        count(*) FILTER (WHERE ended_at IS NULL)::int AS underway,
        count(*) FILTER (WHERE because = 'goal' AND ended_at >= $2)::int AS goals
      FROM journey_runs WHERE shop = $1 AND (triggered_at >= $2 OR ended_at IS NULL OR ended_at >= $2) GROUP BY journey_id`,
    values: [shop, since],
  });
  return rows;
}

export type StepCounts = { step: string; done: number; skipped: number };

export async function countSteps(shop: string, journeyId: string, since: Date): Promise<StepCounts[]> {
  const { rows } = await pool().query<StepCounts>({
    name: 'count-journey-steps',
    text: `SELECT step, count(*) FILTER (WHERE outcome = 'done')::int AS done, count(*) FILTER (WHERE outcome = 'skipped')::int AS skipped
      FROM journey_steps WHERE shop = $1 AND journey_id = $2 AND at >= $3 GROUP BY step`,
    values: [shop, journeyId, since],
  });
  return rows;
}

/** Whose turn comes until then, the first ones first. */
export async function runsUntil(
  shop: string,
  journeyId: string,
  until: Date,
  limit: number,
): Promise<RunRow[]> {
  const { rows } = await pool().query<StoredRun>(
    `SELECT ${COLUMNS} FROM journey_runs r WHERE r.shop = $1 AND r.journey_id = $2 AND r.due_at <= $3 ORDER BY r.due_at, r.member_id LIMIT $4`,
    [shop, journeyId, until, limit],
  );
  return rows.map(asRun);
}

/** Rows of an answer, for a look at whom a day would mean. */
export async function lookAtCandidates(
  { text, values }: Candidates,
  limit: number,
): Promise<{ total: number; some: { memberId: number; key: string; data: RunState['data'] }[] }> {
  const { rows } = await pool().query<{
    memberId: number;
    key: string;
    data: RunState['data'];
    total: number;
  }>(
    `SELECT c.member_id AS "memberId", c.key, c.data, count(*) OVER ()::int AS total FROM (${text}) AS c
      JOIN members m ON m.shop = $1 AND m.id = c.member_id AND m.erased_at IS NULL AND m.heir_id IS NULL
      ORDER BY c.member_id LIMIT $${values.length + 1}`,
    [...values, limit],
  );
  return { total: rows[0]?.total ?? 0, some: rows.map(({ total: _total, ...row }) => row) };
}

export async function moveRuns(tx: Transaction, shop: string, fromId: number, toId: number): Promise<void> {
  for (const [table, key] of [
    ['journey_runs', 'o.journey_id = t.journey_id AND o.key = t.key'],
    ['journey_steps', 'o.journey_id = t.journey_id AND o.key = t.key AND o.step = t.step'],
    ['member_messages', 'o.id = t.id'],
  ]) {
    await tx.query(
      `DELETE FROM ${table} t WHERE t.shop = $1 AND t.member_id = $2
        AND EXISTS (SELECT 1 FROM ${table} o WHERE o.shop = $1 AND o.member_id = $3 AND ${key})`,
      [shop, fromId, toId],
    );
    await tx.query(`UPDATE ${table} SET member_id = $3 WHERE shop = $1 AND member_id = $2`, [
      shop,
      fromId,
      toId,
    ]);
  }
}

export async function eraseRuns(tx: Transaction, shop: string, memberId: number): Promise<void> {
  for (const table of ['journey_runs', 'journey_steps', 'member_messages'])
    await tx.query(`DELETE FROM ${table} WHERE shop = $1 AND member_id = $2`, [shop, memberId]);
}
