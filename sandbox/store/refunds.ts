/** Refunds: units of lines, shipping, an amount beyond them, with money moved back or without. */
import type { SandboxContext } from './context.ts';
import { emitOrder, emitRefund, emitTransaction } from './events.ts';
import { nextId } from './ids.ts';
import type { Id, Order, Refund, RefundLine } from './model.ts';
import { addTransaction } from './order-build.ts';
import { cancelOrder, requireOrder } from './orders.ts';
import { goneUnits, refundShare, totalsOf } from './refund-math.ts';

export type RefundInput = {
  lines?: { lineId: Id; quantity: number; restock?: RefundLine['restock'] }[];
  /** Shipping given back, without tax on top, in minor units; `true` for all that is left. */
  shipping?: number | true;
  /** Money that moves; default: what the lines and shipping are worth. */
  amount?: number;
  /** False: lines go back and no money moves. */
  transaction?: boolean;
  /** Where money goes; default: newest payment first as far as it reaches. */
  gateway?: string;
  note?: string;
  at?: string;
  announce?: boolean;
};

export function refundOrder(
  context: SandboxContext,
  id: Id,
  input: RefundInput,
): { order: Order; refund: Refund } {
  const order = requireOrder(context, id);
  const before = totalsOf(order);
  const createdAt = input.at ?? context.clock.iso();
  const lines = (input.lines ?? []).map((entry) => takeBack(context, order, entry));
  const shipping = takeShipping(context, order, input.shipping, before.current.shipping);
  const onTop = (tax: number) => (order.taxesIncluded ? 0 : tax);
  const worth =
    lines.reduce((sum, line) => sum + line.subtotal + onTop(line.tax), 0) +
    shipping.reduce((sum, entry) => sum + entry.amount + onTop(entry.tax), 0);
  const moved =
    input.transaction === false
      ? 0
      : Math.min(input.amount ?? worth, Math.max(before.net, input.amount ?? 0));
  const refund: Refund = {
    id: nextId(context.state, 'refund'),
    note: input.note ?? null,
    createdAt,
    lines,
    shipping,
    adjustments: discrepancy(context, worth - moved),
    transactionIds: moveMoney(context, order, moved, input.gateway, createdAt),
  };
  order.refunds.push(refund);
  if (input.announce !== false) announceRefund(context, order, refund);
  return { order, refund };
}

/** Cancels an order and gives back everything that was paid. */
export function cancelAndRefund(context: SandboxContext, id: Id, reason = 'customer'): Order {
  const order = requireOrder(context, id);
  const lines = order.lines
    .filter((line) => line.currentQuantity > 0)
    .map((line) => ({ lineId: line.id, quantity: line.currentQuantity, restock: 'cancel' as const }));
  const { net } = totalsOf(order);
  if (net > 0) refundOrder(context, id, { lines, shipping: true, amount: net });
  return cancelOrder(context, id, reason);
}

function announceRefund(context: SandboxContext, order: Order, refund: Refund): void {
  emitRefund(context, order, refund);
  for (const transaction of order.transactions) {
    if (refund.transactionIds.includes(transaction.id)) emitTransaction(context, order, transaction);
  }
  emitOrder(context, order, ['orders/updated']);
  context.log(`order ${order.name} refunded`);
}

function takeBack(
  context: SandboxContext,
  order: Order,
  entry: { lineId: Id; quantity: number; restock?: RefundLine['restock'] },
): RefundLine {
  const line = order.lines.find((candidate) => candidate.id === entry.lineId);
  if (!line) throw new Error(`order ${order.name} has no line ${entry.lineId}`);
  if (entry.quantity > line.currentQuantity)
    throw new Error(`only ${line.currentQuantity} units of line ${line.id} are left`);
  const { subtotal, tax } = refundShare(line, goneUnits(line), entry.quantity);
  line.currentQuantity -= entry.quantity;
  const restock = entry.restock ?? 'return';
  return {
    id: nextId(context.state, 'refundLine'),
    lineId: line.id,
    quantity: entry.quantity,
    subtotal,
    tax,
    restock,
  };
}

function takeShipping(
  context: SandboxContext,
  order: Order,
  wanted: number | true | undefined,
  left: number,
): Refund['shipping'] {
  const line = order.shippingLines[0];
  const amount = wanted === true ? left : (wanted ?? 0);
  if (amount === 0 || !line) return [];
  if (amount > left) throw new Error(`only ${left} of shipping is left to refund`);
  const rate = line.taxes[0]?.rate ?? 0;
  const tax = Math.round(order.taxesIncluded ? (amount * rate) / (1 + rate) : amount * rate);
  return [{ id: nextId(context.state, 'refundLine'), shippingLineId: line.id, amount, tax }];
}

/** Shopify notes the difference between what went back and what was paid back: negative when more was paid. */
function discrepancy(context: SandboxContext, difference: number): Refund['adjustments'] {
  if (difference === 0) return [];
  const id = nextId(context.state, 'adjustment');
  return [{ id, kind: 'refund_discrepancy', reason: 'Refund discrepancy', amount: difference, tax: 0 }];
}

function moveMoney(
  context: SandboxContext,
  order: Order,
  amount: number,
  gateway: string | undefined,
  at: string,
): Id[] {
  const paid = order.transactions.filter(
    (entry) => entry.status === 'success' && (entry.kind === 'sale' || entry.kind === 'capture'),
  );
  const sources = gateway ? paid.filter((entry) => entry.gateway === gateway) : paid;
  const ids: Id[] = [];
  let rest = amount;
  for (const source of [...sources].reverse()) {
    const returned = order.transactions
      .filter((entry) => entry.kind === 'refund' && entry.parentId === source.id)
      .reduce((sum, entry) => sum + entry.amount, 0);
    const part = Math.min(rest, source.amount - returned);
    if (part <= 0) continue;
    rest -= part;
    const transaction = addTransaction(context, order, {
      gateway: source.gateway,
      amount: part,
      kind: 'refund',
      parentId: source.id,
    });
    transaction.createdAt = at;
    ids.push(transaction.id);
  }
  if (rest > 0) {
    const fallback = gateway ?? paid[0]?.gateway ?? 'manual';
    const transaction = addTransaction(context, order, { gateway: fallback, amount: rest, kind: 'refund' });
    transaction.createdAt = at;
    ids.push(transaction.id);
  }
  return ids;
}
