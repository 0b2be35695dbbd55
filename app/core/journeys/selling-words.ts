/**
 * What sells in a text: prices, percentages, words of offers, names of products. The editor names them where a mail should not
 * sell: the first three of a welcome, and whatever goes out without consent.
 */
import type { Journey, JourneyStep } from '#app/core/journeys/journey.ts';
import { OFFERS_VALUE } from '#app/core/offers/offer-blocks.ts';

const MONEY = /(?:[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|EUR|USD|GBP|CHF|Euro)\b|\d[\d.,]*\s?€|\d[\d.,]*\s?%)/giu;
const WORDS = new RegExp(
  `(?<![\\p{L}])(?:${[
    ...[
      'discount',
      'voucher',
      'coupon',
      'sale',
      'offers?',
      'deals?',
      'bargain',
      'buy now',
      'shop now',
      'order now',
    ],
    ...['save now', 'free shipping', 'limited time', 'special price', 'reduced'],
    ...[
      'rabatt\\p{L}*',
      'gutschein\\p{L}*',
      'angebot\\p{L}*',
      'schnäppchen',
      'aktionspreis\\p{L}*',
      'sonderpreis\\p{L}*',
    ],
    ...[
      'jetzt kaufen',
      'jetzt bestellen',
      'jetzt sparen',
      'versandkostenfrei',
      'reduziert\\p{L}*',
      'nur heute',
    ],
  ].join('|')})(?![\\p{L}])`,
  'giu',
);

/** @returns the passages, each once, as they stand there. */
export function sellingWords(text: string, productTitles: readonly string[] = []): string[] {
  const found = [...text.matchAll(MONEY), ...text.matchAll(WORDS)].map(([passage]) => passage.trim());
  const lower = text.toLocaleLowerCase();
  const products = productTitles.filter(
    (title) => title.trim().length > 3 && lower.includes(title.trim().toLocaleLowerCase()),
  );
  return [...new Set([...found, ...products])];
}

export type SellingNote = { step: string; language: string; words: string[] };

const WELCOME_MAILS = 3;

/** Steps that should not sell, and do. */
export function sellingNotes(journey: Journey, productTitles: readonly string[] = []): SellingNote[] {
  const first = new Set(firstMails(journey).map(({ id }) => id));
  const quiet = journey.steps.filter((step) => step.tone === 'service' || first.has(step.id));
  return quiet.flatMap((step) =>
    Object.entries(textsOf(step)).flatMap(([language, text]) => {
      const words = sellingWords(text, productTitles);
      return words.length > 0 ? [{ step: step.id, language, words }] : [];
    }),
  );
}

/** Of a welcome the mails that come first. */
function firstMails({ trigger, steps }: Journey): JourneyStep[] {
  const isWelcome = trigger.kind === 'event' && trigger.event === 'newsletter-confirmed';
  return isWelcome ? steps.filter(({ action }) => action.kind === 'mail').slice(0, WELCOME_MAILS) : [];
}

/** A place for offers says as much as their name within a text. */
const OFFERS = `{{${OFFERS_VALUE}}}`;

/** All that a step says, by language. */
export function textsOf({ action }: JourneyStep): Record<string, string> {
  switch (action.kind) {
    case 'mail':
      return Object.fromEntries(
        Object.entries(action.contents).map(([language, { subject, preview, blocks }]) => [
          language,
          [subject, preview, ...blocks.map((block) => ('text' in block ? block.text : OFFERS))].join('\n'),
        ]),
      );
    case 'message':
      return action.texts;
    default:
      return {};
  }
}
