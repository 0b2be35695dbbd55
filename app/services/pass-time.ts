/** What time does by itself: points that are due mature or expire, in batches, until nothing is due. */
import { now } from '#app/clock.ts';
import { passTime } from '#app/core/ledger/adjust.ts';
import { appendBooks, openBooks, record, refreshDue } from '#app/db/books.ts';
import { findDueMembers, postponeDue } from '#app/db/due.ts';
import { markStandingsStale } from '#app/db/members.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { type Due, sweepMembers } from '#app/services/sweep-members.ts';

/** Handles one batch of one shop. @returns how many members it took; 0 when nothing is due. */
export function passTimeForDue(): Promise<number> {
  return sweepMembers({ find: findDueMembers, handle: passTimeFor, postpone: postponeDue }, now());
}

async function passTimeFor(tx: Transaction, due: Due, at: Date): Promise<void> {
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
}
