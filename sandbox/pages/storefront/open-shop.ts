/** A sandbox shop without a port and without an app, for tests: one product, free shipping, a visitor with cookies. */
import { newDiscount } from '../../store/new-discount.ts';
import { Hono } from 'hono';
import type { SandboxConfig, SandboxContext } from '../../store/context.ts';
import { createCustomer } from '../../store/customers.ts';
import { type Discount, emptyState } from '../../store/model.ts';
import { createProduct } from '../../store/products.ts';
import { localCustoms, makeStore } from '../../store/store.ts';
import { mountCheckout } from '../checkout/mount.ts';
import type { CartJson } from './cart-json.ts';
import { mountStorefront } from './mount.ts';
import { plainEarning } from './plain-earning.ts';

export type Shop = ReturnType<typeof openShop>;

/** The member's standing as the theme reads it. */
export type StandingJson = {
  available: number;
  pending: number;
  reserved: number;
  debt: number;
  lots: object[];
  redemptions: {
    id: string;
    rewardId: string;
    code: string;
    points: number;
    endsAt: string;
    state: string;
  }[];
};

/** A shop with one product at 19.90 (1990 yen), free shipping, and a visitor who keeps her cookies. */
export function openShop(currency = 'EUR') {
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
  let proxied = new Hono();
  const jar = new Map<string, string>();
  const visit = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    // Signals of another realm (a mock DOM's) are no signals to the server's Request.
    const answering = path.startsWith('/apps/') ? proxied : app;
    const reply = await answering.request(path, {
      ...init,
      signal: null,
      headers: { ...init.headers, cookie },
    });
    for (const line of reply.headers.getSetCookie()) {
      const [name, value] = (line.split(';')[0] ?? '').split('=', 2);
      if (name) jar.set(name, value ?? '');
    }
    return reply;
  };
  const request = (path: string, body: object) =>
    visit(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    context,
    handle: product.handle,
    variantId: product.variants[0]?.id ?? '',
    request,
    post: async (path: string, body: object) => (await (await request(path, body)).json()) as CartJson,
    cart: async () => (await (await visit('/cart.js')).json()) as CartJson,
    visit,
    /** One address for the shop and, below the app proxy's path, the app: for a browser. */
    fetch: (request: Request): Response | Promise<Response> =>
      new URL(request.url).pathname.startsWith('/apps/') ? proxied.fetch(request) : app.fetch(request),
    /** Lets another app answer below the app proxy's path. */
    setProxy: (other: Hono) => void (proxied = other),
    submit: (path: string, fields: Record<string, string>) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return visit(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
    },
    page: async (path: string) => {
      const first = await visit(path);
      const onward = first.headers.get('location');
      return (onward ? await visit(onward) : first).text();
    },
    customer: (email: string) => createCustomer(context, { email, firstName: 'Anna' }).id,
    discount: (code: string, amount: number, over: Partial<Discount> = {}) =>
      void context.state.discounts.set(code, { ...amountOff(code, amount), ...over }),
    keepProgram: (program: object) =>
      keep(context, 'gid://shopify/AppInstallation/1', 'treuwerk', 'program', program),
    keepStanding: (customerId: string, standing: object) => keepStanding(context, customerId, standing),
    publish: (customerId: string, points: number, rewards: object[] = []) =>
      publish(context, customerId, points, rewards),
  };
}

/** Writes the metafields that the app would write: the program, and one member's standing. */
function publish(
  context: SandboxContext,
  customerId: string,
  available: number,
  rewards: object[],
): StandingJson {
  keep(context, 'gid://shopify/AppInstallation/1', 'treuwerk', 'program', {
    active: true,
    currency: 'EUR',
    exponent: 2,
    earning: plainEarning(5, 100),
    pointsName: { en: { one: 'point', other: 'points' }, de: { one: 'Punkt', other: 'Punkte' } },
    rewards,
  });
  const standing: StandingJson = { available, pending: 0, reserved: 0, debt: 0, lots: [], redemptions: [] };
  keepStanding(context, customerId, standing);
  return standing;
}

function keepStanding(context: SandboxContext, customerId: string, standing: object): void {
  const owner = `gid://shopify/Customer/${customerId}`;
  keep(context, owner, `app--${context.config.appId}`, 'standing', standing);
}

function keep(context: SandboxContext, ownerId: string, namespace: string, key: string, value: object): void {
  const now = context.clock.iso();
  const json = { type: 'json', value: JSON.stringify(value), createdAt: now, updatedAt: now };
  const field = { id: '1', ownerId, namespace, key, ...json };
  context.state.metafields.set(ownerId, new Map([[`${namespace}.${key}`, field]]));
}

function amountOff(code: string, amount: number): Discount {
  return newDiscount('2020-01-01T00:00:00.000Z', {
    id: code,
    method: 'code',
    title: code,
    codes: [{ id: code, code, usageCount: 0 }],
    value: { kind: 'amount', amount, onEachItem: false },
    combinesWith: { order: false, product: true, shipping: true },
  });
}
