/** The storefront and its Ajax cart over HTTP, on a store without an app: what themes and the extension rely on. */
import { expect, test } from 'vitest';
import { openShop } from './open-shop.ts';

test('a guest who signs in from the cart is back in the same cart', async () => {
  const shop = openShop();
  const anna = shop.customer('anna@example.test');
  await shop.post('/cart/add.js', { id: shop.variantId, quantity: 2 });
  const before = await shop.cart();
  const reply = await shop.submit('/customer_authentication/login', { customer: anna, return_to: '/cart' });
  expect(reply.headers.get('location')).toBe('/cart');
  const after = await shop.cart();
  expect(after.token).toBe(before.token);
  expect(after.item_count).toBe(2);
  expect(shop.context.state.carts.get(after.token)?.customerId).toBe(anna);
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'signing in never leads to %s',
  async (target) => {
    const shop = openShop();
    const anna = shop.customer('anna@example.test');
    const reply = await shop.submit('/customer_authentication/login', { customer: anna, return_to: target });
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
  expect(cart.cart_level_discount_applications).toMatchObject([
    { title: 'FIVE', total_allocated_amount: 500 },
  ]);
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
  const anna = shop.customer('anna@example.test');
  expect(await shop.page('/cart')).not.toContain('treuwerk-launcher');
  shop.publish(anna, 1234);
  expect(await shop.page('/cart')).toContain('Punkte sammeln');
  await shop.submit('/customer_authentication/login', { customer: anna });
  expect(await shop.page('/cart')).toContain(
    'Du hast <strong data-treuwerk-count="available">1.234\u00a0Punkte</strong>.',
  );
  expect(await shop.page('/visit/locale/en?return_to=/cart')).toContain('You have <strong');
  expect(await shop.page(`/products/${shop.handle}`)).toContain('Up to 99\u00a0points for this product');
});

test('paying makes an order with the discount, and the cart is gone', async () => {
  const shop = openShop();
  shop.discount('FIVE', 500);
  await shop.post('/cart/add.js', { id: shop.variantId });
  expect(await shop.page('/discount/FIVE?redirect=/checkout')).toContain('FIVE');
  const address = { firstName: 'A', lastName: 'B', address1: 'Weg 1', zip: '10115', city: 'Berlin' };
  const reply = await shop.submit('/checkout/pay', {
    ...address,
    email: 'new@example.test',
    payment: 'card',
  });
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
