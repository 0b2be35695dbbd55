/** Runs of Shopify Flow's actions: Flow repeats a request until it has an answer, always with the run's own id. */
import { pool } from '#app/db/pool.ts';

/**
 * The time at which a run was first heard of, by which a repeat says the same again.
 * @returns undefined when the run is known with another input.
 */
export async function beginFlowRun(
  shop: string,
  run: { id: string; action: string; inputHash: string; at: Date },
): Promise<Date | undefined> {
  const { rows } = await pool().query<{ startedAt: Date; same: boolean }>(
    `WITH added AS (INSERT INTO flow_runs (shop, run_id, action, input_hash, started_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (shop, run_id) DO UPDATE SET run_id = excluded.run_id
        RETURNING action, input_hash, started_at)
      SELECT started_at AS "startedAt", action = $3 AND input_hash = $4 AS same FROM added`,
    [shop, run.id, run.action, run.inputHash, run.at],
  );
  const [row] = rows;
  return row?.same ? row.startedAt : undefined;
}
