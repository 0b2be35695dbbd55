/** A shop has installed the app, or come back: its facts are stored. Runs about hourly, so it is idempotent. */
import { now } from '#app/clock.ts';
import { saveShop } from '#app/db/shops.ts';
import { readShop } from '#app/shopify/read-shop.ts';

export async function registerShop(installation: { shop: string; accessToken: string }): Promise<void> {
  const facts = await readShop(installation);
  await saveShop({ shop: installation.shop, ...facts }, now());
}
