import { newDiscount } from './new-discount.ts';
import { expect, test } from 'vitest';
import { priceItems } from './cart-pricing.ts';
import type { PricedItem, PricingInput } from './discount-effects.ts';
import type { Discount, DiscountValue } from './model.ts';

const NOW = new Date('2026-05-01T12:00:00Z');

function item(key: string, unitPrice: number, over: Partial<PricedItem> = {}): PricedItem {
  const ids = { variantId: `v${key}`, productId: `p${key}`, collectionIds: [] };
  return {
    key,
    ...ids,
    quantity: 1,
    unitPrice,
    giftCard: false,
    taxable: true,
    requiresShipping: true,
    ...over,
  };
}

function code(name: string, value: DiscountValue, over: Partial<Discount> = {}): Discount {
  return newDiscount('2026-01-01T00:00:00Z', {
    id: name,
    method: 'code',
    title: name,
    codes: [{ id: '1', code: name, usageCount: 0 }],
    value,
    discountClass: value.kind === 'freeShipping' ? 'shipping' : 'order',
    combinesWith: { order: false, product: false, shipping: false },
    ...over,
  });
}

const off = (amount: number): DiscountValue => ({ kind: 'amount', amount, onEachItem: false });
const percent = (share: number): DiscountValue => ({ kind: 'percent', percent: share });
const freeShipping: DiscountValue = { kind: 'freeShipping', maximumShippingPrice: null };

function price(over: Partial<PricingInput>) {
  return priceItems({
    items: [item('a', 2_000)],
    codes: [],
    discounts: [],
    customer: { id: '7', email: 'ada@example.com' },
    now: NOW,
    shipping: { price: 490, freeFrom: null },
    tax: { included: true, rate: 0.19, title: 'MwSt' },
    ...over,
  });
}

test('an amount off the order falls on the lines in proportion and adds up to the cent', () => {
  const items = [item('a', 333), item('b', 333), item('c', 334, { quantity: 2 })];
  const cart = price({ items, codes: ['FIVE'], discounts: [code('FIVE', off(500))] });
  expect(cart.lines.map((line) => line.allocations[0]?.amount)).toEqual([125, 125, 250]);
  expect(cart.discountTotal).toBe(500);
  expect(cart.subtotal).toBe(834);
});

test('an amount larger than the cart takes the cart and not more', () => {
  const cart = price({ codes: ['BIG'], discounts: [code('BIG', off(9_000))] });
  expect(cart.subtotal).toBe(0);
  expect(cart.applied).toEqual([{ code: 'BIG', amount: 2_000, type: 'fixed_amount' }]);
});

test('gift cards in the cart are not discounted', () => {
  const items = [item('a', 1_000), item('g', 5_000, { giftCard: true, requiresShipping: false })];
  const cart = price({ items, codes: ['TEN'], discounts: [code('TEN', percent(0.1))] });
  expect(cart.lines.map((line) => line.total)).toEqual([900, 5_000]);
});

test('of two order discounts that do not combine the better stands and the other is refused with its reason', () => {
  const cart = price({
    codes: ['FIVE', 'HALF'],
    discounts: [code('FIVE', off(500)), code('HALF', percent(0.5))],
  });
  expect(cart.applied.map((entry) => entry.code)).toEqual(['HALF']);
  expect(cart.refused).toEqual([{ code: 'FIVE', reason: 'not_combinable' }]);
});

test('both sides must allow the combination', () => {
  const open = { combinesWith: { order: true, product: true, shipping: true } };
  const willing = price({
    codes: ['FIVE', 'SHIP'],
    discounts: [code('FIVE', off(500), open), code('SHIP', freeShipping)],
  });
  expect(willing.applied.map((entry) => entry.code)).toEqual(['FIVE']);
  const both = price({
    codes: ['FIVE', 'SHIP'],
    discounts: [code('FIVE', off(500), open), code('SHIP', freeShipping, open)],
  });
  expect(both.applied).toEqual([
    { code: 'FIVE', amount: 500, type: 'fixed_amount' },
    { code: 'SHIP', amount: 490, type: 'shipping' },
  ]);
  expect(both.total).toBe(1_500);
});

test('an automatic discount yields to a code that saves more', () => {
  const automatic = code('VIP', percent(0.05), { method: 'automatic', codes: [] });
  const cart = price({ codes: ['FIVE'], discounts: [automatic, code('FIVE', off(500))] });
  expect(cart.applications.map((application) => application.title)).toEqual(['FIVE']);
  expect(price({ discounts: [automatic] }).discountTotal).toBe(100);
});

test('an order discount counts on what product discounts left', () => {
  const open = { combinesWith: { order: true, product: true, shipping: true } };
  const onA = code('A', percent(0.5), {
    ...open,
    discountClass: 'product',
    items: { kind: 'some', productIds: ['pa'], variantIds: [], collectionIds: [] },
  });
  const cart = price({
    items: [item('a', 2_000), item('b', 1_000)],
    codes: ['A', 'TEN'],
    discounts: [onA, code('TEN', percent(0.1), open)],
  });
  expect(cart.lines.map((line) => line.total)).toEqual([900, 900]);
});

test.each([
  ['unknown', []],
  ['not_started', [code('X', off(1), { startsAt: '2027-01-01T00:00:00Z' })]],
  ['ended', [code('X', off(1), { endsAt: '2026-05-01T12:00:00.000Z' })]],
  ['ended', [code('X', off(1), { deactivated: true })]],
  ['used_up', [code('X', off(1), { usageLimit: 1, usageCount: 1 })]],
  ['other_customer', [code('X', off(1), { customerIds: ['8'] })]],
  ['used_by_customer', [code('X', off(1), { oncePerCustomer: true, usedBy: ['7'] })]],
  ['minimum_not_reached', [code('X', off(1), { minimum: { kind: 'subtotal', amount: 2_001 } })]],
  [
    'no_matching_items',
    [
      code('X', off(1), {
        items: { kind: 'some', productIds: ['other'], variantIds: [], collectionIds: [] },
      }),
    ],
  ],
] as const)('a code is refused because: %s', (reason, discounts) => {
  expect(price({ codes: ['X'], discounts: [...discounts] }).refused).toEqual([{ code: 'X', reason }]);
});

test('codes are found whatever the case of their letters', () => {
  expect(price({ codes: ['five'], discounts: [code('FIVE', off(500))] }).applied).toHaveLength(1);
});

test('tax is inside the price or on top of it, after discounts', () => {
  const included = price({ codes: ['FIVE'], discounts: [code('FIVE', off(500))] });
  expect(included.lines[0]?.taxes[0]?.amount).toBe(239);
  expect(included.total).toBe(1_990);
  const onTop = price({ tax: { included: false, rate: 0.08, title: 'Sales tax' }, shipping: null });
  expect(onTop.total).toBe(2_160);
});

test('buying two gives the cheapest one free', () => {
  const value: DiscountValue = {
    kind: 'buyXGetY',
    buys: { items: { kind: 'all' }, quantity: 1 },
    gets: { items: { kind: 'all' }, quantity: 1, percent: 1 },
    usesPerOrder: 1,
  };
  const cart = price({
    items: [item('a', 2_000), item('b', 700)],
    codes: ['BOGO'],
    discounts: [code('BOGO', value, { discountClass: 'product' })],
  });
  expect(cart.lines.map((line) => line.total)).toEqual([2_000, 0]);
});
