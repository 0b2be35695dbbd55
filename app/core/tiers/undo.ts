/** How far a refund can take a member back: to the tier that she held when the present period began. */
import { addMonths } from '#app/core/calendar.ts';
import type { Tiers } from '#app/core/program/tiers.ts';
import type { TierBook } from '#app/core/tiers/book-state.ts';

/** The highest rung that she has stood on since before the present period: the year, or the window at this instant. */
export function undoFloor(book: TierBook, { period }: Tiers, at: number): number {
  const { amounts, zone } = book;
  return book.enteredAt.findLastIndex((enteredAt) => {
    switch (period.kind) {
      case 'lifetime':
        return false;
      case 'calendarYear':
        return enteredAt < amounts.runningFrom;
      case 'rolling':
        return addMonths(enteredAt, period.months, zone) <= at;
    }
  });
}
