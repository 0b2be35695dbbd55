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

/** @returns whether the shop had left before. */
export async function saveShop(
  tx: Transaction,
  facts: {
    shop: string;
    name: string;
    currency: string;
    timezone: string;
    planName: string;
    isPlus: boolean;
  },
  at: Date,
): Promise<boolean> {
  const { rows } = await tx.query<{ left: boolean }>(
    'SELECT uninstalled_at IS NOT NULL AS left FROM shops WHERE shop = $1 FOR UPDATE',
    [facts.shop],
  );
  await tx.query(
    `INSERT INTO shops (shop, name, currency, timezone, locale, plan_name, is_plus, installed_at)
      VALUES ($1, $2, $3, $4, 'en', $5, $6, $7)
      ON CONFLICT (shop) DO UPDATE SET name = $2, timezone = $4, plan_name = $5, is_plus = $6, uninstalled_at = NULL`,
    [facts.shop, facts.name, facts.currency, facts.timezone, facts.planName, facts.isPlus, at],
  );
  return rows[0]?.left ?? false;
}

/** @returns false when the shop has opened the app since: then the news is late, and its sessions are new ones. */
export async function markUninstalled(
  tx: Transaction,
  shop: string,
  news: { triggeredAt: Date; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE shops SET uninstalled_at = coalesce(uninstalled_at, $2) WHERE shop = $1
      AND NOT EXISTS (SELECT 1 FROM shop_access a WHERE a.shop = $1 AND a.registered_at > $3)`,
    [shop, news.at, news.triggeredAt],
  );
  if (rowCount !== 1) return false;
  await tx.query('DELETE FROM sessions WHERE shop = $1', [shop]);
  // Workflows that used the app end with it, too.
  await tx.query('DELETE FROM flow_uses WHERE shop = $1', [shop]);
  await tx.query('DELETE FROM flow_outbox WHERE shop = $1', [shop]);
  return true;
}

/** The public program must be written to Shopify again. */
export async function markPublicStale(tx: Transaction, shop: string): Promise<void> {
  await tx.query('UPDATE shops SET public_version = public_version + 1 WHERE shop = $1', [shop]);
}

export async function findPublicStale(limit: number): Promise<{ shop: string; version: number }[]> {
  const { rows } = await pool().query<{ shop: string; version: number }>(
    // Offers are ended and made first, so that nothing is shown that Shopify refuses; but one failure holds nothing up.
    `SELECT s.shop, public_version AS version FROM shops s LEFT JOIN program_offers o ON o.shop = s.shop
      WHERE public_version > public_synced AND uninstalled_at IS NULL
        AND (o.synced_version >= public_version OR o.next_attempt_at IS NOT NULL) ORDER BY s.shop LIMIT $1`,
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
