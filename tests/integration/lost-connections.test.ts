/**
 * A connection that the database ends in the middle of a transaction: the command fails, the process lives on. Without
 * the listener in `transaction.ts` the loss would end the process; here it would fail the run as an uncaught error.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePool, pool } from '../../app/db/pool.ts';
import { transaction } from '../../app/db/transaction.ts';
import { createTestDatabase } from '../support/database.ts';
import { tellDatabase } from '../support/inner-store.ts';

let other: pg.Client;
beforeAll(async () => {
  const { url } = await createTestDatabase();
  await tellDatabase(url, 2);
  other = new pg.Client({ connectionString: url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await closePool();
});

async function endConnectionOf(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise((resolve) => client.once('end', resolve));
  await other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
}

test('a connection lost in a transaction fails the command and not the process', async () => {
  await expect(
    transaction(async (tx) => {
      await endConnectionOf(tx);
      await tx.query('SELECT 1');
    }),
  ).rejects.toThrow();
  expect((await pool().query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('a connection does not gather listeners from one transaction to the next', async () => {
  const count = () => transaction((tx) => Promise.resolve(tx.listenerCount('error')));
  const before = await count();
  for (let round = 0; round < 5; round += 1) await count();
  expect(await count()).toBe(before);
});
