/**
 * When points end: every kind of rule at its boundaries, in several time zones. Each end is also met through the ledger:
 * usable one millisecond before it, expired with it.
 */
import { expect, test } from 'vitest';
import { expiry as expirySchema } from '#app/core/program/validity.ts';
import { passTime } from './adjust.ts';
import { atTime, book, emptyBooks } from './books-for-tests.ts';
import { expiresAt, type LotExpiry, lotExpiryOf, NEVER } from './expiry.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "10 days", "3 months", "31 Dec after 90 days". */
function ruleOf(text: string, zone: string): LotExpiry {
  const [count = '', word = '', , least = '0'] = text.split(' ');
  if (word.startsWith('day')) return { kind: 'afterDays', days: Number(count) };
  if (word.startsWith('month')) return { kind: 'afterMonths', months: Number(count), zone };
  const month = MONTHS.indexOf(word) + 1;
  return { kind: 'fixedDate', month, day: Number(count), atLeastDays: Number(least), zone };
}

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const full = (text: string) => new Date(text).toISOString();

test.for<[rule: string, zone: string, matured: string, end: string]>([
  ['1 day', 'UTC', '2026-01-01T00:00Z', '2026-01-02T00:00Z'],
  ['1 day', 'UTC', '2026-03-28T12:00Z', '2026-03-29T12:00Z'],
  ['1 day', 'UTC', '2024-02-28T12:00Z', '2024-02-29T12:00Z'],
  ['1 day', 'UTC', '2026-12-31T23:59Z', '2027-01-01T23:59Z'],
  ['10 days', 'UTC', '2026-01-01T00:00Z', '2026-01-11T00:00Z'],
  ['10 days', 'UTC', '2026-10-20T00:00Z', '2026-10-30T00:00Z'],
  ['30 days', 'UTC', '2026-01-31T09:30Z', '2026-03-02T09:30Z'],
  ['30 days', 'UTC', '2024-02-01T00:00Z', '2024-03-02T00:00Z'],
  ['365 days', 'UTC', '2026-01-01T00:00Z', '2027-01-01T00:00Z'],
  ['365 days', 'UTC', '2024-01-01T00:00Z', '2024-12-31T00:00Z'],
  ['1095 days', 'UTC', '2026-06-15T08:00Z', '2029-06-14T08:00Z'],
  ['1 month', 'UTC', '2026-01-31T00:00Z', '2026-02-28T00:00Z'],
  ['1 month', 'UTC', '2026-01-15T10:00Z', '2026-02-15T10:00Z'],
  ['1 month', 'UTC', '2024-01-31T12:00Z', '2024-02-29T12:00Z'],
  ['1 month', 'UTC', '2026-12-31T23:59Z', '2027-01-31T23:59Z'],
  ['1 month', 'Europe/Berlin', '2026-02-28T23:30Z', '2026-03-31T22:30Z'],
  ['1 month', 'Europe/Berlin', '2026-03-01T11:00Z', '2026-04-01T10:00Z'],
  ['1 month', 'Europe/Berlin', '2026-02-28T01:30Z', '2026-03-28T01:30Z'],
  ['1 month', 'Europe/Berlin', '2026-09-25T00:30Z', '2026-10-25T00:30Z'],
  ['1 month', 'Europe/Berlin', '2026-01-31T22:59Z', '2026-02-28T22:59Z'],
  ['1 month', 'Europe/Berlin', '2026-01-31T23:00Z', '2026-02-28T23:00Z'],
  ['3 months', 'Europe/Berlin', '2026-01-01T11:00Z', '2026-04-01T10:00Z'],
  ['3 months', 'Europe/Berlin', '2026-11-30T11:00Z', '2027-02-28T11:00Z'],
  ['3 months', 'Europe/Berlin', '2025-11-30T11:00Z', '2026-02-28T11:00Z'],
  ['3 months', 'Europe/Berlin', '2023-11-30T11:00Z', '2024-02-29T11:00Z'],
  ['6 months', 'America/New_York', '2026-05-08T06:30Z', '2026-11-08T07:30Z'],
  ['6 months', 'America/New_York', '2025-09-08T06:30Z', '2026-03-08T07:30Z'],
  ['6 months', 'America/New_York', '2026-08-31T04:00Z', '2027-02-28T05:00Z'],
  ['6 months', 'America/New_York', '2026-08-31T03:59Z', '2027-03-01T04:59Z'],
  ['12 months', 'Europe/Berlin', '2024-02-29T11:00Z', '2025-02-28T11:00Z'],
  ['12 months', 'Europe/Berlin', '2023-02-28T11:00Z', '2024-02-28T11:00Z'],
  ['12 months', 'Europe/Berlin', '2026-07-01T10:00Z', '2027-07-01T10:00Z'],
  ['12 months', 'Europe/Berlin', '2025-03-30T00:30Z', '2026-03-29T23:30Z'],
  ['12 months', 'America/New_York', '2026-11-01T05:30Z', '2027-11-01T05:30Z'],
  ['12 months', 'America/New_York', '2026-11-01T06:30Z', '2027-11-01T05:30Z'],
  ['36 months', 'Europe/Berlin', '2024-02-29T11:00Z', '2027-02-28T11:00Z'],
  ['36 months', 'Europe/Berlin', '2026-11-22T15:20Z', '2029-11-22T15:20Z'],
  ['36 months', 'Europe/Berlin', '2021-02-28T23:00Z', '2024-02-29T23:00Z'],
  ['36 months', 'Asia/Kolkata', '2026-01-30T18:30Z', '2029-01-30T18:30Z'],
  ['36 months', 'Asia/Kolkata', '2026-01-30T18:29Z', '2029-01-30T18:29Z'],
  ['13 months', 'Pacific/Auckland', '2025-08-27T14:00Z', '2026-09-27T13:00Z'],
  ['13 months', 'Pacific/Auckland', '2026-09-04T12:00Z', '2027-10-04T11:00Z'],
  ['1 month', 'Pacific/Honolulu', '2026-02-01T09:59Z', '2026-03-01T09:59Z'],
  ['1 month', 'Pacific/Honolulu', '2026-02-01T10:00Z', '2026-03-01T10:00Z'],
  ['1200 months', 'Europe/Berlin', '2026-06-01T10:00Z', '2126-06-01T10:00Z'],
  ['31 Dec', 'UTC', '2026-01-01T00:00Z', '2027-01-01T00:00Z'],
  ['31 Dec', 'UTC', '2026-12-31T23:59Z', '2027-01-01T00:00Z'],
  ['31 Dec', 'UTC', '2027-01-01T00:00Z', '2028-01-01T00:00Z'],
  ['31 Dec', 'UTC', '2026-12-31T00:00Z', '2027-01-01T00:00Z'],
  ['31 Dec', 'UTC', '2027-01-01T00:01Z', '2028-01-01T00:00Z'],
  ['31 Dec', 'Europe/Berlin', '2026-12-31T22:59Z', '2026-12-31T23:00Z'],
  ['31 Dec', 'Europe/Berlin', '2026-12-31T23:00Z', '2027-12-31T23:00Z'],
  ['31 Dec', 'Europe/Berlin', '2026-12-31T23:01Z', '2027-12-31T23:00Z'],
  ['31 Dec', 'Europe/Berlin', '2026-06-01T00:00Z', '2026-12-31T23:00Z'],
  ['31 Dec', 'Pacific/Auckland', '2026-12-31T10:59Z', '2026-12-31T11:00Z'],
  ['31 Dec', 'Pacific/Auckland', '2026-12-31T11:00Z', '2027-12-31T11:00Z'],
  ['31 Dec', 'Pacific/Auckland', '2026-12-31T11:01Z', '2027-12-31T11:00Z'],
  ['31 Dec', 'Pacific/Honolulu', '2027-01-01T09:59Z', '2027-01-01T10:00Z'],
  ['31 Dec', 'Pacific/Honolulu', '2027-01-01T10:00Z', '2028-01-01T10:00Z'],
  ['31 Dec', 'Pacific/Honolulu', '2027-01-01T10:01Z', '2028-01-01T10:00Z'],
  ['31 Dec after 90 days', 'UTC', '2026-10-02T23:59Z', '2027-01-01T00:00Z'],
  ['31 Dec after 90 days', 'UTC', '2026-10-03T00:00Z', '2027-01-01T00:00Z'],
  ['31 Dec after 90 days', 'UTC', '2026-10-03T00:01Z', '2028-01-01T00:00Z'],
  ['31 Dec after 90 days', 'UTC', '2026-12-31T12:00Z', '2028-01-01T00:00Z'],
  ['31 Dec after 90 days', 'Europe/Berlin', '2026-10-02T22:59Z', '2026-12-31T23:00Z'],
  ['31 Dec after 90 days', 'Europe/Berlin', '2026-10-02T23:00Z', '2026-12-31T23:00Z'],
  ['31 Dec after 90 days', 'Europe/Berlin', '2026-10-02T23:01Z', '2027-12-31T23:00Z'],
  ['31 Dec after 365 days', 'Europe/Berlin', '2026-01-01T00:00Z', '2027-12-31T23:00Z'],
  ['31 Dec after 365 days', 'Europe/Berlin', '2025-12-31T23:00Z', '2026-12-31T23:00Z'],
  ['31 Dec after 365 days', 'Europe/Berlin', '2025-12-31T23:01Z', '2027-12-31T23:00Z'],
  ['31 Dec after 400 days', 'UTC', '2026-01-01T00:00Z', '2028-01-01T00:00Z'],
  ['31 Dec after 400 days', 'UTC', '2025-11-26T00:00Z', '2027-01-01T00:00Z'],
  ['31 Dec after 400 days', 'UTC', '2025-11-27T00:00Z', '2027-01-01T00:00Z'],
  ['31 Mar', 'Europe/Berlin', '2026-03-31T21:59Z', '2026-03-31T22:00Z'],
  ['31 Mar', 'Europe/Berlin', '2026-03-31T22:00Z', '2027-03-31T22:00Z'],
  ['31 Mar', 'Europe/Berlin', '2026-03-31T22:01Z', '2027-03-31T22:00Z'],
  ['31 Mar', 'Europe/Berlin', '2026-01-01T00:00Z', '2026-03-31T22:00Z'],
  ['29 Mar', 'Europe/Berlin', '2026-03-29T21:59Z', '2026-03-29T22:00Z'],
  ['29 Mar', 'Europe/Berlin', '2026-03-29T22:00Z', '2027-03-29T22:00Z'],
  ['29 Mar', 'Europe/Berlin', '2026-03-29T22:01Z', '2027-03-29T22:00Z'],
  ['25 Oct', 'Europe/Berlin', '2026-10-25T22:59Z', '2026-10-25T23:00Z'],
  ['25 Oct', 'Europe/Berlin', '2026-10-25T23:00Z', '2027-10-25T22:00Z'],
  ['25 Oct', 'Europe/Berlin', '2026-10-25T23:01Z', '2027-10-25T22:00Z'],
  ['31 Feb', 'UTC', '2026-01-01T00:00Z', '2026-03-01T00:00Z'],
  ['31 Feb', 'UTC', '2024-01-01T00:00Z', '2024-03-01T00:00Z'],
  ['31 Feb', 'UTC', '2024-02-29T23:59Z', '2024-03-01T00:00Z'],
  ['31 Feb', 'UTC', '2024-03-01T00:00Z', '2025-03-01T00:00Z'],
  ['31 Feb', 'UTC', '2024-03-01T00:01Z', '2025-03-01T00:00Z'],
  ['29 Feb', 'Europe/Berlin', '2026-02-28T22:59Z', '2026-02-28T23:00Z'],
  ['29 Feb', 'Europe/Berlin', '2026-02-28T23:00Z', '2027-02-28T23:00Z'],
  ['29 Feb', 'Europe/Berlin', '2026-02-28T23:01Z', '2027-02-28T23:00Z'],
  ['29 Feb', 'Europe/Berlin', '2027-06-01T00:00Z', '2028-02-29T23:00Z'],
  ['31 Apr', 'America/New_York', '2026-05-01T03:59Z', '2026-05-01T04:00Z'],
  ['31 Apr', 'America/New_York', '2026-05-01T04:00Z', '2027-05-01T04:00Z'],
  ['31 Apr', 'America/New_York', '2026-05-01T04:01Z', '2027-05-01T04:00Z'],
  ['31 Jun after 30 days', 'Asia/Kolkata', '2026-05-31T18:29Z', '2026-06-30T18:30Z'],
  ['31 Jun after 30 days', 'Asia/Kolkata', '2026-05-31T18:30Z', '2026-06-30T18:30Z'],
  ['31 Jun after 30 days', 'Asia/Kolkata', '2026-05-31T18:31Z', '2027-06-30T18:30Z'],
  ['1 Jan', 'Europe/Berlin', '2026-01-01T22:59Z', '2026-01-01T23:00Z'],
  ['1 Jan', 'Europe/Berlin', '2026-01-01T23:00Z', '2027-01-01T23:00Z'],
  ['1 Jan', 'Europe/Berlin', '2026-01-01T23:01Z', '2027-01-01T23:00Z'],
])('%s in %s: what matures %s ends %s', ([text, zone, matured, end]) => {
  const rule = ruleOf(text, zone);
  const maturesAt = Date.parse(matured);
  expect(iso(expiresAt(rule, maturesAt, null))).toBe(full(end));
  const booked = book(emptyBooks(), maturesAt, { id: '1', points: 70, expiry: rule, maturesAt });
  const before = passTime(booked.state, atTime(Date.parse(end) - 1)).state;
  expect(before.balances.available).toBe(70);
  const after = passTime(before, atTime(Date.parse(end))).state;
  expect(after.balances.available).toBe(0);
  expect(after.lifetime.expired).toBe(70);
});

test('points without a rule of expiry never end', () => {
  expect(expiresAt(NEVER, 0, 5)).toBeNull();
  const booked = book(emptyBooks(), 0, { id: '1', points: 70, expiry: NEVER });
  expect(passTime(booked.state, atTime(Date.parse('2999-01-01T00:00Z'))).state.balances.available).toBe(70);
});

test.for<[matured: string, active: string | null, end: string]>([
  ['2026-01-01T00:00Z', null, '2026-01-31T00:00Z'],
  ['2026-01-01T00:00Z', '2025-12-01T00:00Z', '2026-01-31T00:00Z'],
  ['2026-01-01T00:00Z', '2026-01-01T00:00Z', '2026-01-31T00:00Z'],
  ['2026-01-01T00:00Z', '2026-01-10T12:00Z', '2026-02-09T12:00Z'],
])('30 days without activity: what matures %s with an activity %s ends %s', ([matured, active, end]) => {
  const rule: LotExpiry = { kind: 'inactivity', days: 30 };
  const activeAt = active === null ? null : Date.parse(active);
  expect(iso(expiresAt(rule, Date.parse(matured), activeAt))).toBe(full(end));
});

test('a lot keeps of the program’s rule what its end needs, with the shop’s zone where days begin and end', () => {
  const kept = (written: unknown) => lotExpiryOf(expirySchema.parse(written), 'Europe/Berlin');
  expect(kept({ kind: 'never' })).toBe(NEVER);
  expect(kept({ kind: 'afterDays', days: 9, existing: 'apply' })).toEqual({ kind: 'afterDays', days: 9 });
  expect(kept({ kind: 'inactivity', days: 9, noticeDays: 1 })).toEqual({ kind: 'inactivity', days: 9 });
  expect(kept({ kind: 'afterMonths', months: 36 })).toEqual({
    kind: 'afterMonths',
    months: 36,
    zone: 'Europe/Berlin',
  });
  expect(kept({ kind: 'fixedDate', month: 12, day: 31, atLeastDays: 90 })).toEqual({
    kind: 'fixedDate',
    month: 12,
    day: 31,
    atLeastDays: 90,
    zone: 'Europe/Berlin',
  });
});
