/** Rebuilds a member's state from the entries alone, with the lots as they were opened and what merges brought. */
import { opensLot } from '#app/core/ledger/accounts.ts';
import { applyEntry } from '#app/core/ledger/apply-entry.ts';
import { NEVER } from '#app/core/ledger/expiry.ts';
import {
  addTotals,
  emptyState,
  type Entry,
  type Lot,
  type MemberState,
  type SourceTotals,
  sourceTotals,
} from '#app/core/ledger/state.ts';

/** A lot as its opening entry made it: what replay cannot know from the entries. */
export type LotTerms = Pick<Lot, 'seq' | 'maturesAt' | 'expiresAt' | 'expiry' | 'openedAt' | 'graceGiven'>;

/** What was booked for the sources of a member that was merged into this one, when entry `seq` was the newest. */
export type Inheritance = { seq: number; sources: ReadonlyMap<string, SourceTotals> };

/** Entries in the order of their numbers. @throws when one of them breaks an invariant. */
export function replay(
  entries: Entry[],
  terms: LotTerms[],
  inherited: readonly Inheritance[] = [],
): MemberState {
  const state = emptyState();
  const termsBySeq = new Map(terms.map((lot) => [lot.seq, lot]));
  inherit(state, inherited);
  for (const entry of entries) {
    applyEntry(state, entry);
    if (opensLot(entry)) openLot(state, entry, termsBySeq.get(entry.seq));
    inherit(state, inherited);
  }
  return state;
}

function openLot(state: MemberState, entry: Entry, terms: LotTerms | undefined): void {
  state.lots.set(entry.seq, {
    seq: entry.seq,
    source: entry.source,
    points: entry.points,
    remaining: entry.points,
    matured: entry.to === 'available',
    openedAt: terms?.openedAt ?? entry.occurredAt,
    maturesAt: terms?.maturesAt ?? null,
    expiresAt: terms?.expiresAt ?? null,
    expiry: terms?.expiry ?? NEVER,
    graceGiven: terms?.graceGiven ?? false,
  });
}

function inherit(state: MemberState, inherited: readonly Inheritance[]): void {
  for (const { seq, sources } of inherited) {
    if (seq === state.seq) takeOver(state, sources);
  }
}

/** What is booked belongs to the sources and goes where they go. */
export function takeOver(state: MemberState, sources: ReadonlyMap<string, SourceTotals>): void {
  for (const [source, totals] of sources) {
    state.sources.set(source, addTotals(sourceTotals(state, source), totals));
  }
}
