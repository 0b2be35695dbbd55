/** The sandbox's admin over HTTP, on a store without an app: what it puts into the app's frame, and to whom. */
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createCustomer } from '../../store/customers.ts';
import { createOrder } from '../../store/orders.ts';
import { testStore } from '../../store/testing.ts';
import { mountAdmin } from './mount.ts';

function openAdmin() {
  const { context } = testStore();
  const app = new Hono();
  mountAdmin(app, context);
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://127.0.0.1:1${path}`, { headers });
  const frameOf = async (path: string, headers?: Record<string, string>) => {
    const source = /<iframe[^>]* src="([^"]+)"/.exec(await (await get(path, headers)).text())?.[1];
    return new URL(source?.replaceAll('&amp;', '&') ?? 'missing:');
  };
  return { context, get, frameOf };
}

function claimsOf(token: string | null): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
}

test('the app is framed as Shopify does it: shop, host, language and a token of its own for a minute', async () => {
  const { frameOf } = openAdmin();
  const address = await frameOf('/admin?locale=en');
  expect(address.origin + address.pathname).toBe('http://127.0.0.1:2/app');
  const { embedded, shop, locale, host } = Object.fromEntries(address.searchParams);
  expect({ embedded, shop, locale }).toEqual({ embedded: '1', shop: 'test.myshopify.com', locale: 'en' });
  expect(Buffer.from(host ?? '', 'base64').toString()).toContain('admin.shopify.com/store/test');
  const claims = claimsOf(address.searchParams.get('id_token'));
  expect(claims).toMatchObject({ aud: 'key', dest: 'https://test.myshopify.com' });
  expect(Number(claims.exp) - Math.floor(Date.now() / 1000)).toBeLessThanOrEqual(60);
});

test('a page of the app keeps its own path and query', async () => {
  const { frameOf } = openAdmin();
  const address = await frameOf('/admin/apps/treuwerk/app/members?sort=newest&locale=de');
  expect(address.pathname).toBe('/app/members');
  expect(address.searchParams.get('sort')).toBe('newest');
  expect(address.searchParams.get('locale')).toBe('de');
});

test.each(['//evil.example/app', '/\\evil.example', ''])(
  'the path "%s" never frames another host',
  async (path) => {
    const { frameOf } = openAdmin();
    const address = await frameOf(`/admin/apps/treuwerk/${path.replace(/^\//, '')}`);
    expect(address.origin).toBe('http://127.0.0.1:2');
  },
);

test('each id token is new', async () => {
  const { get } = openAdmin();
  const [one, other] = await Promise.all([get('/admin/id-token'), get('/admin/id-token')]);
  expect(claimsOf(await one.text()).jti).not.toBe(claimsOf(await other.text()).jti);
});

test('the language is remembered, and switching it stays on the page', async () => {
  const { get, frameOf } = openAdmin();
  const referer = 'http://127.0.0.1:1/admin/apps/treuwerk/app/members?after=5.1&locale=de';
  const reply = await get('/admin/language/en', { referer });
  expect(reply.headers.get('location')).toBe('/admin/apps/treuwerk/app/members?after=5.1');
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await frameOf('/admin', { cookie })).searchParams.get('locale')).toBe('en');
});

test.each(['https://evil.example/admin', 'http://127.0.0.1:1/shop', 'nonsense'])(
  'switching the language never leads to %s',
  async (referer) => {
    const { get } = openAdmin();
    expect((await get('/admin/language/en', { referer })).headers.get('location')).toBe('/admin');
  },
);

test('an order and its customer are shown, with what the customer wrote taken as text', async () => {
  const { context, get } = openAdmin();
  const customer = createCustomer(context, {
    firstName: '<b>Eva</b>',
    lastName: 'Muster',
    email: 'eva@example.test',
  });
  const order = createOrder(context, {
    customerId: customer.id,
    lines: [{ title: 'Kaffee', quantity: 2, unitPrice: 1_250 }],
  });
  const page = await (await get(`/admin/orders/${order.id}`)).text();
  expect(page).toContain(order.name);
  expect(page).toContain('&lt;b&gt;Eva&lt;/b&gt;');
  expect(await (await get(`/admin/customers/${customer.id}`)).text()).toContain(order.name);
  expect((await get('/admin/orders/404')).status).toBe(404);
});

test('the scripts of both sides are bundled', async () => {
  const { get } = openAdmin();
  const bridge = await (await get('/app-bridge.js')).text();
  const frame = await (await get('/admin/assets/frame.js')).text();
  expect(bridge).toContain('ui-save-bar');
  expect(frame).toContain('app-frame');
  expect([bridge, frame].every((script) => !script.includes('require('))).toBe(true);
});
