/** What only the merging of two members needs beside their books: the rows that follow the sources to their new place. */
import { addTotals, sourceTotals } from '#app/core/ledger/state.ts';
import type { OpenBooks } from '#app/db/books.ts';
import type { Transaction } from '#app/db/transaction.ts';

/**
 * Moves what is booked per source, adding up where both have the same. Called once `mergeMembers` is recorded in both
 * books and before they are appended: from then on the moved totals count as loaded with `to`.
 */
export async function moveBookings(
  tx: Transaction,
  shop: string,
  from: OpenBooks,
  to: OpenBooks,
): Promise<void> {
  await tx.query(
    `WITH moved AS (DELETE FROM bookings WHERE shop = $1 AND member_id = $2
        RETURNING source, earned, revoked, owed, waived, expired)
      INSERT INTO bookings AS b (shop, member_id, source, earned, revoked, owed, waived, expired)
      SELECT $1, $3, source, earned, revoked, owed, waived, expired FROM moved
      ON CONFLICT (shop, member_id, source) DO UPDATE SET earned = b.earned + excluded.earned,
        revoked = b.revoked + excluded.revoked, owed = b.owed + excluded.owed,
        waived = b.waived + excluded.waived, expired = b.expired + excluded.expired`,
    [shop, from.memberId, to.memberId],
  );
  const sources = new Map(to.loaded.sources);
  for (const [source, totals] of from.loaded.sources) {
    sources.set(source, addTotals(sourceTotals(to.loaded, source), totals));
  }
  to.loaded = { ...to.loaded, sources };
  from.loaded = { ...from.loaded, sources: new Map() };
}

/** From now on the books of `fromId` are closed: her facts belong to `toId`. `takenOverAt` as `mergeMembers` says. */
export async function markMerged(
  tx: Transaction,
  shop: string,
  fromId: number,
  toId: number,
  takenOverAt: number,
): Promise<void> {
  await tx.query('UPDATE members SET merged_into = $3, merged_at_seq = $4 WHERE shop = $1 AND id = $2', [
    shop,
    fromId,
    toId,
    takenOverAt,
  ]);
}
