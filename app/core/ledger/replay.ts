/** Rebuilds a member's state from the entries alone, with the lots as they were opened. */
import { applyEntry } from '#app/core/ledger/draft.ts';
import { emptyState, type Entry, type Lot, type MemberState } from '#app/core/ledger/state.ts';

/** A lot as its opening entry made it: what replay cannot know from the entries. */
export type LotTerms = Pick<
  Lot,
  'seq' | 'maturesAt' | 'expiresAt' | 'expiresInDays' | 'openedAt' | 'graceGiven'
>;

/** Entries in the order of their numbers. @throws when one of them breaks an invariant. */
export function replay(entries: Entry[], terms: LotTerms[]): MemberState {
  const state = emptyState();
  const termsBySeq = new Map(terms.map((lot) => [lot.seq, lot]));
  for (const entry of entries) {
    applyEntry(state, entry);
    if (entry.kind !== 'earn' && entry.kind !== 'credit') continue;
    const opened = termsBySeq.get(entry.seq);
    state.lots.set(entry.seq, {
      seq: entry.seq,
      source: entry.source,
      points: entry.points,
      remaining: entry.points,
      matured: entry.to === 'available',
      openedAt: opened?.openedAt ?? entry.occurredAt,
      maturesAt: opened?.maturesAt ?? null,
      expiresAt: opened?.expiresAt ?? null,
      expiresInDays: opened?.expiresInDays ?? null,
      graceGiven: opened?.graceGiven ?? false,
    });
  }
  return state;
}
