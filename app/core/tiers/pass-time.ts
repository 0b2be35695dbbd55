/** What time alone does to a member's tiers: amounts leave the window, graces, years and grants end. */
import type { Tiers } from '#app/core/program/tiers.ts';
import { letLeave, nextLeavingAt, turnYear } from '#app/core/tiers/amounts.ts';
import {
  checkKeep,
  drop,
  enterReached,
  graceEnd,
  judgedAmount,
  amountOf,
  show,
  type TierBook,
} from '#app/core/tiers/book-state.ts';

export function passTime(book: TierBook, rules: Tiers, until: number): void {
  for (let at = nextEventAt(book, rules); at <= until; at = nextEventAt(book, rules))
    passInstant(book, rules, at);
}

/** The next instant at which time alone changes anything in the book; never is Infinity. */
export function nextEventAt(book: TierBook, rules: Tiers): number {
  let next = Math.min(nextLeavingAt(book.amounts), book.amounts.runningUntil, book.graceUntil ?? Infinity);
  if (rules.period.kind === 'rolling') next = Math.min(next, book.heldUntil ?? Infinity);
  for (const { until } of book.grants) next = Math.min(next, until ?? Infinity);
  return next;
}

/** A grace that ends with a year ends first: the tier below answers for that year. */
function passInstant(book: TierBook, rules: Tiers, at: number): void {
  const { period } = rules;
  if (period.kind === 'rolling') {
    letLeave(book.amounts, rules, at);
    if (book.heldUntil !== null && book.heldUntil <= at) book.heldUntil = null;
  }
  if (book.graceUntil !== null && book.graceUntil <= at) {
    drop(book, rules, { at, amount: judgedAmount(book, rules), because: 'grace-over' });
  }
  if (period.kind === 'calendarYear' && book.amounts.runningUntil <= at)
    endYear(book, rules, period.firstMonth);
  enterReached(book, rules, at);
  checkKeep(book, rules, at);
  book.grants = book.grants.filter((grant) => grant.until === null || grant.until > at);
  show(book, rules, at, 'grant-ended');
}

function endYear(book: TierBook, rules: Tiers, firstMonth: number): void {
  const at = book.amounts.runningUntil;
  const amount = amountOf(book, rules);
  turnYear(book.amounts, firstMonth, book.zone);
  if (book.graceUntil !== null) return;
  if (book.heldUntil !== null && at < book.heldUntil) return;
  book.heldUntil = null;
  const rung = book.ladder[book.earned];
  if (!rung || amount >= rung.keep) return;
  if (rules.graceDays > 0) book.graceUntil = graceEnd(at, rules, book.zone);
  else drop(book, rules, { at, amount, because: 'period-end' });
}
