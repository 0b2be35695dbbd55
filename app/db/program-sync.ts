/**
 * Shops whose live program Shopify does not have yet, by publishing or because a scheduled version's time has come: the same
 * question for everything that a program means at Shopify, each with a row per shop in a table of its own.
 */
import { pool } from '#app/db/pool.ts';

export type SyncTable = 'program_perks' | 'program_offers';
export type BehindShop = { shop: string; version: number; attempts: number };

export async function findBehind(table: SyncTable, at: Date, limit: number): Promise<BehindShop[]> {
  const { rows } = await pool().query<BehindShop>({
    name: `behind-${table}`,
    text: `SELECT s.shop, s.public_version AS version, coalesce(p.attempts, 0) AS attempts
      FROM shops s LEFT JOIN ${table} p ON p.shop = s.shop
      WHERE s.uninstalled_at IS NULL AND coalesce(p.next_attempt_at <= $1, true)
        AND (s.public_version > coalesce(p.synced_version, 0) OR EXISTS (SELECT 1 FROM program_versions v
          WHERE v.shop = s.shop AND v.applies_from > p.synced_at AND v.applies_from <= $1))
      ORDER BY s.shop LIMIT $2`,
    values: [at, limit],
  });
  return rows;
}
