/**
 * A member's offers within a mail: what is off, with which code, until when and within which limits, in her language. What is written
 * names the place (`{kind: 'offers'}`, or `{{offers}}` within a text); what stands there is hers alone. Pure.
 */
import type { MailBlock, MailContent, WrittenBlock } from '#app/core/mail/content.ts';
import { offerTitle, offersInForce } from '#app/core/offers/offer-plan.ts';
import { OFFER_WORDS } from '#app/core/offers/offer-words.ts';
import { codeOf, type Offer } from '#app/core/program/offers.ts';
import type { Program } from '#app/core/program/program.ts';
import { inOwnLanguage, type Speech, speltIn } from '#app/core/shopper/languages.ts';
import { moneyText } from '#app/core/shopper/reward-titles.ts';

export const OFFERS_VALUE = 'offers';

/** So that a mail stays one. */
const SHOWN_MAX = 5;

const NAMED = new RegExp(`\\{\\{\\s*${OFFERS_VALUE}\\s*\\}\\}`);

/** Whether it has a place for offers. */
export function namesOffers({ subject, preview, blocks }: MailContent<WrittenBlock>): boolean {
  const texts = [subject, preview, ...blocks.flatMap((block) => ('text' in block ? [block.text] : []))];
  return blocks.some(({ kind }) => kind === 'offers') || texts.some((text) => NAMED.test(text));
}

/** What surrounds an offer in words. */
export type OfferTeller = {
  program: Program;
  speech: Speech;
  /** "2027-03-01", where the shop is. */
  today: string;
  currency: string;
  shopUrl: string;
};

/** Those of them that are good today, as the program has them. */
export function offersToday(program: Program, ids: readonly string[], today: string): Offer[] {
  return offersInForce(program)
    .filter(
      ({ id, from, until }) => ids.includes(id) && (from ?? today) <= today && (until ?? today) >= today,
    )
    .slice(0, SHOWN_MAX);
}

/** @param offers hers; without any the place is empty. @param teller undefined while there is no program, and so no offer. */
export function placeOffers(
  mail: MailContent<WrittenBlock>,
  offers: readonly Offer[],
  teller: OfferTeller | undefined,
): MailContent {
  const all: MailBlock[] =
    teller && offers.length > 0
      ? [
          { kind: 'heading', text: OFFER_WORDS[teller.speech.language].title },
          ...offers.flatMap((offer) => blocksOf(offer, teller)),
        ]
      : [];
  return { ...mail, blocks: mail.blocks.flatMap((block) => (block.kind === 'offers' ? all : [block])) };
}

/** For `{{offers}}`: each in a few words. */
export function offersLine(offers: readonly Offer[], teller: OfferTeller): string {
  const { speech } = teller;
  const { line } = OFFER_WORDS[speech.language];
  return offers
    .map((offer) =>
      line(titleIn(offer, teller), codeOf(offer), offer.until ? dayIn(offer.until, speech.tag) : null),
    )
    .join('; ');
}

function blocksOf(offer: Offer, teller: OfferTeller): MailBlock[] {
  const { speech, shopUrl } = teller;
  const words = OFFER_WORDS[speech.language];
  const text = offer.text ? inOwnLanguage(offer.text, speech.tag) : undefined;
  const limits = limitsOf(offer, teller);
  const code = codeOf(offer);
  const fact = (label: string, value: string): MailBlock => ({ kind: 'fact', label, value });
  return [
    { kind: 'text', text: [titleIn(offer, teller), ...(text ? [text] : [])].join('\n') },
    { kind: 'code', text: code },
    ...(offer.until ? [fact(words.validUntil, dayIn(offer.until, speech.tag))] : []),
    ...(limits.length > 0 ? [fact(words.validFor, limits.join(', '))] : []),
    // Shopify puts it into the cart; whether it is hers is asked there again.
    {
      kind: 'button',
      text: words.use,
      href: `${shopUrl}/discount/${encodeURIComponent(code)}?redirect=/cart`,
    },
  ];
}

function limitsOf(offer: Offer, { program, speech, currency }: OfferTeller): string[] {
  const words = OFFER_WORDS[speech.language];
  const { audience, minimumSubtotal, usesMax, oncePerCustomer } = offer;
  const tier = audience.kind === 'tier' && program.tiers.list.find(({ id }) => id === audience.tierId);
  const goods = offer.kind === 'freeShipping' ? undefined : (offer.collections ?? offer.products);
  return [
    ...(tier ? [words.tier(inOwnLanguage(tier.name, speech.tag) ?? tier.id)] : []),
    ...(goods ? [words.certainGoods] : []),
    ...(Number(minimumSubtotal ?? 0) > 0
      ? [words.minimum(moneyText(minimumSubtotal ?? '', currency, speech.tag))]
      : []),
    ...(oncePerCustomer ? [words.once] : []),
    ...(usesMax === undefined ? [] : [words.first(new Intl.NumberFormat(speech.tag).format(usesMax))]),
  ].map((word) => speltIn(word, speech));
}

function titleIn(offer: Offer, { currency, speech }: OfferTeller): string {
  const titles: Record<string, string> = { ...offerTitle(offer, currency), ...offer.title };
  return inOwnLanguage(titles, speech.tag) ?? offer.id;
}

function dayIn(day: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
}
