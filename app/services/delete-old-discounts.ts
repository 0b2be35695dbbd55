/**
 * Keeps the merchant's list of discounts readable: the discounts of redemptions that are over are deleted at Shopify. One
 * by one, for Shopify answers a deletion in bulk only with a job, and what that has done is not known. A repeat meets a
 * discount that is gone, as when the merchant has deleted it. The code itself stays in the database: an order that comes
 * late with it is booked like any other.
 */
import { now } from '#app/clock.ts';
import { DAY_MS } from '#app/core/time.ts';
import { claimOldDiscounts, type OldDiscount, saveDiscountDeleted } from '#app/db/old-discounts.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { type AdminAccess, ShopifyError } from '#app/shopify/admin-client.ts';
import { deleteCode, findCode } from '#app/shopify/discount-codes.ts';

/** So long staff find the discount of an order or of a question from a shopper where Shopify shows it. */
const KEPT_DAYS = 7;
const LIMITS = { shops: 8, perShop: 25, leaseMinutes: 60 };

/** @returns how many were deleted or had been. */
export async function deleteOldDiscounts(): Promise<number> {
  const due = await claimOldDiscounts(new Date(now().getTime() - KEPT_DAYS * DAY_MS), LIMITS);
  const done = await Promise.all([...Map.groupBy(due, ({ shop }) => shop).values()].map(deleteOfShop));
  return done.reduce((sum, count) => sum + count, 0);
}

/** Stops when Shopify is silent or takes no token: the rest has time. */
async function deleteOfShop(discounts: OldDiscount[]): Promise<number> {
  let done = 0;
  for (const discount of discounts) {
    const { shop, id } = discount;
    try {
      await withAccess(shop, (access) => deleteOne({ ...access, kind: 'background' }, discount));
    } catch (error) {
      log.warn({ shop, redemption: id, problem: messageOf(error) }, 'old discount not deleted');
      if (error instanceof ShopifyError && error.outcome === 'refused') continue;
      break;
    }
    await saveDiscountDeleted(shop, id, now());
    done += 1;
  }
  return done;
}

async function deleteOne(access: AdminAccess, { code, discountId }: OldDiscount): Promise<void> {
  if (discountId) return deleteCode(access, discountId);
  // The answer to its creation was never heard: it bears our code in its title, or it is not ours.
  const found = await findCode(access, code);
  if (found?.title.endsWith(code)) await deleteCode(access, found.id);
}
