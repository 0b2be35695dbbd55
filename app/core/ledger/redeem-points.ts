/**
 * The points side of a redemption: set aside, used by an order, given back, returned after the order's return.
 * A redemption's source is `redemption:<id>`; it is resolved once, captured + released = reserved.
 */
import { invariant } from '#app/core/invariant.ts';
import { expireLapsed, hasLapsed, runDue, settleDebt } from '#app/core/ledger/due.ts';
import {
  type Booking,
  closeDraft,
  type CommandContext,
  type Draft,
  openDraft,
  post,
} from '#app/core/ledger/draft.ts';
import { lotOf, merge, reservationOf, totalOf } from '#app/core/ledger/lots.ts';
import type { Allocation, MemberState } from '#app/core/ledger/state.ts';
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
  const points = Math.min(draft.state.balances.available, redemption.points);
  reserve(draft, redemption.id, points);
  const short = redemption.points - points;
  const source = redemptionSource(redemption.id);
  post(draft, { kind: 'owe', from: 'debt', to: 'revoked', points: short, source, reasons: ['used-unpaid'] });
  capture(draft, redemption.id);
  return { ...closeDraft(draft), short };
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
 * Returns captured points as the order is returned, up to `cumulative` in all. A lot that lapsed meanwhile lives
 * on for the grace, once. `captured` is what the redemption captured at first: after a merge of members the books hold
 * only what had not come back before.
 */
export function restorePoints(
  state: MemberState,
  redemption: { id: string; cumulative: number; graceDays: number; captured?: number },
  context: CommandContext,
): Booking {
  const draft = openDraft(state, context);
  runDue(draft);
  const source = redemptionSource(redemption.id);
  const { captured, restored } = reservationOf(draft.state, source);
  const open = merge(captured, restored, -1);
  const kept = (redemption.captured ?? totalOf(captured)) - redemption.cumulative;
  const points = totalOf(open) - Math.max(0, kept);
  if (points <= 0) return closeDraft(draft);
  const allocations = takeLatestExpiry(draft, open, points);
  post(draft, {
    kind: 'restore',
    from: 'redeemed',
    to: 'available',
    points,
    source,
    reasons: ['order-returned'],
    allocations,
  });
  for (const { lotSeq } of allocations) giveGrace(draft, lotSeq, redemption.graceDays);
  expireLapsed(draft);
  settleDebt(draft);
  return closeDraft(draft);
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
