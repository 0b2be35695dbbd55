/**
 * What time does to the books: pending lots mature, lapsed lots expire, debt is settled by what became available.
 * Every command starts with this, so a lapsed point can never be spent because a sweep was late.
 */
import { prolong, prolongAll } from '#app/core/ledger/activity.ts';
import { type Draft, post } from '#app/core/ledger/draft.ts';
import { expiresAt, type LotExpiry } from '#app/core/ledger/expiry.ts';
import { totalOf } from '#app/core/ledger/lots.ts';
import type { Lot } from '#app/core/ledger/state.ts';
import { availableLots, takeFrom } from '#app/core/ledger/take.ts';

/** A lot matures when now ≥ its time, and is usable while now < its expiry. Lots of the `spared` kind do not expire. */
export function runDue(draft: Draft, spared?: LotExpiry['kind']): void {
  // Lots that were set aside or used up have missed what the member did meanwhile.
  prolongAll(draft.state);
  matureDue(draft);
  expireLapsed(draft, spared);
  settleDebt(draft);
}

function matureDue(draft: Draft): void {
  const { now } = draft.context;
  const due = [...draft.state.lots.values()]
    .filter((lot) => !lot.matured && lot.remaining > 0 && lot.maturesAt !== null && lot.maturesAt <= now)
    .sort((one, other) => (one.maturesAt ?? 0) - (other.maturesAt ?? 0) || one.seq - other.seq);
  for (const lot of due) {
    post(draft, {
      kind: 'mature',
      from: 'pending',
      to: 'available',
      points: lot.remaining,
      source: lot.source,
      reasons: ['hold-over'],
      allocations: [{ lotSeq: lot.seq, points: lot.remaining }],
    });
    startLife(draft, lot);
  }
}

/** Expiry counts from maturity, and from what the member did after it. */
export function startLife(draft: Draft, lot: Lot): void {
  if (lot.maturesAt === null) return;
  lot.expiresAt = expiresAt(lot.expiry, lot.maturesAt, null);
  prolong(lot, draft.state.activeSpans);
}

export function expireLapsed(draft: Draft, spared?: LotExpiry['kind']): void {
  const lapsed = availableLots(draft.state).filter(
    (lot) => hasLapsed(lot, draft.context.now) && lot.expiry.kind !== spared,
  );
  for (const lot of lapsed) {
    post(draft, {
      kind: 'expire',
      from: 'available',
      to: 'expired',
      points: lot.remaining,
      source: lot.source,
      reasons: ['lapsed'],
      allocations: [{ lotSeq: lot.seq, points: lot.remaining }],
    });
  }
}

export function hasLapsed(lot: Lot, now: number): boolean {
  return lot.expiresAt !== null && lot.expiresAt <= now;
}

/** Points that become available pay what is owed first. */
export function settleDebt(draft: Draft): void {
  const { balances } = draft.state;
  const points = Math.min(balances.available, -balances.debt);
  const allocations = takeFrom(availableLots(draft.state), points);
  post(draft, {
    kind: 'settle',
    from: 'available',
    to: 'debt',
    points: totalOf(allocations),
    source: 'debt',
    reasons: ['debt-settled'],
    allocations,
  });
}
