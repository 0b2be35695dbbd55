/** Target `cart.lines.discounts.generate.run`: the per cent of her tier off the order, gift cards left out. */
import type { MemberPerks } from '../../../app/core/contracts/member-perks.ts';
import type { CartLinesDiscountsGenerateRunResult } from '../generated/answer.ts';
import type { CartLinesQuery } from '../generated/input.ts';
import { buyerOf } from './buyer.ts';
import { perksOf } from './perks.ts';

/** One candidate for the whole order, however many lines: Shopify counts every instruction. */
export function cartLinesDiscountsGenerateRun(input: CartLinesQuery): CartLinesDiscountsGenerateRunResult {
  const { cart, discount } = input;
  const given = perksOf(discount.metafield?.jsonValue as MemberPerks | undefined, buyerOf(input));
  if (!given || given.percent <= 0 || !discount.discountClasses.includes('ORDER')) return { operations: [] };
  const excludedCartLineIds: string[] = [];
  for (const { id, merchandise } of cart.lines) if (isGiftCard(merchandise)) excludedCartLineIds.push(id);
  if (excludedCartLineIds.length === cart.lines.length) return { operations: [] };
  const candidate = {
    message: given.message,
    targets: [{ orderSubtotal: { excludedCartLineIds } }],
    value: { percentage: { value: String(given.percent) } },
  };
  return { operations: [{ orderDiscountsAdd: { selectionStrategy: 'FIRST', candidates: [candidate] } }] };
}

function isGiftCard(merchandise: CartLinesQuery['cart']['lines'][number]['merchandise']): boolean {
  return 'product' in merchandise ? merchandise.product.isGiftCard : merchandise.isGiftCard;
}
