/** What there is to say of a member's tier at an instant, and when time alone may change it. */
import { invariant } from '#app/core/invariant.ts';
import type { Tiers } from '#app/core/program/tiers.ts';
import { fallsBelowAt, yearEndAfter } from '#app/core/tiers/amounts.ts';
import { amountOf, earnedRank, rankOf, type TierBook } from '#app/core/tiers/book-state.ts';
import { nextEventAt } from '#app/core/tiers/pass-time.ts';

export type TierStanding = {
  tierId: string | null;
  since: number | null;
  /** Until when she has the tier even if nothing more comes, a grace not counted before it runs; null is without end. */
  keptUntil: number | null;
  graceUntil: number | null;
  /** Whether she has the tier only because it was given. */
  granted: boolean;
  progress: {
    basis: Tiers['basis'];
    /** In the running year, in the window, or in all. */
    amount: number;
    nextTierId: string | null;
    nextAt: number | null;
    /** What `amount` has to be for the tier to be kept, in a grace what it still has to become; null when nothing is asked. */
    keepAt: number | null;
  };
};

/** Time must have passed up to `at`. */
export function tierStanding(book: TierBook, rules: Tiers, at: number): TierStanding {
  invariant(at >= book.now && at < nextEventAt(book, rules), 'time passes before anyone asks');
  const shownRank = rankOf(rules, book.shown);
  const granted = shownRank > earnedRank(book);
  const grantEnd = grantEndOf(book, rules, shownRank);
  const earnedEnd = granted ? -Infinity : earnedUntil(book, rules);
  const keptUntil = book.shown === null ? Infinity : Math.max(grantEnd, earnedEnd);
  const covered = granted || grantEnd > (book.graceUntil ?? Infinity);
  const next = book.ladder.find(({ rank }) => rank > shownRank);
  return {
    tierId: book.shown,
    since: book.shown === null ? null : book.shownSince,
    keptUntil: keptUntil === Infinity ? null : keptUntil,
    graceUntil: covered ? null : book.graceUntil,
    granted,
    progress: {
      basis: rules.basis,
      amount: amountOf(book, rules),
      nextTierId: next?.id ?? null,
      nextAt: next?.enter ?? null,
      keepAt: granted ? null : keepAt(book, rules),
    },
  };
}

/**
 * Next instant at which time alone may move the member, begin a grace, or begin her year anew; null when never. Progress
 * within a rolling window also ages between such instants.
 */
export function nextTierDueAt(book: TierBook, rules: Tiers): number | null {
  let due = Math.min(...book.grants.map(({ until }) => until ?? Infinity), book.graceUntil ?? Infinity);
  if (book.earned >= 0 || book.amounts.running !== 0) due = Math.min(due, periodEndOf(book, rules));
  return due === Infinity ? null : due;
}

/** The next check of a period: the year's end, or when the window will hold too little. */
function periodEndOf(book: TierBook, rules: Tiers): number {
  switch (rules.period.kind) {
    case 'lifetime':
      return Infinity;
    case 'calendarYear':
      return book.amounts.runningUntil;
    case 'rolling':
      return windowEnd(book, rules);
  }
}

function windowEnd(book: TierBook, rules: Tiers): number {
  const rung = book.ladder[book.earned];
  if (!rung || book.graceUntil !== null) return Infinity;
  const below = amountOf(book, rules) < rung.keep ? -Infinity : fallsBelowAt(book.amounts, rules, rung.keep);
  return Math.max(below, book.heldUntil ?? -Infinity);
}

/** Until when the tier she has earned stays if nothing more comes. */
function earnedUntil(book: TierBook, rules: Tiers): number {
  const rung = book.ladder[book.earned];
  if (!rung) return -Infinity;
  if (book.graceUntil !== null) return book.graceUntil;
  if (rules.period.kind !== 'calendarYear') return periodEndOf(book, rules);
  const { amounts, zone, heldUntil } = book;
  const lasting = rules.basis === 'score' ? book.score : 0;
  if (lasting >= rung.keep) return Infinity;
  const passesNext = amountOf(book, rules) >= rung.keep || amounts.runningUntil < (heldUntil ?? -Infinity);
  return passesNext ? yearEndAfter(amounts, rules.period.firstMonth, zone) : amounts.runningUntil;
}

function keepAt(book: TierBook, rules: Tiers): number | null {
  const rung = book.ladder[book.earned];
  if (!rung || rules.period.kind === 'lifetime') return null;
  const carried = book.graceUntil !== null && rules.basis !== 'score' ? book.amounts.previous : 0;
  return rung.keep - carried;
}

function grantEndOf(book: TierBook, rules: Tiers, shownRank: number): number {
  const ends = book.grants
    .filter(({ tierId }) => rankOf(rules, tierId) === shownRank && shownRank >= 0)
    .map(({ until }) => until ?? Infinity);
  return Math.max(-Infinity, ...ends);
}
