/**
 * A member's tiers in the course of time: what she has earned, what she was given, what shows.
 *
 * The earned tier is a rung of the ladder, moved by `enterReached`, `drop` and `checkKeep` alone. Grants stand beside it;
 * the highest of all shows, and only changes of what shows are moves.
 */
import { addDays, dayOf, startOfDay } from '#app/core/calendar.ts';
import type { Tiers } from '#app/core/program/tiers.ts';
import type { Amounts } from '#app/core/tiers/amounts.ts';
import { GROUND, rungKept, rungReached, type Rung } from '#app/core/tiers/ladder.ts';

export type TierMove = {
  at: number;
  from: string | null;
  to: string | null;
  because: 'entered' | 'period-end' | 'grace-over' | 'refund' | 'granted' | 'grant-ended' | 'rules-changed';
};

/** Holds at least this tier before `until`; null is without end. */
export type Grant = { tierId: string; until: number | null };

export type TierBook = {
  readonly zone: string;
  readonly currency: string;
  /** Up to where time has passed. */
  now: number;
  rules: Tiers | null;
  ladder: Rung[];
  amounts: Amounts;
  score: number;
  earned: number;
  /** Per rung up to the earned one, when she came to stand on it or above. */
  enteredAt: number[];
  graceUntil: number | null;
  /** Before this instant nothing checks whether she keeps the tier. */
  heldUntil: number | null;
  grants: Grant[];
  shown: string | null;
  shownSince: number | null;
  /** Moves of the call that is running. */
  moves: TierMove[];
};

/** What lifts her now. */
export function amountOf(book: TierBook, rules: Tiers): number {
  return rules.basis === 'score' ? book.score : book.amounts.running;
}

/** What keeps her through a grace: after a year that missed, that year and what has come since. */
export function judgedAmount(book: TierBook, rules: Tiers): number {
  if (rules.basis === 'score') return book.score;
  return book.amounts.previous + book.amounts.running;
}

export function enterReached(
  book: TierBook,
  rules: Tiers,
  at: number,
  because: TierMove['because'] = 'entered',
): void {
  const reached = rungReached(book.ladder, amountOf(book, rules));
  if (reached <= book.earned) return;
  standOn(book, reached, at);
  show(book, rules, at, because);
}

/** Puts her on a rung; what was pending about the former one is settled. */
export function standOn(book: TierBook, rung: number, at: number): void {
  book.earned = rung;
  book.enteredAt.length = Math.min(book.enteredAt.length, rung + 1);
  while (book.enteredAt.length <= rung) book.enteredAt.push(at);
  book.graceUntil = null;
  book.heldUntil = null;
}

/** She has missed what keeps her tier, with this amount. */
export function drop(
  book: TierBook,
  rules: Tiers,
  missed: { at: number; amount: number; because: 'period-end' | 'grace-over' },
): void {
  const below = book.earned - 1;
  standOn(book, rules.drop === 'oneStep' ? below : rungKept(book.ladder, missed.amount, below), missed.at);
  show(book, rules, missed.at, missed.because);
}

/**
 * What a changed amount means for keeping the tier. Under a rolling period every instant is checked; under others only a
 * grace can end early. A tier to which she drops is checked afresh, with a grace of its own.
 */
export function checkKeep(book: TierBook, rules: Tiers, at: number): void {
  for (;;) {
    const rung = book.ladder[book.earned];
    if (!rung || rules.period.kind === 'lifetime') return;
    const amount = judgedAmount(book, rules);
    if (amount >= rung.keep) {
      book.graceUntil = null;
      return;
    }
    if (rules.period.kind !== 'rolling' || book.graceUntil !== null || book.heldUntil !== null) return;
    if (rules.graceDays > 0) {
      book.graceUntil = graceEnd(at, rules, book.zone);
      return;
    }
    drop(book, rules, { at, amount, because: 'period-end' });
  }
}

/** The first midnight after so many whole days. */
export function graceEnd(at: number, { graceDays }: Tiers, zone: string): number {
  return startOfDay(addDays(dayOf(at - 1, zone), graceDays + 1), zone);
}

/** Notes the move if another tier shows than before. */
export function show(book: TierBook, rules: Tiers, at: number, because: TierMove['because']): void {
  const to = shownTier(book, rules);
  if (to === book.shown) return;
  book.moves.push({ at, from: book.shown, to, because });
  book.shown = to;
  book.shownSince = at;
}

/** The place in the list of the earned tier; below the first without one. */
export function earnedRank(book: TierBook): number {
  return book.ladder[book.earned]?.rank ?? GROUND;
}

export function rankOf(rules: Tiers, tierId: string | null): number {
  return tierId === null ? GROUND : rules.list.findIndex(({ id }) => id === tierId);
}

function shownTier(book: TierBook, rules: Tiers): string | null {
  const ranks = book.grants.map(({ tierId }) => rankOf(rules, tierId));
  return rules.list[Math.max(earnedRank(book), ...ranks)]?.id ?? null;
}
