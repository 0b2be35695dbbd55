/**
 * When points of an order become available: the event that starts the hold, its days, and both sides of the instant, met
 * through the ledger.
 */
import { expect, test } from 'vitest';
import { maturityOf } from '#app/core/earning/award.ts';
import { anOrder } from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { programSchema } from '#app/core/program/program.ts';
import { passTime } from './adjust.ts';
import { bookTarget } from './book-target.ts';
import { atDay, atTime, balancesOf, play, shape, target, wait } from './books-for-tests.ts';
import { emptyState } from './state.ts';

const START = Date.parse('2026-03-01T10:00:00Z');
const DAY = 86_400_000;

/** "0d", "6d", "6d 00:01": days after the order, and hours. */
function instantOf(text: string): number {
  const [days = '0d', time = '00:00'] = text.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  return START + parseInt(days) * DAY + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

const isoOf = (text: string) => (text === '' ? null : new Date(instantOf(text)).toISOString());

/** "paid + 14", "delivered + 14, assumed 5", "delivered + 3, never assumed". */
function holdOf(text: string) {
  const [event = '', assumed = 'assumed 14'] = text.split(', ');
  const [after, days] = event.split(' + ');
  const deliveryAssumedAfterDays = assumed === 'never assumed' ? null : Number(assumed.split(' ')[1]);
  return programSchema.parse({ hold: { after, days: Number(days), deliveryAssumedAfterDays } });
}

test.for<[hold: string, sent: string, delivered: string, available: string]>([
  ['paid + 0', '', '', '0d'],
  ['paid + 0', '3d', '5d', '0d'],
  ['paid + 1', '', '', '1d'],
  ['paid + 1', '5d', '6d', '1d'],
  ['paid + 14', '', '', '14d'],
  ['paid + 14', '2d', '4d', '14d'],
  // The clock springs forward on the 29th: a day is 24 hours all the same.
  ['paid + 28', '', '', '28d'],
  ['paid + 29', '', '', '29d'],
  ['paid + 365', '', '', '365d'],
  ['fulfilled + 0', '', '', 'open'],
  ['fulfilled + 0', '', '5d', 'open'],
  ['fulfilled + 0', '0d', '', '0d'],
  ['fulfilled + 0', '3d', '', '3d'],
  ['fulfilled + 0', '3d', '5d', '3d'],
  ['fulfilled + 1', '3d', '', '4d'],
  ['fulfilled + 1', '3d 00:01', '', '4d 00:01'],
  ['fulfilled + 14', '', '', 'open'],
  ['fulfilled + 14', '0d 00:30', '', '14d 00:30'],
  ['fulfilled + 14', '2d', '', '16d'],
  ['fulfilled + 14', '2d', '4d', '16d'],
  ['fulfilled + 14', '28d 12:00', '', '42d 12:00'],
  ['fulfilled + 365', '10d', '', '375d'],
  ['delivered + 0', '', '', 'open'],
  ['delivered + 0', '2d', '', '16d'],
  ['delivered + 0', '2d', '3d', '3d'],
  ['delivered + 0', '2d', '30d', '30d'],
  ['delivered + 0', '', '3d', '3d'],
  ['delivered + 14', '', '', 'open'],
  ['delivered + 14', '2d', '', '30d'],
  ['delivered + 14', '2d', '4d', '18d'],
  ['delivered + 14', '2d', '4d 23:59', '18d 23:59'],
  ['delivered + 14', '2d', '15d 23:59', '29d 23:59'],
  ['delivered + 14', '2d', '16d', '30d'],
  // A delivery that a carrier reports goes before one that was only assumed, even when it came later.
  ['delivered + 14', '2d', '17d', '31d'],
  ['delivered + 14', '', '4d', '18d'],
  ['delivered + 14, assumed 1', '2d', '', '17d'],
  ['delivered + 14, assumed 5', '2d', '', '21d'],
  ['delivered + 14, assumed 5', '2d', '3d', '17d'],
  ['delivered + 14, assumed 90', '2d', '', '106d'],
  ['delivered + 0, assumed 1', '0d', '', '1d'],
  ['delivered + 3, never assumed', '', '', 'open'],
  ['delivered + 3, never assumed', '2d', '', 'open'],
  ['delivered + 3, never assumed', '2d', '40d', '43d'],
  ['delivered + 3, never assumed', '', '4d', '7d'],
])('%s; sent %s, delivered %s: available %s', ([hold, sent, delivered, available]) => {
  const facts: OrderFacts = anOrder({
    occurredAt: isoOf('0d') ?? '',
    fulfilledAt: isoOf(sent),
    deliveredAt: isoOf(delivered),
  });
  const maturesAt = maturityOf(facts, holdOf(hold));
  expect(maturesAt === null ? 'open' : new Date(maturesAt).toISOString()).toBe(
    available === 'open' ? 'open' : isoOf(available),
  );
  // Booked before anything could be over; looked at on both sides of the instant.
  const booked = bookTarget(emptyState(), target('1', 90, { maturesAt }), atTime(START - 1));
  expect(balancesOf(booked)).toBe('pending 90');
  if (maturesAt === null) {
    expect(balancesOf(passTime(booked.state, atTime(START + 10_000 * DAY)))).toBe('pending 90');
    return;
  }
  expect(balancesOf(passTime(booked.state, atTime(maturesAt - 1)))).toBe('pending 90');
  expect(balancesOf(passTime(booked.state, atTime(maturesAt)))).toBe('available 90');
  // Heard of only then, the points are available with their booking.
  const late = bookTarget(emptyState(), target('1', 90, { maturesAt }), atTime(maturesAt));
  expect(shape(late)).toEqual(['earn 90 issued>available']);
});

test.for<[was: number | null, becomes: number | null, matures: number | null]>([
  [null, 20, 20],
  [20, null, null],
  [20, 25, 25],
  [25, 20, 20],
  [20, 6, 6],
  [null, null, null],
])('a hold until day %s that becomes one until day %s ends on day %s', ([was, becomes, matures]) => {
  const at = (day: number | null) => (day === null ? null : day * DAY);
  const moved = play(
    emptyState(),
    (state) => bookTarget(state, target('1', 50, { maturesAt: at(was) }), atDay(0)),
    (state) => bookTarget(state, target('1', 50, { maturesAt: at(becomes) }), atDay(6)),
  );
  expect(moved.state.lots.get(1)?.maturesAt).toBe(at(matures));
  const availableOn = (day: number) => play(moved.state, wait(day)).state.balances.available;
  expect(availableOn(matures ?? 999)).toBe(matures === null ? 0 : 50);
  if (matures !== null && matures > 6) expect(availableOn(matures - 0.001)).toBe(0);
});

test('points that have become available do not go back on hold', () => {
  const moved = play(
    emptyState(),
    (state) => bookTarget(state, target('1', 50, { maturesAt: 5 * DAY }), atDay(5)),
    (state) => bookTarget(state, target('1', 50, { maturesAt: 20 * DAY }), atDay(6)),
  );
  expect(balancesOf(moved)).toBe('available 50');
  expect(moved.state.lots.get(1)?.maturesAt).toBe(5 * DAY);
});
