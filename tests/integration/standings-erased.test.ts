/** What Shopify answers late does not come back to a member who was erased meanwhile. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findStaleStandings, markStandingsSynced } from '../../app/db/members.ts';
import { closePool } from '../../app/db/pool.ts';
import { createTestDatabase } from '../support/database.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { tellDatabase } from '../support/inner-store.ts';

let db: pg.Pool;
beforeAll(async () => {
  const { url } = await createTestDatabase();
  await tellDatabase(url, 2);
  db = new pg.Pool({ connectionString: url, max: 1 });
});
afterAll(async () => {
  await db.end();
  await closePool();
});

test('the scalars of a member erased while Shopify was asked are not written back; those of others are', async () => {
  const shop = await addFreshShop({ db }, 'erased meanwhile', 'EUR');
  await db.query(
    `INSERT INTO members (shop, customer_id, created_at, standing_version)
      SELECT $1, n::text, now(), 1 FROM generate_series(1, 2) n`,
    [shop],
  );
  const asked = await findStaleStandings(shop, 5, 0);
  expect(asked).toHaveLength(2);
  const [erased, other] = asked;
  await db.query(
    `UPDATE members SET erased_at = now(), customer_id = NULL, scalars = '{}' WHERE shop = $1 AND id = $2`,
    [shop, erased?.id],
  );
  const written = asked.map((one) => ({ ...one, scalars: { tier: 'gold' } }));
  await markStandingsSynced(shop, written, new Map());
  const { rows } = await db.query<{ id: string; scalars: unknown }>(
    'SELECT id::text, scalars FROM members WHERE shop = $1 ORDER BY id',
    [shop],
  );
  expect(rows).toEqual([
    { id: String(erased?.id), scalars: {} },
    { id: String(other?.id), scalars: { tier: 'gold' } },
  ]);
});
