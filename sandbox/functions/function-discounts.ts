/** What the app's discount functions make of a cart: each answer becomes discounts that the pricing knows. */
import type { SandboxContext } from '../store/context.ts';
import { gid } from '../store/ids.ts';
import type { Discount, DiscountItems } from '../store/model.ts';
import { type AppFunction, findFunction } from './bundle.ts';
import { cartRoot, type FunctionCart, lineId, metafieldOf } from './cart-root.ts';
import { runFunction } from './run-function.ts';

type Percent = { percentage?: { value: string }; fixedAmount?: unknown };
type LinesAnswer = {
  operations: {
    orderDiscountsAdd?: {
      candidates: {
        message?: string;
        value: Percent;
        targets: { orderSubtotal: { excludedCartLineIds: string[] } }[];
      }[];
    };
  }[];
};
type DeliveryAnswer = {
  operations: { deliveryDiscountsAdd?: { candidates: { message?: string; value: Percent }[] } }[];
};

/** Discounts as they are, but those run by a function: for them what the function answers, if it answers anything. */
export function withFunctions(
  context: SandboxContext,
  discounts: Discount[],
  cart: FunctionCart,
): Discount[] {
  return discounts.flatMap((discount) =>
    discount.value.kind === 'function' ? answers(context, discount, cart) : [discount],
  );
}

function answers(context: SandboxContext, discount: Discount, cart: FunctionCart): Discount[] {
  if (discount.value.kind !== 'function' || context.faults.functionsRefused) return [];
  const one = findFunction(discount.value.handle);
  if (!one) throw new Error(`sandbox: there is no function ${discount.value.handle}`);
  const { classes } = discount.value;
  const root = {
    ...cartRoot(context, cart),
    discount: {
      discountClasses: classes.map((name) => name.toUpperCase()),
      metafield: metafieldOf(context, gid('DiscountAutomaticNode', discount.id)),
    },
  };
  return [...orderDiscounts(one, discount, cart, root), ...shippingDiscounts(one, discount, root)];
}

function orderDiscounts(one: AppFunction, discount: Discount, cart: FunctionCart, root: unknown): Discount[] {
  const answer = runFunction<LinesAnswer>(one, 'cart.lines.discounts.generate.run', root);
  return (answer?.operations ?? []).flatMap(({ orderDiscountsAdd }) => {
    if (!orderDiscountsAdd)
      throw new Error(`sandbox: ${one.handle} gives a kind of discount that is not simulated`);
    const [candidate] = orderDiscountsAdd.candidates;
    if (!candidate) return [];
    const excluded = candidate.targets.flatMap(({ orderSubtotal }) => orderSubtotal.excludedCartLineIds);
    const items = cart.items.filter((item) => !excluded.includes(lineId(item)));
    const goods: DiscountItems = {
      kind: 'some',
      productIds: [],
      collectionIds: [],
      variantIds: items.map((item) => item.variantId),
    };
    const percent = percentOf(one, candidate.value) / 100;
    return [
      {
        ...discount,
        title: candidate.message ?? discount.title,
        discountClass: 'order',
        items: excluded.length === 0 ? { kind: 'all' } : goods,
        value: { kind: 'percent', percent },
      },
    ];
  });
}

function shippingDiscounts(one: AppFunction, discount: Discount, root: unknown): Discount[] {
  const answer = runFunction<DeliveryAnswer>(one, 'cart.delivery-options.discounts.generate.run', root);
  return (answer?.operations ?? []).flatMap(({ deliveryDiscountsAdd }) => {
    const [candidate] = deliveryDiscountsAdd?.candidates ?? [];
    if (!candidate) return [];
    if (percentOf(one, candidate.value) !== 100)
      throw new Error('sandbox: cheaper shipping is not simulated, only free');
    const title = candidate.message ?? discount.title;
    return [
      {
        ...discount,
        title,
        discountClass: 'shipping',
        value: { kind: 'freeShipping', maximumShippingPrice: null },
      },
    ];
  });
}

function percentOf(one: AppFunction, { percentage }: Percent): number {
  if (!percentage) throw new Error(`sandbox: ${one.handle} gives a fixed amount, which is not simulated`);
  return Number(percentage.value);
}
