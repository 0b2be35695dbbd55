/** Single entries of the ledger: found by business key, annotated. */
import type { Transaction } from '#app/db/transaction.ts';

/** The newest entry of a command, by the command's key. */
export async function findEntryByKey(
  tx: Transaction,
  shop: string,
  commandKey: string,
): Promise<{ seq: number; inputHash: string } | undefined> {
  const { rows } = await tx.query<{ seq: number; inputHash: string }>(
    `SELECT seq, input_hash AS "inputHash" FROM ledger_entries
      WHERE shop = $1 AND key >= $2 || '/' AND key < $2 || '0' ORDER BY seq DESC LIMIT 1`,
    [shop, commandKey],
  );
  return rows[0];
}

export async function insertNote(
  tx: Transaction,
  shop: string,
  memberId: number,
  seq: number,
  note: string,
): Promise<void> {
  await tx.query('INSERT INTO entry_notes (shop, member_id, seq, note) VALUES ($1, $2, $3, $4)', [
    shop,
    memberId,
    seq,
    note.toWellFormed().replaceAll('\0', ''),
  ]);
}
