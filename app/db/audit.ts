/** A member's whole books for the audit: state, entries and lots as stored. */
import type { Account, EntryKind } from '#app/core/ledger/accounts.ts';
import { merge } from '#app/core/ledger/draft.ts';
import { emptyState, type Entry, type Lot, type MemberState } from '#app/core/ledger/state.ts';
import { type LotRow, toLot } from '#app/db/lots.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type StoredBooks = {
  memberId: number;
  customerId: string | null;
  state: MemberState;
  entries: Entry[];
  lots: Lot[];
};

/** Members after `afterId`, in the order of their ids; all read in one snapshot of the caller's transaction. */
export async function loadWholeBooks(
  tx: Transaction,
  shop: string,
  afterId: number,
  limit: number,
): Promise<StoredBooks[]> {
  const { rows: members } = await tx.query<BalanceRow>(
    `SELECT b.*, m.customer_id FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id
      WHERE b.shop = $1 AND b.member_id > $2 ORDER BY b.member_id LIMIT $3`,
    [shop, afterId, limit],
  );
  const ids = members.map((row) => row.member_id);
  const all = new Map(members.map((row) => [row.member_id, toBooks(row)]));
  await addEntries(tx, shop, ids, all);
  const { rows: lots } = await tx.query<LotRow>(
    'SELECT * FROM lots WHERE shop = $1 AND member_id = ANY($2::bigint[]) ORDER BY member_id, seq',
    [shop, ids],
  );
  for (const row of lots) {
    const books = all.get(row.member_id);
    const lot = toLot(row);
    books?.lots.push(lot);
    books?.state.lots.set(lot.seq, lot);
  }
  await addSources(tx, shop, ids, all);
  return [...all.values()];
}

type BalanceRow = Record<
  | 'member_id'
  | 'seq'
  | 'pending'
  | 'available'
  | 'reserved'
  | 'debt'
  | 'earned'
  | 'redeemed'
  | 'revoked'
  | 'expired',
  number
> & { customer_id: string | null };

function toBooks(row: BalanceRow): StoredBooks {
  const { pending, available, reserved, debt, earned, redeemed, revoked, expired } = row;
  const state: MemberState = {
    ...emptyState(),
    seq: row.seq,
    balances: { pending, available, reserved, debt },
    lifetime: { earned, redeemed, revoked, expired },
  };
  return { memberId: row.member_id, customerId: row.customer_id, state, entries: [], lots: [] };
}

async function addEntries(
  tx: Transaction,
  shop: string,
  ids: number[],
  all: Map<number, StoredBooks>,
): Promise<void> {
  const { rows } = await tx.query<EntryRow>(
    `SELECT e.member_id, e.seq, e.kind, e.from_account, e.to_account, e.points, e.source, e.key, e.input_hash, e.reasons,
        e.program_version, e.actor, e.occurred_at,
        coalesce((SELECT json_agg(json_build_object('lotSeq', a.lot_seq, 'points', a.points) ORDER BY a.lot_seq)
          FROM lot_allocations a WHERE a.shop = e.shop AND a.member_id = e.member_id AND a.seq = e.seq), '[]') AS allocations
      FROM ledger_entries e WHERE e.shop = $1 AND e.member_id = ANY($2::bigint[]) ORDER BY e.member_id, e.seq`,
    [shop, ids],
  );
  for (const row of rows) {
    const books = all.get(row.member_id);
    const entry = toEntry(row);
    books?.entries.push(entry);
    if (books) holdReservation(books.state, entry);
  }
}

type EntryRow = {
  member_id: number;
  seq: number;
  kind: EntryKind;
  from_account: Account;
  to_account: Account;
  points: number;
  source: string;
  key: string;
  input_hash: string;
  reasons: string[];
  program_version: number | null;
  actor: string;
  occurred_at: Date;
  allocations: Entry['allocations'];
};

function toEntry(row: EntryRow): Entry {
  const { seq, kind, points, source, key, reasons, actor, allocations } = row;
  return {
    seq,
    kind,
    from: row.from_account,
    to: row.to_account,
    points,
    source,
    key,
    inputHash: row.input_hash,
    reasons,
    programVersion: row.program_version,
    actor,
    occurredAt: row.occurred_at.getTime(),
    allocations,
  };
}

/** What is still set aside, from the entries alone. */
function holdReservation(state: MemberState, entry: Entry): void {
  if (!['reserve', 'release', 'capture'].includes(entry.kind)) return;
  const held = state.reservations.get(entry.source) ?? { reserved: [], captured: [], restored: [] };
  held.reserved = merge(held.reserved, entry.allocations, entry.kind === 'reserve' ? 1 : -1);
  state.reservations.set(entry.source, held);
}

async function addSources(
  tx: Transaction,
  shop: string,
  ids: number[],
  all: Map<number, StoredBooks>,
): Promise<void> {
  const { rows } = await tx.query<
    { member_id: number; source: string } & Record<
      'earned' | 'revoked' | 'owed' | 'waived' | 'expired',
      number
    >
  >(
    `SELECT member_id, source, earned, revoked, owed, waived, expired FROM bookings
      WHERE shop = $1 AND member_id = ANY($2::bigint[])`,
    [shop, ids],
  );
  for (const { member_id, source, ...totals } of rows) all.get(member_id)?.state.sources.set(source, totals);
}
