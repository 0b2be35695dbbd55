/**
 * A journey: what starts it, for whom, and which steps follow after which waits; what is its goal, and what ends it early. It is
 * data: `docs/journey.schema.json` says what it may hold.
 */
import { z } from 'zod';
import { TASK_KINDS } from '#app/core/tasks/task.ts';
import { EVENT_KINDS } from '#app/core/journeys/events.ts';
import { WAIT_DAYS_MAX, WAIT_HOURS_MAX } from '#app/core/journeys/limits.ts';
import { identifier, languageTag, localized, phrase, uniqueIds } from '#app/core/program/parts.ts';

const STEPS_MAX = 20;
const CONDITIONS_MAX = 10;
const BLOCKS_MAX = 20;

/** "09:30", in the shop's time zone. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const days = z.int().min(0).max(WAIT_DAYS_MAX);

/** A page of the shop, or any other one. */
const address = z
  .string()
  .max(1_000)
  .regex(/^(https:\/\/|\{\{\s*shopUrl\s*\}\})[^\s<>"]*$/);

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['heading', 'text', 'code']), text: phrase(2_000) }),
  z.strictObject({ kind: z.literal('button'), text: phrase(80), href: address }),
  /** The member's own offers, where she has any; only in mails that need her word. */
  z.strictObject({ kind: z.literal('offers') }),
]);
const mailText = z.strictObject({
  subject: phrase(150),
  preview: phrase(200),
  blocks: z.array(block).min(1).max(BLOCKS_MAX),
});
export type JourneyMail = z.infer<typeof mailText>;

/** `service`: about an order or her points, always. `friendly` and `sells` need her word, and wait while trouble is open. */
export const TONES = ['service', 'friendly', 'sells'] as const;
export type Tone = (typeof TONES)[number];

const action = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mail'),
    contents: z.record(languageTag, mailText).refine((texts) => Object.keys(texts).length > 0),
    interest: identifier.optional(),
  }),
  z.strictObject({
    kind: z.literal('message'),
    texts: z.record(languageTag, phrase(300)).refine((texts) => Object.keys(texts).length > 0),
    /** So long it stands in panel and account. */
    forDays: z.int().min(1).max(60).default(14),
  }),
  z.strictObject({ kind: z.literal('points'), points: z.int().min(1).max(1_000_000) }),
  /** The points that this reward costs: she takes it when she likes. */
  z.strictObject({ kind: z.literal('reward'), rewardId: identifier }),
  z.strictObject({
    kind: z.literal('task'),
    task: z.enum(TASK_KINDS),
    subject: z.string().max(300).default(''),
    dueDays: z.int().min(0).max(90).default(2),
  }),
  /** Starts the merchant's workflows that ask for this name. */
  z.strictObject({ kind: z.literal('flow'), name: phrase(60) }),
]);
export type JourneyAction = z.infer<typeof action>;

const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tier'), tiers: z.array(identifier).min(1).max(20) }),
  z.strictObject({ kind: z.literal('segment'), segment: phrase(100), is: z.boolean().default(true) }),
  /** How many orders she has made, this one included. */
  z.strictObject({
    kind: z.literal('orders'),
    min: z.int().min(0).optional(),
    max: z.int().min(0).optional(),
    /** Only each so-manieth: 5 is the fifth, the tenth, … */
    every: z.int().min(2).max(100).optional(),
  }),
  z.strictObject({ kind: z.literal('consent') }),
  z.strictObject({ kind: z.literal('points'), min: z.int().min(0) }),
  /** She has sent something back before. */
  z.strictObject({ kind: z.literal('returned'), is: z.boolean().default(true) }),
  /** Of a move between tiers: up or down. */
  z.strictObject({ kind: z.literal('move'), way: z.enum(['up', 'down']) }),
  z.strictObject({
    kind: z.literal('language'),
    in: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(20),
  }),
]);
export type Condition = z.infer<typeof condition>;

const wait = z.discriminatedUnion('kind', [
  /** So many days later in the shop's zone: at an hour, or at the same local time. */
  z.strictObject({ kind: z.literal('days'), days, at: timeOfDay.optional() }),
  z.strictObject({ kind: z.literal('hours'), hours: z.int().min(0).max(WAIT_HOURS_MAX) }),
]);
export type Wait = z.infer<typeof wait>;

const step = z.strictObject({
  id: identifier,
  wait: wait.default({ kind: 'hours', hours: 0 }),
  conditions: z.array(condition).max(CONDITIONS_MAX).default([]),
  tone: z.enum(TONES).default('friendly'),
  action,
});
export type JourneyStep = z.infer<typeof step>;

const trigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), event: z.enum(EVENT_KINDS) }),
  z.strictObject({ kind: z.literal('segment'), segment: phrase(100) }),
  /** A day that comes every year: 29 February is the 28th where there is none. */
  z.strictObject({ kind: z.literal('date'), date: z.enum(['birthday', 'joined', 'first-order']) }),
  /** Before (negative) or after the day on which she will probably buy again. */
  z.strictObject({
    kind: z.literal('predicted'),
    offsetDays: z.int().min(-90).max(WAIT_DAYS_MAX),
  }),
  /** Points of hers end in so many days. */
  z.strictObject({ kind: z.literal('expiring'), daysBefore: z.int().min(1).max(90) }),
  /** Her parcel is there; where carriers do not tell, so many days after it left. */
  z.strictObject({ kind: z.literal('arrived'), assumedAfterDays: z.int().min(1).max(30).default(5) }),
  /** Her parcel left so many days ago and has not arrived, in a shop whose carriers tell. */
  z.strictObject({ kind: z.literal('late'), afterDays: z.int().min(2).max(60) }),
  /** Once, on a day of the shop's: everybody of some segments or tiers who has confirmed the newsletter; without any, all who have. */
  z.strictObject({
    kind: z.literal('announce'),
    day: z.iso.date(),
    segments: z.array(phrase(100)).max(20).default([]),
    tiers: z.array(identifier).max(20).default([]),
  }),
  /** She would lose her tier in so many days. */
  z.strictObject({ kind: z.literal('tier-ends'), daysBefore: z.int().min(1).max(90) }),
]);
export type Trigger = z.infer<typeof trigger>;

const ending = z.strictObject({
  event: z.enum(EVENT_KINDS),
  /** Only what is about the order that started it. */
  sameOrder: z.boolean().default(false),
});
export type Ending = z.infer<typeof ending>;

export const journeySchema = z
  .strictObject({
    id: identifier,
    name: localized,
    about: z.record(languageTag, phrase(300)).optional(),
    trigger,
    conditions: z.array(condition).max(CONDITIONS_MAX).default([]),
    /** How often a member may go through it: once, each time, or again after so many days. */
    again: z
      .union([z.enum(['never', 'each']), z.strictObject({ afterDays: z.int().min(1).max(3_650) })])
      .default('never'),
    steps: z.array(step).min(1).max(STEPS_MAX).refine(uniqueIds, 'ids must differ'),
    goal: ending.optional(),
    exits: z.array(ending).max(CONDITIONS_MAX).default([]),
    /** It also ends when her next purchase is due. */
    untilNextPurchase: z.boolean().default(false),
  })
  .describe('A journey of Treuwerk: trigger, conditions, steps with waits, goal and exits');
export type Journey = z.infer<typeof journeySchema>;
export type JourneyInput = z.input<typeof journeySchema>;

/** One way to write down the same journey, whatever was left out. @throws when it is none. */
export function parseJourney(value: unknown): Journey {
  return journeySchema.parse(value);
}
