/**
 * Points that change hands: a member becomes one with another (merge), or a household's points are drawn together for a
 * redemption. What leaves one member's books goes to the account `transferred`; what enters the other's comes from it, so
 * over both nothing is won or lost. Each lot gets a twin with the same terms.
 */
import { invariant } from '#app/core/invariant.ts';
import { joinSpans, prolongAll, shortestInactivity } from '#app/core/ledger/activity.ts';
import {
  type Booking,
  closeDraft,
  type CommandContext,
  type Draft,
  openDraft,
  post,
  postOpening,
} from '#app/core/ledger/draft.ts';
import { runDue, settleDebt } from '#app/core/ledger/due.ts';
import { lotOf, merge, totalOf } from '#app/core/ledger/lots.ts';
import { takeOver } from '#app/core/ledger/replay.ts';
import type { Allocation, Lot, MemberState } from '#app/core/ledger/state.ts';
import { availableLots, takeFrom } from '#app/core/ledger/take.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';

export type TransferContexts = { from: CommandContext; to: CommandContext };
export type Transfer = { from: Booking; to: Booking };

/**
 * Everything of `from` becomes `to`'s: lots, reservations, what redemptions have captured, debt, and what was booked for
 * every source. Both states must be loaded whole. `from` is left empty and takes no commands after this.
 * `takenOverAt` is the number of `to`'s newest entry when what is booked became hers: the replay asks for it.
 */
export function mergeMembers(
  from: MemberState,
  to: MemberState,
  contexts: TransferContexts,
  source = 'merge',
): Transfer & { takenOverAt: number } {
  const leaving = openDraft(from, contexts.from);
  const entering = openDraft(to, contexts.to);
  runDue(leaving);
  runDue(entering);
  moveActivity(leaving.state, entering.state);
  const takenOverAt = entering.state.seq;
  takeOver(entering.state, leaving.state.sources);
  leaving.state.sources.clear();
  const holdings = holdingsOf(leaving.state);
  const debt = -leaving.state.balances.debt;
  sendAll(leaving, holdings, debt, source);
  receiveAll(entering, leaving.state, holdings, debt, source);
  return { from: closeDraft(leaving), to: closeDraft(entering), takenOverAt };
}

/** Draws available points of one member to another, soonest expiry first. @returns both bookings, or `points-insufficient`. */
export function transferPoints(
  from: MemberState,
  to: MemberState,
  points: number,
  contexts: TransferContexts,
  source: string,
): Result<Transfer> {
  invariant(Number.isSafeInteger(points) && points > 0, 'points to transfer');
  const leaving = openDraft(from, contexts.from);
  const entering = openDraft(to, contexts.to);
  runDue(leaving);
  runDue(entering);
  const { available } = leaving.state.balances;
  if (available < points) return rejected('points-insufficient', { needed: points, available });
  const taken = takeFrom(availableLots(leaving.state), points);
  send(leaving, 'available', source, taken);
  for (const { lotSeq, points: part } of taken)
    openTwin(entering, lotOf(leaving.state, lotSeq), part, source);
  settleDebt(entering);
  return ok({ from: closeDraft(leaving), to: closeDraft(entering) });
}

/** What a member has, lot by lot: open, and for each redemption set aside or used and not given back. */
type Holdings = {
  pending: Allocation[];
  available: Allocation[];
  redemptions: { source: string; reserved: Allocation[]; used: Allocation[] }[];
};

function holdingsOf(state: MemberState): Holdings {
  const open = (matured: boolean) =>
    [...state.lots.values()]
      .filter((lot) => lot.matured === matured && lot.remaining > 0)
      .map((lot) => ({ lotSeq: lot.seq, points: lot.remaining }));
  return {
    pending: open(false),
    available: open(true),
    redemptions: [...state.reservations].map(([source, held]) => ({
      source,
      reserved: held.reserved,
      used: merge(held.captured, held.restored, -1),
    })),
  };
}

function sendAll(draft: Draft, holdings: Holdings, debt: number, source: string): void {
  send(draft, 'pending', source, holdings.pending);
  send(draft, 'available', source, holdings.available);
  for (const redemption of holdings.redemptions) {
    send(draft, 'reserved', redemption.source, redemption.reserved);
    send(draft, 'redeemed', redemption.source, redemption.used);
  }
  post(draft, {
    kind: 'transfer',
    from: 'transferred',
    to: 'debt',
    points: debt,
    source,
    reasons: ['merged'],
  });
}

function send(
  draft: Draft,
  from: 'pending' | 'available' | 'reserved' | 'redeemed',
  source: string,
  allocations: Allocation[],
): void {
  post(draft, {
    kind: 'transfer',
    from,
    to: 'transferred',
    points: totalOf(allocations),
    source,
    reasons: ['moved-out'],
    allocations,
  });
}

/** Opens the twins, then sets aside and captures again what was, under the same redemptions. */
function receiveAll(
  draft: Draft,
  origin: MemberState,
  holdings: Holdings,
  debt: number,
  source: string,
): void {
  const twins = new Map<number, number>();
  for (const { lotSeq, points } of twinPoints(holdings)) {
    const lot = lotOf(origin, lotSeq);
    const twin = openTwin(draft, lot, points, lot.source);
    if (twin) twins.set(lotSeq, twin.seq);
  }
  const twinsOf = (allocations: Allocation[]) =>
    allocations.map(({ lotSeq, points }) => ({ lotSeq: twins.get(lotSeq) ?? 0, points }));
  for (const redemption of holdings.redemptions) {
    setAside(draft, redemption.source, twinsOf(merge(redemption.reserved, redemption.used, 1)));
    capture(draft, redemption.source, twinsOf(redemption.used));
  }
  post(draft, {
    kind: 'transfer',
    from: 'debt',
    to: 'transferred',
    points: debt,
    source,
    reasons: ['merged'],
  });
  prolongAll(draft.state);
  settleDebt(draft);
}

/** All that is moved of each lot, in the order in which the lots were opened. */
function twinPoints({ pending, available, redemptions }: Holdings): Allocation[] {
  const used = redemptions.flatMap((redemption) => [redemption.reserved, redemption.used]);
  return [pending, available, ...used]
    .reduce((sum, allocations) => merge(sum, allocations, 1), [])
    .sort((one, other) => one.lotSeq - other.lotSeq);
}

function openTwin(draft: Draft, lot: Lot, points: number, source: string): Lot | undefined {
  const twin = postOpening(
    draft,
    {
      kind: 'transfer',
      from: 'transferred',
      to: lot.matured ? 'available' : 'pending',
      points,
      source,
      reasons: ['moved-in'],
    },
    { matured: lot.matured, maturesAt: lot.maturesAt, expiry: lot.expiry },
  );
  if (!twin) return undefined;
  const { openedAt, expiresAt, graceGiven } = lot;
  return Object.assign(twin, { openedAt, expiresAt, graceGiven });
}

function setAside(draft: Draft, source: string, allocations: Allocation[]): void {
  const points = totalOf(allocations);
  post(draft, {
    kind: 'reserve',
    from: 'available',
    to: 'reserved',
    points,
    source,
    reasons: ['moved-in'],
    allocations,
  });
}

function capture(draft: Draft, source: string, allocations: Allocation[]): void {
  const points = totalOf(allocations);
  post(draft, {
    kind: 'capture',
    from: 'reserved',
    to: 'redeemed',
    points,
    source,
    reasons: ['moved-in'],
    allocations,
  });
}

/** Whatever either of them did keeps the points of both alive. */
function moveActivity(from: MemberState, to: MemberState): void {
  const days = Math.min(shortestInactivity(from) ?? Infinity, shortestInactivity(to) ?? Infinity);
  to.activeSpans = joinSpans([...from.activeSpans, ...to.activeSpans], Number.isFinite(days) ? days : 0);
  if (from.activeAt !== null) to.activeAt = Math.max(from.activeAt, to.activeAt ?? from.activeAt);
  from.activeAt = null;
  from.activeSpans = [];
}
