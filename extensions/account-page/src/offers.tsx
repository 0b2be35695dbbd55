/** What is offered to her tier or segment alone: each with its code to copy. Shopify refuses it to everybody else. */
import type { PublicOffer } from '../../../app/core/contracts/public-program.ts';
import { dateText, moneyText, ownLanguage, say } from '../../shared/words.ts';
import type { Parts } from './account-page.tsx';

export function Offers({ program, standing }: Omit<Parts, 'account'>) {
  const today = new Date().toISOString().slice(0, 10);
  const offers = (program.offers ?? []).filter(
    ({ id, from, until }) =>
      standing.offers?.includes(id) && (from ?? today) <= today && (until ?? today) >= today,
  );
  if (offers.length === 0) return null;
  return (
    <s-section heading={say(program, 'offers.title')}>
      <s-stack gap="base">
        {offers.map((offer) => (
          <s-stack key={offer.id} gap="small-200">
            <s-text type="strong">{ownLanguage(offer.title) ?? offer.id}</s-text>
            {ownLanguage(offer.text) ? <s-text>{ownLanguage(offer.text)}</s-text> : null}
            <s-text color="subdued">{conditions(program, offer)}</s-text>
            <s-stack direction="inline" gap="small" alignItems="center">
              <s-text type="strong">{offer.code}</s-text>
              <s-button
                variant="secondary"
                command="--copy"
                commandFor={`copy-offer-${offer.id}`}
                accessibilityLabel={say(program, 'offers.copyLabel', { code: offer.code })}
              >
                {say(program, 'offers.copy')}
              </s-button>
            </s-stack>
            <s-clipboard-item id={`copy-offer-${offer.id}`} text={offer.code} />
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}

function conditions(program: Parts['program'], offer: PublicOffer): string {
  const { tierNames, minimumSubtotalMinor, until } = offer;
  return [
    ...(tierNames ? [say(program, 'offers.tier', { tier: ownLanguage(tierNames) ?? '' })] : []),
    ...(minimumSubtotalMinor === null
      ? []
      : [say(program, 'rewards.from', { amount: moneyText(program, minimumSubtotalMinor) })]),
    ...(until ? [say(program, 'offers.until', { date: dateText(until) })] : []),
  ].join(' · ');
}
