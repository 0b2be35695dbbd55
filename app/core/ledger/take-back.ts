/**
 * Takes points back for a reason that belongs to no order, such as a refund that names none. Only what is available
 * can be taken, soonest expiry first; never what is pending or reserved. The rest is owed, or waived and recorded.
 */
import type { DebtPolicy } from '#app/core/ledger/book-target.ts';
import { type Booking, closeDraft, type CommandContext, openDraft, post } from '#app/core/ledger/draft.ts';
import { runDue } from '#app/core/ledger/due.ts';
import { totalOf } from '#app/core/ledger/lots.ts';
import type { MemberState } from '#app/core/ledger/state.ts';
import { availableLots, takeFrom } from '#app/core/ledger/take.ts';

export type TakeBack = { source: string; points: number; debtPolicy: DebtPolicy; reasons: string[] };

/** `points` is zero or above; zero books no more than what time has done. */
export function takeBackPoints(state: MemberState, takeBack: TakeBack, context: CommandContext): Booking {
  const { source, points, debtPolicy, reasons } = takeBack;
  const draft = openDraft(state, context);
  runDue(draft);
  const allocations = takeFrom(availableLots(draft.state), points);
  const found = totalOf(allocations);
  post(draft, {
    kind: 'revoke',
    from: 'available',
    to: 'revoked',
    points: found,
    source,
    reasons,
    allocations,
  });
  const rest = points - found;
  if (debtPolicy === 'debt') {
    post(draft, { kind: 'owe', from: 'debt', to: 'revoked', points: rest, source, reasons });
  } else {
    post(draft, { kind: 'waive', from: 'issued', to: 'revoked', points: rest, source, reasons });
  }
  return closeDraft(draft);
}
