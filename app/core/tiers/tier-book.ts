/**
 * The book of a member's tiers, folded over her facts in the order of their times. `docs/tiers.md` says the rules in plain
 * words. At one instant time comes first: an end of a period, grace or grant at an instant is over at that instant, before
 * what happens then is looked at.
 */
import { invariant } from '#app/core/invariant.ts';
import type { Tiers } from '#app/core/program/tiers.ts';
import { addContribution, noAmounts, sumUnder, type Contribution } from '#app/core/tiers/amounts.ts';
import {
  amountOf,
  checkKeep,
  enterReached,
  show,
  standOn,
  type TierBook,
  type TierMove,
} from '#app/core/tiers/book-state.ts';
import { switchRules } from '#app/core/tiers/change-rules.ts';
import { GROUND, ladderOf, rungReached } from '#app/core/tiers/ladder.ts';
import { passTime } from '#app/core/tiers/pass-time.ts';
import { undoFloor } from '#app/core/tiers/undo.ts';

export type { Contribution, Qualifying } from '#app/core/tiers/amounts.ts';
export type { TierBook, TierMove } from '#app/core/tiers/book-state.ts';
export { giftsOf, type TierGift } from '#app/core/tiers/gifts.ts';
export { nextTierDueAt, tierStanding, type TierStanding } from '#app/core/tiers/standing.ts';

export function openTierBook(zone: string, currency: string): TierBook {
  return {
    zone,
    currency,
    now: -Infinity,
    rules: null,
    ladder: [],
    amounts: noAmounts(),
    score: 0,
    earned: GROUND,
    enteredAt: [],
    graceUntil: null,
    heldUntil: null,
    grants: [],
    shown: null,
    shownSince: null,
    moves: [],
  };
}

/** Lets time pass up to and including `at`. The first call, of this function or another, opens the book: tiers that cost nothing begin. */
export function passTiersTo(book: TierBook, rules: Tiers, at: number): TierMove[] {
  begin(book, rules, at);
  return movesOf(book);
}

/**
 * A qualifying amount per basis (minor units, points, orders): positive at the order's time, negative at a refund's, with
 * the same source. Contributions come in the order of their times.
 */
export function contribute(book: TierBook, rules: Tiers, contribution: Contribution): TierMove[] {
  const { at } = contribution;
  begin(book, rules, at);
  const before = amountOf(book, rules);
  const leavesAt = addContribution(book.amounts, rules, book.zone, contribution);
  if (amountOf(book, rules) < before) {
    if (rules.refundUndoes) undo(book, rules, before, at);
    stayUntilItLeaves(book, rules, before, leavesAt);
  }
  enterReached(book, rules, at);
  checkKeep(book, rules, at);
  return movesOf(book);
}

/** The score from now on. */
export function setScore(book: TierBook, rules: Tiers, at: number, score: number): TierMove[] {
  invariant(Number.isFinite(score), 'a score is a number');
  begin(book, rules, at);
  book.score = score;
  enterReached(book, rules, at);
  checkKeep(book, rules, at);
  return movesOf(book);
}

/** A later grant of the same tier replaces the earlier one; one that ends at or before `at` takes it back. */
export function grantTier(
  book: TierBook,
  rules: Tiers,
  grant: { at: number; tierId: string; until: number | null },
): TierMove[] {
  const { at, tierId, until } = grant;
  begin(book, rules, at);
  book.grants = book.grants.filter((other) => other.tierId !== tierId);
  const ended = until !== null && until <= at;
  if (!ended) book.grants.push({ tierId, until });
  show(book, rules, at, ended ? 'grant-ended' : 'granted');
  return movesOf(book);
}

/** Rules change; which part of the old standing survives is for the new rules' `onChange` to say. */
export function changeTierRules(book: TierBook, from: Tiers, to: Tiers, at: number): TierMove[] {
  begin(book, from, at);
  switchRules(book, from, to, at);
  return movesOf(book);
}

export function tierOf(book: TierBook): string | null {
  return book.shown;
}

function begin(book: TierBook, rules: Tiers, at: number): void {
  invariant(at >= book.now, `tiers go forward in time: ${at} is before ${book.now}`);
  if (book.rules === null) {
    book.rules = rules;
    book.ladder = ladderOf(rules, book.currency);
    sumUnder(book.amounts, rules, book.zone, at);
    enterReached(book, rules, at);
  } else if (book.rules !== rules) {
    takeCopy(book, rules);
  }
  passTime(book, rules, at);
  book.now = at;
}

/** The same rules may come as another object; other rules must come by `changeTierRules`. */
function takeCopy(book: TierBook, rules: Tiers): void {
  const ladder = ladderOf(rules, book.currency);
  invariant(
    JSON.stringify(ladder) === JSON.stringify(book.ladder) &&
      JSON.stringify([rules.basis, rules.period]) === JSON.stringify([book.rules?.basis, book.rules?.period]),
    'other rules come by changeTierRules',
  );
  book.rules = rules;
}

function movesOf(book: TierBook): TierMove[] {
  const { moves } = book;
  book.moves = [];
  return moves;
}

/** A refund has taken the amount below what had lifted her in the present period. */
function undo(book: TierBook, rules: Tiers, before: number, at: number): void {
  const after = amountOf(book, rules);
  const floor = undoFloor(book, rules, at);
  const crossed = book.ladder.some(
    ({ enter }, rung) => rung > floor && rung <= book.earned && before >= enter && after < enter,
  );
  if (!crossed) return;
  standOn(book, Math.max(floor, rungReached(book.ladder, after)), at);
  show(book, rules, at, 'refund');
}

/**
 * A refund alone drops nobody before the period's end. Under a rolling period that is the order's own: when it would have
 * left the window.
 */
function stayUntilItLeaves(book: TierBook, rules: Tiers, before: number, leavesAt: number): void {
  const keep = book.ladder[book.earned]?.keep;
  if (keep === undefined || rules.period.kind !== 'rolling' || book.graceUntil !== null) return;
  if (before < keep || amountOf(book, rules) >= keep) return;
  book.heldUntil = Math.max(book.heldUntil ?? -Infinity, leavesAt);
}
