/** Which goods a rule is about, and how closely it names them: the most specific rule applies. */
import type { LineTraits } from '#app/core/earning/award.ts';
import type { OrderLine } from '#app/core/earning/order-facts.ts';
import type { GoodsSelector } from '#app/core/program/parts.ts';

/** A line of an order; null stands for what is no goods, shipping. */
export type Selectable = { line: OrderLine; traits: LineTraits | undefined } | null;

const ALL_GOODS = 1;

/**
 * How closely a selector names a line: by variant 6, product 5, collection 4, tag 3, vendor, type or sale 2, all
 * goods 1, not at all 0. Of several conditions that fit, the closest counts.
 */
export function closeness(selector: GoodsSelector | undefined, selected: Selectable): number {
  if (!selector) return ALL_GOODS;
  if (!selected) return 0;
  const { line, traits } = selected;
  if (has(selector.variants, line.variantId)) return 6;
  if (has(selector.products, line.productId)) return 5;
  if (selector.collections && traits?.collections.some((one) => has(selector.collections, one))) return 4;
  if (selector.tags && traits?.tags.some((tag) => hasWord(selector.tags, tag))) return 3;
  if (hasWord(selector.vendors, line.vendor)) return 2;
  if (hasWord(selector.types, traits?.type ?? null)) return 2;
  return selector.onSale === true && traits?.onSale === true ? 2 : 0;
}

/** The entry that names the line most closely, on a tie the first; undefined when none is about it. */
export function closest<T extends { goods?: GoodsSelector | undefined }>(
  list: readonly T[],
  selected: Selectable,
): T | undefined {
  let best: T | undefined;
  let bestCloseness = 0;
  for (const one of list) {
    const here = closeness(one.goods, selected);
    if (here > bestCloseness) [best, bestCloseness] = [one, here];
  }
  return best;
}

function has(list: readonly string[] | undefined, value: string | null): boolean {
  return list !== undefined && value !== null && list.includes(value);
}

/** Words are compared as Shopify does it, without regard to upper and lower case. */
function hasWord(list: readonly string[] | undefined, value: string | null): boolean {
  return list !== undefined && value !== null && lowerCased(list).has(value.toLowerCase());
}

/** Kept per list, because a program's lists are asked for every line of every order. */
const LOWER_CASED = new WeakMap<readonly string[], Set<string>>();

function lowerCased(list: readonly string[]): Set<string> {
  const known = LOWER_CASED.get(list);
  if (known) return known;
  const made = new Set(list.map((word) => word.toLowerCase()));
  LOWER_CASED.set(list, made);
  return made;
}
