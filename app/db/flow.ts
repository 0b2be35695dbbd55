/**
 * What Shopify Flow has asked and said: runs of actions, which it repeats until it has an answer, always with the run's own
 * id; and which triggers a shop's workflows use.
 */
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

/** Older news than what is known changes nothing. */
export async function saveFlowUse(
  shop: string,
  use: { definition: string; enabled: boolean; saidAt: Date },
): Promise<void> {
  await pool().query(
    `INSERT INTO flow_uses AS u (shop, definition, enabled, said_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (shop, definition) DO UPDATE SET enabled = excluded.enabled, said_at = excluded.said_at
      WHERE u.said_at < excluded.said_at`,
    [shop, use.definition, use.enabled, use.saidAt],
  );
}
