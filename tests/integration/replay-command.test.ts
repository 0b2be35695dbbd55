/** `npm run replay` as outsiders call it: small pasts whose rows are worked out by hand, and what it refuses. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/replay.ts', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Record<string, unknown>;
type Case = {
  name: string;
  lines: Line[];
  flags?: string[];
  program?: object;
  /** earned, revoked, expired, available, pending, debt of each customer. */
  rows: Record<string, [number, number, number, number, number, number]>;
};

/** An order (or, with a number below zero, a refund) of customer a. */
function of(at: string, pence: number, more: Line = {}): Line {
  return { type: pence < 0 ? 'refund' : 'order', cust: 'a', at, pence, ...more };
}

test.for<Case>([
  {
    name: 'an order gives a point for each full hundred pence, one of nothing or less gives none',
    lines: [
      of('2020-01-01', 299),
      of('2020-01-01', 99),
      of('2020-01-01', 0),
      of('2020-01-01', -500, { type: 'order' }),
    ],
    rows: { a: [2, 0, 0, 2, 0, 0] },
  },
  {
    name: 'what a refund does not find is owed, and later points settle it',
    lines: [of('2020-01-01', 1000), of('2020-01-02', -2500), of('2020-01-03', 1000), of('2020-01-04', 900)],
    rows: { a: [29, 25, 0, 4, 0, 0] },
  },
  {
    name: 'under clamp it is waived, and later points are untouched',
    lines: [of('2020-01-01', 1000), of('2020-01-02', -2500), of('2020-01-03', 1000)],
    flags: ['--policy', 'clamp'],
    rows: { a: [20, 10, 0, 10, 0, 0] },
  },
  {
    name: 'of one instant the line that stands first comes first: the order',
    lines: [of('2020-01-01 10:00:00', 1000), of('2020-01-01 10:00:00', -1000)],
    flags: ['--policy', 'clamp'],
    rows: { a: [10, 10, 0, 0, 0, 0] },
  },
  {
    name: 'a lot is gone at the very instant at which its days are over, before the events of that instant',
    lines: [of('2020-01-01 10:00:00', 1000), of('2020-01-06 10:00:00', -400)],
    flags: ['--expire-after-days', '5'],
    rows: { a: [10, 4, 10, 0, 0, -4] },
  },
  {
    name: 'without --until the last event of anybody is the end, and what lapses then has expired',
    lines: [of('2020-01-01', 1000), of('2020-01-06', 100, { cust: 'b' })],
    flags: ['--expire-after-days', '5'],
    rows: { a: [10, 0, 10, 0, 0, 0], b: [1, 0, 0, 1, 0, 0] },
  },
  {
    name: 'a date is inclusive: its last second counts, the next midnight does not',
    lines: [of('2020-01-01', 1000), of('2020-01-02 23:59:59', 500), of('2020-01-03 00:00:00', 300)],
    flags: ['--until', '2020-01-02'],
    rows: { a: [15, 0, 0, 15, 0, 0] },
  },
  {
    name: 'an instant is inclusive, too: its event counts, and what lapses at it has expired',
    lines: [of('2020-01-01', 1000), of('2020-01-06', 300), of('2020-01-06 00:00:00.001', 700)],
    flags: ['--until', '2020-01-06T00:00:00Z', '--expire-after-days', '5'],
    rows: { a: [13, 0, 10, 3, 0, 0] },
  },
  {
    name: 'a refund that names its order is a difference of two roundings',
    lines: [
      of('2020-01-01', 1050, { inv: '1' }),
      of('2020-01-02', -60, { order: '1' }),
      of('2020-01-03', -60, { orderInv: '1' }),
    ],
    rows: { a: [10, 1, 0, 9, 0, 0] },
  },
  {
    name: 'amounts and sums beyond 2^31 are exact',
    lines: [of('2020-01-01', 999_999_999_999_999), of('2020-01-02', -1_000_000_000_001)],
    rows: { a: [9_999_999_999_999, 10_000_000_000, 0, 9_989_999_999_999, 0, 0] },
  },
  {
    name: 'flags go before the program',
    lines: [of('2020-01-01', 1000), of('2020-01-10', -1600)],
    program: { debtPolicy: 'clamp', expiry: { kind: 'afterDays', days: 5 } },
    flags: ['--policy', 'debt', '--expire-after-days', '30'],
    rows: { a: [10, 16, 0, 0, 0, -6] },
  },
  {
    name: 'a currency has its own decimals',
    lines: [of('2020-01-01', 1000), of('2020-01-01', 1000, { currency: 'EUR' })],
    program: {},
    flags: ['--currency', 'JPY'],
    rows: { a: [1010, 0, 0, 1010, 0, 0] },
  },
  { name: 'an empty past has no rows', lines: [], rows: {} },
])('$name', ({ lines, flags = [], program, rows }) => {
  const programFlags = program ? ['--program', write('program.json', JSON.stringify(program))] : [];
  const { stdout, stderr, status } = replay([...eventsOf(lines), ...flags, ...programFlags, '--json']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const customers = Object.entries(rows)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, row]) => ({ id, ...namedRow(row) }));
  const totals = Object.values(rows).reduce<number[]>(
    (sums, row) => row.map((value, index) => value + (sums[index] ?? 0)),
    [0, 0, 0, 0, 0, 0],
  );
  expect(JSON.parse(stdout)).toEqual({ totals: namedRow(totals), customers });
});

test('a gzipped file is told by its content, and blank lines and line ends of Windows do no harm', () => {
  const lines = [of('2020-01-01', 1000), of('2020-01-02', 250)].map((line) => JSON.stringify(line));
  const plain = write('plain.gz', `\uFEFF${lines.join('\r\n\r\n')}\r\n`);
  const zipped = write('zipped.ndjson', gzipSync(lines.join('\n')));
  const twice = write('twice.ndjson', Buffer.concat(lines.map((line) => gzipSync(`${line}\n`))));
  const first = replay(['--events', plain, '--json']).stdout;
  expect(JSON.parse(first)).toMatchObject({ totals: { earned: 12, liabilityMinor: 12 } });
  expect(replay(['--events', zipped, '--json']).stdout).toBe(first);
  expect(replay(['--events', twice, '--json']).stdout).toBe(first);
});

test('guests earn nothing and are counted on stderr', () => {
  const guests = [null, '', undefined].map((cust) => of('2020-02-01', 1000, { cust }));
  const lines = [of('2020-01-01', 1000), ...guests, of('2020-01-03', -1000, { cust: null })];
  const { stdout, stderr, status } = replay([...eventsOf(lines), '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ totals: { earned: 10, revoked: 0 }, customers: [{ id: 'a' }] });
  expect(stderr).toContain('4 events without a customer');
  expect(status).toBe(0);
});

test('without --json there is a table', () => {
  const { stdout, status } = replay(eventsOf([of('2020-01-01', 1000), of('2020-01-02', -300)]));
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  expect(rows).toEqual([
    ['customer', 'earned', 'revoked', 'expired', 'available', 'pending', 'debt', 'liabilityMinor'],
    ['a', '10', '3', '0', '7', '0', '0', '7'],
    ['total', 'of', '1', '10', '3', '0', '7', '0', '0', '7'],
  ]);
  expect(status).toBe(0);
});

const GOOD = JSON.stringify(of('2020-01-01', 1000));

test.for<[what: string, content: string, says: string]>([
  ['a line that is no JSON', `${GOOD}\n${GOOD}\n{"type": "order"\n`, 'line 3'],
  ['a wrong line behind a blank one', `${GOOD}\n\n${GOOD.replace('1000', '10.5')}\n`, 'line 3'],
  ['an unknown type', GOOD.replace('order', 'gift'), 'line 1'],
  ['an impossible day', GOOD.replace('01-01', '02-30'), 'line 1'],
])('%s ends with 2 and says where', ([, content, says]) => {
  const { stdout, stderr, status } = replay(['--events', write('wrong.ndjson', content), '--json']);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toContain(says);
});

test.for<[flags: string[], says: string]>([
  [['--policy', 'mercy'], '--policy'],
  [['--policy'], '--policy'],
  [['--expire-after-days', '0'], '--expire-after-days'],
  [['--expire-after-days', '1.5'], '--expire-after-days'],
  [['--expire-after-days', '-3'], '--expire-after-days'],
  [['--until', 'soon'], '--until'],
  [['--until', '2020-02-30'], '--until'],
  [['--currency', 'EUR'], '--program'],
  [['--colour'], '--colour'],
  [['stray'], 'stray'],
  [['--program', 'nowhere.json'], 'nowhere.json'],
  [['--events', 'nowhere.ndjson'], 'nowhere.ndjson'],
])('%j is refused', ([flags, says]) => {
  const { stdout, stderr, status } = replay([...eventsOf([of('2020-01-01', 1000)]), '--json', ...flags]);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toContain(says);
});

test('without events, or with a program that is none, it says so', () => {
  expect(replay(['--json'])).toMatchObject({ stdout: '', status: 2 });
  for (const [content, says] of [
    ['{"debtPolicy": "mercy"}', 'debtPolicy'],
    ['{', 'no JSON'],
  ] as const) {
    const flags = [...eventsOf([]), '--program', write('program.json', content)];
    const { stdout, stderr, status } = replay(flags);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(says);
  }
});

function replay(flags: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [SCRIPT, ...flags], { encoding: 'utf8' });
  return { stdout, stderr, status };
}

function eventsOf(lines: Line[]): string[] {
  return ['--events', write('events.ndjson', lines.map((line) => `${JSON.stringify(line)}\n`).join(''))];
}

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function namedRow([earned = 0, revoked = 0, expired = 0, available = 0, pending = 0, debt = 0]: number[]) {
  return { earned, revoked, expired, available, pending, debt, liabilityMinor: available + pending };
}
