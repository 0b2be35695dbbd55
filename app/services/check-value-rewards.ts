/** Whether Shopify lets the app give the store credit and gift cards that a program offers. */
import type { Program } from '#app/core/program/program.ts';
import { isValue, VALUE_SCOPES } from '#app/core/program/rewards.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { readShop } from '#app/shopify/read-shop.ts';
import { isStoreCreditOn } from '#app/shopify/stored-value.ts';

/** Rejections: `access-missing`, `store-credit-off`, `shopify-silent`. Programs without such rewards ask nothing. */
export async function checkValueRewards(shop: string, program: Program): Promise<Result<null>> {
  const kinds = program.rewards.flatMap((reward) => (isValue(reward) && reward.active ? [reward.kind] : []));
  if (kinds.length === 0) return ok(null);
  try {
    return await withAccess(shop, async (access) => {
      const { scopes } = await readShop(access);
      // Who may write may read.
      const held = (scope: string) =>
        scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, 'write_'));
      const missing = kinds.flatMap((kind) => VALUE_SCOPES[kind]).filter((scope) => !held(scope));
      if (missing.length > 0) return rejected('access-missing', { scopes: [...new Set(missing)].join(', ') });
      const on = !kinds.includes('storeCredit') || (await isStoreCreditOn(access));
      return on ? ok(null) : rejected('store-credit-off');
    });
  } catch (error) {
    if (error instanceof ShopifyError) return rejected('shopify-silent');
    throw error;
  }
}
