/** The page on which a friend takes her voucher, without a script. */
import { LANDING_FORMAL, LANDING_WORDS, type LandingWords } from '#app/core/referrals/words.ts';
import { escapeForTheme, inTheme, THEME_BUTTON } from '#app/ui/referral/theme-html.ts';
import { speltIn } from '#app/core/shopper/languages.ts';
import type { FriendPage } from '#app/core/referrals/friend-page.ts';

export function renderLanding(page: FriendPage): string {
  const words = wordsFor(page);
  const say = (text: string) => escapeForTheme(speltIn(text, page.speech));
  return inTheme(bodyOf(page, words, say));
}

function bodyOf(page: FriendPage, words: LandingWords, say: (text: string) => string): string {
  switch (page.kind) {
    case 'offer':
      return [
        `<h1>${say(words.title(page.from, page.what))}</h1>`,
        `<p>${say(words.intro)}${page.minimum === null ? '' : ` ${say(words.minimum(page.minimum))}`}</p>`,
        '<form method="post">',
        `<input type="hidden" name="word" value="${escapeForTheme(page.word)}">`,
        `<button type="submit" class="button" style="${THEME_BUTTON}">${say(words.take)}</button>`,
        '</form>',
        `<p><small>${say(words.privacy)}</small></p>`,
      ].join('\n');
    case 'taken':
      return [
        `<h1>${say(words.taken)}</h1>`,
        `<p>${say(page.what)}</p>`,
        `<p>${say(words.code)}: <strong data-treuwerk-code>${escapeForTheme(page.code)}</strong></p>`,
        `<p>${say(words.until(page.until))}</p>`,
        `<p><a class="button" style="${THEME_BUTTON}" href="/discount/${encodeURIComponent(page.code)}?redirect=%2Fcollections%2Fall">${say(words.shop)}</a></p>`,
      ].join('\n');
    default:
      return `<p role="status">${say(words[page.kind])}</p>`;
  }
}

function wordsFor({ speech, formal }: FriendPage): LandingWords {
  const words = LANDING_WORDS[speech.language];
  return formal && speech.language === 'de' ? { ...words, ...LANDING_FORMAL } : words;
}
