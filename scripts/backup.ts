/**
 * `npm run backup -- --to FILE`: the whole database as of one moment, while the app goes on. Needs nothing but Node: no
 * pg_dump. With TREUWERK_BACKUP_KEY the file is sealed.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { writeBackup } from './backup-file.ts';
import { migrationsOf, quoted, sequencesOf, SETTINGS, tablesOf, type TableShape } from './backup-tables.ts';

const ROWS_AT_ONCE = 500;

process.env.SHOPIFY_API_KEY ??= 'backup';
process.env.SHOPIFY_API_SECRET ??= 'backup';
process.env.SHOPIFY_APP_URL ??= 'http://127.0.0.1:1';
const { findDatabaseUrl } = await import('#app/db/provide-database.ts');

const { values } = parseArgs({ options: { to: { type: 'string' } } });
if (!values.to) fail('usage: npm run backup -- --to FILE');
if (existsSync(values.to)) fail(`${values.to} is there already: a backup never overwrites one.`);
const url = findDatabaseUrl();
if (!url) fail('no database: set DATABASE_URL, or start the app');
const draft = `${values.to}.part`;
try {
  const rows = await backup(url, draft);
  renameSync(draft, values.to);
  process.stdout.write(`${rows} rows are in ${values.to}.\n`);
} catch (error) {
  rmSync(draft, { force: true });
  fail(error instanceof Error ? error.message : String(error));
}

/** One snapshot for all tables: what is committed meanwhile is in none of them. */
async function backup(databaseUrl: string, file: string): Promise<number> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await db.query(SETTINGS);
    const writer = await writeBackup(file, process.env.TREUWERK_BACKUP_KEY);
    const tables = await tablesOf(db);
    const counts: Record<string, number> = {};
    await writer.line({ migrations: await migrationsOf(db), at: new Date().toISOString(), tables });
    for (const table of tables) counts[table.name] = await writeTable(db, table, writer.line);
    // Read after the rows: a sequence knows no snapshot, and may be further on, never behind.
    await writer.line({ counts, sequences: await sequencesOf(db, tables) });
    await writer.end();
    await db.query('COMMIT');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  } finally {
    await db.end();
  }
}

async function writeTable(
  db: pg.ClientBase,
  { name, columns }: TableShape,
  line: (value: unknown) => Promise<void>,
): Promise<number> {
  const list = columns.map((column) => `${quoted(column.name)}::text`).join(', ');
  await db.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT ${list} FROM ${quoted(name)}`);
  let count = 0;
  for (;;) {
    const fetched = await db.query<(string | null)[]>({
      text: `FETCH ${ROWS_AT_ONCE} FROM backup_rows`,
      rowMode: 'array',
    });
    if (fetched.rows.length === 0) break;
    count += fetched.rows.length;
    await line({ table: name, rows: fetched.rows });
  }
  await db.query('CLOSE backup_rows');
  return count;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
