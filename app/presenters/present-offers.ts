/** How each offer stands at Shopify just now, and what it did: how many orders used it and what they came to. */
import type { LocalizedText } from '#app/core/contracts/public-program.ts';
import { offerTitle } from '#app/core/offers/offer-plan.ts';
import { countOfferUses, findOffers, type OfferState } from '#app/db/offers.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { now } from '#app/clock.ts';
import { findShop } from '#app/db/shops.ts';

export type OffersView = {
  /** What went wrong at the last try, while the next one is awaited. */
  problem: string | null;
  lines: OfferLineView[];
};

export type OfferLineView = {
  offerId: string;
  names: LocalizedText;
  code: string;
  state: OfferState;
  /** Shopify's words, when it refused. */
  message: string | null;
  /** Number of the discount in Shopify's admin. */
  discountId: string | null;
  orders: number;
  /** What those orders came to, and what the code took off, in minor units. */
  totalMinor: number;
  offMinor: number;
};

/** @returns null for a shop that never made an offer. */
export async function presentOffers(shop: string): Promise<OffersView | null> {
  const [row, versions, shopRow] = await Promise.all([findOffers(shop), listVersions(shop), findShop(shop)]);
  if (!row || (row.offers.length === 0 && row.message === null)) return null;
  const live = versionAt(versions, now().getTime())?.config.offers ?? [];
  const uses = await countOfferUses(shop, [
    ...new Set(row.offers.flatMap(({ codes }) => codes.map((code) => code.toLowerCase()))),
  ]);
  const lines = row.offers.map((line): OfferLineView => {
    const offer = live.find(({ id }) => id === line.offerId);
    const own = uses.filter(({ code }) => line.codes.some((one) => one.toLowerCase() === code));
    const sum = (of: 'orders' | 'totalMinor' | 'offMinor') => own.reduce((all, use) => all + use[of], 0);
    const { offerId, code, state, message, discountId } = line;
    return {
      offerId,
      names: offer ? { ...offerTitle(offer, shopRow?.currency ?? 'EUR'), ...offer.title } : line.names,
      code,
      state,
      message,
      discountId: discountId === null ? null : discountId.slice(discountId.lastIndexOf('/') + 1),
      orders: sum('orders'),
      totalMinor: sum('totalMinor'),
      offMinor: sum('offMinor'),
    };
  });
  return { problem: row.attempts > 0 ? row.message : null, lines };
}
