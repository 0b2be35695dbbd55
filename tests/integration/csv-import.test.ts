/** CSV files of other programs and of spreadsheets: read, refused or repaired row by row, booked once, and taken back. */
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { layDown, rowsOf, transferOf } from '../support/transfer-files.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');

let store: InnerStore;
let db: pg.Pool;
let shops = 0;
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(NOW);
  db = store.db;
});
afterAll(() => store.stop());

const TIERS = {
  tiers: {
    basis: 'spend',
    period: { kind: 'lifetime' },
    list: [
      { id: 'base', name: { en: 'Base' }, enter: '0' },
      { id: 'gold', name: { en: 'Gold', de: 'Gold' }, enter: '1000' },
    ],
  },
};

async function newShop(program: unknown = {}): Promise<string> {
  shops += 1;
  return store.addShop(`csv ${shops}`, program);
}

async function services() {
  return {
    ...(await import('../../app/services/inspect-upload.ts')),
    ...(await import('../../app/services/run-transfer.ts')),
    ...(await import('../../app/db/transfers.ts')),
    ...(await import('../../app/services/audit-books.ts')),
  };
}

type Kind = 'import' | 'bulk';
type Done = { id: string; state: string; error: string | null; summary: Record<string, unknown> };

/** Uploaded, looked through and, unless `onlyCheck`, run, as the jobs do it. */
async function brought(
  shop: string,
  kind: Kind,
  file: string | Buffer,
  setup: Record<string, unknown> = {},
  onlyCheck = false,
): Promise<Done> {
  const { inspectUpload, runTransfer, moveTransfer } = await services();
  const transfer = await layDown(shop, kind, 'uploading', Buffer.from(file));
  const found = await inspectUpload(shop, transfer.id, kind);
  const tx = db;
  await moveTransfer(tx as never, transfer, ['uploading'], 'checking', { setup: { ...found, ...setup } });
  await runTransfer(shop, transfer.id);
  if ((await transferOf(shop, transfer.id)).state === 'checked' && !onlyCheck) {
    await moveTransfer(tx as never, transfer, ['checked'], 'running');
    await runTransfer(shop, transfer.id);
  }
  const { id, state, error, summary } = await transferOf(shop, transfer.id);
  return { id, state, error, summary };
}

async function balances(shop: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ who: string; available: number }>(
    `SELECT coalesce(m.customer_id, 'guest') AS who, b.available::float8 AS available FROM members m
      JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id WHERE m.shop = $1 ORDER BY m.id`,
    [shop],
  );
  return Object.fromEntries(rows.map(({ who, available }) => [who, available]));
}

async function problemsOf(shop: string, id: string): Promise<[line: number, code: string][]> {
  const { rows } = await db.query<{ line: number; code: string }>(
    'SELECT line, code FROM transfer_rows WHERE shop = $1 AND transfer_id = $2 AND code IS NOT NULL ORDER BY row',
    [shop, id],
  );
  return rows.map(({ line, code }) => [line, code]);
}

const HEAD = 'Customer ID,Points\n';
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

test.each<[what: string, file: string | Buffer]>([
  ['plain', `${HEAD}7001,500\n7002,25\n`],
  ['with a byte order mark', `\ufeff${HEAD}7001,500\n7002,25\n`],
  ['with CRLF', `Customer ID,Points\r\n7001,500\r\n7002,25\r\n`],
  ['without a last line break', `${HEAD}7001,500\n7002,25`],
  ['with semicolons', 'Customer ID;Points\n7001;500\n7002;25\n'],
  ['with tabs', 'Customer ID\tPoints\n7001\t500\n7002\t25\n'],
  ['with Excel’s note of the separator', 'sep=;\r\nCustomer ID;Points\r\n7001;500\r\n7002;25\r\n'],
  ['in UTF-16', utf16(`Customer ID\tPoints\r\n7001\t500\r\n7002\t25\r\n`)],
  ['in UTF-16, big end first', swapped(utf16(`Customer ID,Points\n7001,500\n7002,25\n`))],
  ['in UTF-16 without a mark', Buffer.from(`${HEAD}7001,500\n7002,25\n`, 'utf16le')],
  [
    'in Windows-1252',
    Buffer.from(`Kundennummer;Punkte;Name\n7001;500;M\xfcller\n7002;25;\x80uro\n`, 'latin1'),
  ],
  [
    'with quotes and line breaks in cells',
    'Name,Customer ID,Points\n"Ada ""the"" L\nof, London",7001,500\n"B",7002,"25"\n',
  ],
  ['with empty lines and empty rows', `${HEAD}\n7001,500\n\n,\n7002,25\n\n\n`],
  ['with decimal commas', 'Customer ID;Points\n7001;500,00\n7002;25,0\n'],
  ['with spaces', 'Customer ID , Points\n 7001 , 500 \n7002,25\n'],
])('a file %s is read', async (_, file) => {
  const shop = await newShop();
  const { state, summary } = await brought(shop, 'import', file);
  expect(state).toBe('done');
  expect(summary.result).toMatchObject({ rows: 2, booked: 2, refused: 0, given: 525 });
  expect(await balances(shop)).toEqual({ 7001: 500, 7002: 25 });
});

test('a file without headings is known as such and read by the columns that staff choose', async () => {
  const shop = await newShop();
  const columns = { email: 0, points: 1 };
  const { summary } = await brought(shop, 'import', 'ada@example.com,500\nbea@example.com,25\n', { columns });
  expect(summary.result).toMatchObject({ rows: 2, booked: 2 });
  const { rows } = await db.query('SELECT setup FROM transfers WHERE shop = $1', [shop]);
  expect(JSON.stringify(rows)).not.toContain('example.com');
});

test('rows that cannot be taken are refused with their line, all others are booked', async () => {
  const shop = await newShop(TIERS);
  const file = [
    'Customer ID,Email,Points,Expires,Tier,Birthday',
    '7001,ada@example.com,500,2027-03-01,gold,1990-02-28',
    '7002,,"1,200",,,',
    '7003,,-5,,,',
    '7004,,abc,,,',
    ',no address,10,,,',
    ',,10,,,',
    '7005,,10,03/04/2027,,',
    '7006,,10,2020-01-01,,',
    '7007,,10,,Platinum,',
    '7008,,12.5,,Gold,',
    '7008,,12,,,',
    '"7009\n",,3,,,31/02/1990',
    '7010',
    '=cmd,,5,,,',
    '7011,,999999999999,,,',
    '7012,,7,,,02/29',
  ].join('\n');
  const { id, state, summary } = await brought(shop, 'import', file);
  expect(state).toBe('done');
  expect(await problemsOf(shop, id)).toEqual([
    [3, 'number-ambiguous'],
    [4, 'points-negative'],
    [5, 'number-unreadable'],
    [6, 'mail-unreadable'],
    [7, 'member-missing'],
    [8, 'date-ambiguous'],
    [9, 'expired-already'],
    [10, 'tier-unknown'],
    [11, 'fraction-cut'],
    [12, 'double'],
    [13, 'date-unreadable'],
    [15, 'columns-missing'],
    [16, 'customer-unreadable'],
    [17, 'points-too-many'],
  ]);
  expect(summary.result).toMatchObject({ rows: 16, booked: 2, repaired: 1, refused: 13, given: 519 });
  expect(summary.check).toMatchObject({ booked: 2, repaired: 1, refused: 13, given: 519 });
  expect(await balances(shop)).toEqual({ 7001: 500, 7008: 12, 7012: 7 });
  const { rows } = await db.query(
    'SELECT customer_id AS who, tier_id AS tier, birthday FROM members WHERE shop = $1 ORDER BY customer_id',
    [shop],
  );
  expect(rows).toEqual([
    { who: '7001', tier: 'gold', birthday: '02-28' },
    { who: '7008', tier: 'gold', birthday: null },
    { who: '7012', tier: 'base', birthday: '02-29' },
  ]);
  const lots = await db.query('SELECT expires_at AS ends FROM lots WHERE shop = $1 AND points = 500', [shop]);
  expect(lots.rows).toEqual([{ ends: new Date('2027-03-02T00:00:00Z') }]);
});

test('ambiguous numbers and days are read once staff have said how the file writes them', async () => {
  const shop = await newShop();
  const file = 'Customer ID;Points;Expires\n7001;1.200;03/04/2027\n';
  const { summary } = await brought(shop, 'import', file, { numbers: 'comma', dates: 'dayFirst' });
  expect(summary.result).toMatchObject({ booked: 1, given: 1_200 });
  const { rows } = await db.query('SELECT expires_at AS ends FROM lots WHERE shop = $1', [shop]);
  expect(rows).toEqual([{ ends: new Date('2027-04-04T00:00:00Z') }]);
});

test('lots of one member are several rows; the same lot twice is a double', async () => {
  const shop = await newShop();
  const file =
    'Email,Points,Expires\na@example.com,10,2027-01-01\nA@example.com,20,2028-01-01\na@example.com,10,2027-01-01\n';
  const { id, summary } = await brought(shop, 'import', file);
  expect(summary.result).toMatchObject({ booked: 2, refused: 1, given: 30 });
  expect(await problemsOf(shop, id)).toEqual([[4, 'double']]);
});

test('who is no customer yet is kept by a hash, and her account finds the points', async () => {
  const shop = await newShop();
  await brought(shop, 'import', 'Email,Points\nnora@example.com,300\n');
  expect(await balances(shop)).toEqual({ guest: 300 });
  const { rows } = await db.query('SELECT email, display_name AS name FROM members WHERE shop = $1', [shop]);
  expect(rows).toEqual([{ email: null, name: null }]);
  const { takeCustomers } = await import('../../app/services/take-customers.ts');
  const { transaction } = await import('../../app/db/transaction.ts');
  const { findShop } = await import('../../app/db/shops.ts');
  const row = await findShop(shop);
  if (!row) throw new Error('no shop');
  const profile = { displayName: 'Nora', email: 'nora@example.com', locale: null };
  const at = new Date(NOW);
  const news = { customerId: '8001', profile, at, account: null, newsletter: null, tags: null } as never;
  await transaction((tx) => takeCustomers(tx, row, [news], at));
  expect(await balances(shop)).toEqual({ 8001: 300 });
});

test('who asked to be forgotten is not brought back', async () => {
  const shop = await newShop();
  const { contactHash, customerHash } = await import('../../app/services/contact-hash.ts');
  await db.query(`INSERT INTO erased_customers VALUES ($1, $2, now())`, [shop, customerHash(shop, '7001')]);
  await db.query(`INSERT INTO erased_contacts VALUES ($1, $2, '{}', now())`, [
    shop,
    contactHash(shop, 'o@example.com'),
  ]);
  const { id, summary } = await brought(
    shop,
    'import',
    'Customer ID,Email,Points\n7001,,5\n,o@example.com,6\n7003,,7\n',
  );
  expect(await problemsOf(shop, id)).toEqual([
    [2, 'forgotten'],
    [3, 'forgotten'],
  ]);
  expect(summary.result).toMatchObject({ booked: 1, given: 7 });
});

test('what an import has kept of a person goes when she is forgotten', async () => {
  const shop = await newShop();
  await brought(shop, 'import', 'Customer ID,Birthday\n7001,1990-02-28\n7002,1991-03-01\n');
  const { eraseMember } = await import('../../app/services/erase-member.ts');
  const { transaction } = await import('../../app/db/transaction.ts');
  const { findShop } = await import('../../app/db/shops.ts');
  const row = await findShop(shop);
  if (!row) throw new Error('no shop');
  await transaction((tx) =>
    eraseMember(tx, row, { customerId: '7001', email: null, orderIds: [] }, new Date(NOW)),
  );
  const { rows } = await db.query('SELECT before FROM transfer_rows WHERE shop = $1 ORDER BY row', [shop]);
  expect(rows).toEqual([{ before: null }, { before: { birthday: null, since: null, set: '03-01' } }]);
});

test.each<[what: string, file: string | Buffer, error: string]>([
  ['a quote that never closes', `${HEAD}7001,"500\n${'7002,5\n'.repeat(20_000)}`, 'csv-broken'],
  ['only headings', HEAD, 'file-empty'],
])('a file with %s is refused whole', async (_, file, error) => {
  const shop = await newShop();
  const done = await brought(shop, 'import', file);
  expect(done).toMatchObject({ state: 'failed', error });
  expect(await rowsOf(db, shop)).toHaveLength(1);
});

test.each<[what: string, bytes: Buffer]>([
  ['a workbook of Excel', Buffer.from('PK\x03\x04hello')],
  ['a PDF', Buffer.from('%PDF-1.7 hello')],
  ['nothing but blanks', Buffer.from('  \n \n')],
])('%s is no CSV', async (_, bytes) => {
  const shop = await newShop();
  const { inspectUpload } = await services();
  const { id } = await layDown(shop, 'import', 'uploading', bytes);
  await expect(inspectUpload(shop, id, 'import')).rejects.toThrow(/file-/);
});

test('a check books nothing and makes nobody', async () => {
  const shop = await newShop();
  const before = await rowsOf(db, shop);
  const { state, summary } = await brought(shop, 'import', `${HEAD}7001,500\n`, {}, true);
  expect(state).toBe('checked');
  expect(summary.check).toMatchObject({ booked: 1, given: 500 });
  expect(await rowsOf(db, shop)).toEqual(before);
});

test('an import is taken back: own lots go, what was spent stays spent, tier and birthday return', async () => {
  const shop = await newShop(TIERS);
  const file = 'Customer ID,Points,Tier,Birthday\n7001,500,gold,1990-02-28\n7002,80,,\n';
  const { id } = await brought(shop, 'import', file);
  await brought(shop, 'bulk', 'Customer ID,Points\n7001,-450\n');
  expect(await balances(shop)).toEqual({ 7001: 50, 7002: 80 });
  const { runTransfer, auditBooks } = await services();
  await db.query(`UPDATE transfers SET state = 'undoing' WHERE id = $1`, [id]);
  await runTransfer(shop, id);
  const { state, summary } = await transferOf(shop, id);
  expect(state).toBe('undone');
  expect(summary.undo).toMatchObject({ undone: 130, kept: 450 });
  expect(await balances(shop)).toEqual({ 7001: 0, 7002: 0 });
  const { rows } = await db.query(
    'SELECT tier_id AS tier, birthday FROM members WHERE shop = $1 ORDER BY id',
    [shop],
  );
  expect(rows[0]).toEqual({ tier: 'base', birthday: null });
  expect((await auditBooks(shop)).violations).toEqual([]);
});

test('a run that stops between batches goes on with the row after, and no row counts twice', async () => {
  const shop = await newShop();
  const file = HEAD + Array.from({ length: 1_700 }, (_, row) => `${10_000 + row},${row + 1}`).join('\n');
  const { inspectUpload, runTransfer, moveTransfer } = await services();
  const transfer = await layDown(shop, 'import', 'uploading', Buffer.from(file));
  const setup = await inspectUpload(shop, transfer.id, 'import');
  await moveTransfer(db as never, transfer, ['uploading'], 'running', { setup });
  // The third batch fails: its first member is refused by the database.
  await db.query(
    `ALTER TABLE member_balances ADD CONSTRAINT planted CHECK (shop <> '${shop}' OR available <> 1200)`,
  );
  await runTransfer(shop, transfer.id);
  expect(await transferOf(shop, transfer.id)).toMatchObject({ state: 'failed', done: 1_000 });
  expect(Object.keys(await balances(shop))).toHaveLength(1_000);
  await db.query('ALTER TABLE member_balances DROP CONSTRAINT planted');
  await moveTransfer(db as never, transfer, ['failed'], 'running', { error: null });
  await runTransfer(shop, transfer.id);
  expect(await transferOf(shop, transfer.id)).toMatchObject({ state: 'done', error: null });
  const { rows } = await db.query<{ sum: number; entries: number }>(
    'SELECT sum(points)::float8 AS sum, count(*)::int AS entries FROM ledger_entries WHERE shop = $1',
    [shop],
  );
  expect(rows).toEqual([{ sum: (1_700 * 1_701) / 2, entries: 1_700 }]);
});

test('two processes on one run book each row once', async () => {
  const shop = await newShop();
  const file = HEAD + Array.from({ length: 1_200 }, (_, row) => `${10_000 + row},5`).join('\n');
  const { inspectUpload, runTransfer, moveTransfer } = await services();
  const transfer = await layDown(shop, 'import', 'uploading', Buffer.from(file));
  const setup = await inspectUpload(shop, transfer.id, 'import');
  await moveTransfer(db as never, transfer, ['uploading'], 'running', { setup, startedAt: new Date(NOW) });
  await Promise.all([runTransfer(shop, transfer.id), runTransfer(shop, transfer.id)]);
  await runTransfer(shop, transfer.id);
  const { rows } = await db.query('SELECT count(*)::int AS entries FROM ledger_entries WHERE shop = $1', [
    shop,
  ]);
  expect(rows).toEqual([{ entries: 1_200 }]);
  expect((await transferOf(shop, transfer.id)).state).toBe('done');
});

test('adjustments for many are shown before, booked, and taken back as far as points are there', async () => {
  const shop = await newShop();
  await brought(shop, 'import', `${HEAD}7001,100\n7002,100\n7003,10\n`);
  const file = [
    'Customer ID,Points,Reason,Note',
    '7001,50,goodwill,Sorry for the delay',
    '7002,-30,,',
    '7003,-30,,',
    '7999,5,,',
    '7001,5,bribe,',
    '7001,0,,',
    '7001,50,goodwill,Sorry for the delay',
  ].join('\n');
  const { id, summary } = await brought(shop, 'bulk', file);
  expect(summary.check).toMatchObject({ booked: 2, refused: 5, given: 50, taken: 30 });
  expect(summary.result).toEqual(summary.check);
  expect(await problemsOf(shop, id)).toEqual([
    [4, 'points-insufficient'],
    [5, 'member-unknown'],
    [6, 'reason-unknown'],
    [7, 'points-zero'],
    [8, 'double'],
  ]);
  expect(await balances(shop)).toEqual({ 7001: 150, 7002: 70, 7003: 10 });
  await brought(shop, 'bulk', 'Customer ID,Points\n7001,-120\n');
  const { runTransfer, auditBooks } = await services();
  await db.query(`UPDATE transfers SET state = 'undoing' WHERE id = $1`, [id]);
  await runTransfer(shop, id);
  expect((await transferOf(shop, id)).summary.undo).toMatchObject({ undone: 60, kept: 20 });
  expect(await balances(shop)).toEqual({ 7001: 0, 7002: 100, 7003: 10 });
  expect((await auditBooks(shop)).violations).toEqual([]);
});
