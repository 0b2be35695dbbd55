/**
 * Segments by rules of the merchant's own: what is known of a member, and what it has to be. Data; `db/segments.ts` asks the
 * database.
 */
import { z } from 'zod';
import {
  positiveDecimal,
  calendarDay,
  identifier,
  languageTag,
  localized,
  phrase,
} from '#app/core/program/parts.ts';
import { RULES_MAX } from '#app/core/segments/rule-kinds.ts';
import { isReserved } from '#app/core/segments/built-in.ts';

const DAYS_MAX = 3_650;
const count = z.int().min(0).max(1_000_000);
const days = z.int().min(1).max(DAYS_MAX);
const atLeastOne = (value: { min?: unknown; max?: unknown }) =>
  value.min !== undefined || value.max !== undefined;

const rule = z.union([
  /** How many orders that stand. */
  z
    .strictObject({ kind: z.literal('orders'), min: count.optional(), max: count.optional() })
    .refine(atLeastOne),
  /** Revenue of all her orders, refunds taken off, in the shop's currency. */
  z
    .strictObject({
      kind: z.literal('spent'),
      min: positiveDecimal.optional(),
      max: positiveDecimal.optional(),
    })
    .refine(atLeastOne),
  /** Revenue by order. */
  z
    .strictObject({
      kind: z.literal('basket'),
      min: positiveDecimal.optional(),
      max: positiveDecimal.optional(),
    })
    .refine(atLeastOne),
  /** Within the last days, or not within them; who has never ordered has not. */
  z.strictObject({ kind: z.literal('lastOrder'), days, within: z.boolean() }),
  z.strictObject({ kind: z.literal('firstOrder'), days, within: z.boolean() }),
  /** Since when she is known. */
  z.strictObject({ kind: z.literal('known'), days, within: z.boolean() }),
  /** Free to use. */
  z
    .strictObject({ kind: z.literal('points'), min: count.optional(), max: count.optional() })
    .refine(atLeastOne),
  z.strictObject({ kind: z.literal('tier'), tiers: z.array(identifier).min(1).max(20) }),
  /** Another segment that is not by rules: a level, a group, one that somebody else keeps. */
  z.strictObject({ kind: z.literal('segment'), segment: phrase(100), is: z.boolean() }),
  /** Has confirmed the newsletter. */
  z.strictObject({ kind: z.literal('consent'), is: z.boolean() }),
  z.strictObject({ kind: z.literal('language'), in: z.array(languageTag).min(1).max(20) }),
  z.strictObject({ kind: z.literal('birthday'), month: z.int().min(1).max(12) }),
  /** Has bought this product, by Shopify's number. */
  z.strictObject({ kind: z.literal('bought'), productId: z.string().regex(/^\d{1,20}$/), is: z.boolean() }),
  /** Has recommended the shop and was rewarded for it. */
  z.strictObject({ kind: z.literal('recommended'), is: z.boolean() }),
  /** Ordered since a day of the calendar. */
  z.strictObject({ kind: z.literal('orderedSince'), day: calendarDay }),
]);
export type SegmentRule = z.infer<typeof rule>;
export const segmentSchema = z.strictObject({
  id: identifier.refine((id) => !isReserved(id), 'belongs to a segment that every shop has'),
  name: localized,
  /** Whether all rules have to hold, or one of them. */
  match: z.enum(['all', 'any']),
  rules: z.array(rule).min(1).max(RULES_MAX),
});
export type OwnSegment = z.infer<typeof segmentSchema>;
