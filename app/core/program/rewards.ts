/**
 * What points buy: the shapes of the rewards.
 *
 * A free product names variants; the code that it becomes takes the price of one unit off (docs/decisions/012-rewards-at-shopify.md). It knows
 * no minimum order value, for Shopify counts a minimum on the entitled goods alone.
 */
import { z } from 'zod';
import { decimal, identifier, localized, positiveDecimal } from '#app/core/program/parts.ts';

const combinesWith = z
  .strictObject({
    order: z.boolean().default(false),
    product: z.boolean().default(true),
    shipping: z.boolean().default(true),
  })
  .prefault({});

/** Free shipping goes with an amount off, but never with another free shipping. */
const shippingCombinesWith = z
  .strictObject({
    order: z.boolean().default(true),
    product: z.boolean().default(true),
    shipping: z.literal(false).default(false),
  })
  .prefault({});

/** A free product goes with whatever else is in the cart. */
const productCombinesWith = z
  .strictObject({
    order: z.boolean().default(true),
    product: z.boolean().default(true),
    shipping: z.boolean().default(true),
  })
  .prefault({});

const base = {
  id: identifier,
  points: z.int().min(1).max(100_000_000),
  title: localized.optional().describe('Overrides the text that is made from the reward itself'),
  active: z.boolean().default(true),
};
const onCart = { ...base, minimumSubtotal: decimal.optional() };

export const reward = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amountOff'), amount: positiveDecimal, ...onCart, combinesWith }),
  z.strictObject({
    kind: z.literal('percentOff'),
    percent: z.number().min(0.1).max(100).multipleOf(0.1),
    ...onCart,
    combinesWith,
  }),
  z.strictObject({ kind: z.literal('freeShipping'), ...onCart, combinesWith: shippingCombinesWith }),
  z.strictObject({
    kind: z.literal('product'),
    variantIds: z
      .array(z.string().regex(/^\d{1,20}$/))
      .min(1)
      .max(20)
      .describe('Variants of which the member gets one; the first unless she chooses another'),
    ...base,
    combinesWith: productCombinesWith,
  }),
]);

export type Reward = z.infer<typeof reward>;
/** Decimal text in major units that the cart must reach; undefined for kinds that know no cart. */
export function minimumOf(one: Reward): string | undefined {
  return 'minimumSubtotal' in one ? one.minimumSubtotal : undefined;
}
