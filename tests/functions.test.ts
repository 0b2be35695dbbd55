/** Shopify Functions: what they decide. */
import { expect, test } from 'vitest';
import { memberPerks, perkClasses } from '../app/core/tiers/perks.ts';
import { programSchema } from '../app/core/program/program.ts';
import type { CartLinesQuery } from '../extensions/member-discount/generated/input.ts';
import { refusalOf } from '../extensions/exclusive-access/src/access.ts';
import { cartValidationsGenerateRun } from '../extensions/exclusive-access/src/cart.ts';
import { cartLinesDiscountsGenerateRun } from '../extensions/member-discount/src/cart-lines.ts';
import { cartDeliveryOptionsDiscountsGenerateRun } from '../extensions/member-discount/src/delivery-options.ts';
import { perksOf, reaches } from '../extensions/member-discount/src/perks.ts';
import {
  accessInput,
  CONFIG,
  deliveryInput,
  EXPECTED_LINES,
  line,
  linesInput,
  PRODUCT,
  RULE,
} from './support/functions/carts.ts';

test('a member of a tier has its per cent off the order, gift cards left out, in her language', () => {
  expect(cartLinesDiscountsGenerateRun(linesInput({ lines: [line(0), line(1, true)] }))).toEqual(
    EXPECTED_LINES,
  );
});

test.for<[who: string, input: CartLinesQuery]>([
  ['a guest', linesInput({ buyerIdentity: null })],
  [
    'a customer who is not signed in',
    linesInput({ buyerIdentity: { isAuthenticated: false, customer: { metafield: { value: 'gold' } } } }),
  ],
  [
    'a customer without a tier',
    linesInput({ buyerIdentity: { isAuthenticated: true, customer: { metafield: null } } }),
  ],
  [
    'a member who has lost her tier',
    linesInput({ buyerIdentity: { isAuthenticated: true, customer: { metafield: { value: 'none' } } } }),
  ],
  [
    'a tier that is named like something built in',
    linesInput({
      buyerIdentity: { isAuthenticated: true, customer: { metafield: { value: 'constructor' } } },
    }),
  ],
  [
    'a tier without a discount',
    linesInput({ buyerIdentity: { isAuthenticated: true, customer: { metafield: { value: 'silver' } } } }),
  ],
  ['a cart of gift cards', linesInput({ lines: [line(0, true)] })],
  ['an empty cart', linesInput({ lines: [] })],
  [
    'a discount without its rules',
    linesInput({}, { discount: { discountClasses: ['ORDER'], metafield: null } }),
  ],
  [
    'a discount that is for shipping alone',
    linesInput({}, { discount: { discountClasses: ['SHIPPING'], metafield: { jsonValue: CONFIG } } }),
  ],
  [
    'rules of another version',
    linesInput(
      {},
      { discount: { discountClasses: ['ORDER'], metafield: { jsonValue: { ...CONFIG, v: 2 } } } },
    ),
  ],
])('%s gets no discount', ([, input]) => {
  expect(cartLinesDiscountsGenerateRun(input)).toEqual({ operations: [] });
});

test('at the till the staff have named the customer, so she need not sign in', () => {
  const buyerIdentity = { isAuthenticated: false, customer: { metafield: { value: 'gold' } } };
  const input = linesInput({ buyerIdentity, retailLocation: { id: 'gid://shopify/Location/1' } });
  expect(cartLinesDiscountsGenerateRun(input).operations).toHaveLength(1);
});

test.for<[subtotal: string, tier: string, rate: string, free: boolean]>([
  ['50.0', 'gold', '1.0', true],
  ['49.99', 'gold', '1.0', false],
  ['55.0', 'gold', '1.1', true],
  ['54.99', 'gold', '1.1', false],
  ['0.0', 'silver', '1.0', true],
  ['900.0', 'none', '1.0', false],
])('a subtotal of %s, a tier %s and a rate of %s: shipping is free is %s', ([subtotal, tier, rate, free]) => {
  const answer = cartDeliveryOptionsDiscountsGenerateRun(deliveryInput(subtotal, tier, rate));
  expect(answer.operations).toHaveLength(free ? 1 : 0);
});

test('every parcel of the order is free', () => {
  const input = deliveryInput('80.0');
  const deliveryGroups = [{ id: 'a' }, { id: 'b' }];
  const answer = cartDeliveryOptionsDiscountsGenerateRun({
    ...input,
    cart: { ...input.cart, deliveryGroups },
  });
  expect(answer.operations[0]?.deliveryDiscountsAdd?.candidates).toEqual([
    {
      message: 'Gold',
      targets: [{ deliveryGroup: { id: 'a' } }, { deliveryGroup: { id: 'b' } }],
      value: { percentage: { value: '100' } },
    },
  ]);
});

test.for([
  ['DE', 'Goldstufe'],
  ['PT_BR', 'Ouro'],
  ['PT_PT', 'Gold'],
  ['JA', 'Gold'],
] as const)('in %s the discount is called %s', ([language, message]) => {
  expect(perksOf(CONFIG, { known: true, tierId: 'gold', language })?.message).toBe(message);
});

test('a threshold is compared without the noise of binary fractions', () => {
  expect(50 * 1.1).not.toBe(55);
  expect(reaches('55.0', '50', '1.1')).toBe(true);
});

test('a program says to the function what its tiers bring, and nothing when there is nothing or it is paused', () => {
  const list = [
    { id: 'silver', name: { en: 'Silver' }, enter: '100', perks: { freeShipping: {} } },
    {
      id: 'gold',
      name: { en: 'Gold' },
      enter: '500',
      perks: { discountPercent: 7.5, freeShipping: { from: '50.00' } },
    },
    { id: 'plain', name: { en: 'Plain' }, enter: '900' },
  ];
  const perks = memberPerks(programSchema.parse({ tiers: { list } }));
  expect(perks).toEqual({
    v: 1,
    tiers: {
      silver: { percent: 0, freeShippingFrom: '0', names: { en: 'Silver' } },
      gold: { percent: 7.5, freeShippingFrom: '50.00', names: { en: 'Gold' } },
    },
  });
  expect(perks && perkClasses(perks)).toEqual(['ORDER', 'SHIPPING']);
  expect(memberPerks(programSchema.parse({ active: false, tiers: { list } }))).toBeUndefined();
  expect(memberPerks(programSchema.parse({ tiers: { list: list.slice(2) } }))).toBeUndefined();
});

test.for<
  [tier: string | null, segment: string | null, id: string, inAnyCollection: boolean, refused: boolean]
>([
  [null, null, PRODUCT, false, true],
  ['silver', 'vip', PRODUCT, false, true],
  ['gold', null, PRODUCT, false, false],
  ['none', 'top-vip', PRODUCT, false, false],
  [null, null, 'gid://shopify/Product/2', true, true],
  [null, null, 'gid://shopify/Product/2', false, false],
])(
  'tier %s, segment %s, %s, in a collection: %s; refused is %s',
  ([tier, segment, id, inAnyCollection, refused]) => {
    const customer = { tier: tier && { value: tier }, segment: segment && { value: segment } };
    const answer = cartValidationsGenerateRun(accessInput(RULE, [{ id, inAnyCollection }], customer));
    const errors = answer.operations.flatMap(({ validationAdd }) => validationAdd?.errors ?? []);
    expect(errors).toEqual(refused ? [{ message: 'Nur für Gold.', target: '$.cart' }] : []);
  },
);

test('who is not signed in is nobody, and without a rule everybody may buy everything', () => {
  const goods = [{ id: PRODUCT, inAnyCollection: true }];
  expect(cartValidationsGenerateRun(accessInput(RULE, goods)).operations).toHaveLength(1);
  expect(cartValidationsGenerateRun(accessInput(null, goods)).operations).toEqual([]);
});

test('a rule without a sentence for her language has one of ours', () => {
  expect(refusalOf({ ...RULE, message: {} }, 'DE')).toContain('nur für bestimmte Mitglieder');
  expect(refusalOf({ ...RULE, message: {} }, 'FR')).toContain('for certain members only');
});
