/** The page of the shop on which somebody asks for its news by mail. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { type Speech, speechOf } from '#app/core/shopper/languages.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';
import { askForNews } from '#app/services/ask-for-news.ts';
import { newsWordsFor } from '#app/services/mail-of-signup.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import type { ProxyCaller } from '#app/shopify/verify-proxy.ts';

const FORM_BYTES_MAX = 4_000;
/** Made for each page that is shown; whoever sends another counts as another request. */
const wordSchema = z.string().regex(/^[\w-]{16,64}$/);

export type SignupPage = {
  speech: Speech;
  title: string;
  /** What is said: a question or an answer; empty with the form alone. */
  text: string;
  /** Null once she has asked. */
  form: {
    email: string;
    field: string;
    consent: string;
    button: string;
    word: string;
    wrong: boolean;
  } | null;
};

export async function newsletterPage(caller: ProxyCaller, request: Request): Promise<SignupPage> {
  const { shop, locale } = caller;
  const [row, { settings }, versions] = await Promise.all([
    findShop(shop),
    findSettings(shop),
    listVersions(shop),
  ]);
  const speech = speechOf(locale ?? row?.locale);
  const formal = versionAt(versions, now().getTime())?.config.formality === 'formal';
  const words = newsWordsFor({ speech, formal });
  const name = row?.name ?? '';
  const title = words.signupTitle(name);
  if (!row || row.uninstalledAt || settings.mail.mode === 'off')
    return { speech, title, text: words.signupLater, form: null };
  const blank = {
    email: '',
    field: words.signupField,
    consent: words.signupConsent(name),
    button: words.signupButton,
    word: randomBytes(18).toString('base64url'),
    wrong: false,
  };
  if (request.method !== 'POST') return { speech, title, text: '', form: blank };
  const form = new URLSearchParams((await readLimited(request, FORM_BYTES_MAX)) ?? '');
  const email = (form.get('email') ?? '').slice(0, 300);
  const word = wordSchema.safeParse(form.get('word'));
  if (form.get('consent') === null) return { speech, title, text: blank.consent, form: { ...blank, email } };
  // A field that people do not see: whoever fills it in is none.
  if (form.get('website')) return { speech, title, text: words.signupDone, form: null };
  const asked = await askForNews({
    shop,
    email,
    speech,
    text: blank.consent,
    source: 'newsletter-page',
    // A block of the theme stands on pages that are kept by caches: it has no word of its own.
    word: word.success ? word.data : blank.word,
  });
  if (asked.ok) return { speech, title, text: words.signupDone, form: null };
  if (asked.rejection.code === 'mail-address-invalid')
    return { speech, title, text: words.signupInvalid, form: { ...blank, email, wrong: true } };
  return { speech, title, text: words.signupLater, form: null };
}
