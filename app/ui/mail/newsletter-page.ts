/** The form for the shop's news, within its theme; works without a script. */
import type { Speech } from '#app/core/shopper/languages.ts';
import { escapeForTheme, inTheme, THEME_BUTTON } from '#app/ui/referral/theme-html.ts';

export type NewsletterPage = {
  speech: Speech;
  title: string;
  text: string;
  form: {
    email: string;
    field: string;
    consent: string;
    button: string;
    word: string;
    wrong: boolean;
  } | null;
};

export function renderNewsletter({ title, text, form }: NewsletterPage): string {
  const said =
    text === ''
      ? ''
      : `<p id="treuwerk-said" role="${form?.wrong ? 'alert' : 'status'}">${escapeForTheme(text)}</p>`;
  return inTheme(`<h1>${escapeForTheme(title)}</h1>\n${said}\n${form ? formOf(form) : ''}`);
}

function formOf({ email, field, consent, button, word, wrong }: NonNullable<NewsletterPage['form']>): string {
  return [
    '<form method="post" action="/apps/treuwerk/newsletter">',
    `<p><label>${escapeForTheme(field)}<br><input type="email" name="email" required maxlength="254" autocomplete="email" value="${escapeForTheme(email)}"${wrong ? ' aria-invalid="true" aria-describedby="treuwerk-said"' : ''} style="width:100%;min-height:2.75rem;box-sizing:border-box;font:inherit"></label></p>`,
    `<p><label style="display:flex;gap:.75rem;align-items:flex-start;text-align:start;min-height:2.75rem"><input type="checkbox" name="consent" required style="width:1.5rem;height:1.5rem;flex:none"> <span>${escapeForTheme(consent)}</span></label></p>`,
    '<p style="position:absolute;inset-inline-start:-9999px" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off"></p>',
    `<input type="hidden" name="word" value="${escapeForTheme(word)}">`,
    `<p><button type="submit" class="button" style="${THEME_BUTTON}">${escapeForTheme(button)}</button></p>`,
    '</form>',
  ].join('\n');
}
