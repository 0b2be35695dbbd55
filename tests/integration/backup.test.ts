/** Backup while the shop is busy, restore into an empty database: whole, equal, and refused where it would do harm. */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { handleInbox } from '../../app/services/handle-inbox.ts';
import { receiveWebhook } from '../../app/services/receive-webhook.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { createTestDatabase } from '../support/database.ts';
import { urlOf } from '../support/global-postgres.ts';
import { requestOf, tellDatabase } from '../support/inner-store.ts';
import { paidOrder } from '../support/webhook-load.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** As it stands in JSON: quotes, a backslash, a line's end, what arrays and rows are written with. */
const ODD_TITLE = 'Größe \\"L\\" \\\\ \\n, {x} 🧵';
const PASSPHRASE = 'a passphrase that nobody guesses';

let source: string;
let db: pg.Pool;
let shop: string;
let folder: string;
let serial = 0;
beforeAll(async () => {
  source = (await createTestDatabase()).url;
  await tellDatabase(source, 6);
  db = new pg.Pool({ connectionString: source, max: 2 });
  shop = await addFreshShop({ db }, 'backup', 'EUR');
  folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-backup-'));
  await trade(60);
});
afterAll(async () => {
  const { closePool } = await import('../../app/db/pool.ts');
  await closePool();
  await db.end();
  rmSync(folder, { recursive: true, force: true });
});

/** So many paid orders, taken in and booked; with what text in a database may hold. */
async function trade(orders: number): Promise<void> {
  for (let count = 0; count < orders; count += 1) {
    serial += 1;
    const body = paidOrder(8_900_000 + serial, String(9_000 + (serial % 12)), 4);
    const event = {
      topic: 'orders/paid',
      body: body.replace('Shirt', ODD_TITLE),
      id: randomUUID(),
    };
    const taken = await receiveWebhook(requestOf(shop, { ...event, at: new Date().toISOString() }));
    if (!taken.ok) throw new Error(taken.rejection.code);
    if (count % 5 === 0) await handleInbox();
  }
  while ((await handleInbox()) > 0);
}

type Ended = { code: number | null; output: string };

function run(script: string, args: string[], databaseUrl: string, key?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'scripts', script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        NODE_ENV: 'test',
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: databaseUrl,
        TREUWERK_DATA_DIR: folder,
        ...(key === undefined ? {} : { TREUWERK_BACKUP_KEY: key }),
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('exit', (code) => resolve({ code, output }));
  });
}

async function emptyDatabase(): Promise<string> {
  const base = inject('postgresUrl');
  const name = `restored_${randomBytes(5).toString('hex')}`;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  return urlOf(base, name);
}

/** A fingerprint of every table's rows, whatever order they lie in, and where its sequences go on. */
async function fingerprints(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ print: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS print FROM "${name}" t`,
    );
    prints[name] = rows[0]?.print ?? '';
  }
  const { rows: next } = await client.query<{ at: string }>(
    `SELECT string_agg(sequencename || ' ' || coalesce(last_value, 0), ', ' ORDER BY sequencename) AS at FROM pg_sequences WHERE schemaname = 'public'`,
  );
  await client.end();
  return { ...prints, sequences: (next[0]?.at ?? '').replace(/\d+/g, (value) => String(Number(value))) };
}

test('a backup of a busy shop restores to books that close, and one of a quiet shop to the same rows', async () => {
  const busy = path.join(folder, 'busy.tw');
  const [made] = await Promise.all([run('backup.ts', ['--to', busy], source), trade(150)]);
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('rows are in') });
  const fromBusy = await emptyDatabase();
  expect(await run('restore.ts', ['--from', busy], fromBusy)).toMatchObject({ code: 0 });
  const books = await run('books.ts', ['--shop', shop], fromBusy);
  expect(books).toMatchObject({ code: 0, output: expect.stringContaining('0 violations') });

  const quiet = path.join(folder, 'quiet.tw');
  expect(await run('backup.ts', ['--to', quiet], source)).toMatchObject({ code: 0 });
  const restored = await emptyDatabase();
  expect(await run('restore.ts', ['--from', quiet], restored)).toMatchObject({ code: 0 });
  const [was, is] = [await fingerprints(source), await fingerprints(restored)];
  expect(is.ledger_entries).toMatch(/^210 /);
  const { sequences: before, ...rowsBefore } = was;
  const { sequences: after, ...rowsAfter } = is;
  expect(rowsAfter).toEqual(rowsBefore);
  expect(before).not.toBe('');
  expect(after?.split(', ').length).toBe(before?.split(', ').length);
  const [one, other] = await Promise.all(
    [source, restored].map((url) => run('books.ts', ['--shop', shop, '--json'], url)),
  );
  expect(other?.output).toBe(one?.output);

  // The restored shop goes on: new rows get numbers of their own.
  await goOnIn(restored);
});

async function goOnIn(url: string): Promise<void> {
  await (await import('../../app/db/pool.ts')).closePool();
  await tellDatabase(url, 4);
  await trade(20);
  const { expectBooksClosed } = await import('../support/books.ts');
  await expectBooksClosed(shop);
  await (await import('../../app/db/pool.ts')).closePool();
  await tellDatabase(source, 4);
}

test('a sealed backup opens with its passphrase alone, and damage of any kind restores nothing', async () => {
  const file = path.join(folder, 'sealed.tw');
  expect(await run('backup.ts', ['--to', file], source, PASSPHRASE)).toMatchObject({ code: 0 });
  expect(await run('backup.ts', ['--to', file], source)).toMatchObject({ code: 1 });
  const bytes = readFileSync(file);
  expect(bytes.includes('backup')).toBe(false);
  const empty = await emptyDatabase();
  const damaged = (name: string, change: (copy: Buffer) => void, cut = 0) => {
    const copy = Buffer.from(bytes);
    change(copy);
    const at = path.join(folder, name);
    writeFileSync(at, copy);
    if (cut > 0) truncateSync(at, bytes.length - cut);
    return at;
  };
  const flip = (copy: Buffer) => copy.writeUInt8(copy.readUInt8(copy.length >> 1) ^ 1, copy.length >> 1);
  for (const [from, key] of [
    [file, undefined],
    [file, 'another passphrase, as long as that'],
    [damaged('flipped.tw', flip), PASSPHRASE],
    [damaged('cut.tw', () => {}, 400), PASSPHRASE],
  ] as const) {
    const ended = await run('restore.ts', ['--from', from], empty, key);
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining('Nothing was restored') });
  }
  expect((await fingerprints(empty)).ledger_entries).toBe('0 ');
  expect(await run('restore.ts', ['--from', file], empty, PASSPHRASE)).toMatchObject({ code: 0 });
  // And a database that holds something is left as it is.
  const again = await run('restore.ts', ['--from', file], empty, PASSPHRASE);
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('not empty') });
});
