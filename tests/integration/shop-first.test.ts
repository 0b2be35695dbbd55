/** The live schema, whoever made it: every table has the shop, and its key and every unique index start with it. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';

let db: pg.Pool;
beforeAll(async () => {
  db = new pg.Pool({ connectionString: (await createTestDatabase()).url, max: 1 });
});
afterAll(() => db.end());

/** Tables without a key, and keys and unique indexes that start with something else. */
async function strays(): Promise<string[]> {
  const { rows } = await db.query<{ stray: string }>(
    `SELECT c.relname || coalesce(': ' || i.relname || ' starts with ' || coalesce(a.attname, 'an expression'), ' has no key') AS stray
      FROM pg_class c LEFT JOIN pg_index x ON x.indrelid = c.oid AND x.indisunique
        LEFT JOIN pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
        AND a.attname IS DISTINCT FROM 'shop' ORDER BY 1`,
  );
  return rows.map(({ stray }) => stray);
}

test('every table and unique index of the live schema starts with the shop', async () => {
  const { rows } = await db.query<{ tables: number }>(
    `SELECT count(*)::int AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  expect(rows[0]?.tables).toBeGreaterThan(20);
  expect(await strays()).toEqual([]);
});

test.for<[fault: string, make: string, undo: string]>([
  ['a key of its own', 'CREATE TABLE planted (id bigint PRIMARY KEY, shop text)', 'DROP TABLE planted'],
  ['no key', 'CREATE TABLE planted (shop text)', 'DROP TABLE planted'],
  [
    'a unique index across shops',
    'CREATE UNIQUE INDEX planted ON redemptions (code, shop)',
    'DROP INDEX planted',
  ],
  [
    'a unique index on an expression',
    'CREATE UNIQUE INDEX planted ON redemptions (lower(code), shop)',
    'DROP INDEX planted',
  ],
])('%s is caught', async ([, make, undo]) => {
  await db.query(make);
  expect(await strays()).toHaveLength(1);
  await db.query(undo);
  expect(await strays()).toEqual([]);
});
