/** Mails whose text was planned with them, in one or more languages: `data` is `{contents: {en: …, de: …}, values?: {…}}`. */
import { fillContent, type MailContent } from '#app/core/mail/content.ts';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import type { MailSource } from '#app/services/mail-sources.ts';

export type PlannedText = {
  contents: Record<string, MailContent>;
  /** For `{{name}}` beside what is known of every member. */
  values?: Record<string, string>;
};

export const textSource: MailSource = {
  load: async () => (mail, reader) => {
    const { contents, values } = mail.data as PlannedText;
    const content = inOwnLanguage(contents ?? {}, reader.speech.tag);
    return content ? fillContent(content, { ...values, ...reader.values }) : null;
  },
};
