/** What time does by itself: points that are due mature or expire, in batches, until nothing is due. */
import { now } from '#app/clock.ts';
import { passTime } from '#app/core/ledger/adjust.ts';
import { appendBooks, openBooks, record, refreshDue } from '#app/db/books.ts';
import { findDueMembers, postponeDue } from '#app/db/due.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';

const BATCH = 500;
/** Until a member whose books are broken is tried again; the audit and the alarm tell of her meanwhile. */
const POSTPONED_MS = 3_600_000;

/**
 * Handles one batch of one shop. A batch that fails is taken apart, so that one member with broken books holds up
 * nobody else. @returns how many members it took; 0 when nothing is due.
 */
export async function passTimeForDue(): Promise<number> {
  const at = now();
  try {
    return await transaction(async (tx) => {
      const due = await findDueMembers(tx, at, BATCH);
      return due ? passTimeFor(tx, due, at) : 0;
    });
  } catch (error) {
    log.warn({ problem: messageOf(error) }, 'a batch of due members is taken apart');
    return passTimeSingly(at);
  }
}

/** One member after the other until the one that fails; the rest is a batch again. */
async function passTimeSingly(at: Date): Promise<number> {
  for (let taken = 0; taken < BATCH; taken += 1) {
    let due: Due | undefined;
    try {
      const more = await transaction(async (tx) => {
        due = await findDueMembers(tx, at, 1);
        return due ? passTimeFor(tx, due, at) : 0;
      });
      if (more === 0) return taken;
    } catch (error) {
      const failed = due;
      const memberId = failed?.memberIds[0];
      if (!failed || memberId === undefined) throw error;
      const problem = messageOf(error);
      log.error(
        { shop: failed.shop, member: memberId, problem, alarm: true },
        'a member’s points stand still',
      );
      const until = new Date(at.getTime() + POSTPONED_MS);
      await transaction((tx) => postponeDue(tx, failed.shop, memberId, until));
      return taken + 1;
    }
  }
  return BATCH;
}

type Due = { shop: string; memberIds: number[] };

async function passTimeFor(tx: Transaction, due: Due, at: Date): Promise<number> {
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
}
