/**
 * `/__sandbox/*`: what tests and the sandbox's own pages do to the store, as JSON. Every verb is one route; ids are
 * numeric text; errors answer 400 `{error}`. The list of routes is in `sandbox/README.md`.
 */
import { createOwnCode, type OwnCodeInput } from './own-codes.ts';
import { moveCredit } from './stored-value.ts';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AdminApi, SandboxHono } from '../admin-api/endpoint.ts';
import { discountNode } from '../admin-api/nodes/discount-node.ts';
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
import { type DisputeInput, disputeOrder } from './disputes.ts';
import { returnOrder, type ReturnStep } from './returns.ts';
import { deliver, fulfil } from './fulfilments.ts';
import type { MarketingState, Order } from './model.ts';
import {
  annotateOrder,
  cancelOrder,
  createOrder,
  deleteOrder,
  editOrder,
  markPaid,
  type OrderEdit,
  requireOrder,
} from './orders.ts';
import type { OrderSpec } from './order-build.ts';
import { orderBody } from './payloads.ts';
import { createProduct, type ProductInput, updateVariant } from './products.ts';
import { totalsOf } from './refund-math.ts';
import { cancelAndRefund, type RefundInput, refundOrder } from './refunds.ts';
import { financialStatusOf, fulfillmentStatusOf } from './order-status.ts';
import type { AppControl } from './server.ts';
import type { Store } from './store.ts';
import { mountWebhooks, mountWorld } from './control-world.ts';

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
  app.get('/__sandbox/gift-cards', (c) => c.json([...state.giftCards.values()]));
  app.get('/__sandbox/customers/:id/credits', (c) =>
    c.json(state.credits.filter((one) => one.customerId === c.req.param('id'))),
  );
  app.get('/__sandbox/discounts', (c) => c.json([...state.discounts.values()]));
  app.get('/__sandbox/segments', (c) => c.json([...state.segments.values()]));
  app.get('/__sandbox/metafields', (c) =>
    c.json([...state.metafields.values()].flatMap((owned) => [...owned.values()])),
  );
  app.get('/__sandbox/bulk-operations', (c) => c.json([...state.bulkOperations.values()]));
  app.get('/__sandbox/mails', (c) => c.json(state.mails));
  app.get('/__sandbox/log', (c) => c.json(state.log));
  app.get('/__sandbox/admin-calls', (c) => c.json(adminApi.calls));
  app.get('/__sandbox/bulk/:file', async (c) => {
    const file = path.join(bulkFolder, path.basename(c.req.param('file')));
    if (!existsSync(file)) return c.text('This link has expired', 403);
    return c.body(await readFile(file), 200, { 'content-type': 'application/jsonl' });
  });
}

function mountCustomers(app: SandboxHono, { store: { context } }: Machinery): void {
  app.post('/__sandbox/customers', async (c) =>
    c.json(createCustomer(context, (await c.req.json()) as CustomerInput)),
  );
  app.post('/__sandbox/customers/merge', async (c) => {
    const { keptId, deletedId, fails } = (await c.req.json()) as {
      keptId: string;
      deletedId: string;
      fails?: boolean;
    };
    mergeCustomers(context, keptId, deletedId, fails);
    return c.json({ ok: true });
  });
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
  app.post('/__sandbox/customers/:id/credit', async (c) => {
    const customer = context.state.customers.get(c.req.param('id'));
    const { amount, expiresAt = null } = (await c.req.json()) as { amount: number; expiresAt?: string };
    if (!customer) return c.notFound();
    return c.json(moveCredit(context, customer, { kind: 'credit', amount, event: 'ADJUSTMENT', expiresAt }));
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
  app.post('/__sandbox/orders/:id/note', async (c) => {
    const { note } = (await c.req.json()) as { note: string };
    return c.json(detailsOf(annotateOrder(context, c.req.param('id'), note)));
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
  app.post('/__sandbox/orders/:id/dispute', async (c) => {
    const spec = (await c.req.json()) as DisputeInput;
    return c.json(detailsOf(disputeOrder(context, c.req.param('id'), spec)));
  });
  app.post('/__sandbox/orders/:id/return', async (c) => {
    const { step } = (await c.req.json()) as { step: ReturnStep };
    return c.json(detailsOf(returnOrder(context, c.req.param('id'), step)));
  });
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
  app.post('/__sandbox/discounts', async (c) =>
    c.json(createOwnCode(context, (await c.req.json()) as OwnCodeInput)),
  );
  app.get('/__sandbox/discounts/:id', (c) => {
    const discount = context.state.discounts.get(c.req.param('id'));
    return discount ? c.json({ ...discount, gid: discountNode(context, discount)['id'] }) : c.notFound();
  });
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

export async function bodyOf(request: { text: () => Promise<string> }): Promise<unknown> {
  const text = await request.text();
  return text.trim() === '' ? {} : JSON.parse(text);
}
