/**
 * One member's books as the core sees them: balances, open lots, what was booked per source, reservations.
 * Points are whole numbers; instants are milliseconds since 1970.
 */
import type { Account, EntryKind } from '#app/core/ledger/accounts.ts';
import type { LotExpiry } from '#app/core/ledger/expiry.ts';

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
  /** Rule by which the end is set at maturity. */
  expiry: LotExpiry;
  graceGiven: boolean;
};

export type SourceTotals = { earned: number; revoked: number; owed: number; waived: number; expired: number };

/** The lots behind one redemption: what is still set aside, what was captured, what came back after that. */
export type Reservation = { reserved: Allocation[]; captured: Allocation[]; restored: Allocation[] };

export type Balances = { pending: number; available: number; reserved: number; debt: number };

/** Activities of which each kept inactivity from ending what the one before had kept alive. */
export type ActiveSpan = { from: number; to: number };

export type MemberState = {
  /** Number of the newest entry; 0 when there is none. */
  seq: number;
  balances: Balances;
  lifetime: { earned: number; redeemed: number; revoked: number; expired: number };
  /** Time of the latest order or deed that earned. */
  activeAt: number | null;
  /** Apart from each other and in the order of time; empty while no rule of the member asks for them. */
  activeSpans: ActiveSpan[];
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
    activeAt: null,
    activeSpans: [],
    lots: new Map(),
    sources: new Map(),
    reservations: new Map(),
  };
}

export function sourceTotals(state: Pick<MemberState, 'sources'>, source: string): SourceTotals {
  return state.sources.get(source) ?? { earned: 0, revoked: 0, owed: 0, waived: 0, expired: 0 };
}

export function addTotals(one: SourceTotals, other: SourceTotals): SourceTotals {
  return {
    earned: one.earned + other.earned,
    revoked: one.revoked + other.revoked,
    owed: one.owed + other.owed,
    waived: one.waived + other.waived,
    expired: one.expired + other.expired,
  };
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
    activeAt: state.activeAt,
    activeSpans: state.activeSpans,
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
