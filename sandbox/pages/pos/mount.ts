/** Mounts the sandbox's till: goods, cart, payment in cash, and the app's extensions with what runs them. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Hono } from 'hono';
import { checkOut } from '../../store/checkout.ts';
import type { SandboxContext } from '../../store/context.ts';
import { fulfil } from '../../store/fulfilments.ts';
import type { Order } from '../../store/model.ts';
import { readTranslations } from '../remote/bundles.ts';
import { visitOf } from '../storefront/visit.ts';
import type { Setting } from './browser/protocol.ts';
import { bundleScript, bundleTarget, extensionDirectory, targetModules } from './bundle.ts';
import { changeCart, snapshotOf, tillCart } from './till-cart.ts';
import { cartPart, LANGUAGES, salePage, tillPage } from './till-page.ts';

const ASSETS = join(dirname(fileURLToPath(import.meta.url)), 'assets');

export function mountPos(app: Hono, context: SandboxContext): void {
  app.get('/pos', (c) => {
    const cart = tillCart(context, c);
    const start = { setting: settingOf(context, c, null), snapshot: snapshotOf(context, cart) };
    return c.html(tillPage(visitOf(context, c), cart, start));
  });
  app.post('/pos/cart', async (c) => {
    const cart = tillCart(context, c);
    const { verb, args } = (await c.req.json()) as { verb: string; args: unknown[] };
    try {
      changeCart(context, cart, verb, args);
    } catch (error) {
      return c.json({ error: error instanceof Error ? error.message : String(error) });
    }
    return c.json({
      snapshot: snapshotOf(context, cart),
      cart: String(await cartPart(visitOf(context, c), cart)),
    });
  });
  app.post('/pos/pay', (c) => {
    const cart = tillCart(context, c);
    const order = checkOut(context, { cart, atTill: true, sourceName: 'pos', gateway: 'cash' });
    // Whoever pays at the till leaves with her goods.
    fulfil(context, order.id);
    return c.redirect(`/pos/sales/${order.id}?locale=${localeOf(context, c)}`, 303);
  });
  app.get('/pos/sales/:id', (c) => {
    const order = context.state.orders.get(c.req.param('id'));
    if (!order) return c.notFound();
    const start = {
      setting: settingOf(context, c, order),
      snapshot: snapshotOf(context, tillCart(context, c)),
    };
    return c.html(salePage(visitOf(context, c), order, start));
  });
  app.get('/pos/session-token', (c) => c.text(context.sign.idToken()));
  mountAssets(app, context);
}

function settingOf(context: SandboxContext, c: Context, order: Order | null): Setting {
  const { currency, shop, timeZone } = context.config;
  const locale = localeOf(context, c);
  return {
    locale,
    currency,
    shop,
    timeZone,
    translations: {
      own: readTranslations(extensionDirectory, locale),
      fallback: readTranslations(extensionDirectory, 'en'),
    },
    order: order && {
      id: Number(order.id),
      name: order.name,
      customerId: order.customerId === null ? undefined : Number(order.customerId),
    },
  };
}

/** The till's own language, in which staff work; pages of a sale keep it by the address they came from. */
function localeOf(context: SandboxContext, c: Context): string {
  const referer = c.req.header('referer');
  const asked = c.req.query('locale') ?? (referer ? new URL(referer).searchParams.get('locale') : null);
  const language = LANGUAGES.find((one) => one === asked?.split('-')[0]);
  return language && asked ? asked : context.config.locale;
}

/** Scripts are bundled at the first request and kept; a failure is not kept, so that the next request tries again. */
function mountAssets(app: Hono, context: SandboxContext): void {
  const made = new Map<string, Promise<string>>();
  const script = async (c: Context, name: string, make: () => Promise<string>) => {
    const code = made.get(name) ?? make();
    made.set(name, code);
    code.catch(() => made.delete(name));
    return c.body(await code, 200, { 'content-type': 'text/javascript; charset=utf-8' });
  };
  app.get('/pos-assets/pos.css', (c) =>
    c.body(readFileSync(join(ASSETS, 'pos.css'), 'utf8'), 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/pos-assets/till.js', (c) => script(c, 'till', () => bundleScript('till')));
  app.get('/pos-assets/worker.js', (c) => script(c, 'worker', () => bundleScript('worker')));
  app.get('/pos-assets/extension/:file', (c) => {
    const target = c.req.param('file').replace(/\.js$/, '');
    if (!targetModules().has(target)) return c.notFound();
    return script(c, target, () => bundleTarget(target, context.config.appUrl));
  });
}
