/**
 * A small shop's year and a half on real Postgres, told at random: every figure of the finance reports is worked out
 * again from the raw entries, member by member, without any of the reports' SQL.
 */
import { beforeAll, expect, test } from 'vitest';
import type { Cell } from '#app/core/finance/csv.ts';
import type { MemberState } from '#app/core/ledger/state.ts';
import { createTestDatabase } from '../support/database.ts';
import { expectBooksClosed } from '../support/books.ts';
import { insertMerge } from '../support/merged-books.ts';
import { FinanceYear, HALFWAY, SHOP, type StoredEntry, ZONE } from '../support/finance-year.ts';

type Present = typeof import('#app/presenters/present-finance.ts');
type PresentCsv = typeof import('#app/presenters/present-finance-csv.ts');
let present: Present;
let exports: PresentCsv;
let dayOf: (typeof import('#app/core/calendar.ts'))['dayOf'];
let endOfDay: (typeof import('#app/core/calendar.ts'))['endOfDay'];
let year: FinanceYear;
let entries: (StoredEntry & { day: string })[];
/** Reports of the day in the middle, made on that day plus one, before the rest of the story happened. */
let before: { provision: unknown; liability: unknown };

const QUERY = { date: null, month: null, days: 365, horizon: 12 } as const;
const CSV = { ...QUERY, from: null, change: undefined, age: undefined } as const;
const CENTS_PER_POINT = 1; // 100 points = 1.00

const seed = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 1e9));

beforeAll(async () => {
  process.stderr.write(`finance: PROOF_SEED=${seed}\n`);
  await createTestDatabase();
  year = await FinanceYear.open(seed);
  present = await import('#app/presenters/present-finance.ts');
  exports = await import('#app/presenters/present-finance-csv.ts');
  ({ dayOf, endOfDay } = await import('#app/core/calendar.ts'));
  await year.live(0, 300);
  before = await reportsOfHalfway();
  await year.live(300, 540);
  const stored = await year.entries();
  entries = stored.map((entry) => ({ ...entry, day: dayOf(entry.recordedAt, ZONE) }));
});

async function reportsOfHalfway() {
  const books = await present.openReport(SHOP, HALFWAY);
  const provision = await present.presentProvision(books, 12);
  const liability = await present.presentLiability(books, 365);
  return { provision, liability: { ...liability, ties: null } };
}

function until(day: string): StoredEntry[] {
  const end = endOfDay(day, ZONE);
  return entries.filter((entry) => entry.recordedAt < end);
}

/** An account over the whole shop, from the entries alone. */
function account(name: string, day: string): number {
  return until(day).reduce(
    (sum, entry) => sum + (entry.to === name ? entry.points : 0) - (entry.from === name ? entry.points : 0),
    0,
  );
}

const outstanding = (day: string) =>
  account('pending', day) + account('available', day) + account('reserved', day);

async function cells(table: Parameters<PresentCsv['presentFinanceCsv']>[1]['table'], more = {}) {
  const { rows, columns } = await exports.presentFinanceCsv(SHOP, { ...CSV, table, ...more });
  const all: Record<string, Cell>[] = [];
  for await (const row of rows)
    all.push(Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
  return all;
}

const total = (rows: Record<string, Cell>[], column: string) =>
  rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);

test('the story holds every kind of entry that members and orders can cause', async () => {
  const kinds = new Set(entries.map(({ kind }) => kind));
  for (const kind of ['earn', 'mature', 'reserve', 'capture', 'release', 'restore', 'revoke', 'owe'])
    expect(kinds).toContain(kind);
  for (const kind of ['settle', 'expire', 'credit', 'debit', 'transfer']) expect(kinds).toContain(kind);
  await expectBooksClosed(SHOP);
});

test('every day closes with the sum of the entries recorded by its end, and today with the balances', async () => {
  const books = await present.openReport(SHOP, null);
  const report = await present.presentLiability(books, 365);
  expect(report.days).toHaveLength(365);
  for (const { period, opening, closing, debt, valueMinor } of report.days) {
    expect(closing, period).toBe(outstanding(period));
    expect(debt, period).toBe(account('debt', period));
    expect(valueMinor, period).toBe(closing * CENTS_PER_POINT);
    expect(opening, period).toBe(outstanding(dayBefore(period)));
  }
  expect(report.ties).toBe(true);
  const { rows } = await year.db.query<Record<string, number>>(
    `SELECT sum(pending)::int AS pending, sum(available)::int AS available, sum(reserved)::int AS reserved,
      sum(debt)::int AS debt, count(*) FILTER (WHERE debt < 0)::int AS "membersOwing" FROM member_balances`,
  );
  expect(report.now).toMatchObject(rows[0] ?? {});
});

test('a balance that the entries do not explain is told', async () => {
  const client = await year.db.connect();
  try {
    await client.query(`UPDATE member_balances SET available = available + 1 WHERE member_id =
      (SELECT min(member_id) FROM member_balances)`);
    const books = await present.openReport(SHOP, null);
    expect((await present.presentLiability(books, 30)).ties).toBe(false);
  } finally {
    await client.query(`UPDATE member_balances SET available = available - 1 WHERE member_id =
      (SELECT min(member_id) FROM member_balances)`);
    client.release();
  }
});

test('the books of a past day say the same after half a year of refunds of orders from before', async () => {
  const refunded = entries.filter(
    ({ kind, recordedAt, occurredAt }) =>
      kind === 'revoke' && recordedAt >= endOfDay(HALFWAY, ZONE) && occurredAt < endOfDay(HALFWAY, ZONE),
  );
  expect(refunded).not.toEqual([]);
  expect(await reportsOfHalfway()).toEqual(before);
});

test('the provision holds what a replay to that day leaves in each lot, by its age', async () => {
  const books = await present.openReport(SHOP, HALFWAY);
  const report = await present.presentProvision(books, 12);
  const { ageBounds } = await import('#app/core/finance/periods.ts');
  const bounds = ageBounds(HALFWAY, ZONE);
  const expected = new Map<number, number>();
  for (const state of await year.replayTo(endOfDay(HALFWAY, ZONE))) {
    for (const { openedAt, held } of heldByLot(state)) {
      const older = bounds.filter((bound) => openedAt < bound).length;
      expected.set(older, (expected.get(older) ?? 0) + held);
    }
  }
  expect(report.groups.map(({ points }) => points)).toEqual(
    report.groups.map((_, index) => expected.get(index) ?? 0),
  );
  expect(report.groups.filter(({ points }) => points > 0).length).toBeGreaterThan(2);
  expect(report.outstanding).toBe(outstanding(HALFWAY));
  expect(report.amounts?.fullMinor).toBe(outstanding(HALFWAY) * CENTS_PER_POINT);
  expect(report.amounts?.debtMinor).toBe(0 + account('debt', HALFWAY) * CENTS_PER_POINT);
});

/** What is outstanding of each lot: what remains, and what reservations hold of it. */
function heldByLot(state: MemberState): { openedAt: number; held: number }[] {
  return [...state.lots.values()].map((lot) => {
    const reserved = [...state.reservations.values()]
      .flatMap((one) => one.reserved)
      .filter(({ lotSeq }) => lotSeq === lot.seq)
      .reduce((sum, { points }) => sum + points, 0);
    return { openedAt: lot.openedAt, held: lot.remaining + reserved };
  });
}

test('each group of ages exports the lots it is made of', async () => {
  const books = await present.openReport(SHOP, HALFWAY);
  const { groups } = await present.presentProvision(books, 12);
  for (const [age, { points }] of groups.entries()) {
    const rows = await cells('lots', { date: HALFWAY, age });
    expect(total(rows, 'outstanding')).toBe(points);
  }
  expect(total(await cells('lots', { date: HALFWAY }), 'outstanding')).toBe(outstanding(HALFWAY));
});

test('months open with what the month before closed with, and close with the ledger, in points and in cents', async () => {
  const books = await present.openReport(SHOP, null);
  const { months } = await present.presentDeferral(books, 12);
  expect(months).toHaveLength(12);
  for (const [index, { month, points, amounts }] of months.entries()) {
    const end = month === books.date.slice(0, 7) ? books.date : dayBefore(`${nextMonth(month)}-01`);
    expect(points.closing, month).toBe(outstanding(end));
    if (index > 0) expect(points.opening, month).toBe(months[index - 1]?.points.closing);
    expect(amounts?.closing, month).toBe(points.closing * CENTS_PER_POINT);
    expect(points.redeemed, month).toBe(0 - sumOf(month, 'capture'));
    expect(points.expired, month).toBe(0 - sumOf(month, 'expire'));
    expect(points.issued, month).toBe(sumOf(month, 'earn') + sumOf(month, 'credit'));
    const behind = await cells('entries', { from: `${month}-01`, date: end, change: 'takenBack' });
    expect(total(behind, 'outstandingChange'), month).toBe(points.takenBack);
  }
});

const sumOf = (month: string, kind: string) =>
  entries
    .filter((entry) => entry.kind === kind && entry.day.startsWith(month))
    .reduce((sum, { points }) => sum + points, 0);

test('all entries exported up to a day add up to what is outstanding and owed', async () => {
  const rows = await cells('entries', { date: HALFWAY });
  expect(rows).toHaveLength(until(HALFWAY).length);
  expect(total(rows, 'outstandingChange')).toBe(outstanding(HALFWAY));
  expect(total(rows, 'debtChange')).toBe(account('debt', HALFWAY));
});

test('cohorts are what became of the lots of each month, and too few members give no share', async () => {
  const books = await present.openReport(SHOP, null);
  const report = await present.breakage(books, 12);
  expect(report).toMatchObject({ estimate: null, missing: 'members' });
  expect(report.members).toBeGreaterThan(3);
  expect(report.cohorts.length).toBeGreaterThan(3);
  for (const cohort of report.cohorts) {
    const lots = await cells('lots', { month: cohort.month });
    const expected = {
      opened: total(lots, 'opened'),
      redeemed: total(lots, 'lotRedeemed'),
      expired: total(lots, 'lotExpired'),
      taken: total(lots, 'taken'),
      unredeemed: total(lots, 'outstanding'),
    };
    expect(cohort, cohort.month).toMatchObject(expected);
    expect(cohort.opened, cohort.month).toBe(sumOf(cohort.month, 'earn') + sumOf(cohort.month, 'credit'));
  }
});

test('redeemed points of a month are its captures, and their value is what the orders say', async () => {
  const { presentRedeemed } = await import('#app/presenters/present-finance-redeemed.ts');
  const books = await present.openReport(SHOP, null);
  const months = [...new Set(entries.map(({ day }) => day.slice(0, 7)))];
  let redeemed = 0;
  for (const month of months) {
    const report = await presentRedeemed(books, month);
    expect(report.points, month).toBe(sumOf(month, 'capture'));
    const rows = await cells('redeemed', { month });
    expect(total(rows, 'points'), month).toBe(report.points);
    const value = (report.sums ?? []).reduce((sum, { valueMinor }) => sum + valueMinor, 0);
    expect(value, month).toBe(report.count * 500);
    for (const { rate, valueMinor, netMinor, taxMinor } of report.sums ?? []) {
      expect([7_000, 19_000]).toContain(rate);
      expect(netMinor + taxMinor).toBe(valueMinor);
    }
    redeemed += report.count;
  }
  expect(redeemed).toBeGreaterThan(5);
});

test('a merge moves points without losing, doubling or rejuvenating any', async () => {
  const MERGED = 'merged.myshopify.com';
  await insertMerge(year.db, MERGED);
  const shop = { ...(await present.openReport(SHOP, null)), shop: MERGED, firstDay: '2025-02-01' };
  const ages = await present.presentAges(shop, 12);
  expect(ages.points).toBe(200);
  expect(ages.groups.find(({ points }) => points > 0)).toMatchObject({ fromMonths: 12, points: 200 });
  // What was moved is no longer the first member's past, and the second was not given it.
  expect(ages.breakage.cohorts).toMatchObject([{ opened: 300, taken: 300, redeemed: 0, unredeemed: 0 }]);
  const { days } = await present.presentLiability(shop, 365);
  expect(days.at(-1)).toMatchObject({ closing: 200 });
});

test('another shop sees nothing of it', async () => {
  const report = await present.presentFinance('other.myshopify.com', { ...QUERY, report: 'liability' });
  expect(report.report).toMatchObject({ kind: 'liability', entries: 0, now: { outstanding: 0 } });
});

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function nextMonth(month: string): string {
  const [numbered, of] = month.split('-').map(Number);
  return of === 12 ? `${(numbered ?? 0) + 1}-01` : `${numbered}-${String((of ?? 0) + 1).padStart(2, '0')}`;
}
