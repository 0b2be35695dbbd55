/** What a shop lets the app do: granted scopes, whether tokens are valid, who renews them, and the plan. */
import type { Subscription } from '#app/core/plans/entitlement.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type ShopAccess = {
  scopes: string | null;
  lostAt: Date | null;
  restoredAt: Date | null;
  subscriptions: Subscription[] | null;
  lapsedAt: Date | null;
};

type Executor = Pick<Transaction, 'query'>;

export async function findShopAccess(shop: string): Promise<ShopAccess | undefined> {
  const { rows } = await pool().query<ShopAccess>(
    `SELECT scopes, lost_at AS "lostAt", restored_at AS "restoredAt", subscriptions, lapsed_at AS "lapsedAt"
      FROM shop_access WHERE shop = $1`,
    [shop],
  );
  return rows[0];
}

/** For so long one process alone renews the shop's tokens. @returns false while another does. */
export async function leaseRenewal(shop: string, by: string, seconds: number): Promise<boolean> {
  const { rowCount } = await pool().query(
    `INSERT INTO shop_access AS a (shop, renewing_until, renewing_by)
      VALUES ($1, now() + make_interval(secs => $3), $2)
      ON CONFLICT (shop) DO UPDATE SET renewing_until = excluded.renewing_until, renewing_by = excluded.renewing_by
        WHERE a.renewing_until IS NULL OR a.renewing_until < now()`,
    [shop, by, seconds],
  );
  return rowCount === 1;
}

export async function endRenewal(shop: string, by: string): Promise<void> {
  await pool().query(
    'UPDATE shop_access SET renewing_until = NULL, renewing_by = NULL WHERE shop = $1 AND renewing_by = $2',
    [shop, by],
  );
}

/** Notes that no token is valid any more. @returns true when that is news; a shop that has left has nothing to lose. */
export async function markAccessLost(shop: string, at: Date): Promise<boolean> {
  const { rowCount } = await pool().query(
    `INSERT INTO shop_access AS a (shop, lost_at)
      SELECT shop, $2 FROM shops WHERE shop = $1 AND uninstalled_at IS NULL
      ON CONFLICT (shop) DO UPDATE SET lost_at = $2
        WHERE a.lost_at IS NULL OR a.restored_at >= a.lost_at`,
    [shop, at],
  );
  return rowCount === 1;
}

/** Tokens are valid again. @returns true when they had been lost. */
export async function markAccessRestored(shop: string, at: Date): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE shop_access SET restored_at = greatest($2, lost_at)
      WHERE shop = $1 AND lost_at IS NOT NULL AND (restored_at IS NULL OR restored_at < lost_at)`,
    [shop, at],
  );
  return rowCount === 1;
}

/** Staff have opened the app, in real time: what Shopify said before that of an uninstallation is over. */
export async function markRegistered(executor: Executor, shop: string, at: Date): Promise<void> {
  await executor.query(
    `INSERT INTO shop_access AS a (shop, registered_at) VALUES ($1, $2)
      ON CONFLICT (shop) DO UPDATE SET registered_at = greatest(a.registered_at, $2)`,
    [shop, at],
  );
}

/** What Shopify said when it was asked at `readAt`, in real time; an answer to an earlier question changes nothing any more. */
export async function saveInstallation(
  executor: Executor,
  shop: string,
  facts: {
    scopes: string[];
    subscriptions: Subscription[] | null;
    lapsed: boolean;
    at: Date;
    readAt: Date;
  },
): Promise<void> {
  await executor.query(
    `INSERT INTO shop_access AS a (shop, scopes, subscriptions, lapsed_at, read_at)
      SELECT shop, $2, $3::jsonb, CASE WHEN $4 THEN $5::timestamptz END, $6 FROM shops WHERE shop = $1
      ON CONFLICT (shop) DO UPDATE SET scopes = $2, subscriptions = $3::jsonb, read_at = $6,
          lapsed_at = CASE WHEN $4 THEN coalesce(a.lapsed_at, $5::timestamptz) END
        WHERE a.read_at IS NULL OR a.read_at <= $6`,
    [
      shop,
      facts.scopes.join(','),
      facts.subscriptions && JSON.stringify(facts.subscriptions),
      facts.lapsed,
      facts.at,
      facts.readAt,
    ],
  );
}
