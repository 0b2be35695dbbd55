/** Mounts the storefront of the sandbox: shop pages, cart, sign-in, account, order status, and the theme's assets. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { setCartAttributes } from '../../store/carts.ts';
import type { SandboxContext } from '../../store/context.ts';
import { createCustomer, findCustomerByEmail } from '../../store/customers.ts';
import { accountPage, orderPage, signInPage } from './account-pages.ts';
import { mountAjaxCart } from './ajax-cart.ts';
import { cartDrawer } from './cart-drawer.ts';
import { cartPage } from './cart-page.ts';
import { page, safePath } from './layout.ts';
import { loyaltyPage } from './loyalty-page.ts';
import { collectionPage, homePage, productPage } from './shop-pages.ts';
import { themeDirectory } from './theme-liquid.ts';
import { CART_COOKIE, LANGUAGES, LOCALE_COOKIE, LOOK_COOKIE, LOOKS, visitOf } from './visit.ts';

const ASSETS = join(dirname(fileURLToPath(import.meta.url)), 'assets');
const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

export function mountStorefront(app: Hono, context: SandboxContext): void {
  app.get('/shop', async (c) => c.html(await homePage(visitOf(context, c))));
  app.get('/pages/rewards', async (c) => c.html(await loyaltyPage(visitOf(context, c))));
  app.get('/collections/:handle', async (c) => {
    const handle = c.req.param('handle');
    const collection = [...context.state.collections.values()].find((entry) => entry.handle === handle);
    if (!collection && handle !== 'all') return notFound(context, c);
    return c.html(await collectionPage(visitOf(context, c), collection ?? 'all'));
  });
  app.get('/products/:handle', async (c) => {
    const product = [...context.state.products.values()].find(
      (entry) => entry.handle === c.req.param('handle'),
    );
    if (!product) return notFound(context, c);
    return c.html(await productPage(visitOf(context, c), product, c.req.query('variant')));
  });
  app.get('/cart', async (c) => {
    const visit = visitOf(context, c);
    // As Shopify's section rendering: the one section alone, so that a theme draws its drawer anew.
    return c.html(c.req.query('section_id') === 'cart-drawer' ? cartDrawer(visit) : await cartPage(visit));
  });
  mountAjaxCart(app, context);
  mountAccount(app, context);
  mountPreferences(app);
  app.get('/storefront-assets/:file', (c) => asset(c, ASSETS));
  app.get('/extension-assets/:file', (c) => asset(c, join(themeDirectory, 'assets')));
}

function mountAccount(app: Hono, context: SandboxContext): void {
  const login = async (c: Context) => {
    const returnTo = safePath(c.req.query('return_to') ?? c.req.query('return_url') ?? '/account');
    return c.html(await signInPage(visitOf(context, c), returnTo, c.req.query('q') ?? ''));
  };
  app.get('/account/login', login);
  app.get('/customer_authentication/login', login);
  app.post('/customer_authentication/login', async (c) => {
    const fields = await c.req.parseBody();
    const customer = chooseCustomer(context, fields, visitOf(context, c).language);
    if (!customer) return c.redirect('/customer_authentication/login', 303);
    const { cart } = visitOf(context, c);
    if (cart) setCartAttributes(context, cart, { customerId: customer.id });
    c.header('set-cookie', context.sessions.signIn(customer.id), { append: true });
    return c.redirect(safePath(String(fields['return_to'] ?? '/account')), 303);
  });
  app.post('/account/logout', (c) => {
    const { cart } = visitOf(context, c);
    if (cart) setCartAttributes(context, cart, { customerId: null });
    c.header('set-cookie', context.sessions.signOut(), { append: true });
    return c.redirect('/shop', 303);
  });
  app.get('/account', async (c) => {
    const visit = visitOf(context, c);
    return visit.customer
      ? c.html(await accountPage(visit, visit.customer))
      : c.redirect('/account/login?return_to=/account');
  });
  app.get('/orders/:token', async (c) => {
    const order = [...context.state.orders.values()].find((entry) => entry.token === c.req.param('token'));
    if (!order) return notFound(context, c);
    return c.html(await orderPage(visitOf(context, c), order, c.req.query('thanks') !== undefined));
  });
}

/** The chosen customer, or a new one from the form, who reads the language that she signs up in; a known address of mail signs in as its owner. */
function chooseCustomer(context: SandboxContext, fields: Record<string, unknown>, locale: string) {
  const email = String(fields['email'] ?? '').trim();
  if (email === '') return context.state.customers.get(String(fields['customer'] ?? ''));
  const known = findCustomerByEmail(context, email);
  return (
    known ??
    createCustomer(context, {
      email,
      firstName: String(fields['first_name'] ?? ''),
      lastName: String(fields['last_name'] ?? ''),
      locale,
    })
  );
}

function mountPreferences(app: Hono): void {
  const keep = (name: string, choices: string[]) => (c: Context) => {
    const value = c.req.param('value') ?? '';
    if (choices.includes(value)) c.header('set-cookie', `${name}=${value}; Path=/; SameSite=Lax`);
    return c.redirect(safePath(c.req.query('return_to')));
  };
  app.get('/visit/locale/:value', keep(LOCALE_COOKIE, Object.keys(LANGUAGES)));
  app.get('/visit/cart/:value', keep(CART_COOKIE, ['page', 'drawer']));
  app.get('/visit/look/:value', keep(LOOK_COOKIE, [...LOOKS]));
}

async function notFound(context: SandboxContext, c: Context): Promise<Response> {
  const visit = visitOf(context, c);
  return c.html(
    await page(
      visit,
      '404',
      html`<h1>404</h1>
        <p>${visit.texts.notFound}</p>`,
    ),
    404,
  );
}

function asset(c: Context, folder: string): Response {
  const file = c.req.param('file') ?? '';
  const type = TYPES[file.split('.').at(-1) ?? ''];
  if (!type || !/^[\w-]+\.\w+$/.test(file)) return c.notFound() as Response;
  try {
    return c.body(readFileSync(join(folder, file), 'utf8'), 200, {
      'content-type': type,
      'cache-control': 'no-cache',
    });
  } catch {
    return c.text('not found', 404);
  }
}
