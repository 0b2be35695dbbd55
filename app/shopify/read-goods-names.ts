/** What products, variants and collections are called, for whoever chose them by hand. */
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { GoodsNamesDocument } from '#app/shopify/generated/admin-api.ts';
import { gid, numericId } from '#app/shopify/json.ts';

export type GoodsIds = Record<'products' | 'variants' | 'collections', string[]>;
/** Names by kind and id: `products:12`. What Shopify no longer has is missing. */
export type GoodsNames = Record<string, string>;

const PER_CALL = 100;

/** @throws ShopifyError */
export async function readGoodsNames(access: AdminAccess, ids: GoodsIds): Promise<GoodsNames> {
  const wanted = [
    ...ids.products.map((id) => gid('Product', id)),
    ...ids.variants.map((id) => gid('ProductVariant', id)),
    ...ids.collections.map((id) => gid('Collection', id)),
  ];
  const names: GoodsNames = {};
  for (let start = 0; start < wanted.length; start += PER_CALL) {
    const part = wanted.slice(start, start + PER_CALL);
    const { nodes } = await requestAdmin(access, GoodsNamesDocument, { ids: part }, { repeatable: true });
    for (const node of nodes) {
      if (node?.__typename === 'Product') names[`products:${numericId(node.id)}`] = node.title;
      if (node?.__typename === 'ProductVariant') names[`variants:${numericId(node.id)}`] = node.displayName;
      if (node?.__typename === 'Collection') names[`collections:${numericId(node.id)}`] = node.title;
    }
  }
  return names;
}
