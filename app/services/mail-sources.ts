/** Who knows what a mail says: by the first part of its template's name, before the slash. */
import type { MailContent } from '#app/core/mail/content.ts';
import type { Program } from '#app/core/program/program.ts';
import type { Speech } from '#app/core/shopper/languages.ts';
import type { DueMail } from '#app/db/mail.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { journeySource } from '#app/services/mail-of-journey.ts';
import { confirmationSource } from '#app/services/mail-of-signup.ts';
import { reportSource } from '#app/services/week-report.ts';
import { surveySource } from '#app/services/mail-of-survey.ts';
import { textSource } from '#app/services/mail-of-text.ts';

export type MailReader = {
  speech: Speech;
  /** Sie instead of du. */
  formal: boolean;
  /** For `{{name}}` in texts: always `firstName`, `shop`, `points` (her balance in words) and `shopUrl`. */
  values: Record<string, string>;
};

export type MailTemplates = (mail: DueMail, reader: MailReader) => MailContent | null;

export type MailSource = {
  /** Once for some mails of one shop, whatever their number; null where a mail has lost what it was about. */
  load: (shop: { row: ShopRow; program: Program | undefined }, mails: DueMail[]) => Promise<MailTemplates>;
};

export const MAIL_SOURCES: Readonly<Record<string, MailSource>> = {
  confirm: confirmationSource,
  journey: journeySource,
  report: reportSource,
  text: textSource,
  survey: surveySource,
};

export function sourceOf(template: string): MailSource | undefined {
  return MAIL_SOURCES[template.split('/')[0] ?? ''];
}
