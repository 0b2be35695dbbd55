/** How verbs report what happened: a webhook event with the body as it is at this moment, and a line in the log. */
import type { SandboxContext } from './context.ts';
import type { Customer, Order, Refund, Transaction } from './model.ts';
import { orderBody } from './payloads.ts';
import { customerBody, refundBody, transactionBody } from './payloads-beside.ts';

export type OrderTopic =
  | 'orders/create'
  | 'orders/paid'
  | 'orders/updated'
  | 'orders/partially_fulfilled'
  | 'orders/fulfilled'
  | 'orders/cancelled';

export function emit(context: SandboxContext, topic: string, body: unknown): void {
  context.emit({ topic, body: JSON.stringify(body), at: context.clock.iso() });
  context.changed();
}

/** The order changed: bumps `updatedAt` and sends the topics, all with the same snapshot. */
export function emitOrder(context: SandboxContext, order: Order, topics: OrderTopic[]): void {
  touch(context, order);
  const body = orderBody(context, order);
  for (const topic of topics) emit(context, topic, body);
}

export function emitCustomer(context: SandboxContext, customer: Customer, topic: string): void {
  touch(context, customer);
  emit(context, topic, customerBody(context, customer));
}

export function emitRefund(context: SandboxContext, order: Order, refund: Refund): void {
  emit(context, 'refunds/create', refundBody(context, order, refund));
}

export function emitTransaction(context: SandboxContext, order: Order, transaction: Transaction): void {
  emit(context, 'order_transactions/create', transactionBody(context, order, transaction));
}

/** Shopify's time stamps in a row of changes never stand still: each is later than the one before. */
function touch(context: SandboxContext, record: { updatedAt: string }): void {
  const now = context.clock.now().getTime();
  const last = Date.parse(record.updatedAt);
  const next = now > last || last - now > 60_000 ? now : last + 1;
  record.updatedAt = new Date(next).toISOString();
}
