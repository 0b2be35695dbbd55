/**
 * What the sandbox store knows: plain data, one object, no behaviour. Money is integer minor units of the shop's currency unless a name says otherwise; ids are the numeric part of
 * Shopify's gid as text; instants are ISO strings in UTC. The verbs beside this file are the only writers.
 */
import type { Segment } from './segments.ts';
import type { CreditTransaction, GiftCard } from './stored-value.ts';

export type Id = string;
export type Iso = string;

export type StoreState = {
  customers: Map<Id, Customer>;
  products: Map<Id, Product>;
  collections: Map<Id, Collection>;
  carts: Map<string, Cart>;
  orders: Map<Id, Order>;
  discounts: Map<Id, Discount>;
  validations: Map<Id, Validation>;
  segments: Map<Id, Segment>;
  giftCards: Map<Id, GiftCard>;
  /** What moved on the accounts of store credit, oldest first. */
  credits: CreditTransaction[];
  /** By owner gid, then `namespace.key`. */
  metafields: Map<string, Map<string, Metafield>>;
  bulkOperations: Map<Id, BulkOperation>;
  mails: Mail[];
  log: LogLine[];
  /** Access tokens that the app was given, by token. */
  tokens: Map<string, AccessToken>;
  /** Next number per kind of id; orders also count their name (`#1001`). */
  counters: Record<string, number>;
  clockOffsetMs: number;
  installed: boolean;
  /** What the merchant pays for the app, the newest last. */
  subscriptions: AppSubscription[];
};

export type AppSubscription = {
  id: Id;
  name: string;
  status: 'ACTIVE' | 'CANCELLED' | 'FROZEN' | 'EXPIRED';
  createdAt: string;
  updatedAt: string;
  trialDays: number;
};

export type Address = {
  firstName: string;
  lastName: string;
  address1: string;
  zip: string;
  city: string;
  countryCode: string;
  phone: string | null;
};

export type MarketingState = 'not_subscribed' | 'pending' | 'subscribed' | 'unsubscribed' | 'redacted';

export type Customer = {
  id: Id;
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
  locale: string;
  tags: string[];
  note: string | null;
  state: 'enabled' | 'disabled' | 'invited' | 'declined';
  verifiedEmail: boolean;
  taxExempt: boolean;
  marketing: {
    state: MarketingState;
    optInLevel: 'single_opt_in' | 'confirmed_opt_in' | null;
    updatedAt: Iso | null;
  };
  address: Address | null;
  /** Balance of store credit in the shop's currency. */
  storeCredit: number;
  createdAt: Iso;
  updatedAt: Iso;
};

/** Text in the languages of the storefront. */
export type Texts = { en: string; de: string };

export type Product = {
  id: Id;
  handle: string;
  title: Texts;
  description: Texts;
  vendor: string;
  productType: string;
  tags: string[];
  status: 'active' | 'draft' | 'archived';
  giftCard: boolean;
  /** Seed of the drawn picture: no image comes from the network. */
  picture: { hue: number; motif: string };
  variants: Variant[];
  createdAt: Iso;
  updatedAt: Iso;
};

export type Variant = {
  id: Id;
  title: string;
  sku: string;
  price: number;
  compareAtPrice: number | null;
  /** What the merchant pays; null where nobody entered it. */
  cost: number | null;
  inventory: number;
  requiresShipping: boolean;
  taxable: boolean;
};

export type Collection = { id: Id; handle: string; title: Texts; productIds: Id[] };

export type Cart = {
  token: string;
  lines: CartLine[];
  discountCodes: string[];
  attributes: Record<string, string>;
  note: string;
  customerId: Id | null;
  checkoutId?: Id;
  createdAt: Iso;
  updatedAt: Iso;
};

export type CartLine = { key: string; variantId: Id; quantity: number; properties: Record<string, string> };

export type DiscountClass = 'order' | 'product' | 'shipping';

export type DiscountItems =
  { kind: 'all' } | { kind: 'some'; productIds: Id[]; variantIds: Id[]; collectionIds: Id[] };

export type DiscountValue =
  | { kind: 'amount'; amount: number; onEachItem: boolean }
  /** 0.1 is ten per cent. */
  | { kind: 'percent'; percent: number }
  | { kind: 'freeShipping'; maximumShippingPrice: number | null }
  | {
      kind: 'buyXGetY';
      buys: { items: DiscountItems; quantity: number };
      gets: { items: DiscountItems; quantity: number; percent: number };
      usesPerOrder: number | null;
    }
  /** What it gives, a function of the app says for every cart. */
  | { kind: 'function'; handle: string; classes: DiscountClass[] };

export type Discount = {
  id: Id;
  method: 'code' | 'automatic';
  title: string;
  codes: { id: Id; code: string; usageCount: number }[];
  value: DiscountValue;
  items: DiscountItems;
  discountClass: DiscountClass;
  combinesWith: Record<DiscountClass, boolean>;
  minimum: { kind: 'none' } | { kind: 'subtotal'; amount: number } | { kind: 'quantity'; quantity: number };
  /** Empty lists: everybody. */
  customerIds: Id[];
  segmentIds?: Id[];
  tags?: string[];
  usageLimit: number | null;
  oncePerCustomer: boolean;
  /** Customers (or guests' e-mail addresses) who used it. */
  usedBy: string[];
  /** True count; `codes[].usageCount` is what the API shows and may lag behind. */
  usageCount: number;
  startsAt: Iso;
  endsAt: Iso | null;
  /** Set by deactivation: it ended then. */
  deactivated: boolean;
  createdAt: Iso;
  updatedAt: Iso;
};

/** A function of the app that may refuse a cart. */
export type Validation = { id: Id; handle: string; title: string; enabled: boolean; blockOnFailure: boolean };

export type TaxLine = { title: string; rate: number; amount: number };

export type OrderLine = {
  id: Id;
  productId: Id | null;
  variantId: Id | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  productType: string;
  tags: string[];
  quantity: number;
  /** Ordered less removed by edit and refund. */
  currentQuantity: number;
  fulfilledQuantity: number;
  unitPrice: number;
  giftCard: boolean;
  requiresShipping: boolean;
  taxable: boolean;
  properties: Record<string, string>;
  sellingPlan: string | null;
  allocations: Allocation[];
  taxes: TaxLine[];
};

/** Part of a discount that fell on one line; the index points into the order's applications. */
export type Allocation = { amount: number; application: number };

export type ShippingLine = {
  id: Id;
  title: string;
  price: number;
  allocations: Allocation[];
  taxes: TaxLine[];
};

export type DiscountApplication = {
  method: 'code' | 'automatic' | 'manual' | 'script';
  title: string;
  code: string | null;
  target: 'line_item' | 'shipping_line';
  selection: 'all' | 'entitled' | 'explicit';
  allocation: 'across' | 'each' | 'one';
  /** Minor units for an amount, per cent (10 = 10 %) for a percentage. */
  value: { kind: 'amount'; amount: number } | { kind: 'percent'; percent: number };
};

export type Transaction = {
  id: Id;
  kind: 'sale' | 'authorization' | 'capture' | 'refund' | 'void';
  status: 'success' | 'pending' | 'failure';
  gateway: string;
  amount: number;
  parentId: Id | null;
  createdAt: Iso;
};

export type RefundLine = {
  id: Id;
  lineId: Id;
  quantity: number;
  subtotal: number;
  tax: number;
  restock: 'no_restock' | 'return' | 'cancel';
};

export type OrderAdjustment = {
  id: Id;
  kind: 'refund_discrepancy' | 'shipping_refund';
  reason: string;
  amount: number;
  tax: number;
};

export type Refund = {
  id: Id;
  note: string | null;
  createdAt: Iso;
  lines: RefundLine[];
  shipping: { id: Id; shippingLineId: Id; amount: number; tax: number }[];
  adjustments: OrderAdjustment[];
  transactionIds: Id[];
};

export type Fulfillment = {
  id: Id;
  status: 'success' | 'cancelled';
  createdAt: Iso;
  updatedAt: Iso;
  shipmentStatus: 'in_transit' | 'delivered' | null;
  inTransitAt: Iso | null;
  deliveredAt: Iso | null;
  trackingNumber: string | null;
  lines: { lineId: Id; quantity: number }[];
};

export type FinancialStatus =
  'pending' | 'authorized' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded' | 'voided';

export type Order = {
  id: Id;
  /** 1001 in `#1001`. */
  number: number;
  name: string;
  token: string;
  customerId: Id | null;
  email: string | null;
  phone: string | null;
  createdAt: Iso;
  processedAt: Iso;
  updatedAt: Iso;
  closedAt: Iso | null;
  cancelledAt: Iso | null;
  cancelReason: string | null;
  test: boolean;
  /** `web`, `pos`, `shopify_draft_order`, a subscription app's id, … */
  sourceName: string;
  /** Of shop money. */
  currency: string;
  presentmentCurrency: string;
  /** Presentment major units per shop major unit. */
  presentmentRate: number;
  taxesIncluded: boolean;
  lines: OrderLine[];
  shippingLines: ShippingLine[];
  applications: DiscountApplication[];
  discountCodes: { code: string; amount: number; type: 'fixed_amount' | 'percentage' | 'shipping' }[];
  tip: number;
  duties: number;
  transactions: Transaction[];
  refunds: Refund[];
  fulfillments: Fulfillment[];
  /** Status that the payments alone do not tell (voided, expired authorisation). */
  statusOverride: FinancialStatus | null;
  tags: string[];
  note: string | null;
  attributes: Record<string, string>;
  address: Address | null;
  customerLocale: string;
  landingSite: string | null;
  referringSite: string | null;
  cartToken: string | null;
  /** Company that bought, for an order of a business customer. */
  company: { id: Id; name: string } | null;
  dispute: Dispute | null;
};

export type Dispute = {
  id: Id;
  type: 'chargeback' | 'inquiry';
  status: 'needs_response' | 'under_review' | 'accepted' | 'won' | 'lost';
  createdAt: Iso;
};

export type Metafield = {
  id: Id;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: Iso;
  updatedAt: Iso;
};

export type BulkOperation = {
  id: Id;
  query: string;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELED' | 'FAILED';
  errorCode: string | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  /** Name of the result below the store's `/__sandbox/bulk/`. */
  file: string | null;
  createdAt: Iso;
  completedAt: Iso | null;
};

export type Mail = { id: Id; at: Iso; from: string; to: string; subject: string; text: string; html: string };

/** Instants of tokens are real time, in milliseconds. A rotated refresh token works until its successor is used. */
export type AccessToken = {
  accessToken: string;
  expiresAt: number | null;
  refreshToken: string | null;
  refreshExpiresAt: number | null;
  /** Access token whose refresh brought this one. */
  parent: string | null;
  revoked: boolean;
};

export type LogLine = { at: Iso; text: string };

export function emptyState(): StoreState {
  return {
    customers: new Map(),
    products: new Map(),
    collections: new Map(),
    carts: new Map(),
    orders: new Map(),
    discounts: new Map(),
    validations: new Map(),
    segments: new Map(),
    giftCards: new Map(),
    credits: [],
    metafields: new Map(),
    bulkOperations: new Map(),
    mails: [],
    log: [],
    tokens: new Map(),
    counters: {},
    clockOffsetMs: 0,
    installed: false,
    subscriptions: [],
  };
}
