/**
 * Takes members whose hour has come, a batch of one shop at a time. A batch that fails is taken apart, so that one member
 * with broken books holds up nobody else: she is tried again later, with an alarm.
 */
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';

const BATCH = 500;
/** Until a member whose books are broken is tried again; the audit and the alarm tell of her meanwhile. */
const POSTPONED_MS = 3_600_000;

export type Due = { shop: string; memberIds: number[] };

export type Sweep = {
  /** Locks a batch of one shop. */
  find: (tx: Transaction, at: Date, limit: number) => Promise<Due | undefined>;
  handle: (tx: Transaction, due: Due, at: Date) => Promise<void>;
  postpone: (tx: Transaction, shop: string, memberId: number, until: Date) => Promise<void>;
};

/** @returns how many members it took; 0 when nobody is due. */
export async function sweepMembers(sweep: Sweep, at: Date): Promise<number> {
  try {
    return await transaction((tx) => take(tx, sweep, at, BATCH));
  } catch (error) {
    log.warn({ problem: messageOf(error) }, 'a batch of due members is taken apart');
    return sweepSingly(sweep, at);
  }
}

async function take(tx: Transaction, sweep: Sweep, at: Date, limit: number): Promise<number> {
  const due = await sweep.find(tx, at, limit);
  if (!due) return 0;
  await sweep.handle(tx, due, at);
  return due.memberIds.length;
}

/** One member after the other until the one that fails; the rest is a batch again. */
async function sweepSingly(sweep: Sweep, at: Date): Promise<number> {
  for (let taken = 0; taken < BATCH; taken += 1) {
    let due: Due | undefined;
    const find: Sweep['find'] = async (...given) => (due = await sweep.find(...given));
    try {
      if ((await transaction((tx) => take(tx, { ...sweep, find }, at, 1))) === 0) return taken;
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
      await transaction((tx) => sweep.postpone(tx, failed.shop, memberId, until));
      return taken + 1;
    }
  }
  return BATCH;
}
