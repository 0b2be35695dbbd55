/** The products, variants and collections that a program names by id, so that the page can say what they are called. */
import type { GoodsSelector } from '#app/core/program/parts.ts';
import type { Program } from '#app/core/program/program.ts';

export type GoodsIds = Record<'products' | 'variants' | 'collections', string[]>;

export function goodsIn({ earning, rewards, redemption }: Program): GoodsIds {
  const selectors: GoodsSelector[] = [...earning.rules, ...earning.campaigns].flatMap((one) =>
    'goods' in one && one.goods ? [one.goods] : [],
  );
  if (earning.exclude) selectors.push(earning.exclude);
  const all = (kind: keyof GoodsIds) => selectors.flatMap((selector) => selector[kind] ?? []);
  const given = rewards.flatMap((reward) => (reward.kind === 'product' ? reward.variantIds : []));
  return {
    products: unique(all('products')),
    variants: unique([...all('variants'), ...given]),
    collections: unique([...all('collections'), ...(redemption.onlyCollections ?? [])]),
  };
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}
