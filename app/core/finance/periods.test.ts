import { expect, test } from 'vitest';
import {
  ageBounds,
  daysFrom,
  lastDayOf,
  monthsFrom,
  monthStarts,
  shiftMonth,
} from '#app/core/finance/periods.ts';

test.for<[string, number, string]>([
  ['2026-01', -1, '2025-12'],
  ['2025-12', 1, '2026-01'],
  ['2026-11', -24, '2024-11'],
  ['2026-11', 14, '2028-01'],
])('%s and %i months is %s', ([month, by, expected]) => {
  expect(shiftMonth(month, by)).toBe(expected);
});

test('spans hold both ends', () => {
  expect(daysFrom('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  expect(monthsFrom('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(lastDayOf('2028-02')).toBe('2028-02-29');
});

test('ages count from the end of the day in the time zone of the shop, over the change of the clock', () => {
  const bounds = ageBounds('2026-06-30', 'Europe/Berlin').map((at) => new Date(at).toISOString());
  // Midnight in Berlin is 22:00 UTC in summer and 23:00 in winter.
  expect(bounds).toEqual([
    '2023-06-30T22:00:00.000Z',
    '2024-06-30T22:00:00.000Z',
    '2025-06-30T22:00:00.000Z',
    '2025-12-31T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
  ]);
});

test('the starts of months end with the end of the last', () => {
  const starts = monthStarts(['2026-03', '2026-04'], 'Europe/Berlin').map((at) => new Date(at).toISOString());
  expect(starts).toEqual([
    '2026-02-28T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
    '2026-04-30T22:00:00.000Z',
  ]);
  expect(monthStarts([], 'UTC')).toEqual([]);
});
