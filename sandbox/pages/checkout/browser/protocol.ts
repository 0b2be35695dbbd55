/** What page and worker say to each other, and how functions cross between them. */

/**
 * What a screen sees as signals, by dotted name: `cost.totalAmount` becomes `shopify.cost.totalAmount.value`. JSON keeps no
 * `undefined`, so that what is missing is null here and undefined there.
 */
export type Values = Record<string, unknown>;

export type Money = { amount: number; currencyCode: string };

export type Start = {
  kind: 'start';
  script: string;
  target: string;
  language: string;
  currency: string;
  timeZone: string;
  /** Plain parts of the API, which do not change. */
  fixed: Record<string, unknown>;
  translations: { own: Translations; fallback: Translations };
  values: Values;
};

export type Translations = { [key: string]: string | Translations };

export type ToWorker =
  | Start
  | { kind: 'update'; values: Values }
  | { kind: 'call'; id: number; args: unknown[] }
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string };

/** What the extension asks of the page. */
export type Request =
  | 'sessionToken'
  | 'applyDiscountCodeChange'
  | 'requireLogin'
  | 'storageRead'
  | 'storageWrite'
  | 'storageDelete';
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
