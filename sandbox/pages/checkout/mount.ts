/** Mounts the sandbox's checkout: page, codes, payment; and for all pages the extensions' bundles with what runs them. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Hono } from 'hono';
import type { RefusalReason } from '../../store/cart-pricing.ts';
import { type CartQuote, priceCart, setCartCodes } from '../../store/carts.ts';
import { beginCheckout, checkOut, type CheckoutInput } from '../../store/checkout.ts';
import type { SandboxContext } from '../../store/context.ts';
import type { Address, Cart } from '../../store/model.ts';
import { parseMinor } from '../../store/money.ts';
import { type Visit, visitOf } from '../storefront/visit.ts';
import { bundleScreen, bundleScript, SCREENS, type Target } from './bundle.ts';
import { checkoutPage, emptyPage, summary } from './checkout-page.ts';
import { screen, told } from './screen.ts';
import { checkoutValues } from './snapshot.ts';
import { checkoutTexts } from './texts.ts';

const ASSETS = join(dirname(fileURLToPath(import.meta.url)), 'assets');

export function mountCheckout(app: Hono, context: SandboxContext): void {
  app.get('/checkout', (c) => {
    const visit = visitOf(context, c);
    const cart = filledCart(visit);
    if (cart) beginCheckout(context, cart);
    return cart ? showPage(c, visit, cart, '') : c.html(emptyPage(visit));
  });
  app.post('/checkout/code', async (c) => {
    const visit = visitOf(context, c);
    const cart = filledCart(visit);
    if (!cart) return c.html(emptyPage(visit));
    const fields = await c.req.parseBody();
    if (fields['remove'] !== undefined) removeCode(visit, cart, String(fields['remove']));
    const refused =
      fields['code'] === undefined ? undefined : addCode(visit, cart, String(fields['code']).trim());
    if (!refused) return c.redirect('/checkout', 303);
    return showPage(
      c,
      visit,
      cart,
      `${String(fields['code'])} ${checkoutTexts[visit.locale].refused[refused]}`,
      422,
    );
  });
  app.post('/checkout/discount', async (c) => {
    const visit = visitOf(context, c);
    const cart = filledCart(visit);
    if (!cart) return c.json({ error: 'no cart' }, 404);
    const change = (await c.req.json()) as { type: 'addDiscountCode' | 'removeDiscountCode'; code: string };
    const refused =
      change.type === 'addDiscountCode'
        ? addCode(visit, cart, change.code)
        : removeCode(visit, cart, change.code);
    const quote = quoteOf(visit, cart);
    const result = refused ? { type: 'error', message: refused } : { type: 'success' };
    return c.json({
      result,
      values: told(checkoutValues(visit, quote)),
      summary: String(await summary(visit, quote)),
    });
  });
  app.get('/checkout/session-token', (c) =>
    c.text(context.sign.extensionToken(visitOf(context, c).customer?.id ?? null)),
  );
  app.post('/checkout/pay', (c) => pay(context, c));
  app.post('/checkout/plus', (c) => {
    context.config.plus = !context.config.plus;
    return c.redirect('/checkout', 303);
  });
  mountAssets(app, context);
}

async function pay(context: SandboxContext, c: Context): Promise<Response> {
  const visit = visitOf(context, c);
  const cart = filledCart(visit);
  if (!cart) return c.html(emptyPage(visit));
  try {
    const order = checkOut(context, inputOf(visit, cart, await c.req.parseBody()));
    return c.redirect(`/orders/${order.token}?thanks=1`, 303);
  } catch (error) {
    return showPage(c, visit, cart, error instanceof Error ? error.message : String(error), 422);
  }
}

function inputOf(visit: Visit, cart: Cart, fields: Record<string, unknown>): CheckoutInput {
  const text = (name: string) => String(fields[name] ?? '').trim();
  const money = (name: string) =>
    text(name) === '' ? 0 : parseMinor(text(name).replace(',', '.'), visit.context.config.currency);
  const address: Address = {
    firstName: text('firstName'),
    lastName: text('lastName'),
    address1: text('address1'),
    zip: text('zip'),
    city: text('city'),
    countryCode: visit.context.config.countryCode,
    phone: null,
  };
  return {
    cart,
    address,
    tip: money('tip'),
    giftCard: money('giftCard'),
    useStoreCredit: text('storeCredit') === '1',
    acceptsMarketing: text('newsletter') === '1',
    locale: visit.locale,
    gateway: 'bogus',
    ...(text('email') === '' ? {} : { email: text('email') }),
    ...(text('payment') === 'pending' ? { payLater: 'pending' as const } : {}),
  };
}

async function showPage(
  c: Context,
  visit: Visit,
  cart: Cart,
  message: string,
  status: 200 | 422 = 200,
): Promise<Response> {
  const quote = quoteOf(visit, cart);
  const points = visit.context.config.plus
    ? screen(visit, 'purchase.checkout.reductions.render-after', checkoutValues(visit, quote))
    : '';
  return c.html(await checkoutPage(visit, { quote, message, points }), status);
}

/** Adds a code; one that does not apply is dropped again and its reason returned. Codes that it displaced leave too. */
function addCode(visit: Visit, cart: Cart, code: string): RefusalReason | undefined {
  const before = cart.discountCodes;
  setCartCodes(visit.context, cart, [...before, code]);
  const quote = quoteOf(visit, cart);
  const refused = quote.refused.find((entry) => entry.code.toLowerCase() === code.toLowerCase());
  setCartCodes(visit.context, cart, refused ? before : quote.applied.map((entry) => entry.code));
  return refused?.reason;
}

function removeCode(visit: Visit, cart: Cart, code: string): undefined {
  setCartCodes(
    visit.context,
    cart,
    cart.discountCodes.filter((entry) => entry.toLowerCase() !== code.toLowerCase()),
  );
}

function quoteOf(visit: Visit, cart: Cart): CartQuote {
  return priceCart(visit.context, cart, { ship: true });
}

function filledCart(visit: Visit): Cart | undefined {
  return (visit.cart?.lines.length ?? 0) > 0 ? visit.cart : undefined;
}

/** Scripts are bundled at the first request and kept. */
function mountAssets(app: Hono, context: SandboxContext): void {
  const scripts: Record<string, () => Promise<string>> = {
    'worker.js': once(() => bundleScript('worker')),
    'host.js': once(() => bundleScript('host')),
  };
  for (const target of Object.keys(SCREENS) as Target[])
    scripts[`screen/${target}.js`] = once(() => bundleScreen(target, context.config.appUrl));
  for (const style of ['checkout.css', 'components.css'])
    app.get(`/checkout-assets/${style}`, (c) =>
      c.body(readFileSync(join(ASSETS, style), 'utf8'), 200, { 'content-type': 'text/css; charset=utf-8' }),
    );
  const script = async (c: Context): Promise<Response> => {
    const make = scripts[c.req.path.replace('/checkout-assets/', '')];
    if (!make) return c.notFound() as Response;
    return c.body(await make(), 200, { 'content-type': 'text/javascript; charset=utf-8' });
  };
  app.get('/checkout-assets/screen/:file', script);
  app.get('/checkout-assets/:file', script);
}

/** Makes a value at the first call and keeps it; a failure is not kept, so that the next call tries again. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}
