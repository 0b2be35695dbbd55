/**
 * A new rule for points that members have already: it holds for matured lots too, but ends none before the notice is over,
 * and none lives longer than it would have. Points on hold keep the rule that they were given.
 */
import { prolong } from '#app/core/ledger/activity.ts';
import { type Booking, closeDraft, type CommandContext, openDraft } from '#app/core/ledger/draft.ts';
import { expireLapsed, runDue } from '#app/core/ledger/due.ts';
import { expiresAt, type LotExpiry } from '#app/core/ledger/expiry.ts';
import type { ActiveSpan, Lot, MemberState } from '#app/core/ledger/state.ts';

/** Changes ends of lots without entries; `notBefore` is when the notice is over. */
export function rescheduleExpiry(
  state: MemberState,
  change: { expiry: LotExpiry; notBefore: number },
  context: CommandContext,
): Booking {
  const draft = openDraft(state, context);
  runDue(draft);
  if (change.expiry.kind === 'inactivity') beginSpans(draft.state);
  for (const lot of draft.state.lots.values()) {
    if (lot.matured && lot.remaining > 0) shorten(lot, change, draft.state.activeSpans);
  }
  expireLapsed(draft);
  return closeDraft(draft);
}

/** Of the time before a rule asked for activities, only the last one is known. */
function beginSpans(state: MemberState): void {
  if (state.activeSpans.length > 0 || state.activeAt === null) return;
  state.activeSpans = [{ from: state.activeAt, to: state.activeAt }];
}

function shorten(
  lot: Lot,
  { expiry, notBefore }: { expiry: LotExpiry; notBefore: number },
  spans: readonly ActiveSpan[],
): void {
  if (lot.maturesAt === null) return;
  const changed = { ...lot, expiry, expiresAt: expiresAt(expiry, lot.maturesAt, null) };
  if (changed.expiresAt === null) return;
  prolong(changed, spans);
  const end = Math.max(changed.expiresAt, notBefore);
  if (lot.expiresAt === null || end < lot.expiresAt) Object.assign(lot, { expiry, expiresAt: end });
}
