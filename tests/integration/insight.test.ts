/**
 * `npm run insight` over real and random pasts: every customer's figures, every cohort and every month of the bridge equal a
 * computation by Postgres that shares nothing with the app.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import {
  askBridge,
  askCohorts,
  askCustomers,
  type Fault,
  FAULTS,
  loadRows,
  type OracleRow,
  prepare,
} from '../support/insight-oracle.ts';
import { generator } from '../support/numbers-from-seed.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DATA = path.join(ROOT, '../shared/data');
const RETAILER = path.join(DATA, 'online-retail/events.ndjson.gz');
const CDNOW = path.join(DATA, 'cdnow/CDNOW_master.txt');
const ROWS_MAX = Number(process.env.INSIGHT_ROWS ?? 4_000);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
const RANDOM_PASTS = Math.min(40, Math.ceil(ROWS_MAX / 1_000));
process.stdout.write(`insight: seed ${SEED}, at most ${ROWS_MAX} rows of each past\n`);
/** A proof without its data is none; there the missing file fails the test. */
const isProof = process.env.INSIGHT_ROWS !== undefined;
for (const file of [RETAILER, CDNOW]) {
  if (!isProof && !existsSync(file))
    process.stderr.write(`SKIPPED: no insight into a real shop, its data is not at ${file}\n`);
}

let db: pg.Client;
let folder: string;
beforeAll(async () => {
  db = new pg.Client({ connectionString: (await createTestDatabase()).url });
  await db.connect();
  folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-insight-'));
});
afterAll(async () => {
  await db.end();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!isProof && !existsSync(RETAILER))(
  'the retailer’s customers, cohorts and bridge are those of the oracle, wrong ones are not',
  async () => {
    const rows = retailerRows().slice(0, ROWS_MAX);
    await loadRows(db, rows);
    const file = write('retailer.csv', rows);
    const asOf = rows.at(-1)?.day ?? '';
    const insight = run(file, []);
    expect(await differences(insight, asOf, 1)).toEqual([]);
    expect(
      await differences(run(file, ['--active-months', '3', '--as-of', '2011-01-15']), '2011-01-15', 3),
    ).toEqual([]);
    for (const fault of ['ntile', 'refunds-are-activity', 'lost-a-month-late'] as const)
      expect(await differences(insight, asOf, 1, fault), fault).not.toEqual([]);
  },
);

test.skipIf(!isProof && !existsSync(CDNOW))(
  'the customers, cohorts and bridge of CDNOW are those of the oracle, wrong ones are not',
  async () => {
    const rows = cdnowRows().slice(0, ROWS_MAX);
    await loadRows(db, rows);
    const file = write('cdnow.csv', rows);
    const asOf = rows.reduce((last, { day }) => (day > last ? day : last), '');
    const insight = run(file, ['--active-months', '6']);
    expect(await differences(insight, asOf, 6)).toEqual([]);
    for (const fault of ['ntile', 'lost-a-month-late'] as const)
      expect(await differences(insight, asOf, 6, fault), fault).not.toEqual([]);
  },
);

test('random pasts with second rows, refunds and cancellations of every kind are those of the oracle', async () => {
  const caught = new Set<Fault>();
  for (let number = 0; number < RANDOM_PASTS; number += 1) {
    const random = generator(SEED + number);
    const rows = randomRows(random);
    await loadRows(db, rows);
    const asOf = dayAfter(300 + random(200));
    const months = 1 + random(4);
    const insight = run(write('random.csv', rows), ['--as-of', asOf, '--active-months', String(months)]);
    expect(await differences(insight, asOf, months), `seed ${SEED}, past ${number}`).toEqual([]);
    for (const fault of FAULTS) {
      if ((await differences(insight, asOf, months, fault)).length > 0) caught.add(fault);
    }
  }
  expect([...caught].sort(), `seed ${SEED}`).toEqual([...FAULTS].sort());
});

type Told = {
  totals: { revenue: number };
  revenueOutsideCohorts: number;
  customers: {
    customer: string;
    orders: number;
    purchaseDays: number;
    grossRevenue: number;
    refunds: number;
    cancellations: number;
    revenue: number;
    firstOrder: string | null;
    lastOrder: string | null;
    recencyDays: number | null;
    rfm: string | null;
    level: string | null;
    averageOrderValue: number | null;
    purchaseFrequency: number | null;
    lifetimeYears: number | null;
    lifetimeValue: number | null;
  }[];
  cohorts: {
    month: string;
    customers: number;
    months: {
      month: string;
      active: number;
      orders: number;
      revenue: number;
      retention: number;
      cumulativeRevenue: number;
    }[];
  }[];
  bridge: {
    months: {
      month: string;
      activeBefore: number;
      new: number;
      returning: number;
      reactivated: number;
      lost: number;
      active: number;
      orders: number;
      revenue: number;
    }[];
  };
};

/** Everything that differs, and everything that does not add up. */
async function differences(told: Told, asOf: string, months: number, fault?: Fault): Promise<string[]> {
  await prepare(db, asOf, fault);
  const cells = told.cohorts.flatMap(({ month, customers, months: list }) =>
    list.map((cell) =>
      [month, customers, cell.month, cell.active, cell.orders, cents(cell.revenue)].join(' '),
    ),
  );
  const retained = told.cohorts.flatMap(({ customers, months: list }) =>
    list
      .filter(({ active, retention }) => active / customers !== retention)
      .map(({ month }) => `retention ${month}`),
  );
  const kept = told.cohorts.reduce(
    (sum, { months: list }) => sum + cents(list.at(-1)?.cumulativeRevenue ?? 0),
    0,
  );
  const closes = kept + cents(told.revenueOutsideCohorts) === cents(told.totals.revenue);
  return [
    ...compare(
      told.customers.map(textOfCustomer),
      (await askCustomers(db, asOf, fault)).map(({ years, ...one }) =>
        [
          ...Object.values(one),
          ...(years === null
            ? [null, null, null]
            : [one.revenue / 100 / one.orders, one.orders / years, years].map(rounded)),
        ].join(' '),
      ),
    ),
    ...compare(
      cells,
      (await askCohorts(db, asOf)).map((cell) => Object.values(cell).join(' ')),
    ),
    ...compare(
      told.bridge.months.map((one) =>
        [
          one.month,
          one.activeBefore,
          one.new,
          one.returning,
          one.reactivated,
          one.lost,
          one.active,
          one.orders,
          cents(one.revenue),
        ].join(' '),
      ),
      (await askBridge(db, asOf, months, fault)).map((one) => Object.values(one).join(' ')),
    ),
    ...told.bridge.months
      .filter((one) => one.activeBefore + one.new + one.reactivated - one.lost !== one.active)
      .map(({ month }) => `the bridge of ${month} does not close`),
    ...retained,
    ...(closes ? [] : ['the cohorts do not add up to the revenue']),
  ];
}

function textOfCustomer(one: Told['customers'][number]): string {
  return [
    one.customer,
    one.orders,
    one.purchaseDays,
    ...[one.grossRevenue, one.refunds, one.cancellations, one.revenue].map(cents),
    one.firstOrder,
    one.lastOrder,
    one.recencyDays,
    one.rfm,
    one.level,
    ...(one.lifetimeYears === null
      ? [null, null, null]
      : [one.averageOrderValue, one.purchaseFrequency, one.lifetimeYears].map(rounded)),
  ].join(' ');
}

/** In minor units; zero has no sign. */
function cents(amount: number): number {
  return Math.round(amount * 100) + 0;
}

/** Fractions are compared to nine decimals: two ways of dividing may differ in the last binary digit. */
function rounded(fraction: number | null): string {
  return (fraction ?? NaN).toFixed(9);
}

function compare(said: string[], expected: string[]): string[] {
  const [one, other] = [new Set(said), new Set(expected)];
  return [
    ...said.filter((line) => !other.has(line)).map((line) => `said: ${line}`),
    ...expected.filter((line) => !one.has(line)).map((line) => `oracle: ${line}`),
    ...(said.length === expected.length ? [] : [`${said.length} lines, by the oracle ${expected.length}`]),
  ];
}

function run(file: string, flags: string[]): Told {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'scripts/insight.ts'), '--json', '--transactions', file, ...flags],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Told;
}

function write(name: string, rows: OracleRow[]): string {
  const file = path.join(folder, name);
  const lines = rows.map(({ customer, day, minor, order, kind }) =>
    [customer, day, (minor / 100).toFixed(2), order ?? '', kind ?? ''].join(','),
  );
  writeFileSync(file, `customer,date,value,order,kind\n${lines.join('\n')}\n`);
  return file;
}

function retailerRows(): OracleRow[] {
  const lines = gunzipSync(readFileSync(RETAILER)).toString('utf8').trim().split('\n');
  return lines.map((line, row) => {
    const event = JSON.parse(line) as { type: string; inv: string; cust: string; at: string; pence: number };
    return {
      row,
      customer: event.cust,
      day: event.at.slice(0, 10),
      minor: event.pence,
      order: event.inv,
      kind: event.type,
    };
  });
}

function cdnowRows(): OracleRow[] {
  const lines = readFileSync(CDNOW, 'utf8')
    .split('\n')
    .filter((line) => /^\s*\d/.test(line));
  return lines.map((line, row) => {
    const [customer = '', date = '', , dollars = ''] = line.trim().split(/\s+/);
    const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    return { row, customer, day, minor: Math.round(Number(dollars) * 100), order: null, kind: null };
  });
}

/** Few customers, orders and amounts, so that ties, second rows and full cancellations happen all the time. */
function randomRows(random: (below: number) => number): OracleRow[] {
  return Array.from({ length: 500 }, (_, row): OracleRow => {
    const kind = [null, 'order', 'order', 'refund', 'cancellation'][random(5)] ?? null;
    const sign = random(3) === 0 ? -1 : 1;
    return {
      row,
      customer: `c${random(60)}`,
      day: dayAfter(random(500)),
      minor: sign * random(8) * 500,
      order: random(3) === 0 ? null : `o${random(12)}`,
      kind,
    };
  });
}

function dayAfter(days: number): string {
  return new Date(Date.UTC(2023, 10, 20 + days)).toISOString().slice(0, 10);
}
