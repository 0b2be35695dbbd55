/**
 * Export and import: random lives of shops go out as a file and come into an empty shop, row by row the same; the shop then lives
 * on, and its books still are what the facts give. Damaged files leave nothing behind.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../sandbox/store/random.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { addCustomer, step } from '../support/services-model/commands.ts';
import { problemsOf, retire } from '../support/services-model/expectation.ts';
import type { ModelShop } from '../support/services-model/model-shop.ts';
import { randomKind, randomProgram } from '../support/services-model/random-program.ts';
import { editExport, emptyShop, fileOf, layDown, rowsOf, transferOf } from '../support/transfer-files.ts';
import { START_MS } from '../support/two-shops.ts';

const LIVES = Number(process.env.ROUND_TRIPS ?? 3);
const FIRST_SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const STEPS = 120;
const STEPS_AFTER = 40;
const MEMBERS = 6;

let store: InnerStore;
let lives = 0;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

async function live(seed: number, steps: number): Promise<ModelShop> {
  store.setTime(START_MS);
  const random = seededRandom(seed);
  const kind = randomKind(random);
  lives += 1;
  const shop = await store.addShop(`round trip ${seed} ${lives}`, randomProgram(random, kind));
  const model: ModelShop = {
    ...{ store, shop, kind, random, customers: [], heirs: new Map(), orders: [], facts: new Map() },
    ...{ adjustments: [], codes: [], late: [], serial: 0, ignoresRefunds: false, tally: new Map() },
  };
  for (let index = 0; index < MEMBERS; index += 1) addCustomer(model);
  for (let at = 0; at < steps; at += 1) await step(model);
  return model;
}

async function exported(shop: string): Promise<Buffer> {
  const { exportShop } = await import('../../app/services/export-shop.ts');
  const transfer = await layDown(shop, 'export', 'waiting');
  await exportShop(transfer);
  expect((await transferOf(shop, transfer.id)).state).toBe('done');
  return fileOf(shop, transfer.id);
}

/** As the job does it. @returns the transfer's id and what the file was refused for. */
async function restored(shop: string, file: Buffer): Promise<{ id: string; refusal: string | null }> {
  const { runTransfer } = await import('../../app/services/run-transfer.ts');
  const transfer = await layDown(shop, 'restore', 'running', file);
  await runTransfer(shop, transfer.id);
  const { id, error, state } = await transferOf(shop, transfer.id);
  expect(state).toBe(error === null ? 'done' : 'failed');
  return { id, refusal: error };
}

async function undone(shop: string, id: string): Promise<string> {
  const { runTransfer } = await import('../../app/services/run-transfer.ts');
  await store.db.query(`UPDATE transfers SET state = 'undoing' WHERE shop = $1 AND id = $2`, [shop, id]);
  await runTransfer(shop, id);
  return (await transferOf(shop, id)).state;
}

test(`${LIVES} shops come back from their exports row by row, and live on`, async () => {
  process.stdout.write(`round-trip: seeds ${FIRST_SEED} to ${FIRST_SEED + LIVES - 1}\n`);
  let rows = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed += 1) {
    const model = await live(seed, STEPS);
    const before = await rowsOf(store.db, model.shop);
    const file = await exported(model.shop);
    await emptyShop(store.db, model.shop);
    expect(await rowsOf(store.db, model.shop)).toEqual([]);
    expect((await restored(model.shop, file)).refusal, `seed ${seed}`).toBeNull();
    expect(await rowsOf(store.db, model.shop), `seed ${seed}`).toEqual(before);
    for (let at = 0; at < STEPS_AFTER; at += 1) await step(model);
    expect(await problemsOf(model), `seed ${seed}`).toEqual([]);
    rows += before.length;
    await retire(model, model.shop);
  }
  process.stdout.write(`round-trip: ${rows} rows\n`);
});

test('an import is taken back with all it brought, unless somebody has built upon it', async () => {
  const model = await live(3, 60);
  const { shop } = model;
  const file = await exported(shop);
  await emptyShop(store.db, shop);
  await store.db.query(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by)
      VALUES ($1, 1, '{"name": {"en": "Before"}}', '1970-01-01', now(), 'test')`,
    [shop],
  );
  const before = await rowsOf(store.db, shop);
  const first = await restored(shop, file);
  expect(first.refusal).toBeNull();
  expect(await undone(shop, first.id)).toBe('undone');
  expect((await rowsOf(store.db, shop)).filter((row) => !/^(products|erased)/.test(row))).toEqual(before);
  const second = await restored(shop, file);
  for (let at = 0; at < 20; at += 1) await step(model);
  const lived = await rowsOf(store.db, shop);
  expect(await undone(shop, second.id)).toBe('done');
  expect((await transferOf(shop, second.id)).summary.against).not.toEqual([]);
  expect(await rowsOf(store.db, shop)).toEqual(lived);
  await retire(model, shop);
});

/** The line that the edit changes is one of this section's. */
const inSection = (section: string, change: (line: string) => string) => (lines: string[]) => {
  const index = lines.findIndex((line) => line.startsWith(`{"${section}"`));
  expect(index).toBeGreaterThan(0);
  return lines.with(index, change(lines[index] ?? ''));
};
const more = (line: string) =>
  line.replace(/"points": (\d+)/, (_, points) => `"points": ${Number(points) + 1}`);

test.each<[fault: string, edit: (lines: string[]) => string[], refusal: string]>([
  ['a point too much', inSection('entries', more), 'books-broken'],
  ['a lot with a point more', inSection('lots', more), 'books-broken'],
  ['a row that is missing', (lines) => lines.toSpliced(lines.length - 3, 1), 'file-cut-off'],
  ['no end', (lines) => lines.slice(0, -1), 'file-cut-off'],
  ['a row twice', (lines) => lines.toSpliced(3, 0, lines[3] ?? ''), 'file-damaged'],
  ['a line that is no row', (lines) => lines.with(4, '{"members": oops}'), 'file-damaged'],
  [
    'a member nobody has',
    inSection('bookings', (line) => line.replace(/"member_id": \d+/, '"member_id": 999999')),
    'books-broken',
  ],
  ['another format', (lines) => lines.with(0, '{"hello": 1}'), 'file-not-an-export'],
  [
    'a newer format',
    (lines) => lines.with(0, (lines[0] ?? '').replace('"version":1', '"version":9')),
    'file-newer',
  ],
  [
    'another currency',
    (lines) => lines.with(0, (lines[0] ?? '').replace('"EUR"', '"USD"')),
    'currency-differs',
  ],
  [
    'numbers above all others',
    (lines) =>
      lines.with(0, (lines[0] ?? '').replace(/"highestMember":\d+/, '"highestMember":9007199254740991')),
    'file-not-an-export',
  ],
])('a file with %s is refused, and nothing of it stays', async (_, edit, refusal) => {
  const model = await live(5, 60);
  const file = await exported(model.shop);
  await emptyShop(store.db, model.shop);
  expect((await restored(model.shop, editExport(file, edit))).refusal).toBe(refusal);
  expect(await rowsOf(store.db, model.shop)).toEqual([]);
  await retire(model, model.shop);
});

test('what is no archive, is cut off in the middle, or meets members, is refused', async () => {
  const model = await live(7, 40);
  const file = await exported(model.shop);
  const lived = await rowsOf(store.db, model.shop);
  expect((await restored(model.shop, file)).refusal).toBe('shop-not-empty');
  expect(await rowsOf(store.db, model.shop)).toEqual(lived);
  await emptyShop(store.db, model.shop);
  expect((await restored(model.shop, Buffer.from('a,b\n1,2\n'))).refusal).toBe('file-damaged');
  expect((await restored(model.shop, file.subarray(0, file.length - 200))).refusal).toBe('file-damaged');
  expect(await rowsOf(store.db, model.shop)).toEqual([]);
  await retire(model, model.shop);
});

test('in a shop under another key addresses are hashed anew, and nobody else is recognised', async () => {
  const model = await live(9, 60);
  await store.db.query(
    `UPDATE members SET email = 'ada@example.com', contact_hash = 'old' WHERE shop = $1 AND id = (SELECT min(id) FROM members
      WHERE shop = $1 AND customer_id IS NOT NULL)`,
    [model.shop],
  );
  const file = await exported(model.shop);
  const other = await store.addShop('round trip into another', {});
  expect((await restored(other, file)).refusal).toBeNull();
  const { contactHash } = await import('../../app/services/contact-hash.ts');
  const { rows } = await store.db.query(
    'SELECT contact_hash AS hash FROM members WHERE shop = $1 AND contact_hash IS NOT NULL',
    [other],
  );
  const mails = await store.db.query('SELECT email FROM members WHERE shop = $1 AND email IS NOT NULL', [
    other,
  ]);
  expect(rows.map((row: { hash: string }) => row.hash).sort()).toEqual(
    mails.rows.map((row: { email: string }) => contactHash(other, row.email)).sort(),
  );
  expect(rows.length).toBeGreaterThan(0);
  await retire(model, model.shop);
});
