/** Tiers as data: what lifts a member, what keeps her there, what it brings. */
import { z } from 'zod';
import { NO_TIER } from '#app/core/contracts/member-perks.ts';
import { decimal, factor, identifier, localized, uniqueIds, wholePoints } from '#app/core/program/parts.ts';

/** What Shopify itself gives members of a tier in cart and checkout. */
const perks = z.strictObject({
  /** Per cent off all goods of an order but gift cards. */
  discountPercent: z.number().min(0).max(100).multipleOf(0.1).default(0),
  /** Free shipping from a subtotal before order discounts, in major units of the shop's currency; null for none. */
  freeShipping: z
    .strictObject({ from: decimal.default('0') })
    .nullable()
    .default(null),
});

const tier = z.strictObject({
  id: identifier,
  name: localized,
  /**
   * What lifts a member here, in the unit of `basis`: money in major units, points, orders, or score. Null only for
   * tiers that staff give by hand.
   */
  enter: decimal.nullable(),
  /** What keeps her here at the end of a period; the entry threshold unless it is named. */
  keep: decimal.optional(),
  /** Points on entry, once per member and tier. */
  entryGift: wholePoints.default(0),
  /** Multiplies what goods earn per amount. */
  earningFactor: factor.default(1),
  perks: perks.prefault({}),
});
export type Tier = z.infer<typeof tier>;

const period = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lifetime') }),
  /** Years of the shop's calendar that begin with the first of a month. */
  z.strictObject({ kind: z.literal('calendarYear'), firstMonth: z.int().min(1).max(12).default(1) }),
  /** The last so many months, to the minute. */
  z.strictObject({ kind: z.literal('rolling'), months: z.int().min(1).max(60) }),
]);

export const tiers = z
  .strictObject({
    /** Lowest first; members without a tier stand below the first. */
    list: z.array(tier).max(10).default([]),
    basis: z.enum(['spend', 'points', 'orders', 'score']).default('spend'),
    period: period.prefault({ kind: 'calendarYear' }),
    /** Days that a member stays after she has missed the threshold, to make up for it. */
    graceDays: z.int().min(0).max(365).default(0),
    /** How far a member falls: one step, or to the tier that her balance still reaches. */
    drop: z.enum(['oneStep', 'byBalance']).default('oneStep'),
    /** Whether a member who jumps gets the gift of each tier that she skipped, or only the last one's. */
    entryGifts: z.enum(['each', 'last']).default('each'),
    /** Whether a refund takes back at once a tier that its order had brought, its gift with it. */
    refundUndoes: z.boolean().default(false),
    /** What a change of these rules does to a member who would stand lower under the new ones. */
    onChange: z.enum(['keepUntilPeriodEnd', 'moveNow']).default('keepUntilPeriodEnd'),
    /** Discounts that stand beside the perks; a code stands only if it allows them, too. */
    perksCombineWith: z
      .strictObject({
        order: z.boolean().default(true),
        product: z.boolean().default(true),
        shipping: z.boolean().default(true),
      })
      .prefault({}),
    /** How Shopify gives the perks: by the app's function, or by discounts for customer segments where that is refused; or always by these. */
    perksBy: z.enum(['function', 'segments']).default('function'),
  })
  .refine(({ list }) => uniqueIds(list), 'tier ids must differ')
  .refine(({ list }) => list.every(({ id }) => id !== NO_TIER), `no tier can be called "${NO_TIER}"`)
  .refine(
    ({ list }) =>
      list
        .flatMap(({ enter }) => (enter === null ? [] : [Number(enter)]))
        .every((enter, index, all) => index === 0 || enter > (all[index - 1] ?? 0)),
    'entry thresholds must rise',
  )
  .refine(
    ({ list }) =>
      list.every(({ enter, keep }) => enter === null || keep === undefined || Number(keep) <= Number(enter)),
    'keeping a tier must not cost more than entering it',
  );
export type Tiers = z.infer<typeof tiers>;
