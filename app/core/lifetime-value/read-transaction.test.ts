import { expect, test } from 'vitest';
import { dayNumber } from '#app/core/lifetime-value/months.ts';
import { readTransaction } from '#app/core/lifetime-value/read-transaction.ts';

const CELLS = { customer: 'c', date: '2026-03-29', value: '12.34', order: '', kind: '' };

test.for<[value: string, minor: number | null]>([
  ['12.34', 1234],
  ['12', 1200],
  ['-5', -500],
  ['+5.5', 550],
  ['.5', 50],
  ['0', 0],
  ['-0.00', 0],
  ['12,34', 1234],
  ['12.345', 1235],
  ['-12.345', -1235],
  ['33.3333333', 3333],
  ['1,234', null],
  ['1,234.50', null],
  ['1.234,50', null],
  ['€5', null],
  ['1e3', null],
  ['', null],
  ['.', null],
  ['NaN', null],
  ['99999999999.00', null],
])('value "%s"', ([value, minor]) => {
  const read = readTransaction({ ...CELLS, value }, 2);
  expect('transaction' in read ? read.transaction.minor : null).toBe(minor);
});

test.for<[date: string, day: string | null]>([
  ['2026-03-29', '2026-03-29'],
  ['20260329', '2026-03-29'],
  ['2026-03-29 23:30:00', '2026-03-29'],
  ['2026-03-29T23:30:00+02:00', '2026-03-29'],
  ['2026-03-29T23:30:00Z', '2026-03-29'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', null],
  ['20261301', null],
  ['29.03.2026', null],
  ['03/29/2026', null],
  ['2026-3-9', null],
  ['1969-12-31', null],
  ['', null],
])('date "%s"', ([date, day]) => {
  const read = readTransaction({ ...CELLS, date }, 2);
  expect('transaction' in read ? read.transaction.day : null).toBe(day === null ? null : dayNumber(day));
});

test.for<[kind: string, read: string | null | undefined]>([
  ['', null],
  ['Order', 'order'],
  ['REFUND', 'refund'],
  ['cancelled', 'cancellation'],
  ['gift', undefined],
])('kind "%s"', ([kind, expected]) => {
  const read = readTransaction({ ...CELLS, kind }, 2);
  expect('transaction' in read ? read.transaction.kind : undefined).toBe(expected);
});

test('a row without a customer is a guest, but not when it cannot be read', () => {
  expect(readTransaction({ ...CELLS, customer: ' ' }, 2)).toEqual({ guest: true });
  expect(readTransaction({ ...CELLS, customer: '', value: 'x' }, 2)).toHaveProperty('problem');
});
