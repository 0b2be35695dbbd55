/** The storefront and its Ajax cart over HTTP, on a store without an app: what themes and the extension rely on. */
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type SandboxConfig, type SandboxContext } from '../../store/context.ts';
import { createCustomer } from '../../store/customers.ts';
import { type Discount, emptyState } from '../../store/model.ts';
import { createProduct } from '../../store/products.ts';
import { localCustoms, makeStore } from '../../store/store.ts';
import { mountCheckout } from '../checkout/mount.ts';
import type { CartJson } from './cart-json.ts';
import { mountStorefront } from './mount.ts';

test('a guest who signs in from the cart is back in the same cart', async () => {
  const shop = openShop();
  const anna = createCustomer(shop.context, { email: 'anna@example.test', firstName: 'Anna' });
  await shop.post('/cart/add.js', { id: shop.variantId, quantity: 2 });
  const before = await shop.cart();
  const reply = await shop.submit('/customer_authentication/login', { customer: anna.id, return_to: '/cart' });
  expect(reply.headers.get('location')).toBe('/cart');
  const after = await shop.cart();
  expect(after.token).toBe(before.token);
  expect(after.item_count).toBe(2);
  expect(shop.context.state.carts.get(after.token)?.customerId).toBe(anna.id);
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'signing in never leads to %s',
  async (target) => {
    const shop = openShop();
    const anna = createCustomer(shop.context, { email: 'anna@example.test' });
    const reply = await shop.submit('/customer_authentication/login', { customer: anna.id, return_to: target });
    expect(reply.headers.get('location')).toBe('/shop');
  },
);

test('the cart says which of its codes apply, and takes off what they give', async () => {
  const shop = openShop();
  shop.discount('FIVE', 500);
  shop.discount('ONE', 100);
  await shop.post('/cart/add.js', { id: shop.variantId });
  const cart = await shop.post('/cart/update.js', { discount: 'FIVE,ONE,NONSENSE' });
  expect(cart.discount_codes).toEqual([
    { code: 'FIVE', applicable: true },
    { code: 'ONE', applicable: false },
    { code: 'NONSENSE', applicable: false },
  ]);
  expect(cart).toMatchObject({ original_total_price: 1990, items_subtotal_price: 1990, total_price: 1490 });
  expect(cart.cart_level_discount_applications).toMatchObject([{ title: 'FIVE', total_allocated_amount: 500 }]);
  expect((await shop.post('/cart/update.js', { discount: '' })).total_price).toBe(1990);
});

test('prices are hundredths even where the currency has none', async () => {
  const shop = openShop('JPY');
  await shop.post('/cart/add.js', { id: shop.variantId });
  expect((await shop.cart()).total_price).toBe(199_000);
});

test('quantities change by line key, and nonsense is refused with 422', async () => {
  const shop = openShop();
  const added = await shop.post('/cart/add.js', { items: [{ id: shop.variantId, quantity: 1 }] });
  const key = added.items[0]?.key;
  expect((await shop.post('/cart/change.js', { id: key, quantity: 4 })).item_count).toBe(4);
  expect((await shop.request('/cart/change.js', { id: key, quantity: -1 })).status).toBe(422);
  expect((await shop.request('/cart/add.js', { id: '1', quantity: 1 })).status).toBe(422);
  expect((await shop.post('/cart/change.js', { line: 1, quantity: 0 })).items).toEqual([]);
});

test('pages show the blocks of the theme extension from the metafields of app and customer', async () => {
  const shop = openShop();
  const anna = createCustomer(shop.context, { email: 'anna@example.test' });
  expect(await shop.page('/cart')).not.toContain('treuwerk-launcher');
  shop.publish(anna.id, 1234);
  expect(await shop.page('/cart')).toContain('Punkte sammeln');
  await shop.submit('/customer_authentication/login', { customer: anna.id });
  expect(await shop.page('/cart')).toContain('Du hast <strong data-treuwerk-count="available">1.234\u00a0Punkte</strong>.');
  expect(await shop.page('/visit/locale/en?return_to=/cart')).toContain('You have <strong');
  expect(await shop.page(`/products/${shop.handle}`)).toContain('Up to 99\u00a0points for this product');
});

test('paying makes an order with the discount, and the cart is gone', async () => {
  const shop = openShop();
  shop.discount('FIVE', 500);
  await shop.post('/cart/add.js', { id: shop.variantId });
  expect(await shop.page('/discount/FIVE?redirect=/checkout')).toContain('FIVE');
  const address = { firstName: 'A', lastName: 'B', address1: 'Weg 1', zip: '10115', city: 'Berlin' };
  const reply = await shop.submit('/checkout/pay', { ...address, email: 'new@example.test', payment: 'card' });
  expect(reply.headers.get('location')).toMatch(/^\/orders\/\w+\?thanks=1$/);
  expect(await shop.page(reply.headers.get('location') ?? '')).toContain('14,90');
  expect((await shop.cart()).item_count).toBe(0);
});

test('a code that does not apply is refused at checkout with its reason', async () => {
  const shop = openShop();
  await shop.post('/cart/add.js', { id: shop.variantId });
  const reply = await shop.submit('/checkout/code', { code: 'NOPE' });
  expect(reply.status).toBe(422);
  expect(await reply.text()).toContain('NOPE ist kein gültiger Code.');
});

/** A shop with one product at 19.90 (1990 yen), free shipping, and a visitor who keeps her cookies. */
function openShop(currency = 'EUR') {
  const config: SandboxConfig = {
    shop: 'treuwerk.myshopify.com',
    shopName: 'Treuwerk',
    storeUrl: 'http://127.0.0.1:1',
    appUrl: 'http://127.0.0.1:2',
    apiKey: 'key',
    apiSecret: 'secret',
    appId: '7',
    currency,
    locale: 'de',
    plus: true,
    shipping: { title: { en: 'Standard', de: 'Standard' }, price: 0, freeFrom: null },
    ...localCustoms(currency),
  };
  const { context, webhooks } = makeStore(config, emptyState(), { subscriptions: [] } as never);
  webhooks.stop();
  const product = createProduct(context, { title: 'Cup', price: 1990 });
  const app = new Hono();
  mountStorefront(app, context);
  mountCheckout(app, context);
  const jar = new Map<string, string>();
  const visit = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await app.request(path, { ...init, headers: { ...init.headers, cookie } });
    for (const line of reply.headers.getSetCookie()) {
      const [name, value] = (line.split(';')[0] ?? '').split('=', 2);
      if (name) jar.set(name, value ?? '');
    }
    return reply;
  };
  const request = (path: string, body: object) =>
    visit(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    context,
    handle: product.handle,
    variantId: product.variants[0]?.id ?? '',
    request,
    post: async (path: string, body: object) => (await (await request(path, body)).json()) as CartJson,
    cart: async () => (await (await visit('/cart.js')).json()) as CartJson,
    submit: (path: string, fields: Record<string, string>) => visit(path, { method: 'POST', body: new URLSearchParams(fields) }),
    page: async (path: string) => {
      const first = await visit(path);
      const onward = first.headers.get('location');
      return (onward ? await visit(onward) : first).text();
    },
    discount: (code: string, amount: number) => void context.state.discounts.set(code, amountOff(code, amount)),
    publish: (customerId: string, points: number) => publish(context, customerId, points),
  };
}

function publish(context: SandboxContext, customerId: string, available: number): void {
  const keep = (ownerId: string, namespace: string, key: string, value: object) => {
    const now = context.clock.iso();
    const field = { id: '1', ownerId, namespace, key, type: 'json', value: JSON.stringify(value), createdAt: now, updatedAt: now };
    context.state.metafields.set(ownerId, new Map([[`${namespace}.${key}`, field]]));
  };
  keep('gid://shopify/AppInstallation/1', 'treuwerk', 'program', {
    active: true,
    currency: 'EUR',
    exponent: 2,
    earning: { points: 5, perMinor: 100, taxIncluded: false },
    pointsName: { en: { one: 'point', other: 'points' }, de: { one: 'Punkt', other: 'Punkte' } },
    rewards: [],
  });
  keep(`gid://shopify/Customer/${customerId}`, `app--${context.config.appId}`, 'standing', {
    available,
    pending: 0,
    reserved: 0,
    debt: 0,
    lots: [],
    redemptions: [],
  });
}

function amountOff(code: string, amount: number): Discount {
  const start = '2020-01-01T00:00:00.000Z';
  return {
    id: code,
    method: 'code',
    title: code,
    codes: [{ id: code, code, usageCount: 0 }],
    value: { kind: 'amount', amount, onEachItem: false },
    items: { kind: 'all' },
    discountClass: 'order',
    combinesWith: { order: false, product: true, shipping: true },
    minimum: { kind: 'none' },
    customerIds: [],
    usageLimit: null,
    oncePerCustomer: false,
    usedBy: [],
    usageCount: 0,
    startsAt: start,
    endsAt: null,
    deactivated: false,
    createdAt: start,
    updatedAt: start,
  };
}
