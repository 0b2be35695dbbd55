/** Webhooks that say that something happened to an order, or to a bulk operation: all that is read of them is which one. */
import { z } from 'zod';
import { numericId, restId } from '#app/shopify/json.ts';

/** Refunds, transactions and disputes. */
export const hintBody = z.object({ order_id: z.unknown().optional() });
/** Edits name the order one step deeper. */
export const editBody = z.object({ order_edit: z.object({ order_id: z.unknown().optional() }) });

/** @returns undefined when the body names no order. */
export function parseHint(body: object): string | undefined {
  const edit = editBody.safeParse(body);
  if (edit.success) return restId({ id: edit.data.order_edit.order_id });
  const hint = hintBody.safeParse(body);
  return hint.success && !('order_edit' in body) ? restId({ id: hint.data.order_id }) : undefined;
}

export const bulkBody = z.object({ admin_graphql_api_id: z.string().max(200) });

/** The whole id, as Shopify gave it when the operation was started. */
export function parseBulkFinish(body: object): string | undefined {
  const parsed = bulkBody.safeParse(body);
  const id = parsed.success ? parsed.data.admin_graphql_api_id : undefined;
  return numericId(id) === undefined ? undefined : id;
}
