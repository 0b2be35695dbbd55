/** What has been read of products, as far as rules asked for it. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export async function findProducts<Traits>(
  shop: string,
  productIds: string[],
  readAfter: Date,
): Promise<Map<string, Traits>> {
  const { rows } = await pool().query<{ product_id: string; traits: Traits }>(
    `SELECT product_id, traits FROM products WHERE shop = $1 AND product_id = ANY($2::text[]) AND read_at > $3`,
    [shop, productIds, readAfter],
  );
  return new Map(rows.map((row) => [row.product_id, row.traits]));
}

export async function saveProducts(
  shop: string,
  products: Map<string, unknown>,
  readAt: Date,
  tx?: Transaction,
): Promise<void> {
  await (tx ?? pool()).query(
    `INSERT INTO products (shop, product_id, traits, read_at)
      SELECT $1, p, t, $4 FROM unnest($2::text[], $3::jsonb[]) AS x(p, t) ORDER BY p
      ON CONFLICT (shop, product_id) DO UPDATE SET traits = excluded.traits, read_at = excluded.read_at`,
    [shop, [...products.keys()], [...products.values()].map((traits) => JSON.stringify(traits)), readAt],
  );
}
