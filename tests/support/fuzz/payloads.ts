/**
 * Sound bodies to begin with: what the sandbox's store tells of a life in it, the built orders, and Shopify's own test
 * deliveries and recorded orders where they lie beside the project.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SandboxContext } from '../../../sandbox/store/context.ts';
import {
  createCustomer,
  mergeCustomers,
  requestPrivacy,
  setMarketing,
  setTags,
  updateCustomer,
} from '../../../sandbox/store/customers.ts';
import { disputeOrder } from '../../../sandbox/store/disputes.ts';
import { fulfil } from '../../../sandbox/store/fulfilments.ts';
import { emptyState } from '../../../sandbox/store/model.ts';
import { createOrder, editOrder } from '../../../sandbox/store/orders.ts';
import { cancelAndRefund, refundOrder } from '../../../sandbox/store/refunds.ts';
import { localCustoms, makeStore } from '../../../sandbox/store/store.ts';
import { readAppConfig } from '../../../sandbox/webhooks/app-config.ts';
import { BUILT_ORDERS } from '../../fixtures/built-orders.ts';
import { ROOT } from '../architecture/sources.ts';

export type Payload = { topic: string; body: unknown };

export const ORDER_TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/cancelled',
  'orders/fulfilled',
];
const REAL = path.join(ROOT, '../shared/data/shopify-fixtures');

/** Every topic that the app subscribes to is among them. */
export function readPayloads(): Payload[] {
  const built = BUILT_ORDERS.map(({ body }, index) => ({
    topic: ORDER_TOPICS[index % ORDER_TOPICS.length] ?? 'orders/paid',
    body,
  }));
  return [...storePayloads(), ...built, { topic: 'shop/redact', body: SHOP }, ...realPayloads()];
}

const SHOP = { shop_id: 954889, shop_domain: 'fuzz.myshopify.com' };

/** Real deliveries of topics that the app hears, and a few that it does not. */
function realPayloads(): Payload[] {
  if (!existsSync(REAL)) {
    process.stderr.write(`\nSKIPPED: no real payloads at ${REAL}; only built ones are spoiled.\n\n`);
    return [];
  }
  const heard = /^(orders|customers?|refunds|order_transactions|disputes|app\.uninstalled|products\.update)/;
  const folder = path.join(REAL, 'hookdeck/2024-10');
  const deliveries = readdirSync(folder)
    .filter((file) => heard.test(file))
    .map((file) => read(path.join(folder, file)) as { headers: Record<string, string>; body: unknown })
    .map(({ headers, body }) => ({ topic: headers['x-shopify-topic'] ?? 'orders/paid', body }));
  const rest = path.join(REAL, 'shopify-app-js-rest/2026-07');
  const orders = readdirSync(rest)
    .filter((file) => /^order-\d+\.json$/.test(file))
    .map((file) => read(path.join(rest, file)) as { order?: unknown; orders?: unknown[] })
    .flatMap(({ order, orders }) => orders ?? (order === undefined ? [] : [order]))
    .map((body) => ({ topic: 'orders/updated', body }));
  return [...deliveries, ...orders];
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function storePayloads(): Payload[] {
  const told: Payload[] = [];
  const { context } = makeStore(
    {
      shop: 'fuzz.myshopify.com',
      shopName: 'Fuzz',
      storeUrl: 'http://fuzz.invalid',
      appUrl: 'http://127.0.0.1:1',
      apiKey: 'test-key',
      apiSecret: 'test-secret',
      appId: '1',
      currency: 'EUR',
      locale: 'de',
      ...localCustoms('EUR'),
      plus: true,
      shipping: { title: { en: 'Standard', de: 'Standard' }, price: 490, freeFrom: null },
    },
    emptyState(),
    { ...readAppConfig(path.join(ROOT, 'shopify.app.toml')), subscriptions: [] },
  );
  context.emit = ({ topic, body }) => told.push({ topic, body: JSON.parse(body) as unknown });
  live(context);
  return told;
}

function live(context: SandboxContext): void {
  const erika = createCustomer(context, { firstName: 'Erika', email: 'erika@example.com' });
  const oskar = createCustomer(context, { firstName: 'Oskar', email: 'oskar@example.com' });
  updateCustomer(context, erika.id, { firstName: 'Erica' });
  setMarketing(context, erika.id, 'subscribed');
  setTags(context, erika, ['friend']);
  setTags(context, erika, []);
  const buy = (unitPrice: number, more = {}) =>
    createOrder(context, { customerId: erika.id, lines: [{ unitPrice, quantity: 2 }], ...more });
  const order = buy(7_500);
  buy(3_000, { orderDiscount: 300, discountCode: 'TREU-FUZZ' });
  buy(2_500, { taxesIncluded: false, shipping: 490 });
  createOrder(context, { email: 'guest@example.com', lines: [{ unitPrice: 1_990 }] });
  fulfil(context, order.id);
  refundOrder(context, order.id, { lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }] });
  disputeOrder(context, order.id, {});
  disputeOrder(context, order.id, { status: 'won' });
  const edited = buy(4_000);
  editOrder(context, edited.id, { setQuantities: [{ lineId: edited.lines[0]?.id ?? '', quantity: 1 }] });
  cancelAndRefund(context, buy(2_000).id);
  requestPrivacy(context, 'customers/data_request', erika.id);
  requestPrivacy(context, 'customers/redact', oskar.id);
  mergeCustomers(context, erika.id, oskar.id);
}
