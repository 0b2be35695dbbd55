/** Names of goods for the program's pages; without Shopify there are none, and the pages show ids. */
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { type GoodsIds, type GoodsNames, readGoodsNames } from '#app/shopify/read-goods-names.ts';

export async function nameGoods(shop: string, ids: GoodsIds): Promise<GoodsNames> {
  try {
    return await withAccess(shop, (access) => readGoodsNames(access, ids));
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    log.warn({ shop, problem: messageOf(error) }, 'names of goods not read');
    return {};
  }
}
