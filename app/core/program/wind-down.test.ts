import { expect, test } from 'vitest';
import { carefulEnd, warningOfEnd } from '#app/core/program/wind-down.ts';

test('the careful end lies three years away; a day that the month lacks becomes its last', () => {
  expect(carefulEnd('2026-11-23')).toBe('2029-11-23');
  expect(carefulEnd('2024-02-29')).toBe('2027-02-28');
  expect(carefulEnd('2026-12-31')).toBe('2029-12-31');
});

test('an end before that is warned of, and what is no day is said to be none', () => {
  expect(warningOfEnd('2029-11-23', '2026-11-23')).toBeNull();
  expect(warningOfEnd('2029-11-22', '2026-11-23')).toBe('too-soon');
  expect(warningOfEnd('2029-13-01', '2026-11-23')).toBe('no-day');
  expect(warningOfEnd('', '2026-11-23')).toBe('no-day');
});
