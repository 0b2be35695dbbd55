/**
 * Ids as Shopify makes them: long numbers that grow, one sequence per kind, text everywhere in the store.
 * In REST-shaped bodies they appear as JSON numbers with every digit: `exactNumber` keeps them.
 */
import type { Id, StoreState } from './model.ts';

const FIRST: Record<string, number> = {
  customer: 7_210_000_000_001,
  product: 8_310_000_000_001,
  variant: 44_310_000_000_001,
  collection: 436_000_000_001,
  order: 5_810_000_000_001,
  line: 14_210_000_000_001,
  shippingLine: 4_410_000_000_001,
  transaction: 6_910_000_000_001,
  refund: 925_000_000_001,
  refundLine: 612_000_000_001,
  adjustment: 298_000_000_001,
  fulfillment: 5_110_000_000_001,
  discount: 1_310_000_000_001,
  validation: 3_120_001,
  redeemCode: 17_210_000_000_001,
  giftCard: 611_000_000_001,
  creditTransaction: 2_210_000_000_001,
  metafield: 31_810_000_000_001,
  dispute: 285_332_000_001,
  bulkOperation: 4_610_000_000_001,
  mail: 1,
  orderNumber: 1001,
};

export function nextId(state: StoreState, kind: string): Id {
  return String(nextNumber(state, kind));
}

export function nextNumber(state: StoreState, kind: string): number {
  const next = state.counters[kind] ?? FIRST[kind] ?? 1_000_000_001;
  state.counters[kind] = next + 1;
  return next;
}

export function gid(type: string, id: Id): string {
  return `gid://shopify/${type}/${id}`;
}

/** `gid://shopify/Order/12?x=y` or `12` → `12`. */
export function numericId(value: string): Id {
  return /(\d+)(?:\?.*)?$/.exec(value)?.[1] ?? value;
}

/** The type in a gid, or undefined. */
export function gidType(value: string): string | undefined {
  return /^gid:\/\/shopify\/(\w+)\//.exec(value)?.[1];
}

type RawJson = { rawJSON: (text: string) => unknown };

/** A number in JSON with exactly these digits, even above 2^53. */
export function exactNumber(digits: string): unknown {
  return (JSON as unknown as RawJson).rawJSON(/^-?\d+$/.test(digits) ? digits : 'null');
}
