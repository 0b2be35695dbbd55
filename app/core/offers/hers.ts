/** Which offers are hers: those for her tier or a segment of hers that Shopify gives, and that she has not used up. Pure. */
import { audienceKey, belongs, type Belongings } from '#app/core/audience.ts';
import { offersInForce } from '#app/core/offers/offer-plan.ts';
import { codeOf } from '#app/core/program/offers.ts';
import type { Program } from '#app/core/program/program.ts';

/** As Shopify has it: the code that works, and for whom. */
export type GivenOffer = { offerId: string; code: string; audience: string };

export type OfferFacts = Belongings & {
  /** Codes of her orders, in lower case. */
  usedCodes: readonly string[];
};

/**
 * Ids in the order of the program.
 * @param given what Shopify has: no code is shown that would be refused.
 */
export function offersOf(
  program: Program | undefined,
  facts: OfferFacts,
  given: readonly GivenOffer[],
): string[] {
  return offersInForce(program).flatMap((offer) => {
    const code = codeOf(offer);
    const has = given.some(
      (one) => one.offerId === offer.id && one.code === code && one.audience === audienceKey(offer.audience),
    );
    const used = offer.oncePerCustomer && facts.usedCodes.includes(code.toLowerCase());
    return has && !used && belongs(offer.audience, facts) ? [offer.id] : [];
  });
}
