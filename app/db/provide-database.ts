/** The database of this process: the one in DATABASE_URL, or an embedded Postgres; migrated before use. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '#app/db/embedded-postgres.ts';
import { env, prismaCliEnv, provideDatabaseUrl } from '#app/env.server.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export async function provideDatabase(options: {
  migrate: boolean;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = env().DATABASE_URL;
  const database = given
    ? { url: given, stop: async () => {} }
    : await startEmbeddedPostgres({
        dataDir: env().TREUWERK_DATA_DIR,
        log: (line) => process.stderr.write(`${line}\n`),
      });
  provideDatabaseUrl(database.url);
  if (options.migrate) await migrate(database.url);
  return database;
}

/** The address of the database that a running app uses, for commands beside it. */
export function findDatabaseUrl(): string | undefined {
  return env().DATABASE_URL ?? findEmbeddedPostgres(env().TREUWERK_DATA_DIR);
}

/** Brings a database to the project's migrations by the ordinary Prisma command, unless it is there already. */
export async function migrate(url: string): Promise<void> {
  if (await isMigrated(url)) return;
  await forgetBroken(url);
  const cli = path.join(ROOT, 'node_modules/prisma/build/index.js');
  await promisify(execFile)(process.execPath, ['--import', UNREF_LOCK_TIMER, cli, 'migrate', 'deploy'], {
    cwd: ROOT,
    env: prismaCliEnv(url, process.execPath),
  });
}

/**
 * A migration is one transaction: of one that was killed nothing stands but Prisma's note that it began, and that note would
 * keep every later start from migrating. Another process that migrates just now holds Prisma's lock; its note stays.
 */
async function forgetBroken(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [
      PRISMA_LOCK,
    ]);
    if (!rows[0]?.free) return;
    await client.query('DELETE FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL');
  } catch (error) {
    if ((error as { code?: string }).code !== UNDEFINED_TABLE) throw error;
  } finally {
    await client.end();
  }
}

/** The advisory lock under which Prisma migrates. */
const PRISMA_LOCK = 72707369;

/** Prisma's engine leaves the timer of its advisory lock running for 10 seconds after it is done. */
const UNREF_LOCK_TIMER = `data:text/javascript,${encodeURIComponent(
  'const s=globalThis.setTimeout;globalThis.setTimeout=(f,ms,...a)=>{const t=s(f,ms,...a);if(ms===10000)t.unref();return t}',
)}`;

/** Every start asks this; starting the Prisma command to learn the same takes over a second. */
export async function isMigrated(url: string): Promise<boolean> {
  const wanted = readdirSync(path.join(ROOT, 'prisma/migrations'), { withFileTypes: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Set(rows.map((row) => row.name));
    return wanted.filter((entry) => entry.isDirectory()).every((entry) => applied.has(entry.name));
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return false;
    throw error;
  } finally {
    await client.end();
  }
}

const UNDEFINED_TABLE = '42P01';
