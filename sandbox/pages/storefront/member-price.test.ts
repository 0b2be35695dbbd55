/** The member price: everybody's price first, then hers, exact to the minor unit, each with its price per unit. */
import { expect, test } from 'vitest';
import { gold, inDays, LANGUAGES, program, show, standing, VISITORS } from './loyalty-sample.ts';

const others = { settings: { others: 'show' } };

test('a member reads everybody’s price first, then what her tier makes of it in the cart', async () => {
  const { text } = await show('member-price', { standing: gold, product: productOf(4000) });
  expect(text).toBe('Price for everybody: €40.00 As Gold you pay €36.00 in the cart');
});

test('both prices carry their price per unit where the variant is measured', async () => {
  const measure = { reference_value: 100, reference_unit: 'ml', quantity_value: 250, quantity_unit: 'ml' };
  const product = productOf(4000, { unit_price: 1600, unit_price_measurement: measure });
  const german = await show('member-price', { locale: 'de', standing: gold, product });
  expect(german.text.replace(/\s/g, ' ')).toBe(
    'Preis für alle: 40,00 € (16,00 € je 100 ml) Mit Stufe Goldstufe im Warenkorb: 36,00 € (14,40 € je 100 ml)',
  );
  const piece = { reference_value: 1, reference_unit: 'item' };
  const each = productOf(999, { unit_price: 333, unit_price_measurement: piece });
  const english = await show('member-price', { standing: gold, product: each });
  expect(english.text).toBe(
    'Price for everybody: €9.99 (€3.33 per piece) As Gold you pay €8.99 (€3.00 per piece) in the cart',
  );
});

test.each([
  // A half is rounded up, on the discount: 10 % of 0.05 is 0.01, 7.5 % of 1.00 is 0.08, 12.5 % of 0.44 is 0.06.
  { percent: 10, price: 5, exponent: 2, currency: 'EUR', pays: '€0.04' },
  { percent: 7.5, price: 100, exponent: 2, currency: 'EUR', pays: '€0.92' },
  { percent: 12.5, price: 44, exponent: 2, currency: 'EUR', pays: '€0.38' },
  { percent: 33.33, price: 9999, exponent: 2, currency: 'EUR', pays: '€66.66' },
  { percent: 100, price: 9999, exponent: 2, currency: 'EUR', pays: '€0.00' },
  // Yen have no hundredths: 7.5 % of 1,001 is 75.
  { percent: 7.5, price: 100_100, exponent: 0, currency: 'JPY', pays: '¥926' },
])('$percent % off $price hundredths of $currency leave $pays', async (example) => {
  const { percent, price, exponent, currency, pays } = example;
  const tiers = program.tiers.map((tier) => ({ ...tier, discountPercent: percent }));
  const live = { ...program, exponent, currency, tiers };
  const seen = { standing: gold, program: live, currency, product: productOf(price) };
  expect((await show('member-price', seen)).text).toContain(`you pay ${pays} in the cart`);
});

test('the price is what a per cent off the order leaves, also with decimals', async () => {
  for (const [percent, price] of [
    [5, 1990],
    [7.5, 1333],
    [15, 4999],
    [2.25, 12_345],
  ] as const) {
    const tiers = program.tiers.map((tier) => ({ ...tier, discountPercent: percent }));
    const seen = { standing: gold, program: { ...program, tiers }, product: productOf(price) };
    const pays = (price - Math.round((price * percent) / 100)) / 100;
    expect((await show('member-price', seen)).text).toContain(`you pay €${pays.toFixed(2)} in the cart`);
  }
});

test('others see what members pay only where the merchant wants it, and never of a tier by invitation', async () => {
  const product = productOf(4000);
  expect((await show('member-price', { product })).text).toBe('');
  const guest = await show('member-price', { product, ...others });
  expect(guest.text).toBe('Price for everybody: €40.00 Members from tier Gold pay €36.00 in the cart');
  const left = { ...gold, membership: 'left' };
  expect((await show('member-price', { product, standing: left })).text).toBe('');
  const tiers = program.tiers.filter(({ id }) => id !== 'gold');
  expect((await show('member-price', { product, program: { ...program, tiers }, ...others })).text).toBe('');
});

test('gift cards, another currency and a paused program get no member price', async () => {
  const gift = { ...productOf(4000), 'gift_card?': true };
  expect((await show('member-price', { standing: gold, product: gift, ...others })).text).toBe('');
  const abroad = { standing: gold, currency: 'USD', product: productOf(4000) };
  expect((await show('member-price', abroad)).text).toBe('');
  const paused = { standing: gold, program: { ...program, active: false }, product: productOf(4000) };
  expect((await show('member-price', paused)).text).toBe('');
});

test('with several variants every price is there for the choice', async () => {
  const [one, two] = [productOf(4000).variants[0], { ...productOf(5000).variants[0], id: 2 }];
  const product = { ...productOf(4000), variants: [one, two] };
  const { document } = await show('member-price', { standing: gold, product });
  const sentences = JSON.parse(
    document.querySelector('script[type="application/json"]')?.textContent ?? '{}',
  ) as Record<string, string>;
  expect(sentences['2']).toContain('€45.00');
});

test.each(LANGUAGES)('the price speaks %s to everybody without a gap', async (locale) => {
  for (const [visitor, seen] of Object.entries(VISITORS)) {
    const shown = await show('member-price', { ...seen, ...others, locale, product: productOf(4000) });
    expect(shown.text, visitor).not.toMatch(/\{\{|\}\}|undefined|\bnull\b|NaN|\[object|%\w+%/);
  }
  const soon = { ...standing, lots: [{ points: 5, expiresAt: inDays(3) }] };
  expect((await show('member-price', { standing: soon, locale, product: productOf(4000) })).text).toBe('');
});

function productOf(price: number, measured: object = {}) {
  const variant = { id: 1, price, ...measured };
  return { id: 1, 'gift_card?': false, selected_or_first_available_variant: variant, variants: [variant] };
}
