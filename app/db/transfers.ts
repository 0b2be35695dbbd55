/**
 * Exports, imports and bulk bookings: their state, their files and what became of each row. A file lies in parts in the
 * database, so that every process of the app finds it, and it goes with the shop. State moves only from where it is expected.
 */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type TransferKind = 'export' | 'restore' | 'import' | 'bulk';
/**
 * An export waits, runs and is done. A file that came is uploading, uploaded, checking, checked, running, done, undoing,
 * undone. Both can have failed. `discarded`: the file was thrown away before anything was written.
 */
export type TransferState =
  | 'waiting'
  | 'uploading'
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'discarded'
  | 'failed';

export type Transfer = {
  shop: string;
  id: string;
  kind: TransferKind;
  state: TransferState;
  fileName: string;
  bytes: number;
  parts: number;
  sha256: string | null;
  setup: Record<string, unknown>;
  total: number;
  done: number;
  summary: Record<string, unknown>;
  createdAt: Date;
  createdBy: string;
  startedAt: Date | null;
  finishedAt: Date | null;
  expiresAt: Date | null;
  error: string | null;
};

const COLUMNS = `shop, id, kind, state, file_name AS "fileName", bytes, parts, sha256, setup, total, done, summary,
  created_at AS "createdAt", created_by AS "createdBy", started_at AS "startedAt", finished_at AS "finishedAt",
  expires_at AS "expiresAt", error`;

type Executor = Pick<Transaction, 'query'>;

export async function insertTransfer(
  db: Executor,
  transfer: Pick<Transfer, 'shop' | 'id' | 'kind' | 'state' | 'fileName' | 'createdBy'>,
  at: Date,
): Promise<void> {
  const { shop, id, kind, state, fileName, createdBy } = transfer;
  await db.query(
    `INSERT INTO transfers (shop, id, kind, state, file_name, created_at, created_by, touched_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [shop, id, kind, state, fileName, at, createdBy],
  );
}

export async function findTransfer(
  shop: string,
  id: string,
  tx?: Transaction,
): Promise<Transfer | undefined> {
  const { rows } = await (tx ?? pool()).query<Transfer>(
    `SELECT ${COLUMNS} FROM transfers WHERE shop = $1 AND id = $2 ${tx ? 'FOR UPDATE' : ''}`,
    [shop, id],
  );
  return rows[0];
}

/** Newest first. */
export async function listTransfers(shop: string, kinds: TransferKind[], limit: number): Promise<Transfer[]> {
  const { rows } = await pool().query<Transfer>(
    `SELECT ${COLUMNS} FROM transfers WHERE shop = $1 AND kind = ANY($2::text[]) ORDER BY created_at DESC, id LIMIT $3`,
    [shop, kinds, limit],
  );
  return rows;
}

/** An earlier run with the same file whose bookings stand. */
export async function findSameFile(transfer: Transfer): Promise<Date | undefined> {
  const { rows } = await pool().query<{ at: Date }>(
    `SELECT finished_at AS at FROM transfers WHERE shop = $1 AND kind = $2 AND sha256 = $3 AND state = 'done' AND id <> $4
      ORDER BY finished_at DESC LIMIT 1`,
    [transfer.shop, transfer.kind, transfer.sha256, transfer.id],
  );
  return rows[0]?.at;
}

export type TransferChange = Partial<
  Pick<
    Transfer,
    | 'setup'
    | 'summary'
    | 'total'
    | 'done'
    | 'bytes'
    | 'parts'
    | 'sha256'
    | 'startedAt'
    | 'finishedAt'
    | 'expiresAt'
    | 'error'
  >
>;

const COLUMN_OF: Record<keyof TransferChange, string> = {
  setup: 'setup',
  summary: 'summary',
  total: 'total',
  done: 'done',
  bytes: 'bytes',
  parts: 'parts',
  sha256: 'sha256',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  expiresAt: 'expires_at',
  error: 'error',
};

/** @returns false when the transfer is in none of the states `from`: another process or person was faster. */
export async function moveTransfer(
  db: Executor,
  { shop, id }: Pick<Transfer, 'shop' | 'id'>,
  from: TransferState[],
  to: TransferState,
  change: TransferChange = {},
): Promise<boolean> {
  const fields = Object.keys(change) as (keyof TransferChange)[];
  const sets = fields.map((field, index) => `${COLUMN_OF[field]} = $${index + 5}`);
  const values = fields.map((field) =>
    field === 'setup' || field === 'summary' ? JSON.stringify(change[field]) : change[field],
  );
  const { rowCount } = await db.query(
    `UPDATE transfers SET ${['state = $4', 'touched_at = now()', ...sets].join(', ')}
      WHERE shop = $1 AND id = $2 AND state = ANY($3::text[])`,
    [shop, id, from, to, ...values],
  );
  return rowCount === 1;
}

/** A sign of life, with how far it is. */
export async function noteProgress(
  db: Executor,
  { shop, id }: Pick<Transfer, 'shop' | 'id'>,
  progress: { done: number; total?: number },
): Promise<void> {
  await db.query(
    `UPDATE transfers SET done = $3, total = greatest(total, coalesce($4, total)), touched_at = now()
      WHERE shop = $1 AND id = $2`,
    [shop, id, progress.done, progress.total ?? null],
  );
}

export async function addPart(shop: string, id: string, part: number, data: Uint8Array): Promise<void> {
  await pool().query('INSERT INTO transfer_parts (shop, transfer_id, part, data) VALUES ($1, $2, $3, $4)', [
    shop,
    id,
    part,
    Buffer.from(data),
  ]);
}

/** The file's bytes in order, a part at a time. */
export async function* readParts(shop: string, id: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const { rows } = await pool().query<{ data: Buffer }>({
      name: 'transfer-part',
      text: 'SELECT data FROM transfer_parts WHERE shop = $1 AND transfer_id = $2 AND part = $3',
      values: [shop, id, part],
    });
    if (!rows[0]) return;
    yield rows[0].data;
  }
}

export async function dropParts(db: Executor, { shop, id }: Pick<Transfer, 'shop' | 'id'>): Promise<void> {
  await db.query('DELETE FROM transfer_parts WHERE shop = $1 AND transfer_id = $2', [shop, id]);
  await db.query('UPDATE transfers SET expires_at = NULL WHERE shop = $1 AND id = $2', [shop, id]);
}

/** Every file of a shop that nobody works on: whoever is forgotten must not stay in one. */
export async function dropFilesOfShop(tx: Transaction, shop: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE transfers SET expires_at = NULL WHERE shop = $1 AND expires_at IS NOT NULL
      AND state NOT IN ('running', 'undoing', 'checking', 'uploading', 'waiting') RETURNING id`,
    [shop],
  );
  const ids = rows.map((row) => row.id);
  await tx.query('DELETE FROM transfer_parts WHERE shop = $1 AND transfer_id = ANY($2::text[])', [shop, ids]);
  await tx.query(
    `UPDATE transfers SET state = 'discarded' WHERE shop = $1 AND id = ANY($2::text[]) AND state IN ('uploaded', 'checked')`,
    [shop, ids],
  );
}

/** Files whose time is over, and uploads that nobody finished. @returns how many went. */
export async function dropOldFiles(at: Date, idleBefore: Date): Promise<number> {
  const { rows } = await pool().query<{ shop: string; id: string }>(
    `WITH old AS (UPDATE transfers SET expires_at = NULL,
        state = CASE WHEN state IN ('uploading', 'uploaded', 'checked', 'checking') THEN 'discarded' ELSE state END
      WHERE expires_at <= $1 OR (state = 'uploading' AND touched_at < $2) RETURNING shop, id)
    DELETE FROM transfer_parts p USING old WHERE p.shop = old.shop AND p.transfer_id = old.id RETURNING p.shop, p.transfer_id AS id`,
    [at, idleBefore],
  );
  return rows.length;
}

/** Runs whose process has died for good: nobody is at work on them any more. */
export async function failIdle(minutes: number): Promise<void> {
  await pool().query(
    `UPDATE transfers SET state = 'failed', error = 'interrupted', finished_at = touched_at
      WHERE state IN ('waiting', 'checking', 'running', 'undoing') AND touched_at < now() - make_interval(mins => $1)`,
    [minutes],
  );
}
