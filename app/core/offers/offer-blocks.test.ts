/** A member's offers within a mail: in every language, with code, end and limits; nothing of hers becomes a placeholder. */
import { expect, test } from 'vitest';
import { fillContent } from '#app/core/mail/content.ts';
import {
  namesOffers,
  offersLine,
  type OfferTeller,
  offersToday,
  placeOffers,
} from '#app/core/offers/offer-blocks.ts';
import { OFFER_WORDS } from '#app/core/offers/offer-words.ts';
import { programSchema } from '#app/core/program/program.ts';
import { SHOPPER_LANGUAGES, speechOf } from '#app/core/shopper/languages.ts';

const AUTUMN = {
  id: 'autumn',
  kind: 'percentOff',
  percent: 12.5,
  audience: { kind: 'tier', tierId: 'gold' },
  code: 'VIP-AUTUMN',
  text: { en: 'Thank you {{shop.secret}}', de: 'Danke' },
  until: '2026-11-30',
  minimumSubtotal: '50.00',
  usesMax: 1000,
  collections: ['1'],
};
const program = programSchema.parse({
  tiers: {
    period: { kind: 'lifetime' },
    list: [{ id: 'gold', name: { en: 'Gold', de: 'Goldstufe' }, enter: '100.00' }],
  },
  offers: [
    AUTUMN,
    { ...AUTUMN, id: 'past', code: 'PAST', until: '2026-11-22' },
    { ...AUTUMN, id: 'other', code: 'OTHER' },
  ],
});

function teller(language: string): OfferTeller {
  const speech = speechOf(language);
  return { program, speech, today: '2026-11-23', currency: 'EUR', shopUrl: 'https://shop.example' };
}
const hers = offersToday(program, ['past', 'autumn'], '2026-11-23');
const MAIL = {
  subject: 'For {{firstName}}: {{offers}}',
  preview: 'x',
  blocks: [{ kind: 'text' as const, text: 'Hello {{firstName}}' }, { kind: 'offers' as const }],
};

/** Numbers are held together by spaces of their own. */
function spaced<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replaceAll('\u00a0', ' ')) as Value;
}

test('in German, on the last day and on the first, hers alone', () => {
  const filled = fillContent(MAIL, { firstName: '{{offers}}', offers: offersLine(hers, teller('de-DE')) });
  expect(spaced(filled.subject)).toBe(
    'For {{offers}}: 12,5 % Rabatt mit dem Code VIP-AUTUMN bis 30. November 2026',
  );
  expect(spaced(placeOffers(filled, hers, teller('de-DE')).blocks)).toEqual([
    { kind: 'text', text: 'Hello {{offers}}' },
    { kind: 'heading', text: 'Besondere Angebote' },
    { kind: 'text', text: '12,5 % Rabatt\nDanke' },
    { kind: 'code', text: 'VIP-AUTUMN' },
    { kind: 'fact', label: 'Gültig bis', value: '30. November 2026' },
    {
      kind: 'fact',
      label: 'Gilt',
      value:
        'für Goldstufe-Mitglieder, für bestimmte Produkte, für Bestellungen ab 50 €, einmal, für die ersten 1.000 Bestellungen',
    },
    {
      kind: 'button',
      text: 'Jetzt einlösen',
      href: 'https://shop.example/discount/VIP-AUTUMN?redirect=/cart',
    },
  ]);
  const days = ['2026-11-22', '2026-11-23', '2026-11-30', '2026-12-01'];
  expect(days.map((day) => offersToday(program, ['autumn', 'past'], day).map(({ id }) => id))).toEqual([
    ['autumn', 'past'],
    ['autumn'],
    ['autumn'],
    [],
  ]);
});

test.for(SHOPPER_LANGUAGES)('%s has its own words and its own way to write', (language) => {
  const placed = placeOffers(MAIL, hers, teller(language));
  const told = JSON.stringify(placed.blocks);
  expect(told).toContain(OFFER_WORDS[language].title);
  expect(told).toContain('VIP-AUTUMN');
  expect(told).toContain('2026');
  expect(offersLine(hers, teller(language))).toContain('VIP-AUTUMN');
  const others = SHOPPER_LANGUAGES.filter((one) => one !== language).map((one) => OFFER_WORDS[one].title);
  for (const other of others) expect(told).not.toContain(`"${other}"`);
});

test('without any the place is empty, and what a merchant writes is no placeholder', () => {
  expect(placeOffers(MAIL, [], teller('en')).blocks).toEqual([MAIL.blocks[0]]);
  expect(placeOffers(MAIL, [], undefined).blocks).toHaveLength(1);
  expect(offersLine([], teller('en'))).toBe('');
  const placed = placeOffers(fillContent(MAIL, {}), hers, teller('en'));
  expect(JSON.stringify(placed)).toContain('Thank you {{shop.secret}}');
});

test('a mail names offers by a block, or in any of its texts', () => {
  const plain = { subject: 'a', preview: 'b', blocks: [{ kind: 'text' as const, text: 'offers' }] };
  expect(namesOffers(plain)).toBe(false);
  expect(namesOffers({ ...plain, preview: 'x {{ offers }}' })).toBe(true);
  expect(namesOffers({ ...plain, blocks: [{ kind: 'text', text: '{{offers}}' }] })).toBe(true);
  expect(namesOffers(MAIL)).toBe(true);
});
