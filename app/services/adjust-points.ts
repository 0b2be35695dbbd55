/** Staff give or take points, with a reason and a note; the same key books once. */
import { now } from '#app/clock.ts';
import { ADJUSTMENT_REASONS, adjustBalance, type AdjustmentReason } from '#app/core/ledger/adjust.ts';
import { lotExpiryOf, NEVER } from '#app/core/ledger/expiry.ts';
import { invariant } from '#app/core/invariant.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { allows, type Role } from '#app/core/team/roles.ts';
import { appendBooks, openBooks, record } from '#app/db/books.ts';
import { findEntryByKey, insertNote } from '#app/db/entries.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { spendGoodwill } from '#app/services/spend-goodwill.ts';

const NOTE_LENGTH_MAX = 500;

export type AdjustCommand = {
  shop: string;
  memberId: bigint;
  /** Positive to give, negative to take. */
  points: number;
  reasonCode: string;
  note: string;
  actor: string;
  /** `serve` gives goodwill alone, within the budget; without it there is none. */
  role?: Role;
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
    // After what can be refused without a trace: what is taken of the budget stays taken.
    const allowed = await mayGive(tx, command, reason, at);
    if (!allowed.ok) return allowed;
    record(books, booking.value);
    await appendBooks(tx, shop, [books], at);
    const entry = booking.value.entries.find((one) => one.source === source);
    if (entry && note.trim()) await insertNote(tx, shop, books.memberId, entry.seq, note.trim());
    await markStandingsStale(tx, shop, [books.memberId]);
    const subject = `member:${books.memberId}`;
    await noteDeed(
      tx,
      { shop, actor: command.actor, deed: 'points-adjusted', subject, data: { points, reason } },
      at,
    );
    return ok({ seq: entry?.seq ?? books.state.seq });
  });
}

async function mayGive(
  tx: Transaction,
  { shop, points, role }: AdjustCommand,
  reason: AdjustmentReason,
  at: Date,
): Promise<Result<null>> {
  if (role === undefined || allows(role, 'configure')) return ok(null);
  if (reason !== 'goodwill' || points < 0) return rejected('role-insufficient');
  const row = await findShop(shop, tx);
  invariant(row, 'the shop of a member is known');
  return spendGoodwill(tx, row, points, at);
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
