/** Numbers, dates and ids as files of other programs write them. */
import { expect, test } from 'vitest';
import { guessColumns, IMPORT_FIELDS, isNoHeading, recogniseFormat } from '#app/core/member-import/fields.ts';
import {
  type DateStyle,
  type NumberStyle,
  readCustomerId,
  readDate,
  readMail,
  readPoints,
} from '#app/core/member-import/read-values.ts';

test.each<[text: string, style: NumberStyle, read: number | string]>([
  ['1200', 'auto', 1200],
  [' 1200 ', 'auto', 1200],
  ['+7', 'auto', 7],
  ['-50', 'auto', -50],
  ['−50', 'auto', -50],
  ['0', 'auto', 0],
  ['-0', 'auto', 0],
  ['1,200', 'auto', 'number-ambiguous'],
  ['1.200', 'auto', 'number-ambiguous'],
  ['1,200', 'point', 1200],
  ['1,200', 'comma', 1],
  ['1.200', 'comma', 1200],
  ['125.000', 'point', 125],
  ['1.200.300', 'auto', 1_200_300],
  ['1,200,300', 'auto', 1_200_300],
  ['1.200,50', 'auto', 1200],
  ['1,200.50', 'auto', 1200],
  ['1 200', 'auto', 1200],
  ['1\u00a0200', 'auto', 1200],
  ['1’200', 'auto', 1200],
  ['12.5', 'auto', 12],
  ['12,50', 'auto', 12],
  ['12.00', 'auto', 12],
  ['1200.5', 'auto', 1200],
  ['1234.567', 'auto', 1234],
  ['500 points', 'auto', 500],
  ['500 Punkte', 'auto', 500],
  ["'500", 'auto', 500],
  ['12,34,56', 'auto', 'number-unreadable'],
  ['1.2.3', 'auto', 'number-unreadable'],
  ['abc', 'auto', 'number-unreadable'],
  ['', 'auto', 'number-unreadable'],
  ['1e5', 'auto', 'number-unreadable'],
  ['=1+1', 'auto', 'number-unreadable'],
  ['99999999999999999999', 'auto', 'number-unreadable'],
])('points %s (%s) are %s', (text, style, read) => {
  const result = readPoints(text, style);
  expect(result.ok ? result.value : result.problem).toBe(read);
});

test('a fraction that is cut off counts as a repair, zeros behind the sign do not', () => {
  expect(readPoints('12.5', 'auto')).toEqual({ ok: true, value: 12, repaired: true });
  expect(readPoints('12.00', 'auto')).toEqual({ ok: true, value: 12 });
});

test.each<[text: string, style: DateStyle, read: string]>([
  ['2026-11-03', 'auto', '2026-11-3'],
  ['2026/11/03', 'auto', '2026-11-3'],
  ['3.11.2026', 'auto', '2026-11-3'],
  ['03.11.2026', 'monthFirst', '2026-11-3'],
  ['3/11/2026', 'auto', 'date-ambiguous'],
  ['3/11/2026', 'dayFirst', '2026-11-3'],
  ['3/11/2026', 'monthFirst', '2026-3-11'],
  ['3-11-2026', 'auto', 'date-ambiguous'],
  ['25/12/2026', 'auto', '2026-12-25'],
  ['12/25/2026', 'auto', '2026-12-25'],
  ['12/25/2026', 'dayFirst', '2026-12-25'],
  ['7/7/2026', 'auto', '2026-7-7'],
  ['3 Nov 2026', 'auto', '2026-11-3'],
  ['3. November 2026', 'auto', '2026-11-3'],
  ['1. März 2027', 'auto', '2027-3-1'],
  ['Nov 3, 2026', 'auto', '2026-11-3'],
  ['November 3rd, 2026', 'auto', '2026-11-3'],
  ['1762128000', 'auto', '2025-11-3'],
  ['1762128000000', 'auto', '2025-11-3'],
  ['31/02/2026', 'auto', 'date-unreadable'],
  ['2026-13-01', 'auto', 'date-unreadable'],
  ['3.11.26', 'auto', 'date-unreadable'],
  ['3/11', 'dayFirst', 'date-unreadable'],
  ['soon', 'auto', 'date-unreadable'],
])('the day %s (%s) is %s', (text, style, read) => {
  const result = readDate(text, style);
  const { year, month, day } = result.ok ? result.value : {};
  expect(result.ok ? `${year}-${month}-${day}` : result.problem).toBe(read);
});

test('a time with its zone is that instant; without, it is the day', () => {
  expect(readDate('2026-11-03T22:30:00Z', 'auto')).toMatchObject({
    value: { instant: Date.UTC(2026, 10, 3, 22, 30) },
  });
  expect(readDate('2026-11-03 22:30:00 UTC', 'auto')).toMatchObject({
    value: { instant: Date.UTC(2026, 10, 3, 22, 30) },
  });
  expect(readDate('2026-11-03 22:30:00', 'auto')).toMatchObject({ value: { instant: null, day: 3 } });
});

test.each<[text: string, style: DateStyle, read: string]>([
  ['02/29', 'auto', '2-29'],
  ['29.02.', 'auto', '2-29'],
  ['03/04', 'auto', 'date-ambiguous'],
  ['03/04', 'monthFirst', '3-4'],
  ['03/04/1990', 'monthFirst', '3-4'],
  ['1990-03-04', 'auto', '3-4'],
  ['--12-24', 'auto', '12-24'],
  ['4 March', 'auto', '3-4'],
  ['30/02', 'auto', 'date-unreadable'],
])('the birthday %s (%s) is %s', (text, style, read) => {
  const result = readDate(text, style, true);
  expect(result.ok ? `${result.value.month}-${result.value.day}` : result.problem).toBe(read);
});

test.each<[text: string, read: string | undefined]>([
  ['7001', '7001'],
  ["'7001", '7001'],
  ['gid://shopify/Customer/7001', '7001'],
  ['7001.0', '7001'],
  ['7.001E+12', undefined],
  ['0', undefined],
  ['abc', undefined],
])('the customer %s is %s', (text, read) => {
  const result = readCustomerId(text);
  expect(result.ok ? result.value : undefined).toBe(read);
});

test.each<[text: string, read: string | undefined]>([
  [' Ada@Example.com ', 'ada@example.com'],
  ['mailto:ada@example.com', 'ada@example.com'],
  ['ada@example', undefined],
  ['ada at example.com', undefined],
  ['a@b.com, c@d.com', undefined],
])('the address %s is %s', (text, read) => {
  const result = readMail(text);
  expect(result.ok ? result.value : undefined).toBe(read);
});

test.each<[format: string, headings: string]>([
  ['smile', 'email,points'],
  ['rivo', 'Email,Points Balance,Birthdate,VIP Tier,Activation Date,Credits Balance'],
  ['rivo-history', 'customer_id,email,points_amount,source,applied_at,expires_at'],
  [
    'yotpo',
    'Full Name,First Name,Last Name,Email,Points Balance,Points Spent,Birthday (MM/DD) or (MM/DD/YYYY)',
  ],
  ['yotpo', 'Email,First name,Last name,Points Balance,Referral Link'],
  ['joy', 'Email,Name,Membership Type,Points,Birthday,Created Date'],
  ['bon', 'Shopify Customer ID,Customer Email,Points'],
  ['other', 'Kunde,Stand'],
])('a file of %s is known by its headings', (format, headings) => {
  expect(recogniseFormat(headings.split(','))).toBe(format);
});

test('columns are found by their usual names in both languages', () => {
  const headings = ['Name', 'E-Mail-Adresse', 'Punktestand', 'Gültig bis', 'Stufe', 'Geburtstag'];
  expect(guessColumns(headings, IMPORT_FIELDS)).toEqual({
    email: 1,
    points: 2,
    expiresAt: 3,
    tier: 4,
    birthday: 5,
  });
});

test('a first line with an address or with numbers alone is no heading', () => {
  expect(isNoHeading(['ada@example.com', '500'])).toBe(true);
  expect(isNoHeading(['7001', '500'])).toBe(true);
  expect(isNoHeading(['email', 'points'])).toBe(false);
});
