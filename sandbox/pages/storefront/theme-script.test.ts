/**
 * The theme extension's script against the real store's cart, with an app that answers as told: applied, refused,
 * a better code in the way, lost answers, an empty cart, an app that is down.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { createProduct } from '../../store/products.ts';
import { openShop, type Shop } from './open-shop.ts';
import { type Pretence, pretendApp } from './pretend-app.ts';
import { themeDirectory } from './theme-liquid.ts';

type Script = { act: (button: Element) => Promise<void>; refresh: (panel: Element) => Promise<void> };

test('one tap redeems: the code is in the cart, the balance and the codes are shown', async () => {
  const stage = await openCart({ points: 700 });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toBe('5 € Rabatt liegt im Warenkorb und lässt sich hier jederzeit rückgängig machen.');
  expect((await stage.shop.cart()).total_price).toBe(1490);
  expect(stage.text('[data-treuwerk-count]')).toBe('200\u00a0Punkte');
  expect(document.querySelector('ul [data-treuwerk-code]')?.getAttribute('data-applied')).toBe('true');
});

test('undo takes the code out of the cart and gives the points back', async () => {
  const stage = await openCart({ points: 700 });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  await stage.tap('ul [data-treuwerk-act="undo"]');
  expect(stage.said()).toBe('Rückgängig gemacht. 500\u00a0Punkte sind wieder auf dem Konto.');
  expect(await stage.shop.cart()).toMatchObject({ total_price: 1990, discount_codes: [] });
  expect(document.querySelector('ul [data-treuwerk-code]')).toBeNull();
});

test('codes that were in the cart stay there', async () => {
  const stage = await openCart({ points: 700 });
  stage.shop.discount('SHELF', 100, {
    discountClass: 'product',
    combinesWith: { order: true, product: false, shipping: true },
  });
  await stage.shop.post('/cart/update.js', { discount: 'SHELF' });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  const cart = await stage.shop.cart();
  expect(cart.discount_codes).toEqual([
    { code: 'SHELF', applicable: true },
    { code: 'CODE-1', applicable: true },
  ]);
});

test('where the code in the cart saves more, the points come back and it stays', async () => {
  const stage = await openCart({ points: 700 });
  stage.shop.discount('BIG', 900);
  await stage.shop.post('/cart/update.js', { discount: 'BIG' });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toContain('spart mehr');
  expect(await stage.shop.cart()).toMatchObject({
    total_price: 1090,
    discount_codes: [{ code: 'BIG', applicable: true }],
  });
  expect(stage.standing().available).toBe(700);
});

test('a code that the cart refuses is undone at once', async () => {
  const stage = await openCart({ points: 700, codesWork: false });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toContain('nimmt diese Prämie gerade nicht an');
  expect(stage.standing()).toMatchObject({ available: 700, redemptions: [] });
  expect((await stage.shop.cart()).discount_codes).toEqual([]);
});

test('a lost answer is asked again under the same key, and nothing is redeemed twice', async () => {
  const stage = await openCart({ points: 1200 });
  stage.mood = 'loses-answer';
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toContain('nicht erreichbar');
  stage.mood = 'well';
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.standing().available).toBe(700);
  expect(stage.keys()).toHaveLength(1);
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.keys()).toHaveLength(2);
});

test('while the app is down the last known standing stays', async () => {
  const stage = await openCart({ points: 700 });
  stage.mood = 'down';
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toContain('der letzte bekannte Stand');
  expect(stage.text('[data-treuwerk-count]')).toBe('700\u00a0Punkte');
  expect((await stage.shop.cart()).discount_codes).toEqual([]);
});

test('after a refusal the standing is the fresh one', async () => {
  const stage = await openCart({ points: 700 });
  stage.spend(600);
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.text('[data-treuwerk-count]')).toBe('100\u00a0Punkte');
  expect(stage.text('[data-treuwerk-reward="five"] [data-treuwerk-missing]')).toBe('Noch 400\u00a0Punkte');
});

test('a refusal shows the sentence of the app', async () => {
  const stage = await openCart({ points: 700 });
  stage.spend(600);
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toBe('Dafür reichen deine Punkte nicht.');
});

test('a thousand clicks at once redeem once', async () => {
  const stage = await openCart({ points: 1200 });
  await Promise.all(
    Array.from({ length: 1000 }, () => stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]')),
  );
  expect(stage.keys()).toHaveLength(1);
  expect(stage.standing().available).toBe(700);
});

test('with an empty cart the code is kept for later', async () => {
  const stage = await openCart({ points: 700, empty: true });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toContain('Code CODE-1 liegt bereit');
  await stage.shop.post('/cart/add.js', { id: stage.shop.variantId });
  expect((await stage.shop.cart()).total_price).toBe(1490);
});

test('a free product is put into the cart with its code, and undo takes both out again', async () => {
  const stage = await openCart({ points: 700, gift: true });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(await stage.shop.cart()).toMatchObject({ item_count: 2, total_price: 1990 });
  await stage.tap('ul [data-treuwerk-act="undo"]');
  expect(await stage.shop.cart()).toMatchObject({ item_count: 1, total_price: 1990, discount_codes: [] });
});

test('a free product that the cart refuses does not stay in it', async () => {
  const stage = await openCart({ points: 700, gift: true, codesWork: false });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.standing().available).toBe(700);
  expect(await stage.shop.cart()).toMatchObject({ item_count: 1, total_price: 1990 });
});

test('a free product makes an empty cart a full one', async () => {
  const stage = await openCart({ points: 700, gift: true, empty: true });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(await stage.shop.cart()).toMatchObject({ item_count: 1, total_price: 0 });
});

test.each([
  ['storeCredit', 'Es ist auf dem Konto'],
  ['giftCard', 'Der Code ist CODE-1'],
])('%s is told and leaves the cart alone', async (kind, sentence) => {
  const stage = await openCart({ points: 700, kind });
  await stage.tap('[data-treuwerk-reward="five"] [data-treuwerk-act]');
  expect(stage.said()).toContain(sentence);
  expect(await stage.shop.cart()).toMatchObject({ total_price: 1990, discount_codes: [] });
  expect(stage.standing().available).toBe(200);
});

/** The member's cart page in the document, its script loaded, and an app behind `/apps/treuwerk`. */
async function openCart(setting: {
  points: number;
  codesWork?: boolean;
  empty?: boolean;
  gift?: boolean;
  kind?: string;
}) {
  const shop = openShop();
  const customerId = shop.customer('anna@example.test');
  await shop.submit('/customer_authentication/login', { customer: customerId });
  if (!setting.empty) await shop.post('/cart/add.js', { id: shop.variantId });
  const standing = shop.publish(customerId, setting.points, [fiveOff]);
  const made = new Map<string, object>();
  const gift = setting.gift
    ? createProduct(shop.context, { title: 'Spoon', price: 500 }).variants[0]?.id
    : undefined;
  const codesWork = setting.codesWork ?? true;
  const stage: Pretence = { mood: 'well', codesWork, variantId: gift, kind: setting.kind };
  shop.setProxy(pretendApp(shop, standing, made, stage));
  showPage(await shop.page('/cart'), shop);
  const script = (await import(
    pathToFileURL(join(themeDirectory, 'assets/treuwerk-redeem.js')).href
  )) as Script;
  return Object.assign(stage, {
    shop,
    standing: () => standing,
    keys: () => [...made.keys()],
    spend: (points: number) => (standing.available -= points),
    text: (selector: string) => document.querySelector(`.treuwerk-cart ${selector}`)?.textContent,
    said: () => document.querySelector('.treuwerk-cart [data-treuwerk-status]')?.textContent?.trim(),
    tap: async (selector: string) => {
      const button = document.querySelector(`.treuwerk-cart ${selector}`);
      if (!button) throw new Error(`nothing to tap: ${selector}`);
      await script.act(button);
    },
  });
}

/** Puts a page into the globals that the script uses, as a browser would. */
function showPage(html: string, shop: Shop): void {
  const { window } = new JSDOM(html, { url: 'http://shop.test/cart' });
  const { document, location, sessionStorage, CustomEvent, DOMParser, MutationObserver } = window;
  const CSS = { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') };
  const globals = {
    document,
    location,
    sessionStorage,
    CustomEvent,
    DOMParser,
    MutationObserver,
    CSS,
    fetch: shop.visit,
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { configurable: true, value });
}

const fiveOff = {
  id: 'five',
  kind: 'amountOff',
  points: 500,
  title: { en: '€5 off', de: '5 € Rabatt' },
  amountMinor: 500,
  percent: null,
  minimumSubtotalMinor: null,
};
