/** What the goods of the past say: products that nobody buys twice, what brought their buyers back, and the margin. */
import type { OneOffProduct, PastSummary } from '#app/core/concept/past-summary.ts';
import type { OrderLine } from '#app/core/earning/order-facts.ts';

/** Lines of one customer's orders, the earliest order first. */
export type PastBasket = {
  weight: number;
  orders: Pick<
    OrderLine,
    'kind' | 'productId' | 'variantId' | 'title' | 'quantity' | 'unitPriceMinor' | 'discountMinor'
  >[][];
};

/** So few buyers say nothing about a product. */
const BUYERS_MIN = 5;
const LISTED = 3;

type Product = { title: string; buyers: number; again: number; cameBack: number; next: Map<string, number> };

export function oneOffsOf(baskets: readonly PastBasket[]): Pick<PastSummary, 'oneOffShare' | 'oneOffs'> {
  const products = new Map<string, Product>();
  for (const basket of baskets) addBasket(products, basket);
  const known = [...products.values()].filter(({ buyers }) => buyers >= BUYERS_MIN);
  const buyers = sum(known, (one) => one.buyers);
  const once = known.filter(({ again }) => again === 0);
  return {
    oneOffShare: buyers === 0 ? null : sum(once, (one) => one.buyers) / buyers,
    oneOffs: once
      .sort((one, other) => other.buyers - one.buyers)
      .slice(0, LISTED)
      .map((one) => listed(one)),
  };
}

function addBasket(products: Map<string, Product>, { weight, orders }: PastBasket): void {
  const own = new Map<string, number>();
  orders.forEach((lines, place) => {
    for (const { kind, productId, title } of lines) {
      if (kind !== 'goods' || productId === null) continue;
      const product = products.get(productId) ?? { title, buyers: 0, again: 0, cameBack: 0, next: new Map() };
      products.set(productId, product);
      const before = own.get(productId);
      if (before === undefined) {
        own.set(productId, place);
        product.buyers += weight;
      } else if (before < place) product.again += weight;
    }
  });
  for (const [productId, place] of own) {
    const product = products.get(productId);
    const next = orders[place + 1];
    if (!product || !next) continue;
    product.cameBack += weight;
    for (const title of new Set(next.filter((line) => line.kind === 'goods').map((line) => line.title)))
      product.next.set(title, (product.next.get(title) ?? 0) + weight);
  }
}

function listed({ title, buyers, cameBack, next }: Product): OneOffProduct {
  const most = [...next].sort((one, other) => other[1] - one[1]).slice(0, LISTED);
  return {
    title,
    buyers: Math.round(buyers),
    cameBack: Math.round(cameBack),
    next: most.map(([name]) => name),
  };
}

/** `costOf`: cost of one piece of a variant in minor units, where the shop states it. */
export function marginOfGoods(
  baskets: readonly PastBasket[],
  costOf: (variantId: string | null) => number | null,
): PastSummary['margin'] {
  let [all, known, cost] = [0, 0, 0];
  for (const { weight, orders } of baskets) {
    for (const line of orders.flat()) {
      if (line.kind !== 'goods') continue;
      const paid = (line.unitPriceMinor * line.quantity - line.discountMinor) * weight;
      const each = costOf(line.variantId);
      all += paid;
      if (each === null) continue;
      known += paid;
      cost += each * line.quantity * weight;
    }
  }
  return known <= 0 || all <= 0 ? null : { percent: ((known - cost) / known) * 100, knownShare: known / all };
}

function sum<Item>(items: readonly Item[], pick: (item: Item) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
