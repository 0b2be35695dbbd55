/** The page on which a member finds her link: to share, copy, send by WhatsApp or her own mail program, and as a code to scan. */
import { renderSVG } from 'uqr';
import type { ReferPage } from '#app/core/referrals/refer-page.ts';
import { REFER_FORMAL, REFER_WORDS, type ReferWords } from '#app/core/referrals/refer-words.ts';
import { speltIn } from '#app/core/shopper/languages.ts';
import { escapeForTheme, inTheme, THEME_BUTTON } from '#app/ui/referral/theme-html.ts';

export function renderRefer(page: ReferPage): string {
  const { speech, formal } = page;
  const words = {
    ...REFER_WORDS[speech.language],
    ...(formal && speech.language === 'de' ? REFER_FORMAL : {}),
  };
  const say = (text: string) => escapeForTheme(speltIn(text, speech));
  return inTheme(`<h1>${say(words.title)}</h1>\n${bodyOf(page, words, say)}`);
}

function bodyOf(page: ReferPage, words: ReferWords, say: (text: string) => string): string {
  switch (page.kind) {
    case 'off':
      return `<p role="status">${say(words.off)}</p>`;
    case 'signedOut':
      return [
        `<p>${say(words.signInLead)}</p>`,
        `<p><a class="button" style="${THEME_BUTTON}" href="{{ routes.account_login_url }}?return_url=%2Fapps%2Ftreuwerk%2Frefer">${say(words.signIn)}</a></p>`,
      ].join('\n');
    case 'link':
      return linkPart(page, words, say);
  }
}

function linkPart(
  page: Extract<ReferPage, { kind: 'link' }>,
  words: ReferWords,
  say: (text: string) => string,
): string {
  const { link, what, points, ordered, thanked } = page;
  const message = words.message(what);
  const whatsapp = `https://wa.me/?text=${encodeURIComponent(`${message} ${link}`)}`;
  // Her own mail program: the shop never sends it.
  const mail = `mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(`${message}\n${link}`)}`;
  const button = (attributes: string, text: string) =>
    `<a class="button" style="${THEME_BUTTON}" ${attributes}>${say(text)}</a>`;
  return [
    `<p>${say(words.friendGets(what))}${points === null ? '' : ` ${say(words.youGet(points))}`}</p>`,
    `<p><label>${say(words.link)}<br><input id="treuwerk-link" readonly value="${escapeForTheme(link)}" style="width:100%;min-height:2.75rem;font:inherit;text-align:center"></label></p>`,
    '<p style="display:flex;flex-wrap:wrap;gap:.75rem;justify-content:center">',
    `<button type="button" hidden class="button" style="${THEME_BUTTON}" data-treuwerk-share="${say(message)}">${say(words.share)}</button>`,
    `<button type="button" hidden class="button" style="${THEME_BUTTON}" data-treuwerk-copy="${say(words.copied)}">${say(words.copy)}</button>`,
    button(`href="${escapeForTheme(whatsapp)}" rel="noopener" target="_blank"`, words.whatsapp),
    button(`href="${escapeForTheme(mail)}"`, words.mail),
    '</p>',
    '<p id="treuwerk-said" role="status"></p>',
    `<div role="img" aria-label="${say(words.qr)}" style="max-width:12rem;margin:1.5rem auto;background:#fff;padding:.5rem">${renderSVG(link)}</div>`,
    ordered > 0 ? `<p>${say(words.soFar(String(ordered), String(thanked)))}</p>` : '',
    SCRIPT,
  ].join('\n');
}

/** Buttons that need a script show themselves with it; without one the link can be marked and copied by hand. */
const SCRIPT = `<script>
(function () {
  var field = document.getElementById('treuwerk-link');
  var share = document.querySelector('[data-treuwerk-share]');
  var copy = document.querySelector('[data-treuwerk-copy]');
  if (navigator.share) {
    share.hidden = false;
    share.onclick = function () {
      navigator.share({ text: share.dataset.treuwerkShare, url: field.value }).catch(function () {});
    };
  }
  copy.hidden = false;
  copy.onclick = function () {
    var say = function () { document.getElementById('treuwerk-said').textContent = copy.dataset.treuwerkCopy; };
    field.select();
    if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(say, function () {});
    else if (document.execCommand('copy')) say();
  };
})();
</script>`;
