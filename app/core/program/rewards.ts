/**
 * What points buy: the shapes of the rewards. Codes wait for an order that uses them; store credit and gift cards are the
 * member's as soon as Shopify has given them, and cannot come back.
 *
 * A free product names variants; the code that it becomes takes the price of one unit off (docs/decisions/012-rewards-at-shopify.md). It knows
 * no minimum order value, for Shopify counts a minimum on the entitled goods alone.
 */
import { z } from 'zod';
import { formatMinor, parseMinor } from '#app/core/money.ts';
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

const POINTS_MAX = 100_000_000;
/** The largest amount that can be written. */
const THOUSANDTHS_MAX = 999_999_999_999;
const base = {
  id: identifier,
  points: z.int().min(1).max(POINTS_MAX),
  title: localized.optional().describe('Overrides the text that is made from the reward itself'),
  active: z.boolean().default(true),
};
/**
 * Three years, as German law gives vouchers. Store credit always ends, if late: its end is what tells our credit from any
 * other (docs/decisions/012-rewards-at-shopify.md).
 */
const expiresInDays = z.int().min(1).max(3_650).default(1_096);
const onCart = { ...base, minimumSubtotal: decimal.optional() };

export const reward = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('amountOff'),
    amount: positiveDecimal,
    unitsMax: z
      .int()
      .min(1)
      .max(1_000)
      .default(1)
      .describe('How often it can be had at once: 5 lets a member turn up to 5 × points into one code'),
    ...onCart,
    combinesWith,
  }),
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
  z.strictObject({ kind: z.literal('storeCredit'), amount: positiveDecimal, expiresInDays, ...base }),
  z.strictObject({ kind: z.literal('giftCard'), amount: positiveDecimal, expiresInDays, ...base }),
]);

export type Reward = z.infer<typeof reward>;
/** Given at once and for good. */
export type ValueReward = Extract<Reward, { kind: 'storeCredit' | 'giftCard' }>;
/** Becomes a discount code that an order uses. */
export type CodeReward = Exclude<Reward, ValueReward>;

export function isValue(one: Reward): one is ValueReward {
  return one.kind === 'storeCredit' || one.kind === 'giftCard';
}

/** Access that a merchant grants only for these kinds; for gift cards Shopify must have allowed the app to ask. */
export const VALUE_SCOPES: Record<ValueReward['kind'], readonly string[]> = {
  storeCredit: ['read_store_credit_accounts', 'write_store_credit_account_transactions'],
  giftCard: ['write_gift_cards'],
};

/** As it stays with its redemption: of one that was had several times at once, what all units give together. */
export type StoredReward = Reward & { units?: number };

/** @returns undefined when so many cannot be had at once, or their sum is beyond what a reward can be. */
export function manyOf(one: Extract<Reward, { kind: 'amountOff' }>, units: number): StoredReward | undefined {
  const points = one.points * units;
  const thousandths = (parseMinor(one.amount, 3) ?? 0) * units;
  if (units < 1 || units > one.unitsMax || points > POINTS_MAX || thousandths > THOUSANDTHS_MAX)
    return undefined;
  // The title speaks of a single unit.
  return { ...one, title: undefined, points, amount: formatMinor(thousandths, 3), unitsMax: 1, units };
}

/** Decimal text in major units that the cart must reach; undefined for kinds that know no cart. */
export function minimumOf(one: Reward): string | undefined {
  return 'minimumSubtotal' in one ? one.minimumSubtotal : undefined;
}
