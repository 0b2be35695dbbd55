/** What a change of the tier rules does to one member. */
import { addMonths } from '#app/core/calendar.ts';
import type { Tiers } from '#app/core/program/tiers.ts';
import { sumUnder } from '#app/core/tiers/amounts.ts';
import {
  amountOf,
  checkKeep,
  enterReached,
  judgedAmount,
  show,
  standOn,
  type TierBook,
} from '#app/core/tiers/book-state.ts';
import { GROUND, ladderOf, rungKept, rungReached } from '#app/core/tiers/ladder.ts';

/** Everybody who reaches a higher tier enters at once; whoever would stand lower stays until her period ends, or moves. */
export function switchRules(book: TierBook, from: Tiers, to: Tiers, at: number): void {
  book.rules = to;
  if (sameStanding(from, to)) {
    book.ladder = ladderOf(to, book.currency);
    return;
  }
  const oldYearEnd = from.period.kind === 'calendarYear' ? book.amounts.runningUntil : null;
  climbOver(book, from, to);
  sumUnder(book.amounts, to, book.zone, at);
  if (to.onChange === 'moveNow') standOn(book, rungNow(book, to), at);
  else hold(book, to, at, oldYearEnd);
  enterReached(book, to, at, 'rules-changed');
  checkKeep(book, to, at);
  show(book, to, at, 'rules-changed');
}

/** Whether nobody stands elsewhere under the new rules: only names, gifts, factors or manners differ. */
function sameStanding(from: Tiers, to: Tiers): boolean {
  return standing(from) === standing(to);
}

function standing({ list, basis, period }: Tiers): string {
  return JSON.stringify([list.map(({ id, enter, keep }) => [id, enter, keep ?? enter]), basis, period]);
}

/** From the old ladder to the new: the same tier, or the nearest below it in the old list that can still be earned. */
function climbOver(book: TierBook, from: Tiers, to: Tiers): void {
  const entered = new Map(book.enteredAt.map((enteredAt, rung) => [book.ladder[rung]?.id, enteredAt]));
  const latest = book.enteredAt.at(-1) ?? book.now;
  const heldId = book.ladder[book.earned]?.id;
  const ladder = ladderOf(to, book.currency);
  const candidates = from.list.slice(0, from.list.findIndex(({ id }) => id === heldId) + 1).toReversed();
  const survivor = candidates.find(({ id }) => ladder.some((rung) => rung.id === id));
  book.ladder = ladder;
  book.earned = survivor ? ladder.findIndex(({ id }) => id === survivor.id) : GROUND;
  book.enteredAt = ladder.slice(0, book.earned + 1).map(({ id }) => entered.get(id) ?? latest);
}

/** Where her amounts have her now: by what lifts, or, up to where she stands, by what keeps. */
function rungNow(book: TierBook, to: Tiers): number {
  const reached = rungReached(book.ladder, amountOf(book, to));
  switch (to.period.kind) {
    case 'lifetime':
      return reached;
    case 'rolling':
      return Math.max(reached, rungKept(book.ladder, amountOf(book, to), book.earned));
    case 'calendarYear': {
      const carrying =
        to.basis === 'score' ? book.score : Math.max(book.amounts.previous, book.amounts.running);
      return Math.max(reached, rungKept(book.ladder, carrying, book.earned));
    }
  }
}

/**
 * Nobody drops before her period ends: the year of the old rules, else the year of the new ones, else as long as the new
 * window is. A grace that runs goes on.
 */
function hold(book: TierBook, to: Tiers, at: number, oldYearEnd: number | null): void {
  const rung = book.ladder[book.earned];
  if (!rung || to.period.kind === 'lifetime') {
    book.graceUntil = null;
    book.heldUntil = null;
    return;
  }
  if (book.graceUntil !== null || (book.heldUntil ?? -Infinity) > at) return;
  book.heldUntil = null;
  if (oldYearEnd !== null) book.heldUntil = oldYearEnd;
  else if (to.period.kind === 'calendarYear') book.heldUntil = book.amounts.runningUntil;
  else if (judgedAmount(book, to) < rung.keep) book.heldUntil = addMonths(at, to.period.months, book.zone);
}
