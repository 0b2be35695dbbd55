/** The theme's block for news: it asks in the words that the app keeps as proof. */
import { expect, test } from 'vitest';
import { NEWS_WORDS } from '#app/core/mail/news-words.ts';
import { LANGUAGES, program, show, standing } from '../sandbox/pages/storefront/loyalty-sample.ts';

test('news are asked for in the very words that are kept as proof, with what a confirmed address gets', async () => {
  for (const locale of LANGUAGES) {
    const words = NEWS_WORDS[locale as keyof typeof NEWS_WORDS];
    const { document } = await show('newsletter', { locale });
    expect(document.querySelector('.treuwerk-consent')?.textContent?.trim()).toBe(
      words.signupConsent('Kontor <&> Co'),
    );
    expect(document.querySelector('h2')?.textContent).toBe(words.signupTitle('Kontor <&> Co'));
    expect(document.querySelector('button')?.textContent).toBe(words.signupButton);
    expect(document.querySelector('.treuwerk-worth')?.textContent).toMatch(/10\s?%.*30/);
  }
  const plain = { ...program, news: { percent: null, days: null } };
  expect((await show('newsletter', { program: plain })).text).not.toContain('%');
});

test('whoever has the news, and a shop that sends none, see no form', async () => {
  const { news: _news, ...silent } = program;
  for (const seen of [
    { standing, hasNews: true },
    { program: silent },
    { standing, program: { ...program, stage: 'test' } },
  ])
    expect((await show('newsletter', seen)).document.body.innerHTML.trim()).toBe('');
});
