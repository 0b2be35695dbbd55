/** The theme extension's real Liquid, rendered for every kind of visitor in both languages. */
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { plainEarning } from './plain-earning.ts';
import { renderBlock } from './theme-liquid.ts';

type Shown = { text: string; document: Document };
type Case = {
  locale?: 'en' | 'de';
  program?: object | null;
  standing?: object | null;
  member?: boolean;
  cart?: object;
  product?: object;
};

const program = {
  v: 1,
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'EUR',
  exponent: 2,
  earning: plainEarning(5, 100),
  pointsName: { en: { one: 'point', other: 'points' }, de: { one: 'Punkt', other: 'Punkte' } },
  rewards: [
    reward('ten', 1000, 1000, { en: '€10 off', de: '10 € Rabatt' }),
    reward('five', 500, 500, { en: '€5 <off> & more', de: '5 € <Rabatt> & mehr' }),
  ],
};
const standing = {
  v: 1,
  available: 0,
  pending: 0,
  reserved: 0,
  debt: 0,
  lots: [],
  redemptions: [],
  tier: null,
  asOf: '',
};

test('a guest sees what the cart would give her and a way to sign in that leads back', async () => {
  const { text, document } = await show('cart-redeem', { locale: 'de', cart: cartOf(4999) });
  expect(text).toContain('Melde dich an, dann bringt dir dieser Warenkorb 249 Punkte.');
  expect(text).toContain('Die erste Prämie: 5 € <Rabatt> & mehr für 500 Punkte.');
  const taxed = await show('cart-redeem', { locale: 'de', cart: { ...cartOf(4999), taxes_included: true } });
  expect(taxed.text).toContain('bringt dir dieser Warenkorb bis zu 249 Punkte.');
  const link = document.querySelector('a');
  expect(link?.getAttribute('href')).toBe('/customer_authentication/login?return_to=%2Fcart');
  expect(document.querySelector('[data-treuwerk-act]')).toBeNull();
});

test('a member sees her points, what they are worth, and buttons only for what she can afford', async () => {
  const { text, document } = await show('cart-redeem', {
    member: true,
    standing: { ...standing, available: 1234 },
    cart: cartOf(8000),
  });
  expect(text).toContain('You have 1,234 points.');
  expect(text).toContain('Worth €10');
  expect(visibleButtons(document)).toEqual([
    'Redeem 500 points: €5 <off> & more',
    'Redeem 1,000 points: €10 off',
  ]);
});

test('a reward whose minimum the cart misses says how much is missing instead of a button', async () => {
  const withMinimum = {
    ...program,
    rewards: [{ ...reward('five', 500, 500, { en: '€5 off', de: '5 €' }), minimumSubtotalMinor: 5000 }],
  };
  const member = { member: true, program: withMinimum, standing: { ...standing, available: 600 } };
  const below = await show('cart-redeem', { ...member, cart: cartOf(4001) });
  expect(below.text).toContain('Add €9.99 to your cart');
  expect(visibleButtons(below.document)).toEqual([]);
  const reached = await show('cart-redeem', { ...member, cart: cartOf(5000) });
  expect(visibleButtons(reached.document)).toHaveLength(1);
});

test('debt, pending points and the soonest expiry are told in words', async () => {
  const state = {
    ...standing,
    pending: 1,
    reserved: 500,
    debt: -1200,
    lots: [{ points: 12, expiresAt: '2027-02-01T12:00:00Z' }],
  };
  const english = await show('panel', { member: true, standing: state });
  expect(english.text).toContain('On the way: 1 point.');
  expect(english.text).toContain('1,200 points below zero');
  expect(english.text).toContain('12 points expire on 1 Feb 2027.');
  const german = await show('panel', { member: true, standing: state, locale: 'de' });
  expect(german.text).toContain('1.200 Punkte im Minus');
  expect(german.text).toContain('12 Punkte verfallen am 01.02.2027.');
});

test('a member whom the app does not know yet starts at zero', async () => {
  const { text, document } = await show('panel', { member: true, standing: null, locale: 'de' });
  expect(document.querySelector('.treuwerk-balance')?.textContent).toBe('0\u00a0Punkte');
  expect(text).toContain('Noch 500 Punkte bis: 5 € <Rabatt> & mehr');
});

test('a paused program keeps showing the balance and offers nothing', async () => {
  const paused = { ...program, active: false };
  const { text, document } = await show('panel', {
    member: true,
    program: paused,
    standing: { ...standing, available: 1000 },
  });
  expect(text).toContain('1,000 points');
  expect(text).toContain('The program is paused.');
  expect(document.querySelector('[data-treuwerk-reward]')).toBeNull();
  expect((await show('product-points', { program: paused, product: productOf(1000) })).text).toBe('');
});

test('without a program nothing is rendered', async () => {
  for (const block of ['panel', 'cart-redeem', 'product-points']) {
    expect(
      (
        await show(block, { program: null, member: true, product: productOf(1000) })
      ).document.body.innerHTML.trim(),
    ).toBe('');
  }
});

test('a program that is tried out is there for those who try it alone, and never for a blocked member', async () => {
  const tried = { ...program, stage: 'test' };
  const hers = { ...standing, available: 1234 };
  const seen = async (example: Case) => {
    const blocks = ['cart-redeem', 'panel', 'member-card'];
    const shown = await Promise.all(blocks.map((block) => show(block, { cart: cartOf(8000), ...example })));
    return shown.map(({ text }) => /point|Punkt/i.test(text));
  };
  const [none, all] = [
    [false, false, false],
    [true, true, true],
  ];
  expect(await seen({ program: tried })).toEqual(none);
  expect(await seen({ program: tried, member: true, standing: hers })).toEqual(none);
  expect(await seen({ program: tried, member: true, standing: { ...hers, tester: true } })).toEqual(all);
  expect(await seen({ member: true, standing: hers })).toEqual(all);
  expect(await seen({ member: true, standing: { ...hers, blocked: true } })).toEqual(none);
});

test('codes in hand show when their points return and whether the cart carries them', async () => {
  const redemption = {
    id: '7',
    rewardId: 'five',
    code: 'TW-ABC',
    points: 500,
    endsAt: '2026-12-22T12:00:00Z',
    state: 'ready',
  };
  const cart = { ...cartOf(8000), discount_applications: [{ type: 'discount_code', title: 'TW-ABC' }] };
  const { document } = await show('cart-redeem', {
    member: true,
    standing: { ...standing, redemptions: [redemption] },
    cart,
    locale: 'de',
  });
  const row = document.querySelector('ul [data-treuwerk-code]');
  expect(row?.getAttribute('data-applied')).toBe('true');
  expect(row?.textContent).toContain('Bis 22.12.2026 nicht verwendet');
  expect(row?.querySelector('a')?.getAttribute('href')).toBe('/discount/TW-ABC?redirect=%2Fcart');
});

test.each([
  // points per perMinor, price in hundredths, exponent → points
  { earning: { points: 5, perMinor: 100 }, currency: 'EUR', exponent: 2, hundredths: 1999, points: '99' },
  { earning: { points: 1, perMinor: 100 }, currency: 'EUR', exponent: 2, hundredths: 99, points: null },
  {
    earning: { points: 1, perMinor: 100 },
    currency: 'JPY',
    exponent: 0,
    hundredths: 1_234_500,
    points: '123',
  },
  { earning: { points: 3, perMinor: 1000 }, currency: 'KWD', exponent: 3, hundredths: 1050, points: '31' },
  {
    earning: { points: 7, perMinor: 250 },
    currency: 'EUR',
    exponent: 2,
    hundredths: 99_999,
    points: '2,799',
  },
])('$hundredths hundredths of $currency earn $points points, rounded down once', async (example) => {
  const own = {
    ...program,
    currency: example.currency,
    exponent: example.exponent,
    earning: plainEarning(example.earning.points, example.earning.perMinor),
  };
  const { text } = await show('product-points', {
    program: own,
    product: productOf(example.hundredths),
    cart: cartOf(0, example.currency),
  });
  expect(text).toBe(
    example.points ? `${example.points} points for this product` : 'No points on this product',
  );
});

test('where prices include tax that does not earn, the product says "up to"', async () => {
  const { text } = await show('product-points', {
    product: productOf(1000),
    cart: { ...cartOf(0), taxes_included: true },
    locale: 'de',
  });
  expect(text).toBe('Bis zu 50 Punkte für dieses Produkt');
});

test('gift cards promise no points', async () => {
  const gift = { ...productOf(5000), 'gift_card?': true };
  expect((await show('product-points', { product: gift })).text).toBe('No points on this product');
  const cart = { ...cartOf(5000), items: [{ final_line_price: 5000, gift_card: true }] };
  expect((await show('cart-redeem', { cart })).text).not.toContain('this cart gives');
});

test('in another currency than the program’s no number of points is promised', async () => {
  expect((await show('product-points', { product: productOf(1000), cart: cartOf(0, 'USD') })).text).toBe('');
});

async function show(block: string, example: Case): Promise<Shown> {
  const locale = example.locale ?? 'en';
  const live = example.program === undefined ? program : example.program;
  const value = example.standing === undefined ? standing : example.standing;
  const html = await renderBlock(block, {
    locale,
    currency: (live as { currency?: string } | null)?.currency ?? 'EUR',
    assets: '/assets',
    globals: {
      app: { metafields: live ? { treuwerk: { program: { value: live } } } : {} },
      customer: example.member ? { id: 1, metafields: { app: value ? { standing: { value } } : {} } } : null,
      cart: example.cart ?? cartOf(0),
      product: example.product ?? null,
      routes: {
        cart_url: '/cart',
        cart_update_url: '/cart/update',
        storefront_login_url: '/customer_authentication/login?return_to=%2Fcart',
      },
      request: { locale: { iso_code: locale }, design_mode: false },
    },
  });
  const document = new JSDOM(html).window.document;
  for (const hidden of document.querySelectorAll('link')) hidden.remove();
  const visible = document.body.cloneNode(true) as HTMLElement;
  for (const hidden of visible.querySelectorAll('script, template, noscript, [hidden]')) hidden.remove();
  return { text: (visible.textContent ?? '').replace(/\s+/g, ' ').trim(), document };
}

function visibleButtons(document: Document): (string | null)[] {
  return [...document.querySelectorAll('[data-treuwerk-act="redeem"]:not([hidden])')].map((button) =>
    (button.getAttribute('aria-label') ?? '').replace(/\s/g, ' '),
  );
}

function reward(id: string, points: number, amountMinor: number, title: Record<string, string>) {
  return { id, kind: 'amountOff', points, title, amountMinor, percent: null, minimumSubtotalMinor: null };
}

function cartOf(total: number, currency = 'EUR') {
  return {
    currency: { iso_code: currency },
    taxes_included: false,
    items: [{ final_line_price: total, gift_card: false }],
    items_subtotal_price: total,
    discount_applications: [],
    cart_level_discount_applications: [],
  };
}

function productOf(price: number) {
  return {
    id: 1,
    price_varies: false,
    'gift_card?': false,
    selected_or_first_available_variant: { id: 1, price },
    variants: [{ id: 1, price }],
  };
}
