/**
 * A command's work on a member's books: entries are numbered, checked and applied one by one to a copy of the
 * state. Every change of a balance, a lot or a source total happens here and nowhere else, so replaying the
 * entries gives the same state.
 */
import { invariant } from '#app/core/invariant.ts';
import { type Account, type EntryKind, LEGAL_PAIRS } from '#app/core/ledger/accounts.ts';
import {
  type Allocation,
  booked,
  cloneState,
  type Entry,
  type Lot,
  type MemberState,
  type Reservation,
  sourceTotals,
} from '#app/core/ledger/state.ts';

/** What every entry of one command has in common. */
export type CommandContext = {
  /** Business key of the command; its entries are `<key>/0`, `<key>/1`, … */
  key: string;
  inputHash: string;
  now: number;
  occurredAt: number;
  actor: string;
  programVersion: number | null;
};

export type Draft = {
  state: MemberState;
  entries: Entry[];
  openedLots: Lot[];
  context: CommandContext;
};

/** What a command leaves behind: the new state and the entries to append, in order. */
export type Booking = { state: MemberState; entries: Entry[]; openedLots: Lot[] };

export function openDraft(state: MemberState, context: CommandContext): Draft {
  return { state: cloneState(state), entries: [], openedLots: [], context };
}

export function closeDraft(draft: Draft): Booking {
  return { state: draft.state, entries: draft.entries, openedLots: draft.openedLots };
}

export type Posting = {
  kind: EntryKind;
  from: Account;
  to: Account;
  points: number;
  source: string;
  reasons: string[];
  allocations?: Allocation[];
};

/** Appends one entry and applies it. Postings of zero points leave no trace. */
export function post(draft: Draft, posting: Posting): Entry | undefined {
  if (posting.points === 0) return undefined;
  const { context, state } = draft;
  const entry: Entry = {
    seq: state.seq + 1,
    kind: posting.kind,
    from: posting.from,
    to: posting.to,
    points: posting.points,
    source: posting.source,
    key: `${context.key}/${draft.entries.length}`,
    inputHash: context.inputHash,
    reasons: posting.reasons,
    programVersion: context.programVersion,
    actor: context.actor,
    occurredAt: context.occurredAt,
    allocations: posting.allocations ?? [],
  };
  applyEntry(state, entry);
  draft.entries.push(entry);
  return entry;
}

/** Opens a lot with the entry that fills it. */
export function postOpening(
  draft: Draft,
  posting: Posting,
  terms: Pick<Lot, 'matured' | 'maturesAt' | 'expiresAt' | 'expiresInDays'>,
): void {
  const entry = post(draft, posting);
  if (!entry) return;
  const lot: Lot = {
    seq: entry.seq,
    source: entry.source,
    points: entry.points,
    remaining: entry.points,
    openedAt: entry.occurredAt,
    graceGiven: false,
    ...terms,
  };
  draft.state.lots.set(lot.seq, lot);
  draft.openedLots.push(lot);
}

/**
 * Applies one entry to a state: the only place that knows what an entry does.
 * Opening a lot is the caller's; `credit` and `earn` only move balances here.
 */
export function applyEntry(state: MemberState, entry: Entry): void {
  invariant(Number.isSafeInteger(entry.points) && entry.points > 0, `points of ${entry.key}`);
  invariant(entry.seq === state.seq + 1, `entry ${entry.seq} follows ${state.seq}`);
  invariant(
    LEGAL_PAIRS[entry.kind].some(([from, to]) => from === entry.from && to === entry.to),
    `${entry.kind} from ${entry.from} to ${entry.to}`,
  );
  state.seq = entry.seq;
  move(state, entry.from, -entry.points);
  move(state, entry.to, entry.points);
  countLifetime(state, entry);
  countSource(state, entry);
  useLots(state, entry);
}

function move(state: MemberState, account: Account, points: number): void {
  switch (account) {
    case 'pending':
    case 'available':
    case 'reserved':
      state.balances[account] += points;
      invariant(state.balances[account] >= 0, `${account} is not negative`);
      return;
    case 'debt':
      state.balances.debt += points;
      invariant(state.balances.debt <= 0, 'debt is not positive');
      return;
    case 'issued':
    case 'redeemed':
    case 'revoked':
    case 'expired':
      return;
  }
}

function countLifetime(state: MemberState, entry: Entry): void {
  if (entry.kind === 'earn' || entry.kind === 'credit') state.lifetime.earned += entry.points;
  if (entry.kind === 'capture') state.lifetime.redeemed += entry.points;
  if (entry.kind === 'restore') state.lifetime.redeemed -= entry.points;
  if (entry.to === 'revoked') state.lifetime.revoked += entry.points;
  if (entry.kind === 'expire') state.lifetime.expired += entry.points;
}

/**
 * Taking back counts for the source that lost its reason; expiry counts for the source of each lot, as far as that
 * source still stands: a lot may outlive its order when the order's points were taken elsewhere, owed or waived.
 */
function countSource(state: MemberState, entry: Entry): void {
  const add = (
    source: string,
    field: 'earned' | 'revoked' | 'owed' | 'waived' | 'expired',
    points: number,
  ) => {
    const totals = { ...sourceTotals(state, source) };
    totals[field] += points;
    state.sources.set(source, totals);
  };
  switch (entry.kind) {
    case 'earn':
      return add(entry.source, 'earned', entry.points);
    case 'revoke':
      return add(entry.source, 'revoked', entry.points);
    case 'owe':
      return add(entry.source, 'owed', entry.points);
    case 'waive':
      return add(entry.source, 'waived', entry.points);
    case 'expire':
      for (const { lotSeq, points } of entry.allocations) {
        const { source } = lotOf(state, lotSeq);
        add(source, 'expired', Math.min(points, booked(sourceTotals(state, source))));
      }
      return;
    default:
      return;
  }
}

function useLots(state: MemberState, entry: Entry): void {
  const sum = entry.allocations.reduce((total, { points }) => total + points, 0);
  const opens = entry.kind === 'earn' || entry.kind === 'credit';
  const counted = entry.from === 'debt' || entry.kind === 'waive';
  invariant(sum === (opens || counted ? 0 : entry.points), `lots of ${entry.key} make up its points`);
  for (const { lotSeq, points } of entry.allocations) {
    const lot = lotOf(state, lotSeq);
    if (entry.kind === 'mature') lot.matured = true;
    else if (entry.kind === 'release' || entry.kind === 'restore') lot.remaining += points;
    else if (entry.kind !== 'capture') lot.remaining -= points;
    invariant(lot.remaining >= 0 && lot.remaining <= lot.points, `lot ${lotSeq} holds 0 to ${lot.points}`);
  }
  keepReservation(state, entry);
}

function keepReservation(state: MemberState, entry: Entry): void {
  const held = reservationOf(state, entry.source);
  switch (entry.kind) {
    case 'reserve':
      held.reserved = merge(held.reserved, entry.allocations, 1);
      break;
    case 'release':
      held.reserved = merge(held.reserved, entry.allocations, -1);
      break;
    case 'capture':
      held.reserved = merge(held.reserved, entry.allocations, -1);
      held.captured = merge(held.captured, entry.allocations, 1);
      break;
    case 'restore':
      held.restored = merge(held.restored, entry.allocations, 1);
      break;
    default:
      return;
  }
  state.reservations.set(entry.source, held);
}

export function reservationOf(state: MemberState, source: string): Reservation {
  return state.reservations.get(source) ?? { reserved: [], captured: [], restored: [] };
}

export function lotOf(state: MemberState, seq: number): Lot {
  const lot = state.lots.get(seq);
  invariant(lot, `lot ${seq} is loaded`);
  return lot;
}

/** Adds (sign 1) or takes away (sign -1) allocations, lot by lot; lots that come to zero are left out. */
export function merge(base: Allocation[], change: Allocation[], sign: 1 | -1): Allocation[] {
  const points = new Map(base.map((allocation) => [allocation.lotSeq, allocation.points]));
  for (const allocation of change) {
    const value = (points.get(allocation.lotSeq) ?? 0) + sign * allocation.points;
    invariant(value >= 0, `allocation of lot ${allocation.lotSeq} is not negative`);
    points.set(allocation.lotSeq, value);
  }
  return [...points].filter(([, value]) => value > 0).map(([lotSeq, value]) => ({ lotSeq, points: value }));
}

export function totalOf(allocations: Allocation[]): number {
  return allocations.reduce((total, { points }) => total + points, 0);
}
