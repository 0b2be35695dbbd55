/** Verbs on orders: make, pay, edit, cancel. Refunds and fulfilments have files of their own. */
import { findByCode } from './cart-pricing.ts';
import type { SandboxContext } from './context.ts';
import { emit, emitOrder, emitTransaction, type OrderTopic } from './events.ts';
import { exactNumber, gid, nextId } from './ids.ts';
import type { Id, Order } from './model.ts';
import { financialStatusOf } from './order-status.ts';
import { totalsOf } from './refund-math.ts';
import { addTransaction, buildLine, buildOrder, type OrderLineSpec, type OrderSpec } from './order-build.ts';

/** Makes an order from a spec and announces it: `orders/create`, and `orders/paid` if it is. */
export function createOrder(context: SandboxContext, spec: OrderSpec): Order {
  const order = buildOrder(context, spec);
  context.state.orders.set(order.id, order);
  if (spec.discountCode) useUp(context, spec.discountCode, order);
  if (spec.announce === false) context.changed();
  else announceNewOrder(context, order);
  return order;
}

/** An order that carries a code has used it, by whichever way it came. */
function useUp(context: SandboxContext, code: string, order: Order): void {
  const discount = findByCode([...context.state.discounts.values()], code);
  if (!discount) return;
  discount.usageCount += 1;
  if (order.customerId) discount.usedBy.push(order.customerId);
  const known = discount.codes.find((one) => one.code.toLowerCase() === code.toLowerCase());
  if (known && !context.faults.usageCountLags) known.usageCount += 1;
}

export function announceNewOrder(context: SandboxContext, order: Order): void {
  const paid = financialStatusOf(order) === 'paid';
  emitOrder(
    context,
    order,
    paid ? ['orders/create', 'orders/paid', 'orders/updated'] : ['orders/create', 'orders/updated'],
  );
  for (const transaction of order.transactions) emitTransaction(context, order, transaction);
  context.log(`order ${order.name} placed`);
}

/** Takes the money that is still open. */
export function markPaid(context: SandboxContext, id: Id, gateway = 'manual'): Order {
  const order = requireOrder(context, id);
  order.statusOverride = null;
  const { outstanding } = totalsOf(order);
  const authorization = order.transactions.find((transaction) => transaction.kind === 'authorization');
  if (outstanding > 0) {
    const transaction = addTransaction(context, order, {
      gateway: authorization?.gateway ?? gateway,
      amount: outstanding,
      kind: authorization ? 'capture' : 'sale',
      parentId: authorization?.id ?? null,
    });
    emitTransaction(context, order, transaction);
  }
  emitOrder(context, order, ['orders/paid', 'orders/updated']);
  context.log(`order ${order.name} paid`);
  return order;
}

export type OrderEdit = {
  add?: OrderLineSpec[];
  setQuantities?: { lineId: Id; quantity: number }[];
  pay?: boolean;
  taxRate?: number;
};

/** Adds lines and lowers or raises quantities, as the order editor does. */
export function editOrder(context: SandboxContext, id: Id, edit: OrderEdit): Order {
  const order = requireOrder(context, id);
  const additions: { id: Id; delta: number }[] = [];
  const removals: { id: Id; delta: number }[] = [];
  for (const { lineId, quantity } of edit.setQuantities ?? []) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (!line) throw new Error(`order ${order.name} has no line ${lineId}`);
    const delta = quantity - line.currentQuantity;
    if (delta > 0) throw new Error('raise a quantity by adding a line, as Shopify does for discounted lines');
    line.currentQuantity = quantity;
    if (delta < 0) removals.push({ id: lineId, delta: -delta });
  }
  const rate = edit.taxRate ?? order.lines[0]?.taxes[0]?.rate ?? 0;
  const title = order.lines[0]?.taxes[0]?.title ?? context.config.taxTitle;
  for (const spec of edit.add ?? []) {
    const line = buildLine(context, spec, { discount: 0, rate, title, included: order.taxesIncluded });
    order.lines.push(line);
    additions.push({ id: line.id, delta: line.quantity });
  }
  const topics: OrderTopic[] = ['orders/updated'];
  if (edit.pay !== false) settle(context, order);
  emit(context, 'orders/edited', editedBody(context, order, additions, removals));
  emitOrder(context, order, topics);
  context.log(`order ${order.name} edited`);
  return order;
}

/** Pays what an edit added. What it took away is refunded by a refund of its own. */
function settle(context: SandboxContext, order: Order): void {
  const { outstanding } = totalsOf(order);
  if (outstanding === 0) return;
  const gateway = order.transactions.find((transaction) => transaction.kind === 'sale')?.gateway ?? 'manual';
  emitTransaction(context, order, addTransaction(context, order, { gateway, amount: outstanding }));
}

/** Deltas only, as Shopify sends them. */
function editedBody(
  context: SandboxContext,
  order: Order,
  additions: { id: Id; delta: number }[],
  removals: { id: Id; delta: number }[],
) {
  const now = context.clock.iso();
  const entry = (item: { id: Id; delta: number }) => ({ id: exactNumber(item.id), delta: item.delta });
  return {
    order_edit: {
      id: exactNumber(nextId(context.state, 'orderEdit')),
      app_id: null,
      created_at: now,
      notify_customer: false,
      order_id: exactNumber(order.id),
      staff_note: '',
      user_id: null,
      line_items: { additions: additions.map(entry), removals: removals.map(entry) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
      committed_at: now,
      admin_graphql_api_order_id: gid('Order', order.id),
    },
  };
}

/** Cancels; money that was taken goes back when the verb in `refunds.ts` did so before. */
export function cancelOrder(context: SandboxContext, id: Id, reason = 'customer'): Order {
  const order = requireOrder(context, id);
  if (order.cancelledAt) throw new Error(`order ${order.name} is cancelled already`);
  const now = context.clock.iso();
  order.cancelledAt = now;
  order.closedAt = now;
  order.cancelReason = reason;
  for (const line of order.lines)
    line.currentQuantity = Math.min(line.currentQuantity, line.fulfilledQuantity);
  emitOrder(context, order, ['orders/cancelled', 'orders/updated']);
  context.log(`order ${order.name} cancelled`);
  return order;
}

/** Staff write something on an order: nothing of its money changes, and Shopify tells of the whole order again. */
export function annotateOrder(context: SandboxContext, id: Id, note: string): Order {
  const order = requireOrder(context, id);
  order.note = note;
  emitOrder(context, order, ['orders/updated']);
  return order;
}

export function deleteOrder(context: SandboxContext, id: Id): void {
  requireOrder(context, id);
  context.state.orders.delete(id);
  emit(context, 'orders/delete', { id: exactNumber(id) });
}

export function requireOrder(context: SandboxContext, id: Id): Order {
  const order = context.state.orders.get(id);
  if (!order) throw new Error(`there is no order ${id}`);
  return order;
}
