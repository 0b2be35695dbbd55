/** What somebody reads who has asked for news by mail: one question, and nothing that sells. */
import type { MailContent } from '#app/core/mail/content.ts';
import { NEWS_FORMAL, NEWS_WORDS, type NewsWords } from '#app/core/mail/news-words.ts';
import { speltIn } from '#app/core/shopper/languages.ts';
import { env } from '#app/env.server.ts';
import type { MailReader, MailSource } from '#app/services/mail-sources.ts';
import { signLink } from '#app/services/signed-link.ts';

export const confirmationSource: MailSource = {
  load:
    async ({ row }) =>
    (mail, reader): MailContent | null => {
      const id = mail.data.signup;
      if (typeof id !== 'string') return null;
      const words = newsWordsFor(reader);
      return {
        subject: words.confirmSubject(row.name),
        preview: words.confirmTitle,
        blocks: [
          { kind: 'heading', text: words.confirmTitle },
          { kind: 'text', text: words.confirmText(row.name) },
          {
            kind: 'button',
            text: words.confirmButton,
            href: `${env().SHOPIFY_APP_URL}/m/confirm/${signLink(row.shop, 'confirm', { i: id })}`,
          },
        ],
      };
    },
};

export function newsWordsFor({ speech, formal }: Pick<MailReader, 'speech' | 'formal'>): NewsWords {
  const words = {
    ...NEWS_WORDS[speech.language],
    ...(formal && speech.language === 'de' ? NEWS_FORMAL : {}),
  };
  const spelt = (value: NewsWords[keyof NewsWords]) =>
    typeof value === 'string'
      ? speltIn(value, speech)
      : (...values: [string, string]) => speltIn(value(...values), speech);
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, spelt(value)]),
  ) as unknown as NewsWords;
}
