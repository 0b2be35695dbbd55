/**
 * `npm run restore -- --from FILE`: a backup into an empty database, in one transaction. It refuses a database that holds
 * anything, and a backup of other migrations than this release has.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readBackup } from './backup-file.ts';
import {
  migrationsOf,
  quoted,
  type SequenceState,
  SETTINGS,
  tablesOf,
  type TableShape,
} from './backup-tables.ts';

process.env.SHOPIFY_API_KEY ??= 'restore';
process.env.SHOPIFY_API_SECRET ??= 'restore';
process.env.SHOPIFY_APP_URL ??= 'http://127.0.0.1:1';
const { provideDatabase } = await import('#app/db/provide-database.ts');

type Head = { migrations: string[]; at: string; tables: TableShape[] };
type Rows = { table: string; rows: (string | null)[][] };
type Foot = { counts: Record<string, number>; sequences: SequenceState[] };

const { values } = parseArgs({ options: { from: { type: 'string' } } });
if (!values.from || !existsSync(values.from)) fail('usage: npm run restore -- --from FILE');
const database = await provideDatabase({ migrate: true });
try {
  const { at, rows } = await restore(database.url, values.from);
  process.stdout.write(`${rows} rows of ${at} are back.\n`);
  await database.stop();
} catch (error) {
  await database.stop();
  fail(`Nothing was restored. ${error instanceof Error ? error.message : String(error)}`);
}

async function restore(url: string, file: string): Promise<{ at: string; rows: number }> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    await db.query('BEGIN');
    await db.query(SETTINGS);
    const lines = readBackup(file, process.env.TREUWERK_BACKUP_KEY);
    const head = (await lines.next()).value as Head | undefined;
    const tables = await tablesOf(db);
    if (!head?.tables) throw new Error('The backup is not whole.');
    await expectSame(db, head, tables);
    await expectEmpty(db, tables);
    for (const { name } of tables) await db.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
    const counts: Record<string, number> = {};
    let foot: Foot | undefined;
    for await (const value of lines) {
      const part = value as Rows | Foot;
      if ('counts' in part) foot = part;
      else counts[part.table] = (counts[part.table] ?? 0) + (await insert(db, tables, part));
    }
    if (!foot) throw new Error('The backup is not whole.');
    expectCounts(foot.counts, counts);
    await continueSequences(db, foot.sequences);
    for (const { name } of tables) await db.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
    await endRuns(db);
    await db.query('COMMIT');
    return { at: head.at, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  } finally {
    // Without a commit everything is rolled back with the connection.
    await db.end();
  }
}

async function expectSame(db: pg.ClientBase, head: Head, tables: TableShape[]): Promise<void> {
  const here = await migrationsOf(db);
  if (JSON.stringify(here) !== JSON.stringify(head.migrations) || !sameShape(tables, head.tables))
    throw new Error(
      `The backup has migrations up to ${head.migrations.at(-1)}, this release up to ${here.at(-1)}: restore with the release that made it, then upgrade.`,
    );
}

function sameShape(one: TableShape[], other: TableShape[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function expectEmpty(db: pg.ClientBase, tables: TableShape[]): Promise<void> {
  for (const { name } of tables) {
    const { rowCount } = await db.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount !== 0)
      throw new Error(`The database is not empty: ${name} has rows. Restore into a new one.`);
  }
}

async function insert(db: pg.ClientBase, tables: TableShape[], part: Rows): Promise<number> {
  const shape = tables.find(({ name }) => name === part.table);
  if (!shape) throw new Error(`The backup has a table ${part.table} that this release does not know.`);
  const names = shape.columns.map(({ name }) => quoted(name)).join(', ');
  const lists = shape.columns.map((_, index) => part.rows.map((row) => row[index] ?? null));
  const given = shape.columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const aliases = shape.columns.map((_, index) => `c${index}`).join(', ');
  const cast = shape.columns.map(({ type }, index) => `x.c${index}::${type}`).join(', ');
  await db.query(
    `INSERT INTO ${quoted(part.table)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${cast} FROM unnest(${given}) AS x(${aliases})`,
    lists,
  );
  return part.rows.length;
}

function expectCounts(wanted: Record<string, number>, got: Record<string, number>): void {
  for (const [table, count] of Object.entries(wanted))
    if ((got[table] ?? 0) !== count) throw new Error(`The backup is not whole: ${table}.`);
}

async function continueSequences(db: pg.ClientBase, sequences: SequenceState[]): Promise<void> {
  for (const { table, column, value } of sequences)
    await db.query('SELECT setval(pg_get_serial_sequence($1, $2), $3::bigint, false)', [
      quoted(table),
      column,
      value,
    ]);
}

/** Runs whose jobs stayed behind in the old queue would never end: they can be started again. */
async function endRuns(db: pg.ClientBase): Promise<void> {
  const error = 'ended by a restore';
  for (const table of ['history_imports', 'simulations', 'drift_reports'])
    await db.query(
      `UPDATE ${table} SET state = 'failed', error = $1, finished_at = now() WHERE state NOT IN ('done', 'failed')`,
      [error],
    );
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
