/**
 * The program as data: what earns, what is held, what expires, what points buy.
 *
 * Owns the shape of a program version; its parts stand in the files beside. `programSchema.parse({})` is the bare
 * program: 1 point per 1.00, tax and shipping out, no hold, no expiry, debt policy, no rewards, no tiers.
 * `docs/program.schema.json` is generated from it.
 */
import { z } from 'zod';
import { OWN_TEXTS } from '#app/core/contracts/public-program.ts';
import { earning, type RuleOfKind } from '#app/core/program/earning-rules.ts';
import { offer, OFFERS_MAX } from '#app/core/program/offers.ts';
import { languageTag, phrase, uniqueIds } from '#app/core/program/parts.ts';
import { people } from '#app/core/program/people.ts';
import { referrals } from '#app/core/program/referrals.ts';
import { reward } from '#app/core/program/rewards.ts';
import { STAGES, TESTERS_MAX } from '#app/core/program/stage.ts';
import { tiers } from '#app/core/program/tiers.ts';
import { expiry, hold } from '#app/core/program/validity.ts';
import { POINTS_NAMES } from '#app/core/shopper/points-name.ts';

const redemption = z.strictObject({
  /** Days until an unused code ends and its points return. */
  validDays: z.int().min(1).max(365).default(30),
  /** What happens to the value of an amount off that the order did not use up. */
  unusedPart: z.enum(['return', 'keep']).default('return'),
  /** Points of a redemption come back in proportion to what is returned, in full once nothing remains, or not at all. */
  restore: z.enum(['proportional', 'full', 'never']).default('proportional'),
  /** Days that a restored lot lives at least, if it lapsed meanwhile. */
  restoreGraceDays: z.int().min(0).max(365).default(30),
  /** Goods in these collections alone may be paid with points; without it, all. */
  onlyCollections: z
    .array(z.string().regex(/^\d{1,20}$/))
    .min(1)
    .max(100)
    .optional(),
});

const pluralForms = z.strictObject({
  one: phrase(40),
  two: phrase(40).optional(),
  few: phrase(40).optional(),
  many: phrase(40).optional(),
  other: phrase(40),
});

/** Texts of the surfaces in the merchant's own words. */
const ownTexts = z.partialRecord(z.enum(OWN_TEXTS), phrase(200));

export const programSchema = z.strictObject({
  schema: z.literal(1).default(1),
  /** False pauses earning and redeeming; standing stays visible. */
  active: z.boolean().default(true),
  stage: z.enum(STAGES).default('live'),
  /** Shopify's numeric ids of the customers who try the program at the stage `test`. */
  testers: z
    .array(z.string().regex(/^[1-9]\d{0,19}$/))
    .max(TESTERS_MAX)
    .default([]),
  earning: earning.prefault({}),
  hold: hold.prefault({}),
  expiry: expiry.default({ kind: 'never' }),
  tiers: tiers.prefault({}),
  people: people.prefault({}),
  debtPolicy: z.enum(['debt', 'clamp']).default('debt'),
  rewards: z.array(reward).max(50).default([]).refine(uniqueIds, 'reward ids must differ'),
  redemption: redemption.prefault({}),
  referrals: referrals.prefault({}),
  /** For one tier or one segment alone. */
  offers: z.array(offer).max(OFFERS_MAX).default([]).refine(uniqueIds, 'offer ids must differ'),
  pointsName: z.record(languageTag, pluralForms).default(POINTS_NAMES),
  /** How surfaces speak German: du or Sie. */
  formality: z.enum(['informal', 'formal']).default('informal'),
  texts: z.record(languageTag, ownTexts).default({}),
});

/** A complete program: every default filled in. */
export type Program = z.infer<typeof programSchema>;
/** A program as written by hand: defaults may be left out. */
export type ProgramInput = z.input<typeof programSchema>;
export type { Reward } from '#app/core/program/rewards.ts';

/** The rate that holds for everybody and all goods: what a merchant's plainest form can show and change. */
export function plainRate(program: Program): RuleOfKind<'orderAmount'> | undefined {
  return program.earning.rules.find(
    (rule): rule is RuleOfKind<'orderAmount'> =>
      rule.kind === 'orderAmount' &&
      rule.active &&
      !rule.goods &&
      !rule.tiers &&
      !rule.segments &&
      !rule.from &&
      !rule.until,
  );
}
