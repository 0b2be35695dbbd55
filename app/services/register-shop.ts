/**
 * A shop has installed the app, come back, or let staff open it: its facts and what it allows are stored. Runs about hourly, so
 * it is idempotent. After a time without access the books are compared with Shopify.
 */
import { now } from '#app/clock.ts';
import { markAccessRestored, markRegistered } from '#app/db/shop-access.ts';
import { saveShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { forgetAccess } from '#app/services/admin-access.ts';
import { takeInstallation, withPlans } from '#app/services/read-installation.ts';
import { startReconcile } from '#app/services/start-reconcile.ts';
import { readShop } from '#app/shopify/read-shop.ts';

export async function registerShop(installation: { shop: string; accessToken: string }): Promise<void> {
  const { shop } = installation;
  const readAt = new Date();
  const facts = await readShop(installation, withPlans());
  await transaction(async (tx) => {
    const cameBack = await saveShop(tx, { shop, ...facts }, now());
    await markRegistered(tx, shop, new Date());
    await takeInstallation(tx, shop, facts, readAt);
    if (cameBack) await enqueue(tx, 'take-up-again', { shop }, `again:${shop}`);
  });
  forgetAccess(shop);
  if (await markAccessRestored(shop, new Date())) await startReconcile(shop);
}
