/** Discount codes that the merchant makes herself, beside those of the app. */
import { newDiscount } from './new-discount.ts';
import { nextId } from './ids.ts';
import type { SandboxContext } from './context.ts';
import type { Discount, DiscountClass } from './model.ts';

export type OwnCodeInput = {
  code: string;
  /** Minor units off the order, unless `percent` says otherwise. */
  amount?: number;
  percent?: number;
  combinesWith?: Partial<Record<DiscountClass, boolean>>;
};

/** A code off the whole order, for everybody and without an end. */
export function createOwnCode(context: SandboxContext, input: OwnCodeInput): Discount {
  const { code, amount = 0, percent } = input;
  const discount = newDiscount(context.clock.iso(), {
    id: nextId(context.state, 'discount'),
    method: 'code',
    title: code,
    codes: [{ id: nextId(context.state, 'redeemCode'), code, usageCount: 0 }],
    value:
      percent === undefined
        ? { kind: 'amount', amount, onEachItem: false }
        : { kind: 'percent', percent: percent / 100 },
    combinesWith: { order: false, product: true, shipping: true, ...input.combinesWith },
  });
  context.state.discounts.set(discount.id, discount);
  return discount;
}
