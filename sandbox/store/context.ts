/**
 * What every part of the sandbox gets: the store's data, its clock, its settings, and the ways to the outside.
 *
 * Read `state` freely; change it by the verbs in this folder only (they bump `updatedAt`, emit the webhooks that
 * Shopify sends, and keep the log).
 */
import type { Customer, Id, Iso, StoreState } from './model.ts';

export type SandboxConfig = {
  /** `treuwerk.myshopify.com`. */
  shop: string;
  shopName: string;
  /** Origin of the store on loopback: storefront, checkout, admin, control API. No trailing slash. */
  storeUrl: string;
  /** Origin of the app under test. No trailing slash. */
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  /** Numeric id of the app, as in `app--ID` namespaces. */
  appId: Id;
  currency: string;
  /** Language of the storefront until a visitor chooses: `de` or `en`. */
  locale: 'de' | 'en';
  countryCode: string;
  /** IANA zone of the shop. */
  timeZone: string;
  taxesIncluded: boolean;
  taxRate: number;
  taxTitle: string;
  /** Shopify Plus: checkout extensions, larger API limits. */
  plus: boolean;
  shipping: { title: { en: string; de: string }; price: number; freeFrom: number | null };
};

export type StoreClock = {
  /** The store's time: real time plus the offset that tests and the "Act as Shopify" page move. */
  now: () => Date;
  iso: () => Iso;
};

/** A business event that becomes webhooks; `body` is made now, as Shopify snapshots at the time of the event. */
export type StoreEvent = { topic: string; body: string; at: Iso };

export type SandboxContext = {
  config: SandboxConfig;
  state: StoreState;
  clock: StoreClock;
  /** Hands an event to the webhook sender. */
  emit: (event: StoreEvent) => void;
  /** Notes that the state changed, so that the snapshot is written. */
  changed: () => void;
  log: (text: string) => void;
  /** Who is signed in to the storefront: cookie → customer. */
  sessions: StorefrontSessions;
  sign: Signatures;
  faults: FaultSwitches;
};

export type StorefrontSessions = {
  /** The customer of a request's Cookie header, or undefined for a guest. */
  customerOf: (cookieHeader: string | null | undefined) => Customer | undefined;
  /** The cart token of a request's Cookie header. */
  cartTokenOf: (cookieHeader: string | null | undefined) => string | undefined;
  /** Values for Set-Cookie. */
  signIn: (customerId: Id) => string;
  signOut: () => string;
  keepCart: (token: string) => string;
};

export type Signatures = {
  /** Session token of App Bridge for a staff member (embedded admin). `sub` is the user id. */
  idToken: (over?: { sub?: string; expiresInSeconds?: number; shop?: string }) => string;
  /** Session token that checkout and account extensions send: `dest` without scheme, `sub` the customer's gid. */
  extensionToken: (customerId: Id | null, over?: { expiresInSeconds?: number; shop?: string }) => string;
  /** `host` query parameter of the embedded admin. */
  hostParameter: () => string;
  /** Query string (without `?`) of an app proxy request, signed. */
  proxyQuery: (query: URLSearchParams, customerId: Id | null, at?: Date) => string;
  /** Base64 HMAC of a webhook's raw body. */
  webhook: (body: string | Uint8Array) => string;
};

export type FaultSwitches = {
  /** Usage counters that the API shows lag behind the truth until this is switched off. */
  usageCountLags: boolean;
  /** The merchant has switched store credit off. */
  storeCreditOff: boolean;
  /** Shopify runs no functions of the app: it is a custom one, and the shop is not on Plus. */
  functionsRefused?: boolean;
};

/*
 * Verbs for pages (each takes the context first):
 * carts.ts      createCart, findCart, addToCart, setLineQuantity, clearCart, setCartCodes, setCartAttributes, priceCart
 * checkout.ts   checkOut(context, {cartToken, email, customerId?, address?, tip?, gateway?, useStoreCredit?}) → Order
 * customers.ts  createCustomer, updateCustomer, setMarketing, findCustomerByEmail
 * orders.ts     createOrder, markPaid, editOrder, cancelOrder, addTransaction; refunds.ts refundOrder; fulfilments.ts fulfil, deliver
 */
