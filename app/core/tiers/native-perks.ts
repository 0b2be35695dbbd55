/**
 * The native way to give perks, where Shopify runs no function for the app: per tier a customer segment, and per perk an
 * automatic discount bound to it. Known again by the segment's name and the discount's tag.
 */
import type { MemberPerks, TierPerks } from '#app/core/contracts/member-perks.ts';

export type NativePerk = {
  tierId: string;
  kind: 'percent' | 'shipping';
  /** Known again by this, whatever the merchant calls it. */
  tag: string;
  /** What cart and checkout call it; no two automatic discounts may be called alike. */
  title: string;
  /** 0.1 is ten per cent; 0 for free shipping. */
  share: number;
  /** Subtotal that free shipping asks for, in the shop's currency; null for none. */
  from: string | null;
  combinesWith: Combines;
};
export type NativeTier = { tierId: string; segment: string; perks: NativePerk[] };
type Combines = { order: boolean; product: boolean; shipping: boolean };

export const SEGMENT_PREFIX = 'Treuwerk: ';
export const TAG_PREFIX = 'treuwerk-perk:';
const SHIPPING = { en: 'free shipping', de: 'Gratisversand' };

/** @param language of the shop: Shopify knows one title per automatic discount. */
export function nativePerks(
  { tiers }: MemberPerks,
  combinesWith: Combines,
  language: 'en' | 'de',
): NativeTier[] {
  const taken = new Set<string>();
  return Object.entries(tiers).map(([tierId, perks]) => {
    const name = free(nameIn(perks.names, language) ?? tierId, tierId, taken);
    return {
      tierId,
      segment: `${SEGMENT_PREFIX}${tierId}`,
      perks: perksOfTier(tierId, name, perks, combinesWith, language),
    };
  });
}

/** One discount of a tier must stand beside its other, whatever the merchant chose for those of others. */
function perksOfTier(
  tierId: string,
  name: string,
  { percent, freeShippingFrom }: TierPerks,
  combinesWith: Combines,
  language: 'en' | 'de',
): NativePerk[] {
  const both = percent > 0 && freeShippingFrom !== null;
  const shared = (kind: NativePerk['kind']) => ({ tierId, kind, tag: `${TAG_PREFIX}${tierId}:${kind}` });
  const perks: NativePerk[] = [];
  if (percent > 0) {
    const combines = { ...combinesWith, shipping: combinesWith.shipping || both };
    // A binary fraction of a tenth of a per cent would be sent with all its digits.
    const share = Math.round(percent * 10) / 1000;
    perks.push({ ...shared('percent'), title: name, share, from: null, combinesWith: combines });
  }
  if (freeShippingFrom !== null) {
    const combines = { ...combinesWith, order: combinesWith.order || both };
    const from = Number(freeShippingFrom) > 0 ? freeShippingFrom : null;
    const title = `${name} – ${SHIPPING[language]}`;
    perks.push({ ...shared('shipping'), title, share: 0, from, combinesWith: combines });
  }
  return perks;
}

function free(name: string, tierId: string, taken: Set<string>): string {
  const title = taken.has(name) ? `${name} (${tierId})` : name;
  taken.add(title);
  return title;
}

function nameIn(names: TierPerks['names'], language: string): string | undefined {
  return names[language] ?? names.en ?? Object.values(names)[0];
}
