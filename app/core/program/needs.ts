/** What a program must know before it can judge an order. */
import type { GoodsSelector } from '#app/core/program/parts.ts';
import type { Program } from '#app/core/program/program.ts';

/** Whether a rule asks for something of the goods that an order itself does not say: collections, tags, type, price, cost. */
export function needsTraits(program: Program): boolean {
  const { rules, campaigns, exclude } = program.earning;
  const selectors = [...rules, ...campaigns].flatMap((one) =>
    'goods' in one && one.goods ? [one.goods] : [],
  );
  if (exclude) selectors.push(exclude);
  return rules.some(({ kind, active }) => active && kind === 'margin') || selectors.some(asksForTraits);
}

function asksForTraits({ collections, tags, types, onSale }: GoodsSelector): boolean {
  return Boolean(collections ?? tags ?? types ?? onSale);
}
