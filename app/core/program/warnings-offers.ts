/** Warnings about offers: for nobody, of the past, with a code twice, giving more than goods bring. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { offerTitle } from '#app/core/offers/offer-plan.ts';
import { codeOf, type Offer } from '#app/core/program/offers.ts';
import type { Program } from '#app/core/program/program.ts';
import type { ShopFacts, Warning } from '#app/core/program/warnings.ts';
import { warning } from '#app/core/program/warnings-earning.ts';

const HALF = 0.5;

export function offerWarnings(program: Program, facts: ShopFacts): Warning[] {
  return program.offers.flatMap((offer, index) => {
    if (!offer.active) return [];
    const path = `offers.${index}`;
    const names = { ...offerTitle(offer, facts.currency), ...offer.title };
    const twin = program.offers.slice(0, index).some((one) => one.active && codeOf(one) === codeOf(offer));
    const over = offer.until !== undefined && offer.until < facts.today;
    return [
      ...audienceWarnings(program, offer, path, facts),
      ...(twin ? [warning('offerCodeTwice', `${path}.code`, { names })] : []),
      ...(over ? [warning('offerOver', `${path}.until`, { names, day: offer.until ?? '' })] : []),
      ...worthWarnings(program, offer, path, facts, names),
    ];
  });
}

function audienceWarnings(
  { tiers }: Program,
  { audience }: Offer,
  path: string,
  { segments }: ShopFacts,
): Warning[] {
  if (audience.kind === 'tier') {
    const known = tiers.list.some(({ id }) => id === audience.tierId);
    return known ? [] : [warning('offerTierUnknown', `${path}.audience.tierId`)];
  }
  const names = { en: audience.segment };
  return segments.includes(audience.segment)
    ? []
    : [warning('offerSegmentUnknown', `${path}.audience.segment`, { names })];
}

function worthWarnings(
  program: Program,
  offer: Offer,
  path: string,
  facts: ShopFacts,
  names: Warning['values']['names'] & object,
): Warning[] {
  const exponent = currencyExponent(facts.currency);
  const minimum = parseMinor(offer.minimumSubtotal ?? '0', exponent) ?? 0;
  const amount = offer.kind === 'amountOff' ? (parseMinor(offer.amount, exponent) ?? 0) : 0;
  const field = `${path}.${offer.kind === 'percentOff' ? 'percent' : 'amount'}`;
  const share = shareOf(offer, amount, Math.max(minimum, facts.typicalOrderMinor ?? 0));
  const stacked = share + perkShare(program, offer);
  const { marginShare } = facts;
  return [
    ...(amount > 0 && minimum < amount
      ? [warning('offerAmountAboveMinimum', `${path}.minimumSubtotal`, { names, amountMinor: amount })]
      : []),
    ...(marginShare !== null && share > marginShare
      ? [warning('offerOverMargin', field, { names, share, otherShare: marginShare })]
      : []),
    ...(marginShare !== null && share <= marginShare && stacked > marginShare
      ? [
          warning('offerStacks', `${path}.combinesWith.order`, {
            names,
            share: stacked,
            otherShare: marginShare,
          }),
        ]
      : []),
    ...(marginShare === null && stacked > HALF
      ? [warning('offerGivesHalf', field, { names, share: stacked })]
      : []),
  ];
}

/** Of an order of the usual size; 0 where none is known. */
function shareOf(offer: Offer, amount: number, orderMinor: number): number {
  if (offer.kind === 'percentOff') return offer.percent / 100;
  return orderMinor > 0 ? Math.min(1, amount / orderMinor) : 0;
}

/** What the member discount takes off beside it; one for a segment may meet the best tier. */
function perkShare({ tiers }: Program, { audience, combinesWith, kind }: Offer): number {
  if (kind === 'freeShipping' || !combinesWith.order || !tiers.perksCombineWith.order) return 0;
  const met = tiers.list.filter(({ id }) => audience.kind === 'segment' || id === audience.tierId);
  return Math.max(0, ...met.map(({ perks }) => perks.discountPercent)) / 100;
}
