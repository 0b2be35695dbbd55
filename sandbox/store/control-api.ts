/**
 * `/__sandbox/*`: what tests and the sandbox's own pages do to the store, as JSON. Every verb is one route; ids are
 * numeric text; errors answer 400 `{error}`. The list of routes is in `sandbox/README.md`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AdminApi, SandboxHono } from '../admin-api/endpoint.ts';
import type { Fault } from '../admin-api/faults.ts';
import { discountNode } from '../admin-api/nodes/discount-node.ts';
import { expireTokens, revokeTokens } from '../admin-api/oauth.ts';
import type { Chances } from '../webhooks/sender.ts';
import { addToCart, createCart, priceCart, setCartCodes } from './carts.ts';
import { checkOut, type CheckoutInput } from './checkout.ts';
import {
  createCustomer,
  type CustomerInput,
  deleteCustomer,
  mergeCustomers,
  requestPrivacy,
  setMarketing,
  updateCustomer,
} from './customers.ts';
import { emit } from './events.ts';
import { deliver, fulfil } from './fulfilments.ts';
import { exactNumber } from './ids.ts';
import type { MarketingState, Order } from './model.ts';
import {
  cancelOrder,
  createOrder,
  deleteOrder,
  editOrder,
  markPaid,
  type OrderEdit,
  type OrderSpec,
  requireOrder,
} from './orders.ts';
import { orderBody } from './payloads.ts';
import { createProduct, type ProductInput, updateVariant } from './products.ts';
import { totalsOf } from './refund-math.ts';
import { cancelAndRefund, type RefundInput, refundOrder } from './refunds.ts';
import { financialStatusOf, fulfillmentStatusOf } from './order-status.ts';
import type { AppControl } from './server.ts';
import type { Store } from './store.ts';
import { moveClock } from './time.ts';

export type Machinery = { store: Store; adminApi: AdminApi; appControl: AppControl; bulkFolder: string };

export function mountControlApi(app: SandboxHono, machinery: Machinery): void {
  mountReading(app, machinery);
  mountCustomers(app, machinery);
  mountOrders(app, machinery);
  mountShopping(app, machinery);
  mountWebhooks(app, machinery);
  mountWorld(app, machinery);
}

function mountReading(app: SandboxHono, { store, adminApi, bulkFolder }: Machinery): void {
  const { context } = store;
  const { state } = context;
  app.get('/__sandbox/state', (c) =>
    c.json({
      now: context.clock.iso(),
      installed: state.installed,
      shop: context.config.shop,
      currency: context.config.currency,
      counts: {
        customers: state.customers.size,
        products: state.products.size,
        orders: state.orders.size,
        discounts: state.discounts.size,
        deliveries: store.webhooks.deliveries.length,
      },
    }),
  );
  app.get('/__sandbox/customers', (c) => c.json([...state.customers.values()]));
  app.get('/__sandbox/customers/:id', (c) => {
    const id = c.req.param('id');
    const metafields = [...(state.metafields.get(`gid://shopify/Customer/${id}`)?.values() ?? [])];
    return c.json({ ...state.customers.get(id), metafields });
  });
  app.get('/__sandbox/products', (c) => c.json([...state.products.values()]));
  app.get('/__sandbox/orders', (c) => c.json([...state.orders.values()].map(summaryOf)));
  app.get('/__sandbox/orders/:id', (c) => c.json(detailsOf(requireOrder(context, c.req.param('id')))));
  app.get('/__sandbox/orders/:id/body', (c) =>
    c.json(orderBody(context, requireOrder(context, c.req.param('id')))),
  );
  app.get('/__sandbox/discounts', (c) => c.json([...state.discounts.values()]));
  app.get('/__sandbox/metafields', (c) =>
    c.json([...state.metafields.values()].flatMap((owned) => [...owned.values()])),
  );
  app.get('/__sandbox/bulk-operations', (c) => c.json([...state.bulkOperations.values()]));
  app.get('/__sandbox/mails', (c) => c.json(state.mails));
  app.get('/__sandbox/log', (c) => c.json(state.log));
  app.get('/__sandbox/admin-calls', (c) => c.json(adminApi.calls));
  app.get('/__sandbox/bulk/:file', async (c) => {
    const file = path.basename(c.req.param('file'));
    return c.body(await readFile(path.join(bulkFolder, file)), 200, { 'content-type': 'application/jsonl' });
  });
}

function mountCustomers(app: SandboxHono, { store: { context } }: Machinery): void {
  app.post('/__sandbox/customers', async (c) =>
    c.json(createCustomer(context, (await c.req.json()) as CustomerInput)),
  );
  app.post('/__sandbox/customers/:id', async (c) =>
    c.json(updateCustomer(context, c.req.param('id'), (await c.req.json()) as CustomerInput)),
  );
  app.post('/__sandbox/customers/:id/marketing', async (c) => {
    const { state } = (await c.req.json()) as { state: MarketingState };
    return c.json(setMarketing(context, c.req.param('id'), state));
  });
  app.post('/__sandbox/customers/:id/delete', (c) => {
    deleteCustomer(context, c.req.param('id'));
    return c.json({ ok: true });
  });
  app.post('/__sandbox/customers/merge', async (c) => {
    const { keptId, deletedId, fails } = (await c.req.json()) as {
      keptId: string;
      deletedId: string;
      fails?: boolean;
    };
    mergeCustomers(context, keptId, deletedId, fails);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/customers/:id/privacy', async (c) => {
    const { kind } = (await c.req.json()) as { kind: 'customers/data_request' | 'customers/redact' };
    requestPrivacy(context, kind, c.req.param('id'));
    return c.json({ ok: true });
  });
  app.post('/__sandbox/products', async (c) =>
    c.json(createProduct(context, (await c.req.json()) as ProductInput)),
  );
  app.post('/__sandbox/variants/:id', async (c) =>
    c.json(updateVariant(context, c.req.param('id'), await c.req.json())),
  );
}

function mountOrders(app: SandboxHono, { store: { context } }: Machinery): void {
  app.post('/__sandbox/orders', async (c) =>
    c.json(detailsOf(createOrder(context, (await c.req.json()) as OrderSpec))),
  );
  app.post('/__sandbox/orders/:id/paid', async (c) => {
    const { gateway } = (await bodyOf(c.req)) as { gateway?: string };
    return c.json(detailsOf(markPaid(context, c.req.param('id'), gateway)));
  });
  app.post('/__sandbox/orders/:id/edit', async (c) =>
    c.json(detailsOf(editOrder(context, c.req.param('id'), (await c.req.json()) as OrderEdit))),
  );
  app.post('/__sandbox/orders/:id/refund', async (c) => {
    const { order, refund } = refundOrder(context, c.req.param('id'), (await c.req.json()) as RefundInput);
    return c.json({ ...detailsOf(order), refund });
  });
  app.post('/__sandbox/orders/:id/cancel', async (c) => {
    const { reason, refund } = (await bodyOf(c.req)) as { reason?: string; refund?: boolean };
    const id = c.req.param('id');
    return c.json(
      detailsOf(refund === false ? cancelOrder(context, id, reason) : cancelAndRefund(context, id, reason)),
    );
  });
  app.post('/__sandbox/orders/:id/fulfil', async (c) => {
    const { lines } = (await bodyOf(c.req)) as { lines?: { lineId: string; quantity: number }[] };
    return c.json(detailsOf(fulfil(context, c.req.param('id'), lines)));
  });
  app.post('/__sandbox/orders/:id/deliver', (c) => c.json(detailsOf(deliver(context, c.req.param('id')))));
  app.post('/__sandbox/orders/:id/delete', (c) => {
    deleteOrder(context, c.req.param('id'));
    return c.json({ ok: true });
  });
}

type CheckoutRequest = Omit<CheckoutInput, 'cart'> & {
  customerId?: string | null;
  lines: { variantId: string; quantity: number }[];
  codes?: string[];
};

/** A purchase in one request: cart, codes, checkout; `quote` tells what it would cost and why a code is refused. */
function mountShopping(app: SandboxHono, { store: { context } }: Machinery): void {
  const cartOf = (request: CheckoutRequest) => {
    const cart = createCart(context, request.customerId ?? null);
    for (const line of request.lines) addToCart(context, cart, line);
    setCartCodes(context, cart, request.codes ?? []);
    return cart;
  };
  app.post('/__sandbox/quote', async (c) => {
    const request = (await c.req.json()) as CheckoutRequest;
    const cart = cartOf(request);
    const quote = priceCart(context, cart, { ship: true, email: request.email ?? null });
    context.state.carts.delete(cart.token);
    return c.json(quote);
  });
  app.post('/__sandbox/checkout', async (c) => {
    const { lines, codes, customerId, ...input } = (await c.req.json()) as CheckoutRequest;
    const cart = cartOf({ lines, ...(codes ? { codes } : {}), customerId: customerId ?? null });
    return c.json(detailsOf(checkOut(context, { ...input, cart })));
  });
  app.get('/__sandbox/discounts/:id', (c) => {
    const discount = context.state.discounts.get(c.req.param('id'));
    return discount ? c.json({ ...discount, gid: discountNode(context, discount)['id'] }) : c.notFound();
  });
}

function mountWebhooks(app: SandboxHono, { store: { webhooks } }: Machinery): void {
  app.get('/__sandbox/deliveries', (c) => {
    const topic = c.req.query('topic');
    return c.json(webhooks.deliveries.filter((delivery) => topic === undefined || delivery.topic === topic));
  });
  app.post('/__sandbox/webhooks/hold', (c) => {
    webhooks.hold();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/webhooks/flush', async (c) => {
    const options = (await bodyOf(c.req)) as { shuffleSeed?: number; copies?: number };
    return c.json({ released: await webhooks.flush(options) });
  });
  app.post('/__sandbox/webhooks/replay', async (c) => {
    const { id, topic } = (await c.req.json()) as { id?: string; topic?: string };
    const again = webhooks.deliveries.filter((delivery) =>
      id ? delivery.id === id : topic === undefined || delivery.topic === topic,
    );
    const ids = [...new Set(again.map((delivery) => delivery.id))];
    for (const one of ids) await webhooks.replay(one);
    return c.json({ replayed: ids.length });
  });
  app.post('/__sandbox/webhooks/chances', async (c) => {
    webhooks.setChances((await c.req.json()) as Partial<Chances> | null);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/webhooks/enabled', async (c) => {
    webhooks.setEnabled(((await c.req.json()) as { enabled: boolean }).enabled);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/webhooks/idle', async (c) => {
    await webhooks.idle();
    return c.json({ ok: true });
  });
}

function mountWorld(app: SandboxHono, machinery: Machinery): void {
  const { store, adminApi, appControl } = machinery;
  const { context } = store;
  app.get('/__sandbox/clock', (c) =>
    c.json({ now: context.clock.iso(), offsetMs: context.state.clockOffsetMs }),
  );
  app.post('/__sandbox/clock', async (c) => {
    const now = await moveClock(
      context,
      appControl,
      (await c.req.json()) as { advanceMs: number } | { to: string },
    );
    return c.json({ now, offsetMs: context.state.clockOffsetMs });
  });
  app.get('/__sandbox/faults', (c) => c.json({ faults: adminApi.faults.list(), ...context.faults }));
  app.post('/__sandbox/faults', async (c) => {
    const { seed, ...fault } = (await c.req.json()) as Partial<Fault> &
      Pick<Fault, 'operation' | 'kind'> & { seed?: number };
    return c.json(adminApi.faults.add(fault, seed));
  });
  app.post('/__sandbox/faults/clear', (c) => {
    adminApi.faults.clear();
    store.webhooks.setChances(null);
    context.faults.usageCountLags = false;
    return c.json({ ok: true });
  });
  app.post('/__sandbox/faults/usage-count-lags', async (c) => {
    context.faults.usageCountLags = ((await c.req.json()) as { lags: boolean }).lags;
    if (!context.faults.usageCountLags) catchUp(machinery);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/throttle/drain', (c) => {
    adminApi.bucket.drain();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/tokens/expire', (c) => {
    expireTokens(context);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/app/kill', (c) => {
    appControl.kill();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/app/ready', async (c) => {
    await appControl.ready();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/app/uninstall', (c) => {
    emit(context, 'app/uninstalled', {
      id: exactNumber('548380009'),
      myshopify_domain: context.config.shop,
      name: context.config.shopName,
    });
    revokeTokens(context);
    context.state.installed = false;
    return c.json({ ok: true });
  });
  app.get('/__sandbox/id-token', (c) => {
    const shop = c.req.query('shop');
    const sub = c.req.query('sub');
    return c.text(context.sign.idToken({ ...(shop ? { shop } : {}), ...(sub ? { sub } : {}) }));
  });
  app.get('/__sandbox/extension-token', (c) =>
    c.text(context.sign.extensionToken(c.req.query('customerId') ?? null)),
  );
  app.get('/__sandbox/proxy-url', (c) => {
    const query = new URLSearchParams(new URL(c.req.url).search);
    const route = query.get('path') ?? 'standing';
    const customerId = query.get('customerId');
    query.delete('path');
    query.delete('customerId');
    return c.text(`${context.config.appUrl}/proxy/${route}?${context.sign.proxyQuery(query, customerId)}`);
  });
}

/** The usage counters that lagged behind show the truth. */
function catchUp({ store: { context } }: Machinery): void {
  for (const discount of context.state.discounts.values()) {
    const [first] = discount.codes;
    if (discount.codes.length === 1 && first) first.usageCount = discount.usageCount;
  }
  context.changed();
}

export function summaryOf(order: Order) {
  const { id, name, customerId, processedAt, updatedAt, cancelledAt, currency, test, sourceName } = order;
  return {
    id,
    name,
    customerId,
    processedAt,
    updatedAt,
    cancelledAt,
    currency,
    test,
    sourceName,
    discountCodes: order.discountCodes.map((entry) => entry.code),
    financialStatus: financialStatusOf(order),
    fulfillmentStatus: fulfillmentStatusOf(order),
    totals: totalsOf(order),
  };
}

function detailsOf(order: Order) {
  return { ...order, ...summaryOf(order), discountCodes: order.discountCodes };
}

async function bodyOf(request: { text: () => Promise<string> }): Promise<unknown> {
  const text = await request.text();
  return text.trim() === '' ? {} : JSON.parse(text);
}
