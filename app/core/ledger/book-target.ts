/**
 * Brings what is booked for one source (an order) to its target. Whatever happened in between, and in whichever
 * order it was heard of, the difference is booked and nothing else.
 */
import { noteActivity } from '#app/core/ledger/activity.ts';
import { expireLapsed, runDue, settleDebt, startLife } from '#app/core/ledger/due.ts';
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
import { totalOf } from '#app/core/ledger/lots.ts';
import { booked, type Lot, type MemberState, sourceTotals } from '#app/core/ledger/state.ts';
import { availableLots, bySoonestExpiry, pendingLotsOf, takeFrom } from '#app/core/ledger/take.ts';

export type DebtPolicy = 'debt' | 'clamp';

export type Target = {
  source: string;
  points: number;
  /** When points of this source become available; null while that is not known yet. */
  maturesAt: number | null;
  expiry: LotExpiry;
  debtPolicy: DebtPolicy;
  reasons: string[];
  /**
   * When this source counts as activity of the member, null when it does not. Without it, a target above zero counts at the
   * command's `occurredAt`. Whoever knows that an order earned before all of it was returned says so here.
   */
  activeAt?: number | null;
};

/**
 * Facts do not end what inactivity ends: an earlier activity may still be heard of. The time that passes does, and so does
 * every command by which points are spent.
 */
const SPARED = 'inactivity';

export function bookTarget(state: MemberState, target: Target, context: CommandContext): Booking {
  const draft = openDraft(state, context);
  const activeAt = target.activeAt === undefined && target.points > 0 ? context.occurredAt : target.activeAt;
  if (typeof activeAt === 'number') noteActivity(draft.state, activeAt, target.expiry);
  scheduleMaturity(draft, target);
  runDue(draft, SPARED);
  const totals = sourceTotals(draft.state, target.source);
  // Expired points stay expired: they neither come back by a repeat nor are taken back twice.
  const missing = target.points - (booked(totals) + totals.expired);
  const excess = booked(totals) - target.points;
  if (missing > 0) earn(draft, target, missing);
  else if (excess > 0) takeBack(draft, target, excess);
  return closeDraft(draft);
}

/** The event that starts the hold may be heard of after the points were booked, or change while they wait. */
function scheduleMaturity(draft: Draft, target: Target): void {
  for (const lot of pendingLotsOf(draft.state, target.source)) lot.maturesAt = target.maturesAt;
}

function earn(draft: Draft, target: Target, points: number): void {
  const matured = target.maturesAt !== null && target.maturesAt <= draft.context.now;
  const lot = postOpening(
    draft,
    {
      kind: 'earn',
      from: 'issued',
      to: matured ? 'available' : 'pending',
      points,
      source: target.source,
      reasons: target.reasons,
    },
    { matured, maturesAt: target.maturesAt, expiry: target.expiry },
  );
  if (lot && matured) startLife(draft, lot);
  expireLapsed(draft, SPARED);
  settleDebt(draft);
}

/** The source's own pending, newest first; its own available; others' available; then debt, or a recorded waiver. */
function takeBack(draft: Draft, target: Target, points: number): void {
  const { source, reasons } = target;
  const pending = takeFrom(pendingLotsOf(draft.state, source), points);
  post(draft, {
    kind: 'revoke',
    from: 'pending',
    to: 'revoked',
    points: totalOf(pending),
    source,
    reasons,
    allocations: pending,
  });
  const available = takeFrom(ownFirst(availableLots(draft.state), source), points - totalOf(pending));
  post(draft, {
    kind: 'revoke',
    from: 'available',
    to: 'revoked',
    points: totalOf(available),
    source,
    reasons,
    allocations: available,
  });
  const rest = points - totalOf(pending) - totalOf(available);
  if (target.debtPolicy === 'debt') {
    post(draft, { kind: 'owe', from: 'debt', to: 'revoked', points: rest, source, reasons });
  } else {
    post(draft, { kind: 'waive', from: 'issued', to: 'revoked', points: rest, source, reasons });
  }
}

function ownFirst(lots: Lot[], source: string): Lot[] {
  return [...lots].sort(
    (one, other) =>
      Number(other.source === source) - Number(one.source === source) || bySoonestExpiry(one, other),
  );
}
