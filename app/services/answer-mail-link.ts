/**
 * The pages behind the links of a mail: leaving, choosing, confirming. Looking at one changes nothing, since machines follow links
 * before people do; only what is sent from it counts, and sent again it is the same.
 */
import { mailWordsFor } from '#app/services/mail-way.ts';
import type { Settings } from '#app/core/settings.ts';
import { inOwnLanguage, type Speech, speechOf } from '#app/core/shopper/languages.ts';
import { findMemberSpeech } from '#app/db/members.ts';
import { findConsent } from '#app/db/mail-consents.ts';
import { findSignup, type SignupVoucher } from '#app/db/mail-signups.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { now } from '#app/clock.ts';
import { confirmNews, stateOfSignup } from '#app/services/ask-for-news.ts';
import { chooseInterests, withdrawConsent } from '#app/services/mail-consent.ts';
import { newsWordsFor } from '#app/services/mail-of-signup.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { openLink } from '#app/services/signed-link.ts';
import { welcomeVoucher } from '#app/services/welcome-voucher.ts';

/** What stands on such a page; null where the link is none of ours. */
export type LinkPage = {
  speech: Speech;
  shopName: string;
  accent: string;
  title: string;
  text: string;
  done: boolean;
  button: string | null;
  boxes: { id: string; name: string; ticked: boolean }[];
  legend: string;
  link: { text: string; href: string } | null;
  /** A code that she may use, to be read off. */
  code?: string;
};

const FORM_BYTES_MAX = 4_000;
const ACCENT = '#1c1c1c';

export async function leavePage(token: string, request: Request): Promise<LinkPage | null> {
  const reader = await readerOf(token);
  if (!reader) return null;
  const { shop, memberId, words } = reader;
  const asked = request.method === 'POST';
  // One click in a mail program sends a form of its own; whatever it says, it says that she wants no more.
  if (asked) await withdrawConsent(shop.shop, memberId, 'mail-link');
  const name = shop.name;
  return {
    ...frameOf(reader),
    title: words.leaveTitle,
    text: asked ? words.left(name) : words.leaveAsk(name),
    done: asked,
    button: asked ? null : words.leaveButton,
    link: hasInterests(reader.settings)
      ? { text: words.preferences, href: `/m/preferences/${encodeURIComponent(token)}` }
      : null,
  };
}

export async function preferencesPage(token: string, request: Request): Promise<LinkPage | null> {
  const reader = await readerOf(token);
  if (!reader) return null;
  const { shop, memberId, settings, speech, words, news } = reader;
  const body = request.method === 'POST' ? await readLimited(request, FORM_BYTES_MAX) : undefined;
  const form = body === undefined ? undefined : new URLSearchParams(body);
  if (form?.get('do') === 'choose') await chooseInterests(shop.shop, memberId, form.getAll('interest'));
  const consent = await findConsent(shop.shop, memberId);
  const chosen = consent?.interests ?? null;
  const boxes = settings.mail.interests.map(({ id, name }) => ({
    id,
    name: inOwnLanguage(name, speech.tag) ?? id,
    ticked: chosen === null || chosen.includes(id),
  }));
  return {
    ...frameOf(reader),
    title: news.preferencesTitle,
    text: form ? news.saved : boxes.length > 0 ? news.interestsAsk : words.because(shop.name),
    done: form !== undefined,
    button: boxes.length > 0 ? news.save : null,
    boxes,
    legend: news.interestsAsk,
    link: { text: words.unsubscribe, href: `/m/unsubscribe/${encodeURIComponent(token)}` },
  };
}

export async function confirmPage(token: string, request: Request): Promise<LinkPage | null> {
  const opened = openLink(token, 'confirm');
  const id = opened?.payload.i;
  if (!opened || typeof id !== 'string') return null;
  const [shop, signup] = await Promise.all([findShop(opened.shop), findSignup(opened.shop, id)]);
  if (!shop || shop.uninstalledAt) return null;
  const state =
    request.method === 'POST' ? await confirmNews(shop.shop, id) : await stateOfSignup(shop.shop, id);
  const reader = await mannerOf(shop, signup?.locale ?? null);
  const { news, words } = reader;
  const text = {
    open: news.confirmAsk(shop.name),
    confirmed: news.confirmed(shop.name),
    'too-late': words.invalid,
  };
  const fresh = state === 'confirmed' ? await findSignup(shop.shop, id) : undefined;
  const voucher = fresh ? await welcomeVoucher(shop.shop, fresh, request.method === 'POST') : null;
  if (voucher) return voucherPage(reader, voucher);
  return {
    ...frameOf(reader),
    title: news.confirmTitle,
    text: text[state],
    done: state !== 'open',
    button: state === 'open' ? news.confirmButton : null,
    link: state === 'confirmed' ? { text: shop.name, href: `https://${shop.shop}` } : null,
  };
}

/** The cart that she has in this browser is the one that the link goes to. */
function voucherPage(reader: Manner, { code, percent, endsAt, discountId }: SignupVoucher): LinkPage {
  const { shop, speech, news } = reader;
  const until = new Intl.DateTimeFormat(speech.tag, { dateStyle: 'long', timeZone: shop.timezone });
  const share = new Intl.NumberFormat(speech.tag, { style: 'percent' }).format(percent / 100);
  const confirmed = news.confirmed(shop.name);
  const page = { ...frameOf(reader), title: news.voucherTitle(share), done: true };
  if (discountId === null)
    return { ...page, text: `${confirmed} ${news.voucherLate}`, button: news.voucherFetch, link: null };
  return {
    ...page,
    text: `${confirmed} ${news.voucherText(share, until.format(Date.parse(endsAt)))}`,
    button: null,
    code,
    link: {
      text: news.voucherUse,
      href: `https://${shop.shop}/discount/${encodeURIComponent(code)}?redirect=/cart`,
    },
  };
}

type Manner = {
  shop: ShopRow;
  settings: Settings;
  speech: Speech;
  words: ReturnType<typeof mailWordsFor>;
  news: ReturnType<typeof newsWordsFor>;
};

async function readerOf(token: string): Promise<(Manner & { memberId: number }) | null> {
  const opened = openLink(token, 'mail');
  const memberId = opened?.payload.m;
  if (!opened || typeof memberId !== 'number') return null;
  const [shop, member] = await Promise.all([findShop(opened.shop), findMemberSpeech(opened.shop, memberId)]);
  // Whoever has left, or was forgotten, gets nothing any more either way.
  if (!shop || shop.uninstalledAt || !member) return null;
  return { ...(await mannerOf(shop, member.locale)), memberId: member.id };
}

async function mannerOf(shop: ShopRow, locale: string | null): Promise<Manner> {
  const [{ settings }, versions] = await Promise.all([findSettings(shop.shop), listVersions(shop.shop)]);
  const speech = speechOf(locale ?? shop.locale);
  const formal = versionAt(versions, now().getTime())?.config.formality === 'formal';
  return {
    shop,
    settings,
    speech,
    words: mailWordsFor({ speech, formal }),
    news: newsWordsFor({ speech, formal }),
  };
}

function frameOf({ shop, settings, speech }: Manner) {
  return {
    speech,
    shopName: shop.name,
    accent: settings.brand.accent ?? ACCENT,
    boxes: [],
    legend: '',
  };
}

function hasInterests({ mail }: Settings): boolean {
  return mail.interests.length > 0;
}
