/** How the mail of a step looks, for nobody in particular, before anybody gets it. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { journeySchema } from '#app/core/journeys/journey.ts';
import { journeyValues, type RawValues } from '#app/core/journeys/values.ts';
import { offersToday } from '#app/core/offers/offer-blocks.ts';
import { offersInForce } from '#app/core/offers/offer-plan.ts';
import { offer, type Offer } from '#app/core/program/offers.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { inOwnLanguage, SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';
import { drawMail } from '#app/mail/render-mail.ts';
import { offerTeller, sayMail } from '#app/services/mail-of-journey.ts';
import { frameOf } from '#app/services/mail-way.ts';
import type { MailPreview } from '#app/services/preview-mail.ts';
import { readerFor } from '#app/services/send-mails.ts';

const bodySchema = z.strictObject({
  /** As it stands in the editor, saved or not. */
  journey: z.unknown(),
  step: z.string().max(100),
  language: z.enum(SHOPPER_LANGUAGES).optional(),
});

/** An example: what such a mail would say to somebody. */
const EXAMPLE = { displayName: 'Alex', available: 137 };
const RAW: RawValues = { orderName: '#1001', expiring: 120, orders: 5, years: 2, moved: 80, reason: 'order' };

const EXAMPLE_PROGRAM = programSchema.parse({});
const EXAMPLE_OFFER = offer.parse({
  id: 'example',
  kind: 'percentOff',
  percent: 10,
  code: 'EXAMPLE',
  audience: { kind: 'segment', segment: 'vip' },
});

/** Each member reads her own: here the first of them that are good today, or one that is made up. */
function offersShown(program: Program, today: string): Offer[] {
  const ids = offersInForce(program).map(({ id }) => id);
  const [first = EXAMPLE_OFFER] = offersToday(program, ids, today);
  return [first];
}

/** Rejections: `request-invalid`, `journey-invalid`, `journey-unknown`. */
export async function previewJourney(shop: string, json: unknown): Promise<Result<MailPreview>> {
  const body = bodySchema.safeParse(json);
  if (!body.success) return rejected('request-invalid');
  const journey = journeySchema.safeParse(body.data.journey);
  if (!journey.success)
    return rejected('journey-invalid', { problem: journey.error.issues[0]?.message.slice(0, 300) ?? '' });
  const step = journey.data.steps.find(({ id }) => id === body.data.step);
  const action = step?.action;
  const [row, versions, { settings }] = await Promise.all([
    findShop(shop),
    listVersions(shop),
    findSettings(shop),
  ]);
  if (!row || action?.kind !== 'mail') return rejected('journey-unknown');
  const at = now();
  const program = versionAt(versions, at.getTime())?.config;
  const reader = readerFor(row, program, { ...EXAMPLE, locale: body.data.language ?? row.locale });
  const content = inOwnLanguage(action.contents, reader.speech.tag);
  if (!content) return rejected('journey-unknown');
  const [tier] = program?.tiers?.list ?? [];
  const raw = { ...RAW, lastDay: at.toISOString().slice(0, 10), ...(tier ? { tier: tier.id } : {}) };
  const values = journeyValues(raw, reader.speech, program);
  // Links of a preview would act for somebody.
  const kind = step?.tone === 'service' ? 'transactional' : 'marketing';
  const frame = frameOf({ mail: { shop, memberId: 0, class: kind }, reader, row, settings });
  const said = sayMail(
    content,
    { ...values, ...reader.values },
    offerTeller(row, program ?? EXAMPLE_PROGRAM, reader, at),
    ({ program: known, today }) => (kind === 'marketing' ? offersShown(known, today) : []),
  );
  const drawn = await drawMail(said, frame);
  return ok({ ...drawn, language: reader.speech.tag });
}
