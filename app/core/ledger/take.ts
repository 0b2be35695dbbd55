/** Choosing lots: which ones pay, in which order. */
import type { Allocation, Lot, MemberState } from '#app/core/ledger/state.ts';

/** Takes up to `points` from the lots in the order given. */
export function takeFrom(lots: Lot[], points: number): Allocation[] {
  const taken: Allocation[] = [];
  let open = points;
  for (const lot of lots) {
    if (open <= 0) break;
    const part = Math.min(lot.remaining, open);
    taken.push({ lotSeq: lot.seq, points: part });
    open -= part;
  }
  return taken;
}

/** Available lots, soonest expiry first; lots that never expire come last; the older one first on a tie. */
export function availableLots(state: MemberState): Lot[] {
  return [...state.lots.values()].filter((lot) => lot.matured && lot.remaining > 0).sort(bySoonestExpiry);
}

/** Pending lots of one source, newest first. */
export function pendingLotsOf(state: MemberState, source: string): Lot[] {
  return [...state.lots.values()]
    .filter((lot) => !lot.matured && lot.remaining > 0 && lot.source === source)
    .sort((one, other) => other.seq - one.seq);
}

export function bySoonestExpiry(one: Lot, other: Lot): number {
  const end = one.expiresAt ?? Infinity;
  const otherEnd = other.expiresAt ?? Infinity;
  return end === otherEnd ? one.seq - other.seq : end - otherEnd;
}
