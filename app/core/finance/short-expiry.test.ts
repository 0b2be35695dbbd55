import { expect, test } from 'vitest';
import { expiryConcerns } from '#app/core/finance/short-expiry.ts';
import { type ProgramInput, programSchema } from '#app/core/program/program.ts';

const version = (number: number, expiry: ProgramInput['expiry']) => ({
  version: number,
  config: programSchema.parse({ expiry }),
});

test.for<[string, ProgramInput['expiry'], boolean]>([
  ['never', { kind: 'never' }, false],
  ['36 months', { kind: 'afterMonths', months: 36 }, false],
  ['35 months', { kind: 'afterMonths', months: 35 }, true],
  ['three years of days', { kind: 'afterDays', days: 1095 }, false],
  ['a day less', { kind: 'afterDays', days: 1094 }, true],
  ['two years without an order', { kind: 'inactivity', days: 730 }, true],
  ['the end of the year', { kind: 'fixedDate', month: 12, day: 31 }, true],
  [
    'the end of the year after three more',
    { kind: 'fixedDate', month: 12, day: 31, atLeastDays: 1095 },
    false,
  ],
])('%s: whether the life of points is short', ([, expiry, short]) => {
  expect(expiryConcerns([version(1, expiry)]).some(({ kind }) => kind === 'short')).toBe(short);
});

test('a shorter life for points that members have is a wind-down, with its notice', () => {
  const before = version(1, { kind: 'never' });
  const after = version(2, { kind: 'afterMonths', months: 48, existing: 'apply', noticeDays: 90 });
  expect(expiryConcerns([after, before])).toEqual([
    { version: 2, kind: 'wind-down', months: 48, noticeDays: 90 },
  ]);
  const kept = version(2, { kind: 'afterMonths', months: 48 });
  expect(expiryConcerns([before, kept])).toEqual([]);
});
