/** Before points are set aside: whether the cart's codes and the reward go together, and if not, which saves more. */
import type { CartTold } from '#app/core/contracts/proxy.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { CodeReward } from '#app/core/program/rewards.ts';
import { combinationOf, type Rival, weighRivals } from '#app/core/redemption/rival-codes.ts';
import { ok, type Result } from '#app/core/result.ts';
import { log } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { readCombination } from '#app/shopify/read-combination.ts';
import { readVariantPrice } from '#app/shopify/read-variant.ts';

/**
 * Nothing is refused while Shopify is silent, and in a currency that is not the shop's: then the surface sees when the code is
 * applied, and undoes it.
 */
export async function weighCodes(question: {
  shop: string;
  currency: string;
  reward: CodeReward;
  isForCertainGoods: boolean;
  cart: CartTold | undefined;
}): Promise<Result<null>> {
  const { shop, currency, reward, isForCertainGoods, cart } = question;
  const told = cart?.codes ?? [];
  if (!cart || told.length === 0 || cart.currency !== currency) return ok(null);
  try {
    return await withAccess(shop, async (access) => {
      const [variantId] = reward.kind === 'product' ? reward.variantIds : [];
      const [price, ...found] = await Promise.all([
        variantId === undefined ? undefined : readVariantPrice(access, variantId),
        ...told.map(async (one): Promise<Rival[]> => {
          const combination = await readCombination(access, one.code);
          return combination ? [{ ...one, ...combination }] : [];
        }),
      ]);
      const priceMinor = price === undefined ? null : (parseMinor(price, currencyExponent(currency)) ?? null);
      return weighRivals(reward, combinationOf(reward, isForCertainGoods), cart, found.flat(), priceMinor);
    });
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    log.warn({ shop, problem: error.message }, 'codes not weighed');
    return ok(null);
  }
}
