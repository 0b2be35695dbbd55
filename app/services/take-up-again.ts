/**
 * A shop has come back: Shopify took the app's discount, metafields and program away with the app, so that all of it is
 * written again, in bounded batches, and the books are compared with what happened meanwhile. Safe to run twice.
 */
import { forgetWritten } from '#app/db/members.ts';
import { forgetOffersSynced } from '#app/db/offers.ts';
import { forgetPerks } from '#app/db/perks.ts';
import { markPublicStale } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { reconcileIfInstalled } from '#app/services/reconcile-shop.ts';

const BATCH = 1_000;

export async function takeUpAgain(shop: string): Promise<void> {
  await transaction(async (tx) => {
    await forgetPerks(tx, shop);
    await forgetOffersSynced(tx, shop);
    await markPublicStale(tx, shop);
  });
  let reached: number | undefined = 0;
  while (reached !== undefined) {
    const from: number = reached;
    reached = await transaction((tx) => forgetWritten(tx, shop, from, BATCH));
  }
  await reconcileIfInstalled(shop);
}
