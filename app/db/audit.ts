/** A member's whole books for the audit: state, entries and lots as stored. */
import type { Account, EntryKind } from '#app/core/ledger/accounts.ts';
import { merge } from '#app/core/ledger/lots.ts';
import { type Inheritance, replay } from '#app/core/ledger/replay.ts';
import { emptyState, type Entry, type Lot, type MemberState } from '#app/core/ledger/state.ts';
import { type LotRow, toLot } from '#app/db/lots.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type StoredBooks = {
  memberId: number;
  customerId: string | null;
  state: MemberState;
  entries: Entry[];
  lots: Lot[];
  inherited: Inheritance[];
  closed: boolean;
};

/** Members after `afterId`, in the order of their ids; all read in one snapshot of the caller's transaction. */
export async function loadWholeBooks(
  tx: Transaction,
  shop: string,
  afterId: number,
  limit: number,
): Promise<StoredBooks[]> {
  const { rows: members } = await tx.query<BalanceRow>(
    `${BALANCES} WHERE b.shop = $1 AND b.member_id > $2 ORDER BY b.member_id LIMIT $3`,
    [shop, afterId, limit],
  );
  const books = await loadBooks(tx, shop, members);
  await addInherited(tx, shop, books);
  return books;
}

const BALANCES = `SELECT b.*, m.customer_id, m.merged_into, m.merged_at_seq
  FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id`;

async function loadBooks(tx: Transaction, shop: string, members: BalanceRow[]): Promise<StoredBooks[]> {
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

/** What merges brought: replayed from the books of the members that were merged, and of those merged into them. */
async function addInherited(tx: Transaction, shop: string, heirs: StoredBooks[]): Promise<void> {
  const { rows } = await tx.query<BalanceRow>(
    `${BALANCES} WHERE b.shop = $1 AND m.merged_into = ANY($2::bigint[]) ORDER BY m.merged_at_seq, m.id`,
    [shop, heirs.map(({ memberId }) => memberId)],
  );
  if (rows.length === 0) return;
  const merged = await loadBooks(tx, shop, rows);
  await addInherited(tx, shop, merged);
  const heirOf = new Map(heirs.map((books) => [books.memberId, books]));
  rows.forEach((row, index) => {
    const books = merged[index];
    if (!books || row.merged_into === null) return;
    const { sources } = replay(books.entries, books.lots, books.inherited);
    heirOf.get(row.merged_into)?.inherited.push({ seq: row.merged_at_seq ?? 0, sources });
  });
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
> & { customer_id: string | null; merged_into: number | null; merged_at_seq: number | null };

function toBooks(row: BalanceRow): StoredBooks {
  const { pending, available, reserved, debt, earned, redeemed, revoked, expired } = row;
  const state: MemberState = {
    ...emptyState(),
    seq: row.seq,
    balances: { pending, available, reserved, debt },
    lifetime: { earned, redeemed, revoked, expired },
  };
  return {
    memberId: row.member_id,
    customerId: row.customer_id,
    state,
    entries: [],
    lots: [],
    inherited: [],
    closed: row.merged_into !== null,
  };
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
  if (entry.to !== 'reserved' && entry.from !== 'reserved') return;
  const held = state.reservations.get(entry.source) ?? { reserved: [], captured: [], restored: [] };
  held.reserved = merge(held.reserved, entry.allocations, entry.to === 'reserved' ? 1 : -1);
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
