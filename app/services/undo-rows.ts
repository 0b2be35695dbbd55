/**
 * Takes the rows of a CSV back, the last first, some at a time, each by an entry of its own. Of imported balances each row's own
 * lot goes first; what was spent of them stays spent. A credit is taken back as far as points are there, a debit given back whole.
 * Tiers and birthdays become what they were, unless somebody has changed them since.
 */
import { now } from '#app/clock.ts';
import { invariant } from '#app/core/invariant.ts';
import { adjustBalance } from '#app/core/ledger/adjust.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import { lotExpiryOf, NEVER } from '#app/core/ledger/expiry.ts';
import { type OpenBooks, openBooks, record } from '#app/db/books.ts';
import { deleteChanges } from '#app/db/facts.ts';
import { keepQuiet } from '#app/db/flow-outbox.ts';
import { restoreBirthdays } from '#app/db/birthdays.ts';
import { listVersions, type ProgramVersion, versionAt } from '#app/db/programs.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { nextToUndo, noteUndone, sumRows } from '#app/db/transfer-rows.ts';
import { dropParts, findTransfer, moveTransfer, noteProgress, type Transfer } from '#app/db/transfers.ts';
import { close, contextOf, importSource } from '#app/services/book-rows.ts';
import { recordFacts } from '#app/services/record-facts.ts';

const BATCH = 500;

type Undoing = {
  tx: Transaction;
  shop: ShopRow;
  transfer: Transfer;
  live: ProgramVersion | undefined;
  at: Date;
};
type Row = Awaited<ReturnType<typeof nextToUndo>>[number];

export async function undoRows(transfer: Transfer): Promise<void> {
  const shop = await findShop(transfer.shop);
  invariant(shop, 'the shop of an import is known');
  const versions = await listVersions(shop.shop);
  for (let more = true; more;) {
    more = await transaction(async (tx) => {
      const fresh = await findTransfer(transfer.shop, transfer.id, tx);
      if (fresh?.state !== 'undoing') return false;
      await keepQuiet(tx);
      const at = now();
      const live = versionAt(versions, at.getTime());
      return undoBatch({ tx, shop, transfer, live, at });
    });
  }
}

/** @returns whether there may be more. */
async function undoBatch(undoing: Undoing): Promise<boolean> {
  const { tx, transfer } = undoing;
  const rows = await nextToUndo(tx, transfer.shop, transfer.id, BATCH);
  if (rows.length > 0) {
    const undone =
      transfer.kind === 'bulk' ? await undoAdjustments(undoing, rows) : await undoImported(undoing, rows);
    await noteUndone(tx, transfer.shop, transfer.id, undone);
    await noteProgress(tx, transfer, { done: rows.at(-1)?.row ?? 0 });
  }
  if (rows.length === BATCH) return true;
  const summary = { ...transfer.summary, undo: await sumRows(tx, transfer.shop, transfer.id) };
  await dropParts(tx, transfer);
  await moveTransfer(tx, transfer, ['undoing'], 'undone', { summary, finishedAt: now() });
  return false;
}

type Undone = { row: number; undone: number };

async function undoImported(undoing: Undoing, rows: Row[]): Promise<Undone[]> {
  const { tx, shop, transfer, at } = undoing;
  const memberIds = rows.map(({ memberId }) => memberId);
  const ids = rows.map(({ row }) => importSource(transfer, row));
  const born = rows.flatMap(({ memberId, before }) => (isBirthday(before) ? [{ memberId, ...before }] : []));
  await recordFacts(tx, shop, [], at, {
    memberIds,
    write: async () => {
      await deleteChanges(tx, shop.shop, ids);
      await restoreBirthdays(tx, shop.shop, born);
    },
  });
  const books = await openBooks(tx, shop.shop, memberIds, at, { sources: ids });
  const undone = rows.map(({ row, memberId, points }): Undone => {
    const own = books.get(memberId);
    const source = importSource(transfer, row);
    if (!own || points === 0 || !own.state.sources.has(source)) return { row, undone: 0 };
    const target = {
      source,
      points: 0,
      maturesAt: null,
      expiry: NEVER,
      reasons: ['import-undone'],
      activeAt: null,
    };
    const booking = bookTarget(
      own.state,
      { ...target, debtPolicy: 'clamp' },
      contextOf(undoing, `${source}:undo`, 'undo'),
    );
    record(own, booking);
    return { row, undone: taken(booking.entries, source) };
  });
  await close(tx, shop.shop, books, at);
  return undone;
}

function taken(entries: { kind: string; source: string; points: number }[], source: string): number {
  return entries
    .filter((entry) => entry.kind === 'revoke' && entry.source === source)
    .reduce((sum, { points }) => sum + points, 0);
}

type Birthday = { birthday: string | null; since: string | null; set: string };

function isBirthday(before: unknown): before is Birthday {
  return typeof before === 'object' && before !== null && 'set' in before;
}

async function undoAdjustments(undoing: Undoing, rows: Row[]): Promise<Undone[]> {
  const { tx, shop, at } = undoing;
  const books = await openBooks(
    tx,
    shop.shop,
    rows.map(({ memberId }) => memberId),
    at,
  );
  const undone = rows.map((one): Undone => ({
    row: one.row,
    undone: reverse(undoing, books.get(one.memberId), one),
  }));
  await close(tx, shop.shop, books, at);
  return undone;
}

/** @returns how many points of the row were taken back, or, below zero, given back. */
function reverse(undoing: Undoing, own: OpenBooks | undefined, { row, points }: Row): number {
  if (!own) return 0;
  const { transfer, live, shop } = undoing;
  const source = `adjust:${transfer.id}.${row}.undo`;
  const expiry = live ? lotExpiryOf(live.config.expiry, shop.timezone) : NEVER;
  const attempt = (wanted: number) =>
    adjustBalance(
      own.state,
      { points: wanted, reason: 'correction', source, expiry },
      contextOf(undoing, source, 'undo'),
    );
  const whole = attempt(-points);
  const available = whole.ok ? 0 : Number(whole.rejection.details?.available ?? 0);
  const result = whole.ok || available <= 0 ? whole : attempt(-available);
  if (!result.ok) return 0;
  record(own, result.value);
  return whole.ok ? points : available;
}
