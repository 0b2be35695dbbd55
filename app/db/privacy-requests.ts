/** People who asked what is known of them: when the answer is due, and the file that gives it until it is deleted. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** `waiting`: the file is being made. `erased`: the person was forgotten meanwhile. `deleted`: the file's time is over. */
export type PrivacyState = 'waiting' | 'ready' | 'sent' | 'erased' | 'deleted';

export type PrivacyRequest = {
  shop: string;
  id: string;
  state: PrivacyState;
  customerId: string | null;
  email: string | null;
  orderIds: string[];
  requestedAt: Date;
  dueAt: Date;
  language: string | null;
  readyAt: Date | null;
  sentAt: Date | null;
};

const COLUMNS = `shop, id, state, customer_id AS "customerId", email, order_ids AS "orderIds",
  requested_at AS "requestedAt", due_at AS "dueAt", language, ready_at AS "readyAt", sent_at AS "sentAt"`;

/** @returns false when the same request is known. */
export async function insertPrivacyRequest(
  tx: Transaction,
  request: Pick<
    PrivacyRequest,
    'shop' | 'id' | 'customerId' | 'email' | 'orderIds' | 'requestedAt' | 'dueAt'
  >,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO privacy_requests (shop, id, state, customer_id, email, order_ids, requested_at, due_at)
      VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7) ON CONFLICT (shop, id) DO NOTHING`,
    [
      request.shop,
      request.id,
      request.customerId,
      request.email,
      request.orderIds,
      request.requestedAt,
      request.dueAt,
    ],
  );
  return rowCount === 1;
}

/** Locked until the transaction ends, so that an erasure meanwhile waits or has been. */
export async function lockPrivacyRequest(
  tx: Transaction,
  shop: string,
  id: string,
): Promise<PrivacyRequest | undefined> {
  const { rows } = await tx.query<PrivacyRequest>(
    `SELECT ${COLUMNS} FROM privacy_requests WHERE shop = $1 AND id = $2 FOR UPDATE`,
    [shop, id],
  );
  return rows[0];
}

/** What is still to be done first, then the newest. */
export async function listPrivacyRequests(shop: string, limit: number): Promise<PrivacyRequest[]> {
  const { rows } = await pool().query<PrivacyRequest>(
    `SELECT ${COLUMNS} FROM privacy_requests WHERE shop = $1
      ORDER BY state NOT IN ('waiting', 'ready'), requested_at DESC LIMIT $2`,
    [shop, limit],
  );
  return rows;
}

export async function savePersonFile(
  tx: Transaction,
  shop: string,
  id: string,
  file: { text: string; language: string },
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE privacy_requests SET state = 'ready', file = $3, language = $4, ready_at = $5 WHERE shop = $1 AND id = $2`,
    [shop, id, file.text, file.language, at],
  );
}

export async function findPersonFile(
  shop: string,
  id: string,
): Promise<{ file: string; language: string } | undefined> {
  const { rows } = await pool().query<{ file: string; language: string }>(
    `SELECT file, language FROM privacy_requests WHERE shop = $1 AND id = $2 AND file IS NOT NULL`,
    [shop, id],
  );
  return rows[0];
}

/** @returns false when there is no file that could have been sent. */
export async function markPersonFileSent(
  shop: string,
  id: string,
  actor: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE privacy_requests SET state = 'sent', sent_at = coalesce(sent_at, $4), sent_by = coalesce(sent_by, $3)
      WHERE shop = $1 AND id = $2 AND state IN ('ready', 'sent')`,
    [shop, id, actor, at],
  );
  return rowCount === 1;
}

/** Files that were sent, or that nobody came for, are not kept. */
export async function deletePersonFiles(sentBefore: Date, readyBefore: Date): Promise<number> {
  const { rowCount } = await pool().query(
    `UPDATE privacy_requests SET file = NULL, email = NULL, state = CASE WHEN state = 'sent' THEN state ELSE 'deleted' END
      WHERE file IS NOT NULL AND (sent_at < $1 OR ready_at < $2)`,
    [sentBefore, readyBefore],
  );
  return rowCount ?? 0;
}
