/**
 * When a member was active, for points that expire by inactivity. An activity at a time before a lot's end moves that end
 * to the activity's time plus the rule's days; one that comes after it is too late.
 *
 * Facts are heard of in any order, so the times are kept until they are known to be connected: a span is a row of
 * activities of which each came before the time was up that the one before had given. Joining spans is the same in
 * whichever order they are heard of, so a lot's end is too.
 */
import type { LotExpiry } from '#app/core/ledger/expiry.ts';
import type { ActiveSpan, Lot, MemberState } from '#app/core/ledger/state.ts';
import { DAY_MS } from '#app/core/time.ts';

/** Notes an activity; spans are kept only where a rule of the member asks for them. */
export function noteActivity(state: MemberState, at: number, expiry: LotExpiry): void {
  state.activeAt = Math.max(at, state.activeAt ?? at);
  const days = shortestInactivity(state, expiry);
  if (days === null && state.activeSpans.length === 0) return;
  state.activeSpans = joinSpans([...state.activeSpans, { from: at, to: at }], days ?? 0);
  prolongAll(state);
}

/** The shortest time of inactivity that ends points of the member, in days; null when none does. */
export function shortestInactivity(state: MemberState, expiry?: LotExpiry): number | null {
  let days = expiry?.kind === 'inactivity' ? expiry.days : null;
  for (const lot of state.lots.values()) {
    if (lot.expiry.kind !== 'inactivity') continue;
    if (days === null || lot.expiry.days < days) days = lot.expiry.days;
  }
  return days;
}

/** Joins spans between which less than `days` passed. */
export function joinSpans(spans: ActiveSpan[], days: number): ActiveSpan[] {
  const joined: ActiveSpan[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && (span.from <= last.to || span.from - last.to < days * DAY_MS)) {
      last.to = Math.max(last.to, span.to);
    } else joined.push({ ...span });
  }
  return joined;
}

export function prolongAll(state: MemberState): void {
  if (state.activeSpans.length === 0) return;
  for (const lot of state.lots.values()) prolong(lot, state.activeSpans);
}

/** Moves the end of a lot that inactivity ends as far as the activities reach. It never comes earlier. */
export function prolong(lot: Lot, spans: readonly ActiveSpan[]): void {
  if (lot.expiry.kind !== 'inactivity' || lot.expiresAt === null) return;
  for (const { from, to } of spans) {
    if (from >= lot.expiresAt) return;
    lot.expiresAt = Math.max(lot.expiresAt, to + lot.expiry.days * DAY_MS);
  }
}
