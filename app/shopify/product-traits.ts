/** What rules may ask of products beyond what an order says: collections, tags, type, prices, cost. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import type { BulkGroup } from '#app/shopify/bulk-read.ts';
import {
  type ProductFactsFragment,
  ProductTraitsDocument,
  type VariantFactsFragment,
} from '#app/shopify/generated/admin-api.ts';
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
    traits.set(id, toTraits(node, node.collections.nodes, node.variants.nodes, currency));
  }
  return traits;
}

/** A product as it stands in the file of a bulk operation: what is in there is what `ProductsInBulk` asks for. */
export function toBulkTraits(
  { root, children }: BulkGroup,
  currency: string,
): { productId: string; traits: ProductTraits } | undefined {
  const product = root as ProductFactsFragment;
  const productId = numericId(product.id);
  if (!productId) return undefined;
  const variants = children.filter((row) => 'inventoryItem' in row) as VariantFactsFragment[];
  const collections = children.filter((row) => !('inventoryItem' in row));
  return { productId, traits: toTraits(product, collections, variants, currency) };
}

function toTraits(
  { tags, productType }: ProductFactsFragment,
  collections: { id?: string }[],
  variants: VariantFactsFragment[],
  currency: string,
): ProductTraits {
  return {
    collections: collections.flatMap((one) => numericId(one.id) ?? []),
    tags,
    type: productType || null,
    variants: Object.fromEntries(
      variants.flatMap((one) => {
        const variantId = numericId(one.id);
        return variantId ? [[variantId, variantTraits(one, currency)]] : [];
      }),
    ),
  };
}

function variantTraits(
  variant: VariantFactsFragment,
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
