/**
 * Finance: one report per view, each from the ledger's entries recorded up to the end of a day of the shop.
 *
 * A report of a large shop takes seconds of a scan; what was slow is kept for half a minute, so that going back and
 * forth between reports does not scan again.
 */
import { now } from '#app/clock.ts';
import { addDays, dayOf, endOfDay, startOfDay } from '#app/core/calendar.ts';
import { estimateBreakage, keptShare } from '#app/core/finance/breakage.ts';
import { deferralByMonth } from '#app/core/finance/deferral.ts';
import { accountBalances, type Movement, type Roll, rollForward } from '#app/core/finance/movements.ts';
import {
  ageBounds,
  daysFrom,
  firstDayOf,
  lastDayOf,
  monthOf,
  monthsFrom,
  monthStarts,
  shiftMonth,
} from '#app/core/finance/periods.ts';
import { highestPointValue, type PointValue, pointValue, valueMinor } from '#app/core/finance/point-value.ts';
import { ageGroups, provisionAmounts } from '#app/core/finance/provision.ts';
import { expiryConcerns } from '#app/core/finance/short-expiry.ts';
import { currencyExponent } from '#app/core/money.ts';
import {
  countOwing,
  type MovementRow,
  sumBooks,
  sumCohorts,
  sumLotAges,
  sumMovements,
} from '#app/db/finance.ts';
import { listVersions, type ProgramVersion } from '#app/db/programs.ts';
import type {
  AgeReport,
  BreakageView,
  DeferralReport,
  FinanceQuery,
  FinanceView,
  LiabilityReport,
  ProvisionReport,
} from '#app/presenters/present-finance-types.ts';
import { presentRedeemed } from '#app/presenters/present-finance-redeemed.ts';
import { presentShop } from '#app/presenters/present-shop.ts';
import { rememberSlow } from '#app/presenters/remember-slow.ts';

const DEFERRAL_MONTHS = 12;
const recall = rememberSlow<FinanceView>({ slowMs: 150, keepMs: 30_000 });

export async function presentFinance(shop: string, query: FinanceQuery): Promise<FinanceView> {
  return recall(`${shop} ${JSON.stringify(query)}`, async () => {
    const books = await openReport(shop, query.date);
    return {
      date: books.date,
      today: books.today,
      firstDay: books.firstDay,
      concerns: expiryConcerns(books.versions),
      report: await report(books, query),
    };
  });
}

/** What every report starts from: the shop, the day it is made for and the program as published by then. */
export type Books = {
  shop: string;
  shopName: string;
  currency: string;
  exponent: number;
  zone: string;
  today: string;
  date: string;
  /** The day on which the first program was published; nothing was owed before. */
  firstDay: string;
  until: Date;
  versions: ProgramVersion[];
};

export async function openReport(shop: string, asked: string | null): Promise<Books> {
  const [{ name, currency, timeZone: zone }, versions] = await Promise.all([
    presentShop(shop),
    listVersions(shop),
  ]);
  const today = dayOf(now().getTime(), zone);
  const date = asked !== null && asked < today ? asked : today;
  const published = versions.map(({ publishedAt }) => dayOf(publishedAt.getTime(), zone)).sort();
  return {
    ...{ shop, shopName: name, currency, exponent: currencyExponent(currency), zone, today, date, versions },
    firstDay: published[0] ?? today,
    until: new Date(endOfDay(date, zone)),
  };
}

function report(books: Books, query: FinanceQuery): Promise<FinanceView['report']> {
  switch (query.report) {
    case 'liability':
      return presentLiability(books, query.days);
    case 'age':
      return presentAges(books, query.horizon);
    case 'deferral':
      return presentDeferral(books, query.horizon);
    case 'provision':
      return presentProvision(books, query.horizon);
    case 'redeemed':
      return presentRedeemed(books, query.month ?? monthOf(books.date));
  }
}

/** The version that was published and in force at the end of a day: what a later day publishes changes no closed one. */
export function versionOn(books: Books, day: string): ProgramVersion | undefined {
  const end = endOfDay(day, books.zone);
  return books.versions.find(
    ({ publishedAt, appliesFrom }) => publishedAt.getTime() < end && appliesFrom.getTime() < end,
  );
}

function valueOn(books: Books, day: string): PointValue | null {
  const version = versionOn(books, day);
  return version ? pointValue(version.config, books.exponent) : null;
}

export async function presentLiability(books: Books, days: number): Promise<LiabilityReport> {
  const first = addDays(books.date, 1 - days);
  const span = { zone: books.zone, from: new Date(startOfDay(first, books.zone)), until: books.until };
  const live = books.date === books.today;
  const sums = live ? await sumBooks(books.shop, span) : null;
  const movements = sums ? sums.movements : await sumMovements(books.shop, span);
  const rolls = rollForward(byDay(movements), daysFrom(first, books.date));
  const accounts = accountBalances(movements);
  const outstanding = accounts.available + accounts.pending + accounts.reserved;
  const value = valueOn(books, books.date);
  return {
    kind: 'liability',
    days: rolls.map((roll) => ({ ...roll, ...valued(roll, valueOn(books, roll.period)) })),
    now: { ...accounts, outstanding, membersOwing: await countOwing(books.shop, books.until) },
    value,
    valueMinor: value && valueMinor(outstanding, value),
    entries: movements.reduce((total, { entries }) => total + entries, 0),
    ties:
      sums &&
      (['pending', 'available', 'reserved', 'debt'] as const).every(
        (account) => sums.balances[account] === accounts[account],
      ),
  };
}

function valued(roll: Roll, value: PointValue | null): { valueMinor: number | null } {
  return { valueMinor: value && valueMinor(roll.closing, value) };
}

function byDay(rows: MovementRow[]): Movement[] {
  return rows.map(({ day, ...row }) => ({ ...row, period: day }));
}

export async function presentAges(books: Books, horizon: number): Promise<AgeReport> {
  const [groups, past] = await Promise.all([ages(books), breakage(books, horizon)]);
  const points = groups.reduce((total, group) => total + group.points, 0);
  const value = valueOn(books, books.date);
  const amounts = value && provisionAmounts(groups, 0, { value, highest: value }, null);
  return {
    kind: 'age',
    points,
    valueMinor: amounts?.fullMinor ?? null,
    groups: groups.map((group, index) => ({ ...group, valueMinor: amounts?.rows[index]?.fullMinor ?? null })),
    breakage: past,
  };
}

async function ages(books: Books) {
  const bounds = ageBounds(books.date, books.zone).map((at) => new Date(at));
  const rows = await sumLotAges(books.shop, books.until, bounds);
  return ageGroups(new Map(rows.map(({ bucket, points }) => [bucket, points])));
}

/** Months that ended at least `horizon` months before the end of the report's day. */
export async function breakage(books: Books, horizon: number): Promise<BreakageView> {
  const until = shiftMonth(monthOf(addDays(books.date, 1)), -horizon - 1);
  const months = monthsFrom(monthOf(books.firstDay), until);
  const starts = monthStarts(months, books.zone).map((at) => new Date(at));
  // What was given before the first program was published belongs to the first month.
  starts[0] &&= new Date(0);
  const opened = starts.at(-1);
  const sums = opened
    ? await sumCohorts(books.shop, { starts, opened, until: books.until })
    : { cohorts: [], members: 0, stayedSquared: 0, stayedTimesBroken: 0, brokenSquared: 0 };
  const cohorts = sums.cohorts
    .map((row) => ({ ...row, month: months[row.month - 1] ?? '' }))
    .sort((one, other) => one.month.localeCompare(other.month));
  return { horizon, ...estimateBreakage(cohorts, sums) };
}

export async function presentDeferral(books: Books, horizon: number): Promise<DeferralReport> {
  const last = monthOf(books.date);
  const months = monthsFrom(shiftMonth(last, 1 - DEFERRAL_MONTHS), last);
  const [first = last] = months;
  const from = new Date(startOfDay(firstDayOf(first), books.zone));
  const [rows, past] = await Promise.all([
    sumMovements(books.shop, { zone: books.zone, from, until: books.until }),
    breakage(books, horizon),
  ]);
  const movements = rows.map(({ day, ...row }) => ({ ...row, period: day === null ? null : monthOf(day) }));
  const values = {
    before: valueOn(books, addDays(firstDayOf(first), -1)),
    ends: months.map((month) => valueOn(books, month === last ? books.date : lastDayOf(month))),
  };
  return {
    kind: 'deferral',
    months: deferralByMonth(rollForward(movements, months), values, keptShare(past.estimate)),
    breakage: past,
  };
}

export async function presentProvision(books: Books, horizon: number): Promise<ProvisionReport> {
  const span = { zone: books.zone, from: books.until, until: books.until };
  const [movements, groups, past, membersOwing] = await Promise.all([
    sumMovements(books.shop, span),
    ages(books),
    breakage(books, horizon),
    countOwing(books.shop, books.until),
  ]);
  const accounts = accountBalances(movements);
  const version = versionOn(books, books.date);
  const value = valueOn(books, books.date);
  const highest = version ? highestPointValue(version.config, books.exponent) : null;
  return {
    kind: 'provision',
    shopName: books.shopName,
    zone: books.zone,
    programVersion: version?.version ?? null,
    accounts,
    outstanding: accounts.available + accounts.pending + accounts.reserved,
    membersOwing,
    entries: movements.reduce((total, { entries }) => total + entries, 0),
    groups,
    value,
    highest,
    amounts: value && highest && provisionAmounts(groups, accounts.debt, { value, highest }, past.estimate),
    breakage: past,
    final: books.date < books.today,
  };
}
