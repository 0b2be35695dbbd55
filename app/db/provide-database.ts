/** The database of this process: the one in DATABASE_URL, or an embedded Postgres; migrated before use. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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

/** Brings a database to the project's migrations by the ordinary Prisma command. */
export async function migrate(url: string): Promise<void> {
  const cli = path.join(ROOT, 'node_modules/prisma/build/index.js');
  await promisify(execFile)(process.execPath, [cli, 'migrate', 'deploy'], {
    cwd: ROOT,
    env: prismaCliEnv(url, process.execPath),
  });
}
