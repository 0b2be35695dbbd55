/**
 * The program as data: what earns, what is held, what expires, what points buy.
 *
 * Owns the shape of a program version. `programSchema.parse({})` is the bare program: 1 point per 1.00, tax and
 * shipping out, no hold, no expiry, debt policy, no rewards. `docs/program.schema.json` is generated from it.
 */
import { z } from 'zod';

/** Money as the merchant writes it, in major units with a point: "5", "5.00", "0.125". */
const decimal = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})?$/)
  .describe('Amount in major units, for example "5.00"');
const positiveDecimal = decimal.refine((text) => Number(text) > 0, 'must be above zero');
/** Text that a database takes: without NUL and without halves of surrogate pairs. */
function phrase(lengthMax: number) {
  const storable = (text: string) => text.isWellFormed() && !text.includes('\0');
  return z.string().min(1).max(lengthMax).refine(storable, 'holds characters that are none');
}
const localized = z
  .record(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/), phrase(120))
  .describe('Text per language, for example {"en": "5 € off", "de": "5 € Rabatt"}');
const identifier = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

const earningRule = z.strictObject({
  id: identifier.default('orders'),
  kind: z.literal('orderAmount').default('orderAmount'),
  /** Points for every full multiple … of `perAmount`, exact, rounded down once per order. */
  points: z.int().min(0).max(1_000_000).default(1),
  perAmount: positiveDecimal.default('1.00'),
});

const earning = z.strictObject({
  rules: z
    .array(earningRule)
    .min(1)
    .max(1)
    .default([earningRule.parse({})]),
  includeTax: z.boolean().default(false),
  includeShipping: z.boolean().default(false),
  /** Whether the part paid with gift cards or store credit earns. */
  storedValueEarns: z.boolean().default(false),
  /** Channels that earn, beside the online store. */
  channels: z
    .strictObject({ pos: z.boolean().default(true), subscription: z.boolean().default(true) })
    .prefault({}),
});

const hold = z.strictObject({
  /** Days that points stay pending; 0 makes them available at once. */
  days: z.int().min(0).max(365).default(0),
  after: z.enum(['paid', 'fulfilled']).default('paid'),
});

const expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('afterDays'), days: z.int().min(1).max(36_500) }),
]);

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

const rewardBase = {
  id: identifier,
  points: z.int().min(1).max(100_000_000),
  title: localized.optional().describe('Overrides the text that is made from the reward itself'),
  active: z.boolean().default(true),
  minimumSubtotal: decimal.optional(),
};

const reward = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amountOff'), amount: positiveDecimal, ...rewardBase, combinesWith }),
  z.strictObject({
    kind: z.literal('percentOff'),
    percent: z.number().min(0.1).max(100).multipleOf(0.1),
    ...rewardBase,
    combinesWith,
  }),
  z.strictObject({ kind: z.literal('freeShipping'), ...rewardBase, combinesWith: shippingCombinesWith }),
]);

const redemption = z.strictObject({
  /** Days until an unused code ends and its points return. */
  validDays: z.int().min(1).max(365).default(30),
  /** What happens to the value of an amount off that the order did not use up. */
  unusedPart: z.enum(['return', 'keep']).default('return'),
  /** Points of a redemption come back as the order that used it is returned. */
  restore: z.enum(['proportional', 'never']).default('proportional'),
  /** Days that a restored lot lives at least, if it lapsed meanwhile. */
  restoreGraceDays: z.int().min(0).max(365).default(30),
});

const pointsName = z.strictObject({ one: phrase(40), other: phrase(40) });

export const programSchema = z.strictObject({
  schema: z.literal(1).default(1),
  /** False pauses earning and redeeming; standing stays visible. */
  active: z.boolean().default(true),
  earning: earning.prefault({}),
  hold: hold.prefault({}),
  expiry: expiry.default({ kind: 'never' }),
  debtPolicy: z.enum(['debt', 'clamp']).default('debt'),
  rewards: z
    .array(reward)
    .max(50)
    .default([])
    .refine((list) => new Set(list.map((item) => item.id)).size === list.length, 'reward ids must differ'),
  redemption: redemption.prefault({}),
  pointsName: z
    .record(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/), pointsName)
    .default({ en: { one: 'point', other: 'points' }, de: { one: 'Punkt', other: 'Punkte' } }),
});

/** A complete program: every default filled in. */
export type Program = z.infer<typeof programSchema>;
/** A program as written by hand: defaults may be left out. */
export type ProgramInput = z.input<typeof programSchema>;
export type Reward = Program['rewards'][number];
