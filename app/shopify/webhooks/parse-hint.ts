/** Webhooks that say that something happened to an order: all that is read of them is which one. */
import { z } from 'zod';
import { restId } from '#app/shopify/json.ts';

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
