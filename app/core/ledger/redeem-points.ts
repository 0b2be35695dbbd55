/**
 * The points side of a redemption: set aside, used by an order, given back, returned after the order's return.
 * A redemption's source is `redemption:<id>`; it is resolved once, captured + released = reserved. What its order uses
 * afterwards follows what stands of the order.
 */
import { invariant } from '#app/core/invariant.ts';
import { expireLapsed, hasLapsed, runDue, settleDebt, startLife } from '#app/core/ledger/due.ts';
import {
  type Booking,
  closeDraft,
  type CommandContext,
  type Draft,
  openDraft,
  post,
  postOpening,
} from '#app/core/ledger/draft.ts';
import type { LotExpiry } from '#app/core/ledger/expiry.ts';
import { lotOf, merge, reservationOf, totalOf } from '#app/core/ledger/lots.ts';
import { type Allocation, type MemberState, sourceTotals } from '#app/core/ledger/state.ts';
import { availableLots, takeFrom } from '#app/core/ledger/take.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { DAY_MS } from '#app/core/time.ts';

export function redemptionSource(id: string): string {
  return `redemption:${id}`;
}

/** @returns the booking, or `points-insufficient`. */
export function reservePoints(
  state: MemberState,
  redemption: { id: string; points: number },
  context: CommandContext,
): Result<Booking> {
  const draft = openDraft(state, context);
  runDue(draft);
  const { available } = draft.state.balances;
  if (available < redemption.points) {
    return rejected('points-insufficient', { needed: redemption.points, available });
  }
  reserve(draft, redemption.id, redemption.points);
  return ok(closeDraft(draft));
}

/** Sets aside what an order has used without a live reservation; what is missing is owed. */
export function reserveShortfall(
  state: MemberState,
  redemption: { id: string; points: number },
  context: CommandContext,
): Booking & { short: number } {
  const draft = openDraft(state, context);
  runDue(draft);
  const short = payFor(draft, redemption.id, redemption.points, 'used-unpaid');
  return { ...closeDraft(draft), short };
}

/** @returns what was missing and is owed. */
function payFor(draft: Draft, id: string, wanted: number, reason: string): number {
  const points = Math.min(draft.state.balances.available, wanted);
  reserve(draft, id, points);
  const short = wanted - points;
  const source = redemptionSource(id);
  post(draft, { kind: 'owe', from: 'debt', to: 'revoked', points: short, source, reasons: [reason] });
  capture(draft, id);
  return short;
}

function reserve(draft: Draft, id: string, points: number): void {
  post(draft, {
    kind: 'reserve',
    from: 'available',
    to: 'reserved',
    points,
    source: redemptionSource(id),
    reasons: ['redeemed'],
    allocations: takeFrom(availableLots(draft.state), points),
  });
}

/** The order has used the redemption: the unused part is released first, then the rest is captured. */
export function capturePoints(
  state: MemberState,
  redemption: { id: string; unusedPoints: number },
  context: CommandContext,
): Booking {
  const draft = openDraft(state, context);
  runDue(draft);
  const { reserved } = reservationOf(draft.state, redemptionSource(redemption.id));
  invariant(redemption.unusedPoints <= totalOf(reserved), 'the unused part is no more than was set aside');
  const unused = takeLatestExpiry(draft, reserved, redemption.unusedPoints);
  release(draft, redemption.id, unused, 'unused-part');
  capture(draft, redemption.id);
  return closeDraft(draft);
}

function capture(draft: Draft, id: string): void {
  const source = redemptionSource(id);
  const { reserved } = reservationOf(draft.state, source);
  post(draft, {
    kind: 'capture',
    from: 'reserved',
    to: 'redeemed',
    points: totalOf(reserved),
    source,
    reasons: ['order'],
    allocations: reserved,
  });
}

/** Gives back everything that is still set aside: the same lots, the same expiries. */
export function releasePoints(
  state: MemberState,
  redemption: { id: string; reason: string },
  context: CommandContext,
): Booking {
  const draft = openDraft(state, context);
  runDue(draft);
  const { reserved } = reservationOf(draft.state, redemptionSource(redemption.id));
  release(draft, redemption.id, reserved, redemption.reason);
  return closeDraft(draft);
}

function release(draft: Draft, id: string, allocations: Allocation[], reason: string): void {
  post(draft, {
    kind: 'release',
    from: 'reserved',
    to: 'available',
    points: totalOf(allocations),
    source: redemptionSource(id),
    reasons: [reason],
    allocations,
  });
  expireLapsed(draft);
  settleDebt(draft);
}

/**
 * Brings what has come back of a redemption to `cumulative`, up or down, as its order is returned or stands again. Of
 * `captured` points, as they were at first, the order uses the rest: from lots, or owed where points were missing.
 *
 * What is owed comes back first, as a new lot under `expiry`; then the lots that the redemption holds, the latest expiry
 * first. A lot that lapsed meanwhile lives on for the grace, once. What the order uses again is paid like any redemption.
 */
export function restorePoints(
  state: MemberState,
  redemption: { id: string; captured: number; cumulative: number; graceDays: number; expiry: LotExpiry },
  context: CommandContext,
): Booking {
  const draft = openDraft(state, context);
  runDue(draft);
  const source = redemptionSource(redemption.id);
  const { captured, restored } = reservationOf(draft.state, source);
  const held = merge(captured, restored, -1);
  const { owed, earned } = sourceTotals(draft.state, source);
  const unpaid = owed - earned;
  const excess = totalOf(held) + unpaid - Math.max(0, redemption.captured - redemption.cumulative);
  if (excess < 0) {
    payFor(draft, redemption.id, -excess, 'order-stands');
  } else {
    const forgiven = Math.min(excess, unpaid);
    returnOwed(draft, source, forgiven, redemption.expiry);
    returnHeld(draft, source, takeLatestExpiry(draft, held, excess - forgiven), redemption.graceDays);
    expireLapsed(draft);
    settleDebt(draft);
  }
  return closeDraft(draft);
}

/** What was owed may have been paid since by any points, so it comes back as points; they pay what is still owed. */
function returnOwed(draft: Draft, source: string, points: number, expiry: LotExpiry): void {
  const lot = postOpening(
    draft,
    { kind: 'earn', from: 'issued', to: 'available', points, source, reasons: ['order-returned'] },
    { matured: true, maturesAt: draft.context.now, expiry },
  );
  if (lot) startLife(draft, lot);
}

function returnHeld(draft: Draft, source: string, allocations: Allocation[], graceDays: number): void {
  post(draft, {
    kind: 'restore',
    from: 'redeemed',
    to: 'available',
    points: totalOf(allocations),
    source,
    reasons: ['order-returned'],
    allocations,
  });
  for (const { lotSeq } of allocations) giveGrace(draft, lotSeq, graceDays);
}

function giveGrace(draft: Draft, lotSeq: number, graceDays: number): void {
  const lot = lotOf(draft.state, lotSeq);
  if (!hasLapsed(lot, draft.context.now) || lot.graceGiven) return;
  lot.expiresAt = draft.context.now + graceDays * DAY_MS;
  lot.graceGiven = true;
}

/** Points go back to the lots that live longest, so that the member keeps them longest. */
function takeLatestExpiry(draft: Draft, allocations: Allocation[], points: number): Allocation[] {
  const byExpiry = [...allocations].sort((one, other) => {
    const left = lotOf(draft.state, one.lotSeq).expiresAt ?? Infinity;
    const right = lotOf(draft.state, other.lotSeq).expiresAt ?? Infinity;
    return left === right ? other.lotSeq - one.lotSeq : right - left;
  });
  const taken: Allocation[] = [];
  let open = points;
  for (const { lotSeq, points: held } of byExpiry) {
    const part = Math.min(held, open);
    if (part > 0) taken.push({ lotSeq, points: part });
    open -= part;
  }
  return taken;
}
