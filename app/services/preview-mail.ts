/** How a mail looks: one of the log as its member reads it, or one that nobody was sent yet. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import type { MailContent } from '#app/core/mail/content.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { type DueMail, findMail } from '#app/db/mail.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';
import { drawMail } from '#app/mail/render-mail.ts';
import { type MailReader, sourceOf } from '#app/services/mail-sources.ts';
import { frameOf } from '#app/services/mail-way.ts';
import { readerFor } from '#app/services/send-mails.ts';

const bodySchema = z.strictObject({
  /** Of the log. */
  id: z.string().min(1).max(200),
  /** As if she read this language; hers when nothing is said. */
  language: z.enum(SHOPPER_LANGUAGES).optional(),
});

export type MailPreview = { subject: string; html: string; text: string; language: string };

/** Rejections: `request-invalid`, `mail-unknown`. */
export async function previewMail(shop: string, json: unknown): Promise<Result<MailPreview>> {
  const body = bodySchema.safeParse(json);
  if (!body.success) return rejected('request-invalid');
  const mail = await findMail(shop, body.data.id, now());
  return mail ? previewOf(shop, mail, body.data.language) : rejected('mail-unknown');
}

/** @param mail need not be in the log: what is planned for somebody, or would be. */
export async function previewOf(
  shop: string,
  mail: DueMail,
  language: string | undefined,
): Promise<Result<MailPreview>> {
  const [row, versions] = await Promise.all([findShop(shop), listVersions(shop)]);
  const source = sourceOf(mail.template);
  if (!row || !source) return rejected('mail-unknown');
  const program = versionAt(versions, now().getTime())?.config;
  const asked = typeof mail.data.locale === 'string' ? mail.data.locale : mail.locale;
  const reader = readerFor(row, program, { ...mail, locale: language ?? asked });
  const templates = await source.load({ row, program }, [mail]);
  const content = templates(mail, reader);
  return content ? ok(await draw(shop, content, mail, reader)) : rejected('mail-unknown');
}

async function draw(
  shop: string,
  content: MailContent,
  mail: DueMail,
  reader: MailReader,
): Promise<MailPreview> {
  const [row, { settings }] = await Promise.all([findShop(shop), findSettings(shop)]);
  if (!row) throw new Error('the shop is there');
  // Links of a preview would act for the member.
  const frame = frameOf({
    mail: { ...mail, memberId: mail.memberId === null ? null : 0 },
    reader,
    row,
    settings,
  });
  return { ...(await drawMail(content, frame)), language: reader.speech.tag };
}
