/** What a shop has set beside its program: the part that the app keeps for itself and no order is judged by. */
import { z } from 'zod';
import { MARGIN_MAX, MARGIN_MIN } from '#app/core/lifetime-value/margin.ts';
import { identifier, localized, phrase, uniqueIds } from '#app/core/program/parts.ts';
import { ICONS } from '#app/core/shopper/icons.ts';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { ROLES } from '#app/core/team/roles.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

const brand = z.strictObject({
  /** Of mails and pages of ours; in the theme, blocks have the theme's. Null for black. */
  accent: colour.nullable().default(null),
  icon: z.enum(ICONS).default('star'),
});

const team = z.strictObject({
  /** What staff may do who have no role of their own. */
  standardRole: z.enum(ROLES).default('configure'),
  /** Points of goodwill that all of `serve` together may give in a calendar month of the shop; null for no limit. */
  goodwillPerMonth: z.int().min(0).max(100_000_000).nullable().default(null),
  /** What one of them may give at once. */
  goodwillAtOnce: z.int().min(1).max(100_000_000).nullable().default(null),
});

const sender = z.strictObject({
  name: phrase(100).nullable().default(null),
  /** Where answers go. */
  replyTo: z.email().max(254).nullable().default(null),
});

export const MAIL_MODES = ['off', 'smtp', 'klaviyo'] as const;
export type MailMode = (typeof MAIL_MODES)[number];

/** "21:30". */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const mail = z.strictObject({
  /** Off: nothing is planned, nothing goes out. With Klaviyo it hears of what happened, and sends what it likes. */
  mode: z.enum(MAIL_MODES).default('off'),
  /** Any provider's SMTP server; null while there is none. The password lies elsewhere, sealed. */
  server: z
    .strictObject({
      host: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,252}$/i),
      port: z.int().min(1).max(65_535).default(587),
      /** `tls` from the first byte, `starttls` before anything is said. Without either only on the machine itself. */
      security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
      user: phrase(254).nullable().default(null),
      /** The address that mails come from. */
      from: z.email().max(254),
    })
    .nullable()
    .default(null),
  quietFrom: timeOfDay.default('21:00'),
  quietUntil: timeOfDay.default('08:00'),
  /** Mails that sell, to one member, from whatever sends; null for no limit. */
  perDay: z.int().min(1).max(100).nullable().default(1),
  perWeek: z.int().min(1).max(500).nullable().default(3),
  /** What whoever confirms gets for a first order; null for nothing. */
  welcome: z
    .strictObject({ percent: z.int().min(1).max(50), days: z.int().min(1).max(365).default(30) })
    .nullable()
    .default(null),
  /** Where the merchant's weekly report goes; null for none. */
  reportTo: z.email().max(254).nullable().default(null),
  /** What a member may choose to read of; without any there is only all or nothing. */
  interests: z
    .array(z.strictObject({ id: identifier, name: localized }))
    .max(12)
    .refine(uniqueIds, 'ids must differ')
    .default([]),
});

const retention = z.strictObject({
  /** Days that files of exports and imports are kept. */
  fileDays: z.int().min(1).max(90).default(7),
});

const value = z.strictObject({
  /** Per cent of what customers pay that remains after goods and taxes; null for what products' costs say. */
  marginPercent: z.int().min(MARGIN_MIN).max(MARGIN_MAX).nullable().default(null),
});

const goal = z.int().min(1).max(100).nullable().default(null);
/** Shares in percent that the merchant wants to reach. */
const goals = z.strictObject({ retention: goal, related: goal, referral: goal });

export const settingsSchema = z.strictObject({
  brand: brand.prefault({}),
  team: team.prefault({}),
  sender: sender.prefault({}),
  mail: mail.prefault({}),
  retention: retention.prefault({}),
  goals: goals.prefault({}),
  value: value.prefault({}),
  /** Languages in which the merchant looks after her texts; surfaces speak all the same. */
  languages: z.array(z.enum(SHOPPER_LANGUAGES)).min(1).default(['en', 'de']),
});
export type Settings = z.infer<typeof settingsSchema>;
