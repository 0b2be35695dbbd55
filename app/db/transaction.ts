/** Runs one transaction on one connection: committed whole, or rolled back whole. */
import type pg from 'pg';
import { pool } from '#app/db/pool.ts';

export type Transaction = pg.PoolClient;

export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  // A connection that is lost fails its query; without a listener of its own it would end the process, too.
  client.on('error', lost);
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query('ROLLBACK').catch(() => {});
    throw failure;
  } finally {
    client.off('error', lost);
    // A connection whose transaction failed for an unknown reason is not handed to the next one.
    client.release(failure && !('code' in failure) ? failure : undefined);
  }
}

function lost(): void {}
