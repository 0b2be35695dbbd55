/** What page and worker say to each other, and how functions cross between them. */

/** The checkout as the extension may see it; replaced as a whole after each change. */
export type CheckoutSnapshot = {
  cost: {
    subtotalAmount: Money;
    totalShippingAmount: Money | undefined;
    totalTaxAmount: Money | undefined;
    totalAmount: Money;
  };
  lines: object[];
  discountCodes: { code: string }[];
  discountAllocations: object[];
  customer: object | undefined;
  email: string | undefined;
};

export type Money = { amount: number; currencyCode: string };

export type Start = {
  kind: 'start';
  script: string;
  target: string;
  language: string;
  currency: string;
  timeZone: string;
  country: string;
  shop: { id: string; name: string; storefrontUrl: string; myshopifyDomain: string };
  translations: { own: Translations; fallback: Translations };
  snapshot: CheckoutSnapshot;
};

export type Translations = { [key: string]: string | Translations };

export type ToWorker =
  | Start
  | { kind: 'update'; snapshot: CheckoutSnapshot }
  | { kind: 'call'; id: number; args: unknown[] }
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string };

/** What the extension asks of the page. */
export type Request =
  'sessionToken' | 'applyDiscountCodeChange' | 'storageRead' | 'storageWrite' | 'storageDelete';

export type ToPage =
  | { kind: 'mutate'; records: unknown }
  | { kind: 'request'; id: number; name: Request; args: unknown[] }
  | { kind: 'failed'; message: string };

type Marker = { $function: number };

/** Replaces functions by numbers that `keep` gave them. */
export function encode(value: unknown, keep: (fn: (...args: unknown[]) => unknown) => number): unknown {
  if (typeof value === 'function')
    return { $function: keep(value as (...args: unknown[]) => unknown) } satisfies Marker;
  if (Array.isArray(value)) return value.map((entry) => encode(entry, keep));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encode(entry, keep)]));
}

/** Replaces the numbers by functions that `call` the original. */
export function decode(value: unknown, call: (id: number, args: unknown[]) => void): unknown {
  if (Array.isArray(value)) return value.map((entry) => decode(entry, call));
  if (typeof value !== 'object' || value === null) return value;
  if ('$function' in value) {
    const id = (value as Marker).$function;
    return (...args: unknown[]) => call(id, args);
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, decode(entry, call)]));
}
