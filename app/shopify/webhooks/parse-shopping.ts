/** Webhooks about carts in the checkout and about returns: whose, which, and whether it is over. */
import { z } from 'zod';
import { restId } from '#app/shopify/json.ts';

/** Of a checkout nothing of what is in it is read. */
export const checkoutBody = z.object({
  id: z.unknown(),
  completed_at: z.string().nullable().optional(),
  updated_at: z.string().optional(),
  customer: z.object({ id: z.unknown() }).nullable().optional(),
});

export type CheckoutNews = {
  checkoutId: string;
  /** Null while nobody has said who she is. */
  customerId: string | null;
  completed: boolean;
  at: Date;
};

/** @returns undefined when the body names no checkout. */
export function parseCheckout(body: object, triggeredAt: Date | null): CheckoutNews | undefined {
  const parsed = checkoutBody.safeParse(body);
  const checkoutId = parsed.success ? restId({ id: parsed.data.id }) : undefined;
  if (!parsed.success || checkoutId === undefined) return undefined;
  const { customer, completed_at: completedAt, updated_at: updatedAt } = parsed.data;
  const at = Date.parse(updatedAt ?? '');
  return {
    checkoutId,
    customerId: customer ? (restId({ id: customer.id }) ?? null) : null,
    completed: typeof completedAt === 'string',
    at: Number.isNaN(at) ? (triggeredAt ?? new Date(0)) : new Date(at),
  };
}

export const returnBody = z.object({ id: z.unknown(), order: z.object({ id: z.unknown() }) });

export type ReturnNews = { returnId: string; orderId: string; open: boolean; at: Date };

/** Asked for or granted it is open; refused, called off or done it is not. */
export function parseReturn(topic: string, body: object, triggeredAt: Date | null): ReturnNews | undefined {
  const parsed = returnBody.safeParse(body);
  if (!parsed.success) return undefined;
  const returnId = restId({ id: parsed.data.id });
  const orderId = restId({ id: parsed.data.order.id });
  if (returnId === undefined || orderId === undefined) return undefined;
  const open = topic === 'returns/request' || topic === 'returns/approve';
  return { returnId, orderId, open, at: triggeredAt ?? new Date(0) };
}
