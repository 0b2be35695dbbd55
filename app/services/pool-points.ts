/**
 * A household's points for one redemption: what she who redeems lacks comes from the others, member by member, soonest
 * expiry first. What a redemption gives back later stays with her.
 */
import { passTime } from '#app/core/ledger/adjust.ts';
import type { CommandContext } from '#app/core/ledger/draft.ts';
import { transferPoints } from '#app/core/ledger/transfer.ts';
import { type OpenBooks, record } from '#app/db/books.ts';

/** Moves nothing when the household has too little. `context` names the redemption; keys are made from its own. */
export function poolPoints(
  redeemer: OpenBooks,
  others: OpenBooks[],
  points: number,
  context: CommandContext,
): void {
  for (const one of [redeemer, ...others]) {
    record(one, passTime(one.state, { ...context, key: `${context.key}:time:${one.memberId}` }));
  }
  const lacking = points - redeemer.state.balances.available;
  const there = others.reduce((sum, one) => sum + one.state.balances.available, 0);
  // Who owes something would settle it with what the others give.
  if (lacking <= 0 || lacking > there || redeemer.state.balances.debt < 0) return;
  let open = lacking;
  for (const other of others) {
    const part = Math.min(open, other.state.balances.available);
    if (part === 0) continue;
    const key = `${context.key}:pool:${other.memberId}`;
    const contexts = { from: { ...context, key: `${key}:out` }, to: { ...context, key: `${key}:in` } };
    const transfer = transferPoints(other.state, redeemer.state, part, contexts, 'household');
    if (!transfer.ok) continue;
    record(other, transfer.value.from);
    record(redeemer, transfer.value.to);
    open -= part;
  }
}
