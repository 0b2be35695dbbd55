/** What time does by itself: points that are due mature or expire, in batches, until nothing is due. */
import { now } from '#app/clock.ts';
import { passTime } from '#app/core/ledger/adjust.ts';
import { appendBooks, openBooks, record, refreshDue } from '#app/db/books.ts';
import { findDueMembers } from '#app/db/due.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { transaction } from '#app/db/transaction.ts';

const BATCH = 500;

/** Handles one batch of one shop. @returns how many members it took; 0 when nothing is due. */
export async function passTimeForDue(): Promise<number> {
  const at = now();
  return transaction(async (tx) => {
    const due = await findDueMembers(tx, at, BATCH);
    if (!due) return 0;
    const books = await openBooks(tx, due.shop, due.memberIds, at);
    for (const one of books.values()) {
      const booking = passTime(one.state, {
        key: `time:${one.memberId}:${one.state.seq + 1}`,
        inputHash: 'time',
        now: at.getTime(),
        occurredAt: at.getTime(),
        actor: 'treuwerk',
        programVersion: null,
      });
      record(one, booking);
    }
    await appendBooks(tx, due.shop, [...books.values()], at);
    await refreshDue(tx, due.shop, [...books.values()]);
    const changed = [...books.values()].filter((one) => one.entries.length > 0);
    await markStandingsStale(
      tx,
      due.shop,
      changed.map((one) => one.memberId),
    );
    return due.memberIds.length;
  });
}
