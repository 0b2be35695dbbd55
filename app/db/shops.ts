/** Installed shops. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type ShopRow = {
  shop: string;
  name: string;
  currency: string;
  timezone: string;
  locale: string;
  isPlus: boolean;
  installedAt: Date;
  uninstalledAt: Date | null;
};

const COLUMNS = `shop, name, currency, timezone, locale, is_plus AS "isPlus", installed_at AS "installedAt",
  uninstalled_at AS "uninstalledAt"`;

export async function findShop(shop: string, tx?: Transaction): Promise<ShopRow | undefined> {
  const { rows } = await (tx ?? pool()).query<ShopRow>({
    name: 'find-shop',
    text: `SELECT ${COLUMNS} FROM shops WHERE shop = $1`,
    values: [shop],
  });
  return rows[0];
}

export async function listShops(): Promise<string[]> {
  const { rows } = await pool().query<{ shop: string }>('SELECT shop FROM shops ORDER BY shop');
  return rows.map((row) => row.shop);
}

export async function saveShop(
  facts: {
    shop: string;
    name: string;
    currency: string;
    timezone: string;
    planName: string;
    isPlus: boolean;
  },
  at: Date,
): Promise<void> {
  await pool().query(
    `INSERT INTO shops (shop, name, currency, timezone, locale, plan_name, is_plus, installed_at)
      VALUES ($1, $2, $3, $4, 'en', $5, $6, $7)
      ON CONFLICT (shop) DO UPDATE SET name = $2, timezone = $4, plan_name = $5, is_plus = $6, uninstalled_at = NULL`,
    [facts.shop, facts.name, facts.currency, facts.timezone, facts.planName, facts.isPlus, at],
  );
}

export async function markUninstalled(tx: Transaction, shop: string, at: Date): Promise<void> {
  await tx.query('UPDATE shops SET uninstalled_at = $2 WHERE shop = $1 AND uninstalled_at IS NULL', [
    shop,
    at,
  ]);
  await tx.query('DELETE FROM sessions WHERE shop = $1', [shop]);
  // Shopify takes an app's discounts away with the app: whoever comes back gets the perks anew.
  await tx.query('DELETE FROM program_perks WHERE shop = $1', [shop]);
  // Workflows that used the app end with it, too.
  await tx.query('DELETE FROM flow_uses WHERE shop = $1', [shop]);
  await tx.query('DELETE FROM flow_outbox WHERE shop = $1', [shop]);
}

/** The public program must be written to Shopify again. */
export async function markPublicStale(tx: Transaction, shop: string): Promise<void> {
  await tx.query('UPDATE shops SET public_version = public_version + 1 WHERE shop = $1', [shop]);
}

export async function findPublicStale(limit: number): Promise<{ shop: string; version: number }[]> {
  const { rows } = await pool().query<{ shop: string; version: number }>(
    `SELECT shop, public_version AS version FROM shops
      WHERE public_version > public_synced AND uninstalled_at IS NULL ORDER BY shop LIMIT $1`,
    [limit],
  );
  return rows;
}

export async function markPublicSynced(shop: string, version: number): Promise<void> {
  await pool().query('UPDATE shops SET public_synced = greatest(public_synced, $2) WHERE shop = $1', [
    shop,
    version,
  ]);
}
