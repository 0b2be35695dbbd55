/**
 * JSON as Shopify sends it: ids may lie above 2^53, where a JavaScript number loses digits. Such numbers are kept
 * as the text that stood there.
 */

/** @returns undefined when the text is no JSON. */
export function parseShopifyJson(text: string): unknown {
  try {
    return /\d{16}/.test(text)
      ? JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown)
      : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !context.source) return value;
  return /^-?\d+$/.test(context.source) ? context.source : value;
}

/** The numeric part of `gid://shopify/Order/123`, as text; undefined when it is no such id. */
export function numericId(gid: unknown): string | undefined {
  if (typeof gid !== 'string') return undefined;
  return /^gid:\/\/shopify\/[A-Za-z]+\/(\d{1,20})$/.exec(gid)?.[1];
}

type GidType = 'Order' | 'Customer' | 'Product' | 'ProductVariant' | 'Collection';

export function gid(type: GidType, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** An id from a REST body: the gid says it exactly, the number only when it is small enough. */
export function restId(body: { id?: unknown; admin_graphql_api_id?: unknown }): string | undefined {
  const exact = numericId(body.admin_graphql_api_id);
  if (exact !== undefined) return exact;
  if (typeof body.id === 'number' && Number.isSafeInteger(body.id) && body.id > 0) return String(body.id);
  return typeof body.id === 'string' && /^\d{1,20}$/.test(body.id) ? body.id : undefined;
}

/** Whether a text is an id of Shopify's: digits alone. */
export function numericText(text: string): boolean {
  return /^[1-9]\d{0,19}$/.test(text);
}
