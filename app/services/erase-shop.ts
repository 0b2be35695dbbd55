/**
 * A shop has left and asks to be forgotten: no row of it stays, in any table. Big shops go in bounded steps; a process that
 * dies is followed by another, for the request itself goes last. A shop that is installed again keeps its books.
 */
import { eraseShopRows } from '#app/db/erasure.ts';
import { deleteDelivery, type InboxEvent, leaseDeliveries, settleDeliveries } from '#app/db/inbox.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { forgetAccess, withAccess } from '#app/services/admin-access.ts';
import { failureOf, keyOf } from '#app/services/delivery-outcome.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { readShop } from '#app/shopify/read-shop.ts';

const ROWS_PER_STEP = 5_000;
/** Longer than one step may take. */
const STEP_SECONDS = 90;

export async function eraseShop(event: InboxEvent): Promise<void> {
  const { shop } = event;
  try {
    const row = await findShop(shop);
    if (!row) return await deleteDelivery(event);
    if (row.uninstalledAt === null && (await isInstalled(shop))) {
      const outcome = { result: 'parked', reason: 'shop-installed' };
      return await transaction((tx) => settleDeliveries(tx, [{ ...keyOf(event), state: 'parked', outcome }]));
    }
    forgetAccess(shop);
    while ((await eraseStep(event)) > 0);
    log.info({ shop }, 'shop erased');
  } catch (error) {
    log.error({ shop, problem: messageOf(error) }, 'shop not erased yet');
    await transaction((tx) => settleDeliveries(tx, [failureOf(event, messageOf(error))]));
  }
}

async function eraseStep(event: InboxEvent): Promise<number> {
  return transaction(async (tx) => {
    await leaseDeliveries(tx, [event], STEP_SECONDS);
    return eraseShopRows(tx, event.shop, ROWS_PER_STEP);
  });
}

/** The news that the app was removed may have been lost: Shopify no longer takes the token of a shop that has left. */
async function isInstalled(shop: string): Promise<boolean> {
  try {
    await withAccess(shop, readShop);
    return true;
  } catch (error) {
    if (error instanceof ShopifyError && error.outcome === 'unauthorized') return false;
    throw error;
  }
}
