/** Target `cart.delivery-options.discounts.generate.run`: free shipping from the subtotal that her tier asks for. */
import type { MemberPerks } from '../../../app/core/contracts/member-perks.ts';
import type { CartDeliveryOptionsDiscountsGenerateRunResult } from '../generated/answer.ts';
import type { DeliveryOptionsQuery } from '../generated/input.ts';
import { buyerOf } from './buyer.ts';
import { perksOf, reaches } from './perks.ts';

export function cartDeliveryOptionsDiscountsGenerateRun(
  input: DeliveryOptionsQuery,
): CartDeliveryOptionsDiscountsGenerateRunResult {
  const { cart, discount, presentmentCurrencyRate } = input;
  const given = perksOf(discount.metafield?.jsonValue as MemberPerks | undefined, buyerOf(input));
  const from = given?.freeShippingFrom ?? null;
  const asked =
    from !== null && discount.discountClasses.includes('SHIPPING') && cart.deliveryGroups.length > 0;
  if (!asked || !given || !reaches(cart.cost.subtotalAmount.amount, from, presentmentCurrencyRate)) {
    return { operations: [] };
  }
  const candidate = {
    message: given.message,
    targets: cart.deliveryGroups.map(({ id }) => ({ deliveryGroup: { id } })),
    value: { percentage: { value: '100' } },
  };
  return { operations: [{ deliveryDiscountsAdd: { selectionStrategy: 'ALL', candidates: [candidate] } }] };
}
