/**
 * What Shopify must have for the offers of a program: a segment per audience and a code discount per offer, known again by its
 * tag. Pure.
 */
import { type Audience, audienceKey } from '#app/core/audience.ts';
import { addDays, startOfDay } from '#app/core/calendar.ts';
import { type Offer, codeOf } from '#app/core/program/offers.ts';
import type { Program } from '#app/core/program/program.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';

export type PlannedOffer = {
  offerId: string;
  /** Known again by this, whatever the merchant calls it. */
  tag: string;
  code: string;
  /** What the merchant reads in Shopify's list. */
  title: string;
  audience: Audience;
  /** Name of the customer segment. */
  segment: string;
  effect:
    | { kind: 'percentOff'; percent: number }
    | { kind: 'amountOff'; amount: string }
    | { kind: 'freeShipping' };
  /** Numbers of collections or products; null for all goods. */
  goods: { collections: string[] } | { products: string[] } | null;
  minimumSubtotal: string | null;
  /** ISO instants; null for at once, and for no end. */
  startsAt: string | null;
  endsAt: string | null;
  usesMax: number | null;
  oncePerCustomer: boolean;
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
};

export const OFFER_TAG_PREFIX = 'treuwerk-offer:';
export const OFFER_SEGMENT_PREFIX = 'Treuwerk offer: ';

/** Nothing while the program pauses or is tried: whoever learns a code could use it. */
export function offersInForce(program: Program | undefined): Offer[] {
  if (!program?.active || program.stage === 'test') return [];
  return program.offers.filter(({ active }) => active);
}

export function planOffers(
  program: Program | undefined,
  shop: { timezone: string; currency: string; language: 'en' | 'de' },
): PlannedOffer[] {
  return offersInForce(program).map((offer) => planOffer(offer, shop));
}

function planOffer(
  offer: Offer,
  { timezone, currency, language }: { timezone: string; currency: string; language: 'en' | 'de' },
): PlannedOffer {
  const titles: Record<string, string> = { ...offerTitle(offer, currency), ...offer.title };
  const code = codeOf(offer);
  return {
    offerId: offer.id,
    tag: `${OFFER_TAG_PREFIX}${offer.id}`,
    code,
    title: `${titles[language] ?? offer.id} · ${code}`,
    audience: offer.audience,
    segment: `${OFFER_SEGMENT_PREFIX}${audienceKey(offer.audience)}`,
    effect: effectOf(offer),
    goods: goodsOf(offer),
    minimumSubtotal: offer.minimumSubtotal ?? null,
    startsAt: offer.from ? instant(startOfDay(offer.from, timezone)) : null,
    endsAt: offer.until ? instant(startOfDay(addDays(offer.until, 1), timezone)) : null,
    usesMax: offer.usesMax ?? null,
    oncePerCustomer: offer.oncePerCustomer,
    combinesWith: offer.combinesWith,
  };
}

/** A text from the discount itself, in every language of the shoppers. */
export function offerTitle(offer: Offer, currency: string) {
  return titleOf(effectOf(offer), currency);
}

function effectOf(offer: Offer): PlannedOffer['effect'] {
  if (offer.kind === 'percentOff') return { kind: 'percentOff', percent: offer.percent };
  if (offer.kind === 'amountOff') return { kind: 'amountOff', amount: offer.amount };
  return { kind: 'freeShipping' };
}

function goodsOf(offer: Offer): PlannedOffer['goods'] {
  if (offer.kind === 'freeShipping') return null;
  if (offer.collections) return { collections: offer.collections };
  return offer.products ? { products: offer.products } : null;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
