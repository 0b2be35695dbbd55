/**
 * `npm run replay` over real pasts, and over random ones on a coarse grid of time where expiry and events meet: the
 * totals and every customer's row equal a computation by Postgres that shares nothing with the app.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Replay, ReplaySums } from '../../app/core/replay/replay-past.ts';
import { createTestDatabase } from '../support/database.ts';
import {
  askOracle,
  loadCdnowLines,
  loadEventLines,
  type OracleQuestion,
  type OracleRow,
} from '../support/replay-oracle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DATA = path.join(ROOT, '../shared/data');
const RETAILER = path.join(DATA, 'online-retail/events.ndjson.gz');
const CDNOW = path.join(DATA, 'cdnow/CDNOW_master.txt');
const EVENTS_MAX = Number(process.env.REPLAY_EVENTS ?? 3_000);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
const RANDOM_PASTS = Math.min(60, Math.ceil(EVENTS_MAX / 750));
process.stdout.write(`replay: seed ${SEED}, at most ${EVENTS_MAX} events of each past\n`);
/** A proof without its data is none; there the missing file fails the test. */
const isProof = process.env.REPLAY_EVENTS !== undefined;
for (const file of [RETAILER, CDNOW]) {
  if (!isProof && !existsSync(file))
    process.stderr.write(`SKIPPED: no replay of real events, they are not at ${file}\n`);
}

const FAULTS = ['expires-a-day-late', 'expires-after-the-event', 'refunds-round-up'] as const;

let db: pg.Client;
let folder: string;
beforeAll(async () => {
  db = new pg.Client({ connectionString: (await createTestDatabase()).url });
  await db.connect();
  folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-replay-'));
});
afterAll(async () => {
  await db.end();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!isProof && !existsSync(RETAILER))(
  'the retailer’s past: every row is that of the oracle, a wrong one is not',
  async () => {
    const lines = gunzipSync(readFileSync(RETAILER)).toString('utf8').trim().split('\n').slice(0, EVENTS_MAX);
    await loadEventLines(db, lines);
    const file = write('retailer.ndjson', lines);
    for (const question of [
      { policy: 'debt', days: null },
      { policy: 'clamp', days: null },
      { policy: 'debt', days: 30 },
      { policy: 'clamp', days: 5 },
      { policy: 'debt', days: 10, until: '2010-12-12' },
      { policy: 'debt', days: 60, until: '2012-06-30' },
    ] satisfies OracleQuestion[]) {
      await expectSame(file, question);
    }
    const replay = await expectSame(file, { policy: 'debt', days: 5 });
    for (const fault of ['refunds-round-up', 'expires-a-day-late'] as const) {
      expect(differences(replay, await askOracle(db, { policy: 'debt', days: 5, fault })), fault).not.toEqual(
        [],
      );
    }
  },
);

test.skipIf(!isProof && !existsSync(CDNOW))(
  'the past of CDNOW with an expiry: every row is that of the oracle, a wrong one is not',
  async () => {
    const lines = readFileSync(CDNOW, 'utf8')
      .split('\n')
      .filter((line) => /^\s*\d/.test(line));
    const slice = lines.slice(0, EVENTS_MAX);
    await loadCdnowLines(db, slice);
    const file = write('cdnow.ndjson', slice.map(eventOfCdnow));
    for (const days of [180, 365]) {
      const question: OracleQuestion = { policy: 'debt', days };
      const replay = await expectSame(file, question);
      const wrong = await askOracle(db, { ...question, fault: 'expires-a-day-late' });
      expect(differences(replay, wrong), `${days} days`).not.toEqual([]);
    }
  },
);

test('random pasts, where expiry and events meet at one instant: every row is that of the oracle', async () => {
  const caught = new Set<string>();
  for (let number = 0; number < RANDOM_PASTS; number += 1) {
    const random = generator(SEED + number);
    const lines = randomLines(random);
    await loadEventLines(db, lines);
    const file = write('random.ndjson', lines);
    await expectSame(file, {
      policy: random(2) === 0 ? 'debt' : 'clamp',
      days: [null, 1, 5, 20][random(4)] ?? null,
      holdDays: [0, 3, 10][random(3)] ?? 0,
      until: random(2) === 0 ? null : day(5 + random(50)),
    });
    const plain: OracleQuestion = { policy: 'debt', days: 5 };
    const replay = await expectSame(file, plain);
    for (const fault of FAULTS) {
      if (differences(replay, await askOracle(db, { ...plain, fault })).length > 0) caught.add(fault);
    }
  }
  expect([...caught].sort(), `seed ${SEED}`).toEqual(FAULTS);
});

async function expectSame(file: string, question: OracleQuestion): Promise<Replay> {
  const replay = runReplay(file, question);
  const rows = await askOracle(db, atEnd(question));
  expect(rows.length, JSON.stringify(question)).toBeGreaterThan(0);
  expect(differences(replay, rows), JSON.stringify({ seed: SEED, ...question })).toEqual([]);
  return replay;
}

/** A day that `--until` names ends with its last instant; Postgres is asked for that instant. */
function atEnd(question: OracleQuestion): OracleQuestion {
  return question.until ? { ...question, until: `${question.until} 23:59:59.999Z` } : question;
}

/** Rows and totals that are not the oracle's, and customers whom only one of the two knows. */
function differences(replay: Replay, rows: OracleRow[]): string[] {
  const expected = new Map(rows.map((row) => [row.id, textOf(row)]));
  const wrong = replay.customers
    .filter((row) => expected.get(row.id) !== textOf(row))
    .map((row) => `${row.id}: ${textOf(row)}, by the oracle ${expected.get(row.id) ?? 'nobody'}`);
  const known = new Set(replay.customers.map(({ id }) => id));
  const missing = rows.filter(({ id }) => !known.has(id)).map(({ id }) => `${id} is missing`);
  const totals = textOf(replay.totals);
  const sums = textOf(
    rows.reduce(add, { earned: 0, revoked: 0, expired: 0, available: 0, pending: 0, debt: 0 }),
  );
  return [...wrong, ...missing, ...(totals === sums ? [] : [`total ${totals}, by the oracle ${sums}`])];
}

type Sums = Omit<OracleRow, 'id'>;

function add(sums: Sums, row: Sums): Sums {
  return {
    earned: sums.earned + row.earned,
    revoked: sums.revoked + row.revoked,
    expired: sums.expired + row.expired,
    available: sums.available + row.available,
    pending: sums.pending + row.pending,
    debt: sums.debt + row.debt,
  };
}

/** The liability is one minor unit for each point that is available or pending. */
function textOf(sums: Sums & Partial<ReplaySums>): string {
  const { earned, revoked, expired, available, pending, debt, liabilityMinor = available + pending } = sums;
  return JSON.stringify({ earned, revoked, expired, available, pending, debt: debt + 0, liabilityMinor });
}

function runReplay(file: string, { policy, days, until, holdDays }: OracleQuestion): Replay {
  const program = path.join(folder, 'program.json');
  writeFileSync(program, JSON.stringify({ hold: { days: holdDays ?? 0 } }));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      path.join(ROOT, 'scripts/replay.ts'),
      '--json',
      ...['--events', file, '--policy', policy],
      ...(days === null ? [] : ['--expire-after-days', String(days)]),
      ...(until ? ['--until', until] : []),
      ...(holdDays ? ['--program', program] : []),
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Replay;
}

function write(name: string, lines: string[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function eventOfCdnow(line: string): string {
  const [cust = '', date = '', , dollars = ''] = line.trim().split(/\s+/);
  const at = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const [whole = '', cents = ''] = dollars.split('.');
  return JSON.stringify({ type: 'order', cust, at, pence: Number(`${whole}${cents.padEnd(2, '0')}`) });
}

/** Not in the order of time, and on so coarse a grid that events meet each other and the ends of lots. */
function randomLines(random: (below: number) => number): string[] {
  return Array.from({ length: 400 }, (_, index) => {
    const type = random(3) === 0 ? 'refund' : 'order';
    const pence = random(20) === 0 ? 0 : random(type === 'order' ? 5_000 : 9_000);
    const at = `${day(random(40))} ${random(2) === 0 ? '00' : '12'}:00:00`;
    return JSON.stringify({
      type,
      inv: `${type}-${index}`,
      cust: String(random(25)),
      at,
      pence: type === 'refund' && random(2) === 0 ? -pence : pence,
    });
  });
}

function day(number: number): string {
  return new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10);
}

/** Whole numbers from 0 up to `below`, the same for the same seed (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
