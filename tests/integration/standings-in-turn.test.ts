/** Standings go to Shopify in turn: members who change all the time do not hold up those who come after them. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findStaleStandings } from '../../app/db/members.ts';
import { closePool } from '../../app/db/pool.ts';
import { createTestDatabase } from '../support/database.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { tellDatabase } from '../support/inner-store.ts';

let db: pg.Pool;
let shop: string;
let ids: number[];
beforeAll(async () => {
  const { url } = await createTestDatabase();
  await tellDatabase(url, 2);
  db = new pg.Pool({ connectionString: url, max: 1 });
  shop = await addFreshShop({ db }, 'in turn', 'EUR');
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO members (shop, customer_id, created_at, standing_version)
      SELECT $1, n::text, now(), 1 FROM generate_series(1, 5) n RETURNING id`,
    [shop],
  );
  ids = rows.map(({ id }) => Number(id)).sort((one, other) => one - other);
});
afterAll(async () => {
  await db.end();
  await closePool();
});

test.for<[after: number | null, taken: number[]]>([
  [null, [0, 1]],
  [1, [2, 3]],
  [3, [4, 0]],
  [4, [0, 1]],
])('after member %s come %s, though all are stale again', async ([after, taken]) => {
  const stale = await findStaleStandings(shop, 2, after === null ? 0 : (ids[after] ?? 0));
  expect(stale.map(({ id }) => id)).toEqual(taken.map((index) => ids[index]));
});
