/**
 * Earning rules as data: which deed gives how many points, to whom, when, and up to which cap.
 *
 * Precedence, the same everywhere: (1) an order that does not count gives nothing; (2) excluded goods give nothing;
 * (3) of the rules per amount (`orderAmount`, `margin`) exactly one applies to a line: the one whose selector is most
 * specific (variant, product, collection, tag, vendor or type or sale, all goods), on a tie the first in the list;
 * (4) factors of goods, tier and campaign combine as `factors` says; (5) flat points of rules and campaigns are added;
 * (6) one rounding; (7) caps of the rule, then caps of the program, in the order of the list.
 */
import { z } from 'zod';
import {
  calendarDay,
  factor,
  goodsSelector,
  identifier,
  localized,
  phrase,
  pointsRate,
  positiveDecimal,
  decimal,
  wholePoints,
} from '#app/core/program/parts.ts';

export const CHANNELS = ['online', 'pos', 'draft', 'subscriptionFirst', 'subscriptionRenewal'] as const;

/** Who, where and when: every condition that is named must hold at the time of the deed. */
const conditions = {
  active: z.boolean().default(true),
  title: localized.optional(),
  channels: z.array(z.enum(CHANNELS)).min(1).optional(),
  tiers: z.array(identifier).min(1).max(20).optional(),
  segments: z.array(phrase(100)).min(1).max(50).optional(),
  /** First and last day, in the shop's time zone. */
  from: calendarDay.optional(),
  until: calendarDay.optional(),
};

export const CAP_PERIODS = ['day', 'week', 'month', 'year', 'lifetime'] as const;
/** At most so many points, or so many times, in a period of the shop's calendar; weeks begin on Monday. */
const cap = z
  .strictObject({
    per: z.enum(CAP_PERIODS),
    points: wholePoints.optional(),
    times: z.int().min(1).optional(),
  })
  .refine(
    ({ points, times }) => points !== undefined || times !== undefined,
    'caps neither points nor times',
  );
const caps = z.array(cap).max(10).default([]);
export type Cap = z.infer<typeof cap>;

const ruleBase = {
  id: identifier,
  ...conditions,
  caps,
  /** Whether these points count towards a tier that is reached by points. */
  qualifies: z.boolean().default(true),
};
const orderBase = { ...ruleBase, minimumSubtotal: decimal.optional() };

/** Points for every full multiple … of `perAmount` of the goods, exact, rounded once per order. */
const orderAmount = z.strictObject({
  ...orderBase,
  id: identifier.default('orders'),
  kind: z.literal('orderAmount').default('orderAmount'),
  points: pointsRate.default(1),
  perAmount: positiveDecimal.default('1.00'),
  goods: goodsSelector.optional(),
});

/** Points per amount of margin: what remains of a line less its cost per item; lines without a known cost give nothing. */
const margin = z.strictObject({
  ...orderBase,
  kind: z.literal('margin'),
  points: pointsRate,
  perAmount: positiveDecimal,
  goods: goodsSelector.optional(),
});

/** Points for an order, whatever it is worth above the minimum. */
const orderFlat = z.strictObject({ ...orderBase, kind: z.literal('orderFlat'), points: wholePoints });

/** Points per piece of certain goods that remains. */
const goodsFlat = z.strictObject({
  ...orderBase,
  kind: z.literal('goodsFlat'),
  points: wholePoints,
  goods: goodsSelector,
});

/** Multiplies what certain goods earn per amount; the most specific one applies, 0 excludes. */
const goodsFactor = z.strictObject({
  ...orderBase,
  kind: z.literal('goodsFactor'),
  factor,
  goods: goodsSelector,
});

export const DEEDS = [
  'signUp',
  'newsletter',
  'completeProfile',
  'review',
  'photoReview',
  'survey',
  'share',
  'referral',
  'custom',
] as const;
/** Deeds that give their points once in a life, whatever the caps say. */
export const ONCE_IN_A_LIFE = ['signUp', 'newsletter', 'completeProfile'] as const;

const deedBase = { ...ruleBase, points: wholePoints, holdDays: z.int().min(0).max(365).default(0) };
const deed = z.strictObject({
  ...deedBase,
  kind: z.literal('deed'),
  deed: z.enum(DEEDS),
  /** Which event of the merchant's own, for `custom`. */
  name: phrase(100).optional(),
});

/** Once a year, by the day and month in the customer's data; 29 February is 28 February in other years. */
const birthday = z.strictObject({
  ...deedBase,
  kind: z.literal('birthday'),
  /** Days before the birthday at which the points come. */
  leadDays: z.int().min(0).max(60).default(0),
  /** Days that the date must have been known, so that nobody enters today's. */
  knownForDays: z.int().min(0).max(365).default(30),
});

/** Points for every run of so many days in a row with a visit. */
const visitStreak = z.strictObject({
  ...deedBase,
  kind: z.literal('visitStreak'),
  days: z.int().min(2).max(365),
});

/** Points with the order that makes it the nth, or every nth. */
const orderCount = z.strictObject({
  ...deedBase,
  kind: z.literal('orderCount'),
  count: z.int().min(1).max(10_000),
  repeats: z.boolean().default(false),
});

/** Points once the amount that counts of all orders reaches a sum, or each multiple of it. */
const spendMilestone = z.strictObject({
  ...deedBase,
  kind: z.literal('spendMilestone'),
  amount: positiveDecimal,
  repeats: z.boolean().default(false),
});

export const earningRule = z.discriminatedUnion('kind', [
  orderAmount,
  margin,
  orderFlat,
  goodsFlat,
  goodsFactor,
  deed,
  birthday,
  visitStreak,
  orderCount,
  spendMilestone,
]);
export type EarningRule = z.infer<typeof earningRule>;
export type RuleOfKind<K extends EarningRule['kind']> = Extract<EarningRule, { kind: K }>;

const campaignBase = {
  id: identifier,
  ...conditions,
  from: calendarDay,
  until: calendarDay,
  minimumSubtotal: decimal.optional(),
  goods: goodsSelector.optional(),
};
/** A bonus for a time: a factor on what goods earn per amount, or points per order. */
export const campaign = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...campaignBase, kind: z.literal('factor'), factor }),
    z.strictObject({ ...campaignBase, kind: z.literal('bonus'), points: wholePoints, caps }),
  ])
  .refine(({ from, until }) => from <= until, 'ends before it begins');
export type Campaign = z.infer<typeof campaign>;

/** The bare rule: 1 point per 1.00. */
export const BARE_RULE: EarningRule = orderAmount.parse({});

export const earning = z.strictObject({
  rules: z
    .array(earningRule)
    .max(100)
    .default([BARE_RULE])
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'rule ids must differ'),
  campaigns: z
    .array(campaign)
    .max(100)
    .default([])
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'campaign ids must differ'),
  includeTax: z.boolean().default(false),
  includeShipping: z.boolean().default(false),
  /** Whether the part paid with gift cards or store credit earns. */
  storedValueEarns: z.boolean().default(false),
  /** Channels that earn, beside the online store. */
  channels: z
    .strictObject({
      pos: z.boolean().default(true),
      draft: z.boolean().default(true),
      subscription: z.boolean().default(true),
    })
    .prefault({}),
  /** Goods that never earn. */
  exclude: goodsSelector.optional(),
  /** How factors of goods, tier and campaign combine: all multiplied, their surpluses added, or only the highest. */
  factors: z.enum(['multiply', 'add', 'highest']).default('multiply'),
  /** The one rounding of an order. */
  rounding: z.enum(['down', 'nearest', 'up']).default('down'),
  /** What all rules together may give a member. */
  caps,
});
export type Earning = z.infer<typeof earning>;
