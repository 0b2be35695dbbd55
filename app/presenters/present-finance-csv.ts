/**
 * The finance reports and the rows behind every figure as tables for CSV. Columns are named by keys, so that the words
 * come from the merchant's language; rows come one by one, so that a million of them need no memory.
 */
import { startOfDay } from '#app/core/calendar.ts';
import type { Cell } from '#app/core/finance/csv.ts';
import { CHANGES, debtSign, KINDS_BEHIND, outstandingSign, shareIn } from '#app/core/finance/movements.ts';
import { AGE_MONTHS, ageBounds, monthOf, monthStarts } from '#app/core/finance/periods.ts';
import { listCaptured, listEntries, listLots, type LotRow, type LotSpan } from '#app/db/finance-rows.ts';
import {
  type Books,
  breakage,
  openReport,
  presentDeferral,
  presentLiability,
  presentProvision,
} from '#app/presenters/present-finance.ts';
import { monthSpan, valueOf } from '#app/presenters/present-finance-redeemed.ts';
import {
  CSV_COLUMNS,
  type FinanceCsvQuery,
  type FinanceTable,
} from '#app/presenters/present-finance-csv-types.ts';

const BEGINNING = new Date(0);

export async function presentFinanceCsv(shop: string, query: FinanceCsvQuery): Promise<FinanceTable> {
  const books = await openReport(shop, query.date);
  return { columns: CSV_COLUMNS[query.table], ...table(books, query) };
}

function table(books: Books, query: FinanceCsvQuery): Pick<FinanceTable, 'name' | 'rows'> {
  const { date } = books;
  switch (query.table) {
    case 'entries': {
      const from = query.from ?? null;
      const behind = query.change ?? 'all';
      return {
        name: `entries-${behind}-${from ?? 'start'}-${date}`,
        rows: entryRows(books, from, query.change),
      };
    }
    case 'liability':
      return { name: `liability-${date}`, rows: liabilityRows(books, query.days) };
    case 'lots': {
      const { name, span } = lotsAsked(books, query);
      return { name: `lots-${name}-${date}`, rows: lotRows(books, span) };
    }
    case 'cohorts':
      return { name: `breakage-${date}`, rows: cohortRows(books, query.horizon) };
    case 'deferral':
      return { name: `deferral-${date}`, rows: deferralRows(books, query.horizon) };
    case 'provision':
      return { name: `provision-${date}`, rows: provisionRows(books, query.horizon) };
    case 'redeemed': {
      const month = query.month ?? monthOf(date);
      return { name: `redeemed-${month}`, rows: redeemedRows(books, month) };
    }
  }
}

async function* entryRows(
  books: Books,
  from: string | null,
  change: FinanceCsvQuery['change'],
): AsyncGenerator<Cell[]> {
  const span = {
    zone: books.zone,
    from: from === null ? BEGINNING : new Date(startOfDay(from, books.zone)),
    until: books.until,
    kinds: change ? KINDS_BEHIND[change] : null,
  };
  for await (const row of listEntries(books.shop, span)) {
    const share = change ? shareIn(change, row) : outstandingSign(row) * row.points;
    if (change && share === 0) continue;
    yield [
      ...[row.memberId, row.seq, row.day, row.recordedAt.toISOString(), row.occurredAt.toISOString()],
      ...[{ word: row.kind }, { word: row.from }, { word: row.to }, row.points],
      ...[share, debtSign(row) * row.points],
      ...[row.source, (row.reasons ?? []).join(' '), row.programVersion, row.actor, row.key, row.lots],
    ];
  }
}

async function* liabilityRows(books: Books, days: number): AsyncGenerator<Cell[]> {
  const { exponent, currency } = books;
  const { days: rolls } = await presentLiability(books, days);
  for (const roll of rolls) {
    yield [
      ...[roll.period, roll.opening],
      ...CHANGES.map((change) => roll[change]),
      ...[roll.closing, roll.debt, money(roll.valueMinor, exponent), currency],
    ];
  }
}

/** Of a group of ages, of a month's cohort, or all that is outstanding. */
function lotsAsked(books: Books, query: FinanceCsvQuery): { name: string; span: LotSpan } {
  const always = { from: BEGINNING, until: books.until };
  if (query.age !== undefined) {
    const bounds = [BEGINNING, ...ageBounds(books.date, books.zone).map((at) => new Date(at)), EVER.until];
    // Groups count from the youngest, bounds from the oldest.
    const place = AGE_MONTHS.length - query.age;
    const earned = { from: bounds[place] ?? BEGINNING, until: bounds[place + 1] ?? EVER.until };
    return {
      name: `age-${[0, ...AGE_MONTHS][query.age] ?? 0}`,
      span: { until: books.until, earned, booked: always, only: 'outstanding' },
    };
  }
  if (query.month === null) {
    return { name: 'all', span: { until: books.until, earned: EVER, booked: always, only: 'outstanding' } };
  }
  const [from = BEGINNING, until = books.until] = monthStarts([query.month], books.zone).map(
    (at) => new Date(at),
  );
  const first = query.month === monthOf(books.firstDay);
  return {
    name: `month-${query.month}`,
    span: {
      until: books.until,
      earned: EVER,
      booked: { from: first ? BEGINNING : from, until },
      only: 'given',
    },
  };
}

const EVER = { from: BEGINNING, until: new Date('9999-12-31T00:00:00Z') };

async function* lotRows(books: Books, span: LotSpan): AsyncGenerator<Cell[]> {
  for await (const row of listLots(books.shop, span)) yield lotCells(row);
}

function lotCells(row: LotRow): Cell[] {
  const { memberId, seq, source, earnedAt, bookedAt, opened, redeemed, expired, taken } = row;
  return [
    ...[memberId, seq, source, earnedAt.toISOString(), bookedAt.toISOString()],
    ...[opened, redeemed, expired, taken, opened - redeemed - expired - taken],
  ];
}

async function* cohortRows(books: Books, horizon: number): AsyncGenerator<Cell[]> {
  const { cohorts } = await breakage(books, horizon);
  for (const { month, opened, taken, redeemed, expired, unredeemed, share } of cohorts) {
    yield [month, opened, taken, redeemed, expired, unredeemed, share === null ? null : { share }];
  }
}

async function* deferralRows(books: Books, horizon: number): AsyncGenerator<Cell[]> {
  const { exponent, currency } = books;
  const { months } = await presentDeferral(books, horizon);
  for (const { month, points, amounts } of months) {
    const cell = (minor: number | undefined) => money(minor ?? null, exponent);
    yield [
      ...[month, points.opening, ...CHANGES.map((change) => points[change]), points.closing],
      ...[cell(amounts?.opening), cell(amounts?.revalued)],
      ...CHANGES.map((change) => cell(amounts?.[change])),
      ...[cell(amounts?.closing), currency],
    ];
  }
}

async function* provisionRows(books: Books, horizon: number): AsyncGenerator<Cell[]> {
  const { exponent, currency, date } = books;
  const { groups, amounts, accounts, outstanding } = await presentProvision(books, horizon);
  for (const [index, { fromMonths, belowMonths, points }] of groups.entries()) {
    const row = amounts?.rows[index];
    yield [
      ...[date, { word: 'outstanding' }, fromMonths, belowMonths, points],
      ...[money(row?.fullMinor ?? null, exponent), money(row?.expectedMinor ?? null, exponent), currency],
    ];
  }
  yield [
    ...[date, { word: 'total' }, null, null, outstanding],
    ...[
      money(amounts?.fullMinor ?? null, exponent),
      money(amounts?.expectedMinor ?? null, exponent),
      currency,
    ],
  ];
  yield [
    ...[date, { word: 'debt' }, null, null, accounts.debt],
    ...[money(amounts?.debtMinor ?? null, exponent), null, currency],
  ];
}

/** One row per redemption and tax rate; points and values of a redemption's rows add up. */
async function* redeemedRows(books: Books, month: string): AsyncGenerator<Cell[]> {
  const { exponent, currency, zone } = books;
  for await (const row of listCaptured(books.shop, monthSpan(zone, month))) {
    const value = valueOf(row);
    const unknown = value.valueMinor === null;
    for (const part of value.parts) {
      const cell = (minor: number) => (unknown ? null : money(minor, exponent));
      yield [
        ...[
          row.day,
          row.orderName,
          row.orderId,
          row.orderedAt?.toISOString() ?? null,
          row.memberId,
          row.code,
        ],
        ...[{ word: row.reward.kind }, row.reward.id, part.points],
        ...[part.rate === null ? null : { thousandths: part.rate }],
        ...[
          cell(part.valueMinor),
          cell(part.netMinor),
          cell(part.taxMinor),
          cell(part.returnedMinor),
          currency,
        ],
        ...[row.captured, row.restored],
      ];
    }
  }
}

function money(minor: number | null, exponent: number): Cell {
  return minor === null ? null : { minor, exponent };
}
