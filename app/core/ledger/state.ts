/**
 * One member's books as the core sees them: balances, open lots, what was booked per source, reservations.
 * Points are whole numbers; instants are milliseconds since 1970.
 */
import type { Account, EntryKind } from '#app/core/ledger/accounts.ts';

export type Allocation = { lotSeq: number; points: number };

export type Lot = {
  /** Number of the entry that opened the lot. */
  seq: number;
  source: string;
  points: number;
  /** Points still pending or available. */
  remaining: number;
  matured: boolean;
  openedAt: number;
  /** Null while the event that starts the hold (fulfilment) has not happened. */
  maturesAt: number | null;
  /** Set at maturity; null when the lot never expires. */
  expiresAt: number | null;
  expiresInDays: number | null;
  graceGiven: boolean;
};

export type SourceTotals = { earned: number; revoked: number; owed: number; waived: number; expired: number };

/** The lots behind one redemption: what is still set aside, what was captured, what came back after that. */
export type Reservation = { reserved: Allocation[]; captured: Allocation[]; restored: Allocation[] };

export type Balances = { pending: number; available: number; reserved: number; debt: number };

export type MemberState = {
  /** Number of the newest entry; 0 when there is none. */
  seq: number;
  balances: Balances;
  lifetime: { earned: number; redeemed: number; revoked: number; expired: number };
  lots: Map<number, Lot>;
  sources: Map<string, SourceTotals>;
  reservations: Map<string, Reservation>;
};

export type Entry = {
  seq: number;
  kind: EntryKind;
  from: Account;
  to: Account;
  points: number;
  source: string;
  /** Business key, unique per shop. */
  key: string;
  inputHash: string;
  reasons: string[];
  programVersion: number | null;
  actor: string;
  occurredAt: number;
  allocations: Allocation[];
};

export function emptyState(): MemberState {
  return {
    seq: 0,
    balances: { pending: 0, available: 0, reserved: 0, debt: 0 },
    lifetime: { earned: 0, redeemed: 0, revoked: 0, expired: 0 },
    lots: new Map(),
    sources: new Map(),
    reservations: new Map(),
  };
}

export function sourceTotals(state: MemberState, source: string): SourceTotals {
  return state.sources.get(source) ?? { earned: 0, revoked: 0, owed: 0, waived: 0, expired: 0 };
}

/** What counts as booked for a source: taken-back and expired points no longer do. */
export function booked(totals: SourceTotals): number {
  return totals.earned - totals.revoked - totals.owed - totals.waived - totals.expired;
}

/** Earliest instant at which one of the open lots matures or expires, or null. */
export function nextDueAt(state: MemberState): number | null {
  let due: number | null = null;
  for (const lot of state.lots.values()) {
    if (lot.remaining === 0) continue;
    const at = lot.matured ? lot.expiresAt : lot.maturesAt;
    if (at !== null && (due === null || at < due)) due = at;
  }
  return due;
}

export function cloneState(state: MemberState): MemberState {
  return {
    seq: state.seq,
    balances: { ...state.balances },
    lifetime: { ...state.lifetime },
    lots: new Map([...state.lots].map(([seq, lot]) => [seq, { ...lot }])),
    sources: new Map([...state.sources].map(([source, totals]) => [source, { ...totals }])),
    reservations: new Map(
      [...state.reservations].map(([id, held]) => [
        id,
        { reserved: copy(held.reserved), captured: copy(held.captured), restored: copy(held.restored) },
      ]),
    ),
  };
}

function copy(allocations: Allocation[]): Allocation[] {
  return allocations.map((allocation) => ({ ...allocation }));
}
