/** Offers as surfaces show them to those whom they are for. */
import type { PublicOffer, PublicProgram } from '#app/core/contracts/public-program.ts';
import { minorOf } from '#app/core/earning/award.ts';
import { offersInForce, offerTitle } from '#app/core/offers/offer-plan.ts';
import { codeOf, type Offer } from '#app/core/program/offers.ts';
import type { Program } from '#app/core/program/program.ts';

export function publicOffers(program: Program, currency: string): Pick<PublicProgram, 'offers'> {
  const offers = offersInForce(program);
  return offers.length === 0 ? {} : { offers: offers.map((one) => publicOffer(program, one, currency)) };
}

function publicOffer({ tiers }: Program, offer: Offer, currency: string): PublicOffer {
  const { audience } = offer;
  const tier = audience.kind === 'tier' ? tiers.list.find(({ id }) => id === audience.tierId) : undefined;
  const goods = offer.kind === 'freeShipping' ? undefined : (offer.collections ?? offer.products);
  return {
    id: offer.id,
    kind: offer.kind,
    title: { ...offerTitle(offer, currency), ...offer.title },
    text: offer.text ?? {},
    code: codeOf(offer),
    amountMinor: offer.kind === 'amountOff' ? minorOf(offer.amount, currency) : null,
    percent: offer.kind === 'percentOff' ? offer.percent : null,
    minimumSubtotalMinor: offer.minimumSubtotal ? minorOf(offer.minimumSubtotal, currency) : null,
    from: offer.from ?? null,
    until: offer.until ?? null,
    tierNames: tier?.name ?? null,
    certainGoods: goods !== undefined,
  };
}
