/** Staff give or take points, with a reason and a note; the same key books once. */
import { now } from '#app/clock.ts';
import { ADJUSTMENT_REASONS, adjustBalance, type AdjustmentReason } from '#app/core/ledger/adjust.ts';
import { lotExpiryOf, NEVER } from '#app/core/ledger/expiry.ts';
import { invariant } from '#app/core/invariant.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { appendBooks, openBooks, record } from '#app/db/books.ts';
import { findEntryByKey, insertNote } from '#app/db/entries.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { hashOf } from '#app/services/hash-of.ts';

const NOTE_LENGTH_MAX = 500;

export type AdjustCommand = {
  shop: string;
  memberId: bigint;
  /** Positive to give, negative to take. */
  points: number;
  reasonCode: string;
  note: string;
  actor: string;
  idempotencyKey: string;
};

export async function adjustPoints(command: AdjustCommand): Promise<Result<{ seq: number }>> {
  const { shop, points, note, idempotencyKey } = command;
  const reason = ADJUSTMENT_REASONS.find((known) => known === command.reasonCode);
  if (!reason || note.length > NOTE_LENGTH_MAX || note.includes('\0')) return rejected('reason-invalid');
  if (!/^[\w:.-]{8,100}$/.test(idempotencyKey)) return rejected('request-invalid');
  const inputHash = hashOf({ member: String(command.memberId), points, reason });
  const source = `adjust:${idempotencyKey}`;
  const at = now();
  return transaction(async (tx) => {
    const books = (await openBooks(tx, shop, [Number(command.memberId)], at)).get(Number(command.memberId));
    if (!books) return rejected('member-unknown');
    const earlier = await findEntryByKey(tx, shop, source);
    if (earlier) return earlier.inputHash === inputHash ? ok({ seq: earlier.seq }) : rejected('key-reused');
    const booking = await bookAdjustment(command, reason, source, inputHash, books.state, tx, at.getTime());
    if (!booking.ok) return booking;
    record(books, booking.value);
    await appendBooks(tx, shop, [books], at);
    const entry = booking.value.entries.find((one) => one.source === source);
    if (entry && note.trim()) await insertNote(tx, shop, books.memberId, entry.seq, note.trim());
    await markStandingsStale(tx, shop, [books.memberId]);
    return ok({ seq: entry?.seq ?? books.state.seq });
  });
}

async function bookAdjustment(
  command: AdjustCommand,
  reason: AdjustmentReason,
  source: string,
  inputHash: string,
  state: Parameters<typeof adjustBalance>[0],
  tx: Parameters<typeof listVersions>[1],
  at: number,
) {
  const version = versionAt(await listVersions(command.shop, tx), at);
  const shop = await findShop(command.shop, tx);
  invariant(shop, 'the shop of a member is known');
  return adjustBalance(
    state,
    {
      points: command.points,
      reason,
      source,
      expiry: version ? lotExpiryOf(version.config.expiry, shop.timezone) : NEVER,
    },
    {
      key: source,
      inputHash,
      now: at,
      occurredAt: at,
      actor: command.actor,
      programVersion: version?.version ?? null,
    },
  );
}
