/** Points given or taken by a person, with a reason; and the passing of time by itself. */
import { runDue, settleDebt, startLife } from '#app/core/ledger/due.ts';
import {
  type Booking,
  closeDraft,
  type CommandContext,
  openDraft,
  post,
  postOpening,
} from '#app/core/ledger/draft.ts';
import type { LotExpiry } from '#app/core/ledger/expiry.ts';
import type { MemberState } from '#app/core/ledger/state.ts';
import { availableLots, takeFrom } from '#app/core/ledger/take.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';

export const ADJUSTMENT_POINTS_MAX = 100_000_000;
export const ADJUSTMENT_REASONS = [
  'goodwill',
  'correction',
  'transfer-in',
  'event',
  'abuse',
  'other',
] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

/** Positive points are credited, negative ones debited; a debit never exceeds what is available. */
export function adjustBalance(
  state: MemberState,
  adjustment: { points: number; reason: AdjustmentReason; source: string; expiry: LotExpiry },
  context: CommandContext,
): Result<Booking> {
  const { points, reason, source, expiry } = adjustment;
  if (!Number.isSafeInteger(points) || points === 0 || Math.abs(points) > ADJUSTMENT_POINTS_MAX) {
    return rejected('points-invalid');
  }
  const draft = openDraft(state, context);
  runDue(draft);
  if (points > 0) {
    const lot = postOpening(
      draft,
      { kind: 'credit', from: 'issued', to: 'available', points, source, reasons: [reason] },
      { matured: true, maturesAt: context.now, expiry },
    );
    if (lot) startLife(draft, lot);
    settleDebt(draft);
    return ok(closeDraft(draft));
  }
  const { available } = draft.state.balances;
  if (available < -points) return rejected('points-insufficient', { needed: -points, available });
  post(draft, {
    kind: 'debit',
    from: 'available',
    to: 'revoked',
    points: -points,
    source,
    reasons: [reason],
    allocations: takeFrom(availableLots(draft.state), -points),
  });
  return ok(closeDraft(draft));
}

/** What the passing of time alone books. */
export function passTime(state: MemberState, context: CommandContext): Booking {
  const draft = openDraft(state, context);
  runDue(draft);
  return closeDraft(draft);
}
