/** What the goods of orders are, by line: from what was read lately, or from Shopify, for programs that ask for it. */
import type { LineTraits } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { needsTraits } from '#app/core/program/needs.ts';
import { HOUR_MS } from '#app/core/time.ts';
import { findProducts, saveProducts } from '#app/db/products.ts';
import { listVersions } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { PRODUCTS_PER_CALL, type ProductTraits, readProductTraits } from '#app/shopify/product-traits.ts';

/** Prices and collections change: what is older is read again. */
const FRESH_MS = 6 * HOUR_MS;

export type TraitsByLine = Record<string, LineTraits>;

/** One result per order, in the same order; undefined for all when no version of the program asks. @throws ShopifyError */
export async function loadTraits(
  shop: string,
  orders: OrderFacts[],
  /** What was read since is fresh, however long ago that is. */
  readSince?: Date,
): Promise<(TraitsByLine | undefined)[]> {
  const [row, versions] = await Promise.all([findShop(shop), listVersions(shop)]);
  if (!row || !versions.some(({ config }) => needsTraits(config))) return orders.map(() => undefined);
  const wanted = [...new Set(orders.flatMap(({ lines }) => lines.flatMap((line) => line.productId ?? [])))];
  const freshFrom = Math.min(Date.now() - FRESH_MS, readSince?.getTime() ?? Infinity);
  const products = await findProducts<ProductTraits>(shop, wanted, new Date(freshFrom));
  const missing = wanted.filter((id) => !products.has(id)).sort();
  for (let start = 0; start < missing.length; start += PRODUCTS_PER_CALL) {
    const part = missing.slice(start, start + PRODUCTS_PER_CALL);
    const read = await withAccess(shop, (access) => readProductTraits(access, part, row.currency));
    await saveProducts(shop, read, new Date());
    for (const [id, traits] of read) products.set(id, traits);
  }
  return orders.map((order) => byLine(order, products));
}

function byLine(order: OrderFacts, products: Map<string, ProductTraits>): TraitsByLine {
  return Object.fromEntries(
    order.lines.map((line) => {
      const product = products.get(line.productId ?? '');
      const variant = product?.variants[line.variantId ?? ''];
      return [
        line.id,
        {
          collections: product?.collections ?? [],
          tags: product?.tags ?? [],
          type: product?.type ?? null,
          costMinor: variant?.costMinor ?? null,
          onSale: variant?.onSale ?? false,
        },
      ];
    }),
  );
}
