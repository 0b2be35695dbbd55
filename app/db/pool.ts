/** The one connection pool of the process, shared by hand-written SQL and Prisma. */
import pg from 'pg';
import { env } from '#app/env.server.ts';

// Points and minor units fit a JavaScript integer; anything larger is a fault that must not pass as a rounded number.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`A number from the database is too large: ${text}`);
  return value;
});

let shared: pg.Pool | undefined;

export function pool(): pg.Pool {
  if (!shared) {
    shared = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
    });
    // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
    shared.on('error', () => {});
  }
  return shared;
}

export async function closePool(): Promise<void> {
  const closing = shared;
  shared = undefined;
  await closing?.end();
}
