/** What her tier gives a buyer, by the program's own numbers: pure, and without Shopify's types. */
import type { MemberPerks, TierPerks } from '../../../app/core/contracts/member-perks.ts';

export type Buyer = {
  /** Signed in, or named by the staff at the till. */
  known: boolean;
  /** Value of her `$app:tier`. */
  tierId: string | undefined;
  /** `EN`, `DE`, `PT_BR`: as Shopify writes languages. */
  language: string;
};

export type Given = { percent: number; freeShippingFrom: string | null; message: string };

/** Nothing for whoever is not known, has no tier, or has one that the program does not know any more. */
export function perksOf(config: MemberPerks | undefined, buyer: Buyer): Given | undefined {
  const { known, tierId, language } = buyer;
  if (!known || !tierId || config?.v !== 1 || !Object.hasOwn(config.tiers, tierId)) return undefined;
  const perks = config.tiers[tierId];
  if (!perks) return undefined;
  const { percent, freeShippingFrom } = perks;
  return { percent, freeShippingFrom, message: nameIn(perks.names, language) ?? tierId };
}

/**
 * Whether a subtotal in the buyer's currency reaches the threshold, which is in the shop's.
 * Compared to a hundredth of a cent, so that no binary fraction decides.
 */
export function reaches(subtotal: string, from: string, rate: string): boolean {
  return scaled(Number(subtotal)) >= scaled(Number(from) * Number(rate));
}

function scaled(amount: number): number {
  return Math.round(amount * 10_000);
}

/** In her language, else in its main form, else in English, else in any. */
function nameIn(names: TierPerks['names'], language: string): string | undefined {
  const [main = '', region] = language.toLowerCase().split('_');
  const wanted = region === undefined ? [] : [`${main}-${region.toUpperCase()}`];
  for (const tag of [...wanted, main, 'en']) if (Object.hasOwn(names, tag)) return names[tag];
  return Object.values(names)[0];
}
