/**
 * What the sandbox shop sells: 24 things for coffee, tea, kitchen and bath in four collections, with prices in
 * the shop's currency. A gift card is among them, since it earns no points, and two products without a cost.
 */
import type { SandboxContext } from '../store/context.ts';
import { nextId } from '../store/ids.ts';
import type { Collection, Product } from '../store/model.ts';
import { exponentOf } from '../store/money.ts';
import { type Entry, SHELVES } from './assortment.ts';

/** Weight of each product by handle, for the generated past. */
export const WEIGHTS = new Map(
  SHELVES.flatMap((shelf) => shelf.entries.map((entry) => [entry.handle, entry.weight] as const)),
);

/** Fills an empty store with products and collections. */
export function stockShelves(context: SandboxContext, createdAt: string): void {
  for (const shelf of SHELVES) {
    const products = shelf.entries.map((entry) => makeProduct(context, entry, createdAt));
    for (const product of products) context.state.products.set(product.id, product);
    const id = nextId(context.state, 'collection');
    const collection: Collection = {
      id,
      handle: shelf.handle,
      title: shelf.title,
      productIds: products.map((product) => product.id),
    };
    context.state.collections.set(id, collection);
  }
}

function makeProduct(context: SandboxContext, entry: Entry, createdAt: string): Product {
  const amount = (hundredths: number) => inCurrency(hundredths, context.config.currency);
  return {
    id: nextId(context.state, 'product'),
    handle: entry.handle,
    title: entry.title,
    description: entry.about,
    vendor: entry.type === 'Coffee' ? 'Rösterei Winter' : 'Winter & Töchter',
    productType: entry.type,
    tags: entry.tags ?? [],
    status: 'active',
    giftCard: entry.giftCard ?? false,
    picture: { hue: entry.hue, motif: entry.motif },
    variants: entry.variants.map((variant, index) => ({
      id: nextId(context.state, 'variant'),
      title: variant.title,
      sku: `${entry.handle.toUpperCase().slice(0, 8)}-${index + 1}`,
      price: amount(variant.price),
      compareAtPrice: variant.before === undefined ? null : amount(variant.before),
      cost: variant.cost === null ? null : amount(variant.cost),
      inventory: 500,
      requiresShipping: !entry.giftCard,
      taxable: !entry.giftCard,
    })),
    createdAt,
    updatedAt: createdAt,
  };
}

/** The same figure where a unit is worth about a euro; a hundred times it, in round numbers, where it is a cent. */
export function inCurrency(hundredths: number, currency: string): number {
  const exponent = exponentOf(currency);
  if (exponent === 2) return hundredths;
  if (exponent === 3) return hundredths * 10;
  return Math.round((hundredths * 1.6) / 10) * 10;
}
