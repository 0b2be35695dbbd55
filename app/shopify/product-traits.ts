/** What rules may ask of products beyond what an order says: collections, tags, type, prices, cost. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { ProductTraitsDocument } from '#app/shopify/generated/admin-api.ts';
import { gid, numericId } from '#app/shopify/json.ts';

export type ProductTraits = {
  collections: string[];
  tags: string[];
  type: string | null;
  variants: Record<string, { costMinor: number | null; onSale: boolean }>;
};

/** Products in one call: the cost of a query counts each one's collections and variants. */
export const PRODUCTS_PER_CALL = 10;

/** Products that Shopify does not know are known to have no traits. @throws ShopifyError */
export async function readProductTraits(
  access: AdminAccess,
  productIds: string[],
  currency: string,
): Promise<Map<string, ProductTraits>> {
  const ids = productIds.map((id) => gid('Product', id));
  const { nodes } = await requestAdmin(access, ProductTraitsDocument, { ids }, { repeatable: true });
  const traits = new Map<string, ProductTraits>(
    productIds.map((id) => [id, { collections: [], tags: [], type: null, variants: {} }]),
  );
  for (const node of nodes) {
    const id = node?.__typename === 'Product' ? numericId(node.id) : undefined;
    if (node?.__typename !== 'Product' || !id) continue;
    traits.set(id, {
      collections: node.collections.nodes.flatMap((one) => numericId(one.id) ?? []),
      tags: node.tags,
      type: node.productType || null,
      variants: Object.fromEntries(
        node.variants.nodes.flatMap((one) => {
          const variantId = numericId(one.id);
          return variantId ? [[variantId, variantTraits(one, currency)]] : [];
        }),
      ),
    });
  }
  return traits;
}

function variantTraits(
  variant: {
    price: unknown;
    compareAtPrice?: unknown;
    inventoryItem: { unitCost?: { amount: unknown; currencyCode: string } | null };
  },
  currency: string,
): { costMinor: number | null; onSale: boolean } {
  const exponent = currencyExponent(currency);
  const { unitCost } = variant.inventoryItem;
  const price = parseMinor(variant.price, exponent);
  const compareAt = parseMinor(variant.compareAtPrice, exponent);
  return {
    // A cost in another currency says nothing about the margin in this one.
    costMinor: unitCost?.currencyCode === currency ? (parseMinor(unitCost.amount, exponent) ?? null) : null,
    onSale: price !== undefined && compareAt !== undefined && compareAt > price,
  };
}
