/**
 * Offers for one tier or one segment alone: a discount code that Shopify binds to those customers. What it gives, for whom,
 * when, how often. Only a code knows limits at Shopify; an automatic discount has none.
 */
import { z } from 'zod';
import { audience } from '#app/core/program/audience.ts';
import {
  calendarDay,
  decimal,
  identifier,
  languageTag,
  localized,
  phrase,
  positiveDecimal,
} from '#app/core/program/parts.ts';

export const OFFERS_MAX = 20;
const GOODS_MAX = 100;

const shopifyIds = z
  .array(z.string().regex(/^\d{1,20}$/))
  .min(1)
  .max(GOODS_MAX);

/** In capitals, as shoppers read it; it must be no other discount's at Shopify. */
export const offerCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,39}$/);

const base = {
  id: identifier,
  /** False once the merchant has withdrawn it. */
  active: z.boolean().default(true),
  audience,
  /** Without it, one is made of audience and id. */
  code: offerCode.optional(),
  title: localized.optional().describe('Overrides the text that is made from the discount itself'),
  /** One sentence per language. */
  text: z.record(languageTag, phrase(200)).optional(),
  /** First and last day in the shop's time zone. */
  from: calendarDay.optional(),
  until: calendarDay.optional(),
  minimumSubtotal: decimal.optional(),
  /** How many orders may use it, of all members together. */
  usesMax: z.int().min(1).max(1_000_000).optional(),
  oncePerCustomer: z.boolean().default(true),
};

/** Goods in one of these alone; Shopify knows one kind of choice per discount. */
const goods = { collections: shopifyIds.optional(), products: shopifyIds.optional() };

function combinesWith(order: boolean) {
  return z
    .strictObject({
      order: z.boolean().default(order),
      product: z.boolean().default(false),
      shipping: z.boolean().default(true),
    })
    .prefault({});
}

export const offer = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('percentOff'),
      percent: z.number().min(0.1).max(100).multipleOf(0.1),
      ...base,
      ...goods,
      combinesWith: combinesWith(false),
    }),
    z.strictObject({
      kind: z.literal('amountOff'),
      amount: positiveDecimal,
      ...base,
      ...goods,
      combinesWith: combinesWith(false),
    }),
    z.strictObject({
      kind: z.literal('freeShipping'),
      ...base,
      combinesWith: z
        .strictObject({
          order: z.boolean().default(true),
          product: z.boolean().default(true),
          shipping: z.literal(false).default(false),
        })
        .prefault({}),
    }),
  ])
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    message: 'ends before it begins',
    path: ['until'],
  })
  .refine((one) => !('products' in one && one.products && one.collections), {
    message: 'names collections and products',
    path: ['products'],
  });
export type Offer = z.infer<typeof offer>;

/** What shoppers type, in capitals. Follows from the offer alone, so that publishing again means the same code. */
export function codeOf({ id, code, audience: whom }: Pick<Offer, 'id' | 'code' | 'audience'>): string {
  return code ?? `${whom.kind === 'tier' ? whom.tierId : whom.segment}-${id}`.toUpperCase();
}
