/** What a stored delivery means: a whole order, a hint to read one, a person's data, or nothing for us. */
import { reasonNotCounting } from '#app/core/earning/goods.ts';
import type { InboxEvent } from '#app/db/inbox.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { DataRequest } from '#app/services/open-privacy-request.ts';
import type { OrderInput } from '#app/services/reconcile-orders.ts';
import { parseShopifyJson } from '#app/shopify/json.ts';
import {
  asksToForget,
  type CustomerNews,
  parseCustomerNews,
  parseDataRequest,
  parseErasure,
  parseMerge,
} from '#app/shopify/webhooks/parse-customer.ts';
import { parseBulkFinish, parseHint } from '#app/shopify/webhooks/parse-hint.ts';
import {
  type CheckoutNews,
  parseCheckout,
  parseReturn,
  type ReturnNews,
} from '#app/shopify/webhooks/parse-shopping.ts';
import { parseOrder } from '#app/shopify/webhooks/parse-order.ts';

export type Meaning =
  | { kind: 'snapshot'; input: OrderInput }
  | { kind: 'hint'; orderId: string }
  | { kind: 'customer'; news: CustomerNews }
  | { kind: 'merge'; keptId: string; deletedId: string }
  | { kind: 'erase'; customerId: string; email: string | null; orderIds: string[] }
  | { kind: 'data-request'; request: DataRequest }
  | { kind: 'erase-shop' }
  | { kind: 'uninstalled' }
  | { kind: 'bulk-finished'; operationId: string }
  | { kind: 'checkout'; news: CheckoutNews }
  | { kind: 'return'; news: ReturnNews }
  | { kind: 'installation' }
  | { kind: 'ignored'; because: string }
  | { kind: 'parked'; because: string };

const SNAPSHOTS = [
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/cancelled',
  'orders/fulfilled',
  'orders/partially_fulfilled',
];
const HINTS = [
  'refunds/create',
  'orders/edited',
  'order_transactions/create',
  'disputes/create',
  'disputes/update',
];
const CUSTOMERS = [
  'customers/create',
  'customers/update',
  'customers/enable',
  'customers_email_marketing_consent/update',
  'customer.tags_added',
  'customer.tags_removed',
];

/** Scopes or plans have changed: Shopify is asked how things are now. */
const INSTALLATION = ['app/scopes_update', 'app_subscriptions/update'];

export function interpretDelivery(event: InboxEvent, shop: ShopRow | undefined): Meaning {
  if (event.topic === 'shop/redact') return interpretLeaving(event);
  if (!shop) return { kind: 'ignored', because: 'shop-unknown' };
  if (event.topic === 'app/uninstalled') return { kind: 'uninstalled' };
  if (INSTALLATION.includes(event.topic))
    return shop.uninstalledAt ? { kind: 'ignored', because: 'uninstalled' } : { kind: 'installation' };
  const body = parseShopifyJson(event.body);
  if (typeof body !== 'object' || body === null) return { kind: 'parked', because: 'unreadable' };
  if (SNAPSHOTS.includes(event.topic)) return interpretOrder(event, body);
  // Nothing can be read from a shop that has left; when it comes back it is compared with Shopify.
  if (HINTS.includes(event.topic))
    return shop.uninstalledAt ? { kind: 'ignored', because: 'uninstalled' } : interpretHint(body);
  if (CUSTOMERS.includes(event.topic)) {
    const news = parseCustomerNews(event.topic, body, event.triggeredAt);
    return news ? { kind: 'customer', news } : { kind: 'parked', because: 'unreadable' };
  }
  if (event.topic.startsWith('checkouts/')) {
    const news = parseCheckout(body, event.triggeredAt);
    return news ? { kind: 'checkout', news } : { kind: 'parked', because: 'unreadable' };
  }
  if (event.topic.startsWith('returns/')) {
    const news = parseReturn(event.topic, body, event.triggeredAt);
    return news ? { kind: 'return', news } : { kind: 'parked', because: 'unreadable' };
  }
  if (event.topic === 'customers/merge') return interpretMerge(body);
  if (event.topic === 'customers/redact') return interpretErasure(body);
  if (event.topic === 'customers/data_request') return interpretDataRequest(body);
  if (event.topic === 'bulk_operations/finish') return interpretBulk(body);
  return { kind: 'ignored', because: 'topic' };
}

function interpretOrder(event: InboxEvent, body: object): Meaning {
  const parsed = parseOrder(body);
  if (!parsed) return { kind: 'parked', because: 'unreadable' };
  const { facts, profile, incompleteBecause, arrived } = parsed;
  // An order that gives nothing gives nothing whatever it was paid with: its transactions need not be known.
  const complete = incompleteBecause === 'stored-value' && reasonNotCounting(facts) !== null;
  if (incompleteBecause && !complete) return { kind: 'hint', orderId: facts.orderId };
  return {
    kind: 'snapshot',
    input: { facts, profile, arrived, triggeredAt: event.triggeredAt, read: false },
  };
}

function interpretHint(body: object): Meaning {
  const orderId = parseHint(body);
  return orderId ? { kind: 'hint', orderId } : { kind: 'parked', because: 'unreadable' };
}

/** A merge that failed, or has only been asked for, changes nothing. */
function interpretMerge(body: object): Meaning {
  const merge = parseMerge(body);
  if (!merge) return { kind: 'parked', because: 'unreadable' };
  return merge.completed ? { kind: 'merge', ...merge } : { kind: 'ignored', because: 'merge-not-completed' };
}

/** The signature covers the body alone: that it is this shop's request, and this kind of request, must stand in there. */
function interpretLeaving(event: InboxEvent): Meaning {
  return asksToForget(parseShopifyJson(event.body), event.shop)
    ? { kind: 'erase-shop' }
    : { kind: 'parked', because: 'unreadable' };
}

function interpretDataRequest(body: object): Meaning {
  const request = parseDataRequest(body);
  return request ? { kind: 'data-request', request } : { kind: 'parked', because: 'unreadable' };
}

function interpretBulk(body: object): Meaning {
  const operationId = parseBulkFinish(body);
  return operationId ? { kind: 'bulk-finished', operationId } : { kind: 'parked', because: 'unreadable' };
}

function interpretErasure(body: object): Meaning {
  const person = parseErasure(body);
  return person ? { kind: 'erase', ...person } : { kind: 'parked', because: 'unreadable' };
}
