/**
 * The ledger's one write path: lock → load → (core decides) → append, within the caller's transaction.
 *
 * Members are locked in the order of their ids, one round trip per table however many they are. Lots (`lots.ts`) are
 * written as they stand after the entries, what was booked per source as differences.
 */
import type { Booking } from '#app/core/ledger/draft.ts';
import {
  type ActiveSpan,
  type Allocation,
  emptyState,
  type Entry,
  type MemberState,
  nextDueAt,
  type Reservation,
} from '#app/core/ledger/state.ts';
import { newsOfEntries } from '#app/core/flow/news.ts';
import { eventsOfEntries } from '#app/core/journeys/events.ts';
import { queueNews } from '#app/db/flow-outbox.ts';
import { insertLots, isoOf, loadLots, updateLots } from '#app/db/lots.ts';
import { noteEvents } from '#app/db/member-events.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** One member's books inside a transaction: the state as loaded, the state now, the entries in between. */
export type OpenBooks = {
  memberId: number;
  loaded: MemberState;
  state: MemberState;
  entries: Entry[];
};

/** Which sources (orders, redemptions) the command will look at, beside the balances and open lots. */
export type Scope = {
  sources?: string[];
  /** Members of whom every source is looked at. */
  allSourcesOf?: number[];
  redemptions?: string[];
  /** Everything is looked at, as a merge of members must. */
  wholly?: boolean;
};

export function record(books: OpenBooks, booking: Booking): void {
  books.state = booking.state;
  books.entries.push(...booking.entries);
}

/** Locks the members and loads their books as of business time. Members without a balance row are left out. */
export async function openBooks(
  tx: Transaction,
  shop: string,
  memberIds: number[],
  at: Date,
  scope: Scope = {},
): Promise<Map<number, OpenBooks>> {
  const ids = [...new Set(memberIds)];
  const states = await lockBalances(tx, shop, ids);
  if (states.size === 0) return new Map();
  const known = [...states.keys()];
  await loadReservations(tx, shop, known, scope.redemptions ?? [], states);
  if (scope.wholly) await loadAllReservations(tx, shop, known, states);
  await loadLots(tx, shop, known, states);
  const lapsing = [...states.values()].flatMap((state) => sourcesOfLapsing(state, at.getTime()));
  const sources = [...(scope.sources ?? []), ...(scope.redemptions ?? []), ...lapsing];
  await loadSources(tx, shop, known, sources, states);
  if (scope.wholly) await loadAllSources(tx, shop, known, states);
  if (scope.allSourcesOf) await loadAllSources(tx, shop, scope.allSourcesOf, states);
  return new Map(
    known.map((memberId) => {
      const loaded = states.get(memberId) ?? emptyState();
      return [memberId, { memberId, loaded, state: loaded, entries: [] }];
    }),
  );
}

async function lockBalances(tx: Transaction, shop: string, ids: number[]): Promise<Map<number, MemberState>> {
  const { rows } = await tx.query<BalanceRow>({
    name: 'lock-balances',
    text: `SELECT member_id, seq, pending, available, reserved, debt, earned, redeemed, revoked, expired, active_at,
        active_spans
      FROM member_balances WHERE shop = $1 AND member_id = ANY($2::bigint[]) ORDER BY member_id FOR UPDATE`,
    values: [shop, ids],
  });
  return new Map(
    rows.map((row) => [
      row.member_id,
      {
        ...emptyState(),
        seq: row.seq,
        balances: { pending: row.pending, available: row.available, reserved: row.reserved, debt: row.debt },
        lifetime: { earned: row.earned, redeemed: row.redeemed, revoked: row.revoked, expired: row.expired },
        activeAt: row.active_at?.getTime() ?? null,
        activeSpans: row.active_spans ?? [],
      },
    ]),
  );
}

/** Sources of the lots that the passing of time may expire: what stands for them decides what counts as expired. */
function sourcesOfLapsing(state: MemberState, now: number): string[] {
  return [...state.lots.values()].flatMap((lot) => {
    const matures =
      !lot.matured && lot.expiry.kind !== 'never' && lot.maturesAt !== null && lot.maturesAt <= now;
    return matures || (lot.expiresAt !== null && lot.expiresAt <= now) ? [lot.source] : [];
  });
}

async function loadSources(
  tx: Transaction,
  shop: string,
  ids: number[],
  sources: string[],
  states: Map<number, MemberState>,
): Promise<void> {
  if (sources.length === 0) return;
  const { rows } = await tx.query<SourceRow>({
    name: 'load-sources',
    text: `SELECT member_id, source, earned, revoked, owed, waived, expired FROM bookings
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND source = ANY($3::text[])`,
    values: [shop, ids, [...new Set(sources)]],
  });
  for (const { member_id, source, ...totals } of rows) states.get(member_id)?.sources.set(source, totals);
}

async function loadAllSources(
  tx: Transaction,
  shop: string,
  ids: number[],
  states: Map<number, MemberState>,
): Promise<void> {
  const { rows } = await tx.query<SourceRow>({
    name: 'load-all-sources',
    text: `SELECT member_id, source, earned, revoked, owed, waived, expired FROM bookings
      WHERE shop = $1 AND member_id = ANY($2::bigint[])`,
    values: [shop, ids],
  });
  for (const { member_id, source, ...totals } of rows) states.get(member_id)?.sources.set(source, totals);
}

async function loadAllReservations(
  tx: Transaction,
  shop: string,
  ids: number[],
  states: Map<number, MemberState>,
): Promise<void> {
  const { rows } = await tx.query<{ source: string }>(
    `SELECT DISTINCT source FROM ledger_entries
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND kind = 'reserve'`,
    [shop, ids],
  );
  const sources = rows.map(({ source }) => source);
  await loadReservations(tx, shop, ids, sources, states);
}

async function loadReservations(
  tx: Transaction,
  shop: string,
  ids: number[],
  redemptions: string[],
  states: Map<number, MemberState>,
): Promise<void> {
  if (redemptions.length === 0) return;
  const { rows } = await tx.query<AllocationRow>({
    name: 'load-reservations',
    text: `SELECT e.member_id, e.source, e.kind, e.from_account, a.lot_seq, sum(a.points)::bigint AS points
      FROM ledger_entries e JOIN lot_allocations a USING (shop, member_id, seq)
      WHERE e.shop = $1 AND e.member_id = ANY($2::bigint[]) AND e.source = ANY($3::text[])
      GROUP BY e.member_id, e.source, e.kind, e.from_account, a.lot_seq ORDER BY a.lot_seq`,
    values: [shop, ids, redemptions],
  });
  for (const row of rows) {
    const state = states.get(row.member_id);
    if (!state) continue;
    const held = state.reservations.get(row.source) ?? { reserved: [], captured: [], restored: [] };
    addToReservation(held, row);
    state.reservations.set(row.source, held);
  }
  for (const state of states.values()) for (const held of state.reservations.values()) dropEmpty(held);
}

function addToReservation(held: Reservation, row: AllocationRow): void {
  const change = (list: Allocation[], points: number) => {
    const existing = list.find((one) => one.lotSeq === row.lot_seq);
    if (existing) existing.points += points;
    else list.push({ lotSeq: row.lot_seq, points });
  };
  if (row.kind === 'reserve') change(held.reserved, row.points);
  if (row.kind === 'release' || row.kind === 'capture') change(held.reserved, -row.points);
  if (row.kind === 'capture') change(held.captured, row.points);
  if (row.kind === 'restore') change(held.restored, row.points);
  if (row.kind === 'transfer' && row.from_account === 'reserved') change(held.reserved, -row.points);
  if (row.kind === 'transfer' && row.from_account === 'redeemed') change(held.captured, -row.points);
}

function dropEmpty(held: Reservation): void {
  for (const part of ['reserved', 'captured', 'restored'] as const) {
    held[part] = held[part].filter((allocation) => allocation.points !== 0);
  }
}

/** Appends the new entries of all members and brings balances, lots and source totals to their state. */
export async function appendBooks(
  tx: Transaction,
  shop: string,
  all: OpenBooks[],
  recordedAt: Date,
): Promise<void> {
  // A lot's maturity alone may be rescheduled, without an entry.
  if (await updateLots(tx, shop, all)) await refreshDue(tx, shop, all);
  const changed = all.filter((one) => one.entries.length > 0 || wasActive(one));
  if (changed.length === 0) return;
  await updateBalances(tx, shop, changed);
  const books = changed.filter((one) => one.entries.length > 0);
  if (books.length === 0) return;
  await insertEntries(tx, shop, books, recordedAt);
  await insertAllocations(tx, shop, books);
  await insertLots(tx, shop, books);
  await addBookings(tx, shop, books);
  const news = books.flatMap(({ memberId, entries }) => newsOfEntries(memberId, entries));
  await queueNews(tx, shop, news, recordedAt);
  const events = books.flatMap(({ memberId, entries }) => eventsOfEntries(memberId, entries, recordedAt));
  await noteEvents(tx, shop, events, recordedAt);
}

/** An activity may be heard of that books nothing. */
function wasActive({ state, loaded }: OpenBooks): boolean {
  return state.activeAt !== loaded.activeAt || state.activeSpans !== loaded.activeSpans;
}

async function insertEntries(
  tx: Transaction,
  shop: string,
  books: OpenBooks[],
  recordedAt: Date,
): Promise<void> {
  const rows = books.flatMap(({ memberId, entries }) => entries.map((entry) => ({ memberId, ...entry })));
  await tx.query({
    name: 'insert-entries',
    text: `INSERT INTO ledger_entries (shop, member_id, seq, kind, from_account, to_account, points, source, key,
        input_hash, reasons, program_version, actor, occurred_at, recorded_at)
      SELECT $1, m, s, k, f, t, p, so, ke, h, string_to_array(r, ','), v, ac, oc, $14
      FROM unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[],
        $10::text[], $11::text[], $12::int[], $13::text[], $15::timestamptz[])
        AS x(m, s, k, f, t, p, so, ke, h, r, v, ac, oc)`,
    values: [
      shop,
      rows.map((row) => row.memberId),
      rows.map((row) => row.seq),
      rows.map((row) => row.kind),
      rows.map((row) => row.from),
      rows.map((row) => row.to),
      rows.map((row) => row.points),
      rows.map((row) => row.source),
      rows.map((row) => row.key),
      rows.map((row) => row.inputHash),
      rows.map((row) => row.reasons.join(',')),
      rows.map((row) => row.programVersion),
      rows.map((row) => row.actor),
      recordedAt,
      rows.map((row) => new Date(row.occurredAt).toISOString()),
    ],
  });
}

async function insertAllocations(tx: Transaction, shop: string, books: OpenBooks[]): Promise<void> {
  const rows = books.flatMap(({ memberId, entries }) =>
    entries.flatMap(({ seq, allocations }) => allocations.map((one) => ({ memberId, seq, ...one }))),
  );
  if (rows.length === 0) return;
  await tx.query({
    name: 'insert-allocations',
    text: `INSERT INTO lot_allocations (shop, member_id, seq, lot_seq, points)
      SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::int[], $5::bigint[])`,
    values: [
      shop,
      rows.map((row) => row.memberId),
      rows.map((row) => row.seq),
      rows.map((row) => row.lotSeq),
      rows.map((row) => row.points),
    ],
  });
}

/** Brings the time at which a member is next looked at to what the lots say. */
export async function refreshDue(tx: Transaction, shop: string, books: OpenBooks[]): Promise<void> {
  await tx.query({
    name: 'update-due',
    text: `UPDATE member_balances b SET next_due_at = x.due FROM unnest($2::bigint[], $3::timestamptz[]) AS x(m, due)
      WHERE b.shop = $1 AND b.member_id = x.m`,
    values: [shop, books.map((one) => one.memberId), books.map((one) => isoOf(nextDueAt(one.state)))],
  });
}

async function addBookings(tx: Transaction, shop: string, books: OpenBooks[]): Promise<void> {
  const rows = books.flatMap(({ memberId, state, loaded }) =>
    [...state.sources].flatMap(([source, totals]) => {
      const before = loaded.sources.get(source);
      const change = {
        memberId,
        source,
        earned: totals.earned - (before?.earned ?? 0),
        revoked: totals.revoked - (before?.revoked ?? 0),
        owed: totals.owed - (before?.owed ?? 0),
        waived: totals.waived - (before?.waived ?? 0),
        expired: totals.expired - (before?.expired ?? 0),
      };
      const { earned, revoked, owed, waived, expired } = change;
      return earned || revoked || owed || waived || expired ? [change] : [];
    }),
  );
  if (rows.length === 0) return;
  await tx.query({
    name: 'add-bookings',
    text: `INSERT INTO bookings AS b (shop, member_id, source, earned, revoked, owed, waived, expired)
      SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
        $8::bigint[])
      ON CONFLICT (shop, member_id, source) DO UPDATE SET earned = b.earned + excluded.earned,
        revoked = b.revoked + excluded.revoked, owed = b.owed + excluded.owed,
        waived = b.waived + excluded.waived, expired = b.expired + excluded.expired`,
    values: [
      shop,
      rows.map((row) => row.memberId),
      rows.map((row) => row.source),
      rows.map((row) => row.earned),
      rows.map((row) => row.revoked),
      rows.map((row) => row.owed),
      rows.map((row) => row.waived),
      rows.map((row) => row.expired),
    ],
  });
}

async function updateBalances(tx: Transaction, shop: string, books: OpenBooks[]): Promise<void> {
  await tx.query({
    name: 'update-balances',
    text: `UPDATE member_balances b SET seq = x.s, pending = x.p, available = x.a, reserved = x.r, debt = x.d,
        earned = x.e, redeemed = x.rd, revoked = x.rv, expired = x.ex, next_due_at = x.due, active_at = x.act,
        active_spans = x.sp
      FROM unnest($2::bigint[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
        $9::bigint[], $10::bigint[], $11::bigint[], $12::timestamptz[], $13::timestamptz[], $14::jsonb[])
        AS x(m, s, p, a, r, d, e, rd, rv, ex, due, act, sp)
      WHERE b.shop = $1 AND b.member_id = x.m`,
    values: [
      shop,
      books.map((one) => one.memberId),
      books.map((one) => one.state.seq),
      books.map((one) => one.state.balances.pending),
      books.map((one) => one.state.balances.available),
      books.map((one) => one.state.balances.reserved),
      books.map((one) => one.state.balances.debt),
      books.map((one) => one.state.lifetime.earned),
      books.map((one) => one.state.lifetime.redeemed),
      books.map((one) => one.state.lifetime.revoked),
      books.map((one) => one.state.lifetime.expired),
      books.map((one) => isoOf(nextDueAt(one.state))),
      books.map((one) => isoOf(one.state.activeAt)),
      books.map(({ state }) => (state.activeSpans.length > 0 ? JSON.stringify(state.activeSpans) : null)),
    ],
  });
}

type BalanceRow = {
  member_id: number;
  seq: number;
  pending: number;
  available: number;
  reserved: number;
  debt: number;
  earned: number;
  redeemed: number;
  revoked: number;
  expired: number;
  active_at: Date | null;
  active_spans: ActiveSpan[] | null;
};

type SourceRow = {
  member_id: number;
  source: string;
  earned: number;
  revoked: number;
  owed: number;
  waived: number;
  expired: number;
};

type AllocationRow = {
  member_id: number;
  source: string;
  kind: string;
  from_account: string;
  lot_seq: number;
  points: number;
};
