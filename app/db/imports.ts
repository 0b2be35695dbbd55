/** Runs that read the shop's past, with their progress. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type ImportState = 'waiting' | 'reading' | 'booking' | 'done' | 'failed';
export type HistoryImport = {
  shop: string;
  id: string;
  state: ImportState;
  operationId: string | null;
  total: number;
  done: number;
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
};

const COLUMNS = `shop, id, state, operation_id AS "operationId", total, done, started_at AS "startedAt",
  finished_at AS "finishedAt", error`;

export async function findImport(shop: string, id: string): Promise<HistoryImport | undefined> {
  const { rows } = await pool().query<HistoryImport>(
    `SELECT ${COLUMNS} FROM history_imports WHERE shop = $1 AND id = $2`,
    [shop, id],
  );
  return rows[0];
}

export async function findLatestImport(shop: string): Promise<HistoryImport | undefined> {
  const { rows } = await pool().query<HistoryImport>(
    `SELECT ${COLUMNS} FROM history_imports WHERE shop = $1 ORDER BY started_at DESC LIMIT 1`,
    [shop],
  );
  return rows[0];
}

/** @returns false when a run is under way. */
export async function insertImport(tx: Transaction, shop: string, id: string, at: Date): Promise<boolean> {
  await tx.query('SELECT 1 FROM shops WHERE shop = $1 FOR UPDATE', [shop]);
  const { rowCount } = await tx.query(
    `INSERT INTO history_imports (shop, id, state, started_at) SELECT $1, $2, 'waiting', $3
      WHERE NOT EXISTS (SELECT 1 FROM history_imports WHERE shop = $1 AND state IN ('waiting', 'reading', 'booking'))`,
    [shop, id, at],
  );
  return rowCount === 1;
}

export async function updateImport(
  executor: Transaction | undefined,
  shop: string,
  id: string,
  change: {
    state?: ImportState;
    operationId?: string;
    total?: number;
    done?: number;
    finishedAt?: Date;
    error?: string;
  },
): Promise<void> {
  await (executor ?? pool()).query(
    `UPDATE history_imports SET state = coalesce($3, state), operation_id = coalesce($4, operation_id),
      total = coalesce($5, total), done = coalesce($6, done), finished_at = coalesce($7, finished_at),
      error = coalesce($8, error) WHERE shop = $1 AND id = $2`,
    [shop, id, change.state, change.operationId, change.total, change.done, change.finishedAt, change.error],
  );
}
