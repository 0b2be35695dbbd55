/** `npm run insight` and files as shops have them: what is refused, with which row, and what comes out of odd ones. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('rows that cannot be read refuse the file, each by its number, and nothing is printed', () => {
  const rows = 'customer,date,value\na,2026-01-01,5\na,2026-02-30,5\nb,2026-01-02,five\n\nc,2026-01-03,7\n';
  const { status, stdout, stderr } = run(rows);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('2 of the rows cannot be read');
  expect(stderr).toContain('row 3: date "2026-02-30"');
  expect(stderr).toContain('row 4: value "five"');
});

test('with --skip-bad-rows the rest is counted, and the answer names what is not', () => {
  const rows =
    'customer,date,value,kind\na,2026-01-01,5,\na,2026-01-02,5,gift\n,2026-01-02,9,\nb,20260105,"7,50",order\n';
  const { status, stdout, stderr } = run(rows, ['--skip-bad-rows']);
  expect(status).toBe(0);
  expect(stderr).toContain('row 3: kind "gift"');
  const told = JSON.parse(stdout) as { rows: Record<string, unknown>; totals: { revenue: number } };
  expect(told.totals.revenue).toBe(12.5);
  expect(told.rows).toMatchObject({
    read: 4,
    counted: 2,
    withoutCustomer: 1,
    refused: 1,
    refusedRows: [{ row: 3, reason: 'kind "gift" is not order, refund or cancellation' }],
  });
});

test.for<[what: string, text: string, message: string]>([
  ['an empty file', '', 'the file is empty'],
  ['no heading', 'a,2026-01-01,5\n', 'missing: customer, date, value'],
  ['a column short', 'customer,date\na,2026-01-01\n', 'missing: value'],
  ['a column named twice', 'customer,date,value,Value\na,2026-01-01,5,5\n', 'names the column value twice'],
  ['only guests', 'customer,date,value\n,2026-01-01,5\n', 'no row has a customer'],
])('%s is refused', ([, text, message]) => {
  const { status, stdout, stderr } = run(text);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
});

test('columns may stand in any order beside others, separated by semicolons, gzipped', () => {
  const text = '\uFEFFDate;note;VALUE;Customer\n2026-01-01;x;5,50;a\n2026-01-08;y;4;a\n';
  const { stdout } = run(gzipSync(text));
  const told = JSON.parse(stdout) as { customers: unknown[] };
  expect(told.customers).toEqual([
    expect.objectContaining({
      customer: 'a',
      orders: 2,
      revenue: 9.5,
      firstOrder: '2026-01-01',
      meanIntervalDays: 7,
    }),
  ]);
});

test('a currency has its own decimals, and margin, levels and day are taken', () => {
  const text = 'customer,date,value\na,2026-01-01,1000\na,2026-01-09,500\nb,2026-02-01,10\n';
  const flags = ['--currency', 'JPY', '--margin', '0.4', '--levels', '1400,100,5', '--as-of', '2026-01-31'];
  const told = JSON.parse(run(text, flags).stdout) as { rows: unknown; customers: unknown[] };
  expect(told.rows).toMatchObject({ counted: 2, afterAsOf: 1 });
  expect(told.customers).toEqual([
    expect.objectContaining({
      customer: 'a',
      revenue: 1500,
      level: 'top-vip',
      recencyDays: 22,
      lifetimeValue: 1500,
      lifetimeValueOnMargin: 600,
    }),
  ]);
});

test('a customer whose only order was cancelled is a prospect', () => {
  const text =
    'customer,date,value,order,kind\na,2026-01-01,50,1,order\na,2026-01-02,-50,1,cancellation\nb,2026-01-01,5,2,order\n';
  const told = JSON.parse(run(text).stdout) as { customers: unknown[] };
  expect(told.customers[0]).toMatchObject({
    customer: 'a',
    orders: 0,
    revenue: 0,
    rfm: null,
    rfmGroup: 'prospects',
    level: null,
  });
});

function run(text: string | Buffer, flags: string[] = []) {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-insight-command-'));
  try {
    const file = path.join(folder, 'rows.csv');
    writeFileSync(file, text);
    return spawnSync(
      process.execPath,
      [path.join(ROOT, 'scripts/insight.ts'), '--json', '--transactions', file, ...flags],
      { encoding: 'utf8' },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
