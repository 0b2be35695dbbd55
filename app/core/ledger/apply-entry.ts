/**
 * What an entry does to a member's state. Every change of a balance, of what a lot holds or of what is booked for a
 * source happens here and nowhere else, so replaying the entries gives the same state.
 */
import { invariant } from '#app/core/invariant.ts';
import { type Account, isLegal, LOT_ACCOUNTS } from '#app/core/ledger/accounts.ts';
import { lotOf, merge, reservationOf, totalOf } from '#app/core/ledger/lots.ts';
import { booked, type Entry, type MemberState, sourceTotals } from '#app/core/ledger/state.ts';

/** Opening a lot is the caller's: entries that open one only move balances here. */
export function applyEntry(state: MemberState, entry: Entry): void {
  invariant(Number.isSafeInteger(entry.points) && entry.points > 0, `points of ${entry.key}`);
  invariant(entry.seq === state.seq + 1, `entry ${entry.seq} follows ${state.seq}`);
  invariant(isLegal(entry), `${entry.kind} from ${entry.from} to ${entry.to}`);
  state.seq = entry.seq;
  move(state, entry.from, -entry.points);
  move(state, entry.to, entry.points);
  countLifetime(state, entry);
  countSource(state, entry);
  useLots(state, entry);
}

function move(state: MemberState, account: Account, points: number): void {
  switch (account) {
    case 'pending':
    case 'available':
    case 'reserved':
      state.balances[account] += points;
      invariant(state.balances[account] >= 0, `${account} is not negative`);
      return;
    case 'debt':
      state.balances.debt += points;
      invariant(state.balances.debt <= 0, 'debt is not positive');
      return;
    case 'issued':
    case 'redeemed':
    case 'revoked':
    case 'expired':
    case 'transferred':
      return;
  }
}

function countLifetime(state: MemberState, entry: Entry): void {
  if (entry.kind === 'earn' || entry.kind === 'credit') state.lifetime.earned += entry.points;
  if (entry.kind === 'capture') state.lifetime.redeemed += entry.points;
  if (entry.from === 'redeemed') state.lifetime.redeemed -= entry.points;
  if (entry.to === 'revoked') state.lifetime.revoked += entry.points;
  if (entry.kind === 'expire') state.lifetime.expired += entry.points;
}

/**
 * Taking back counts for the source that lost its reason; expiry counts for the source of each lot, as far as that
 * source still stands: a lot may outlive its order when the order's points were taken elsewhere, owed or waived.
 */
function countSource(state: MemberState, entry: Entry): void {
  const add = (
    source: string,
    field: 'earned' | 'revoked' | 'owed' | 'waived' | 'expired',
    points: number,
  ) => {
    const totals = { ...sourceTotals(state, source) };
    totals[field] += points;
    state.sources.set(source, totals);
  };
  switch (entry.kind) {
    case 'earn':
      return add(entry.source, 'earned', entry.points);
    case 'revoke':
      return add(entry.source, 'revoked', entry.points);
    case 'owe':
      return add(entry.source, 'owed', entry.points);
    case 'waive':
      return add(entry.source, 'waived', entry.points);
    case 'expire':
      for (const { lotSeq, points } of entry.allocations) {
        const { source } = lotOf(state, lotSeq);
        add(source, 'expired', Math.max(0, Math.min(points, booked(sourceTotals(state, source)))));
      }
      return;
    default:
      return;
  }
}

function useLots(state: MemberState, entry: Entry): void {
  const sum = totalOf(entry.allocations);
  invariant(sum === (namesLots(entry) ? entry.points : 0), `lots of ${entry.key} make up its points`);
  for (const { lotSeq, points } of entry.allocations) {
    const lot = lotOf(state, lotSeq);
    if (entry.kind === 'mature') lot.matured = true;
    else if (LOT_ACCOUNTS.includes(entry.from)) lot.remaining -= points;
    else if (LOT_ACCOUNTS.includes(entry.to)) lot.remaining += points;
    invariant(lot.remaining >= 0 && lot.remaining <= lot.points, `lot ${lotSeq} holds 0 to ${lot.points}`);
  }
  keepReservation(state, entry);
}

/** Entries that open a lot name none, nor do those that only count: what is owed, waived, or moved as debt. */
function namesLots({ from }: Entry): boolean {
  return from !== 'issued' && from !== 'transferred' && from !== 'debt';
}

function keepReservation(state: MemberState, entry: Entry): void {
  const held = reservationOf(state, entry.source);
  switch (entry.kind) {
    case 'reserve':
      held.reserved = merge(held.reserved, entry.allocations, 1);
      break;
    case 'release':
      held.reserved = merge(held.reserved, entry.allocations, -1);
      break;
    case 'capture':
      held.reserved = merge(held.reserved, entry.allocations, -1);
      held.captured = merge(held.captured, entry.allocations, 1);
      break;
    case 'restore':
      held.restored = merge(held.restored, entry.allocations, 1);
      break;
    case 'transfer':
      if (entry.from === 'reserved') held.reserved = merge(held.reserved, entry.allocations, -1);
      else if (entry.from === 'redeemed') held.captured = merge(held.captured, entry.allocations, -1);
      else return;
      break;
    default:
      return;
  }
  state.reservations.set(entry.source, held);
}
