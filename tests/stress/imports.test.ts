/**
 * A file with very many rows, a share of them broken: each good row is booked once and each bad one refused with its line, though
 * the run is stopped again and again; memory stays flat; the way back leaves nobody a point.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../sandbox/store/random.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { layDown, transferOf } from '../support/transfer-files.ts';

const ROWS = Number(process.env.IMPORT_ROWS ?? 6_000);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const HEAP_GROWTH_MAX = 200 * 1024 * 1024;
const STOPS = 3;

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(Date.parse('2026-11-23T10:00:00Z'));
});
afterAll(() => store.stop());

type Expected = { points: Map<string, number>; problems: Map<number, string> };

function randomFile(seed: number, rows: number): { file: Buffer; expected: Expected } {
  const random = seededRandom(seed);
  const expected: Expected = { points: new Map(), problems: new Map() };
  const lines = ['Customer ID;Points'];
  for (let row = 1; row <= rows; row += 1) {
    const customer = String(10_000_000 + row);
    const kind = random();
    const points = 1 + Math.floor(random() * 5_000);
    const refuse = (text: string, problem: string) => {
      expected.problems.set(row + 1, problem);
      lines.push(text);
    };
    if (kind < 0.02) refuse(`${customer};viele`, 'number-unreadable');
    else if (kind < 0.03) refuse(`${customer};-${points}`, 'points-negative');
    else if (kind < 0.04) refuse(`K-${customer};${points}`, 'customer-unreadable');
    else if (kind < 0.05 && expected.points.has(String(10_000_000 + row - 1)))
      refuse(`${row + 9_999_999};${points}`, 'double');
    else {
      expected.points.set(customer, points);
      lines.push(`${customer};${points}`);
    }
  }
  return { file: Buffer.from(lines.join('\r\n')), expected };
}

/** As jobs do it, with the process lost now and then: another one takes the run up. */
async function run(shop: string, file: Buffer, stops: number): Promise<string> {
  const { inspectUpload } = await import('../../app/services/inspect-upload.ts');
  const { runTransfer } = await import('../../app/services/run-transfer.ts');
  const { moveTransfer } = await import('../../app/db/transfers.ts');
  const { pool } = await import('../../app/db/pool.ts');
  const transfer = await layDown(shop, 'import', 'uploading', file);
  const setup = await inspectUpload(shop, transfer.id, 'import');
  await moveTransfer(pool(), transfer, ['uploading'], 'running', { setup });
  for (let stop = 1; stop <= stops; stop += 1) {
    const limit = Math.floor((ROWS * stop) / (stops + 1));
    await store.db.query(
      `ALTER TABLE transfer_rows ADD CONSTRAINT planted CHECK (shop <> '${shop}' OR row < ${limit}) NOT VALID`,
    );
    await runTransfer(shop, transfer.id);
    expect((await transferOf(shop, transfer.id)).state).toBe('failed');
    await store.db.query('ALTER TABLE transfer_rows DROP CONSTRAINT planted');
    await moveTransfer(pool(), transfer, ['failed'], 'running', { error: null });
  }
  await runTransfer(shop, transfer.id);
  expect((await transferOf(shop, transfer.id)).state).toBe('done');
  return transfer.id;
}

/** Where the books or the report differ from what the file says. */
async function differences(shop: string, id: string, expected: Expected): Promise<string[]> {
  const found: string[] = [];
  const { rows } = await store.db.query<{ who: string; points: number; entries: number }>(
    `SELECT m.customer_id AS who, b.available::float8 AS points, b.seq AS entries FROM members m
      JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id WHERE m.shop = $1`,
    [shop],
  );
  for (const { who, points, entries } of rows) {
    if (expected.points.get(who) !== points || entries !== 1)
      found.push(`${who}: ${points} in ${entries} entries`);
  }
  if (rows.length !== expected.points.size) found.push(`${rows.length} members`);
  const problems = await store.db.query<{ line: number; code: string }>(
    'SELECT line, code FROM transfer_rows WHERE shop = $1 AND transfer_id = $2 AND code IS NOT NULL',
    [shop, id],
  );
  for (const { line, code } of problems.rows)
    if (expected.problems.get(line) !== code) found.push(`line ${line}: ${code}`);
  if (problems.rows.length !== expected.problems.size) found.push(`${problems.rows.length} problems`);
  return found;
}

test(`${ROWS} rows are booked once each, through ${STOPS} stops, and taken back`, async () => {
  process.stdout.write(`imports: seed ${SEED}\n`);
  const { file, expected } = randomFile(SEED, ROWS);
  const shop = await store.addShop(`imports ${SEED}`, {});
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  const id = await run(shop, file, STOPS);
  const seconds = (performance.now() - began) / 1_000;
  const growth = process.memoryUsage().heapUsed - before;
  const told = `${Math.round(ROWS / seconds)} rows a second, heap ${Math.round(growth / 1_048_576)} MB more`;
  process.stdout.write(`imports: ${told}\n`);
  expect(await differences(shop, id, expected)).toEqual([]);
  expect(growth).toBeLessThan(HEAP_GROWTH_MAX);
  const { runTransfer } = await import('../../app/services/run-transfer.ts');
  await store.db.query(`UPDATE transfers SET state = 'undoing' WHERE id = $1`, [id]);
  await runTransfer(shop, id);
  const { rows } = await store.db.query(
    'SELECT coalesce(sum(available), 0)::float8 AS left FROM member_balances WHERE shop = $1',
    [shop],
  );
  expect(rows).toEqual([{ left: 0 }]);
});

test('a row that is booked otherwise than the file says is noticed', async () => {
  const { file, expected } = randomFile(7, 600);
  const shop = await store.addShop('imports, control', {});
  const wrong = Buffer.from(
    file.toString().replace(/;(\d+)(?=\r\n|$)/, (_, points) => `;${Number(points) + 1}`),
  );
  const id = await run(shop, wrong, 0);
  expect(await differences(shop, id, expected)).toHaveLength(1);
});
