/**
 * Runs that read the shop's past, with their progress. Every step names the state that it goes on from: of two processes
 * that work on one run the second finds another state, changes nothing and stops.
 */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export const IMPORT_PHASES = ['products', 'orders', 'customers'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];
export type ImportState = 'waiting' | 'reading' | 'booking' | 'done' | 'failed';
export type HistoryImport = {
  shop: string;
  id: string;
  state: ImportState;
  phase: ImportPhase;
  /** When the phase began; once its operation runs, as of when it reads. */
  phaseAt: Date | null;
  operationId: string | null;
  total: number;
  done: number;
  startedAt: Date;
};

/** A run that failed no longer ago goes on where it stopped when it is started again. */
const TAKEN_UP_WITHIN = '7 days';
const RUNNING = `state IN ('waiting', 'reading', 'booking')`;

export async function findImport(shop: string, id: string): Promise<HistoryImport | undefined> {
  const { rows } = await pool().query<HistoryImport>(
    `SELECT shop, id, state, phase, phase_at AS "phaseAt", operation_id AS "operationId", total, done,
        started_at AS "startedAt" FROM history_imports WHERE shop = $1 AND id = $2`,
    [shop, id],
  );
  return rows[0];
}

/** @returns false when a run is under way. */
export async function insertImport(tx: Transaction, shop: string, id: string, at: Date): Promise<boolean> {
  await lockShop(tx, shop);
  const { rowCount } = await tx.query(
    `INSERT INTO history_imports (shop, id, state, started_at, phase_at, touched_at)
      SELECT $1, $2, 'waiting', $3, $3, now()
      WHERE NOT EXISTS (SELECT 1 FROM history_imports WHERE shop = $1 AND ${RUNNING})`,
    [shop, id, at],
  );
  return rowCount === 1;
}

/** The newest run, if it failed lately and can go on: its phase is read anew. @returns its id */
export async function reopenImport(tx: Transaction, shop: string, at: Date): Promise<string | undefined> {
  await lockShop(tx, shop);
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE history_imports SET state = 'waiting', operation_id = NULL, total = 0, done = 0, failures = 0, error = NULL,
        finished_at = NULL, phase_at = $2, touched_at = now()
      WHERE shop = $1 AND state = 'failed' AND error IS DISTINCT FROM $3 AND finished_at > $2::timestamptz - $4::interval
        AND id = (SELECT id FROM history_imports WHERE shop = $1 ORDER BY started_at DESC LIMIT 1) RETURNING id`,
    [shop, at, SHOP_HAS_LEFT, TAKEN_UP_WITHIN],
  );
  return rows[0]?.id;
}

/** Whoever comes back begins anew: nobody told of what happened meanwhile. */
export const SHOP_HAS_LEFT = 'the app was removed from the shop';

/** Two people who start at once wait for each other. */
async function lockShop(tx: Transaction, shop: string): Promise<void> {
  await tx.query('SELECT 1 FROM shops WHERE shop = $1 FOR UPDATE', [shop]);
}

type Step = Pick<HistoryImport, 'shop' | 'id' | 'phase' | 'operationId'>;

/** @returns false when another process was quicker. */
export async function noteOperation(run: Step, operationId: string, at: Date): Promise<boolean> {
  return touch(run, `state = 'reading', operation_id = $5, phase_at = $6, total = 0, done = 0`, [
    operationId,
    at,
  ]);
}

export async function noteTotal(run: Step, state: 'reading' | 'booking', total: number): Promise<void> {
  await touch(run, 'state = $5, total = $6', [state, total]);
}

/** The file is gone: another operation reads it again, from its beginning. */
export async function dropOperation(run: Step): Promise<void> {
  await touch(run, `state = 'waiting', operation_id = NULL, total = 0, done = 0`, []);
}

/** Within the transaction that takes the objects over. @returns false when another process has done so. */
export async function noteDone(
  tx: Transaction,
  run: Step & { done: number },
  done: number,
): Promise<boolean> {
  return touch(run, 'done = $6, failures = 0', [run.done, done], { tx, and: 'done = $5' });
}

/** @param size how many objects the phase had; null when it was not needed. */
export async function finishPhase(run: Step, size: number | null, at: Date): Promise<boolean> {
  const next = IMPORT_PHASES[IMPORT_PHASES.indexOf(run.phase) + 1];
  const finished = JSON.stringify({ [run.phase]: size });
  if (!next)
    return touch(run, `state = 'done', finished = finished || $5::jsonb, finished_at = $6`, [finished, at]);
  return touch(
    run,
    `state = 'waiting', finished = finished || $5::jsonb, phase_at = $6, phase = $7, operation_id = NULL, total = 0,
      done = 0, failures = 0`,
    [finished, at, next],
  );
}

async function touch(
  { shop, id, phase, operationId }: Step,
  change: string,
  values: unknown[],
  { tx, and = 'true' }: { tx?: Transaction; and?: string } = {},
): Promise<boolean> {
  const { rowCount } = await (tx ?? pool()).query(
    `UPDATE history_imports SET ${change}, touched_at = now() WHERE shop = $1 AND id = $2 AND phase = $3
      AND operation_id IS NOT DISTINCT FROM $4 AND ${RUNNING} AND ${and}`,
    [shop, id, phase, operationId, ...values],
  );
  return rowCount === 1;
}

/** @returns how many attempts have failed in a row. */
export async function countFailure(shop: string, id: string): Promise<number> {
  const { rows } = await pool().query<{ failures: number }>(
    'UPDATE history_imports SET failures = failures + 1 WHERE shop = $1 AND id = $2 RETURNING failures',
    [shop, id],
  );
  return rows[0]?.failures ?? 0;
}

export async function failImport(shop: string, id: string, error: string, at: Date): Promise<void> {
  await pool().query(
    `UPDATE history_imports SET state = 'failed', error = $3, finished_at = $4 WHERE shop = $1 AND id = $2 AND ${RUNNING}`,
    [shop, id, error, at],
  );
}

/** The run that waits for an operation of Shopify's. */
export async function findReading(
  tx: Transaction,
  shop: string,
  operationId: string,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM history_imports WHERE shop = $1 AND operation_id = $2 AND ${RUNNING}`,
    [shop, operationId],
  );
  return rows[0]?.id;
}

/** Runs that nobody has touched for long: their jobs were lost. */
export async function findIdleImports(minutes: number): Promise<{ shop: string; id: string }[]> {
  const { rows } = await pool().query<{ shop: string; id: string }>(
    `SELECT shop, id FROM history_imports
      WHERE ${RUNNING} AND coalesce(touched_at, started_at) < now() - make_interval(mins => $1)`,
    [minutes],
  );
  return rows;
}
