/**
 * A shop has installed the app, come back, or let staff open it: its facts and what it allows are stored. Runs about hourly, so
 * it is idempotent. After a time without access the books are compared with Shopify.
 */
import { now } from '#app/clock.ts';
import { markAccessRestored, saveScopes } from '#app/db/shop-access.ts';
import { findShop, saveShop } from '#app/db/shops.ts';
import { pool } from '#app/db/pool.ts';
import { forgetAccess } from '#app/services/admin-access.ts';
import { startReconcile } from '#app/services/start-reconcile.ts';
import { readShop } from '#app/shopify/read-shop.ts';

export async function registerShop(installation: { shop: string; accessToken: string }): Promise<void> {
  const { shop } = installation;
  const { scopes, ...facts } = await readShop(installation);
  const before = await findShop(shop);
  await saveShop({ shop, ...facts }, now());
  await saveScopes(pool(), shop, scopes);
  forgetAccess(shop);
  const wasLost = await markAccessRestored(shop, new Date());
  if (wasLost || before?.uninstalledAt) await startReconcile(shop);
}
