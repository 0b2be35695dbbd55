/** Payment and fulfilment status of an order, told from what happened to it. Pure. */
import type { FinancialStatus, Order } from './model.ts';
import { totalsOf } from './refund-math.ts';

export function financialStatusOf(order: Order): FinancialStatus {
  if (order.statusOverride) return order.statusOverride;
  const { paid, refunded, total, outstanding } = totalsOf(order);
  if (paid > 0 && refunded >= paid) return 'refunded';
  if (refunded > 0) return 'partially_refunded';
  const successful = order.transactions.filter((transaction) => transaction.status === 'success');
  if (paid === 0 && total > 0) {
    const held = successful.some((transaction) => transaction.kind === 'authorization');
    const voided =
      order.cancelledAt !== null || successful.some((transaction) => transaction.kind === 'void');
    if (voided) return 'voided';
    return held ? 'authorized' : 'pending';
  }
  return outstanding > 0 ? 'partially_paid' : 'paid';
}

export function fulfillmentStatusOf(order: Order): 'fulfilled' | 'partial' | null {
  const lines = order.lines.filter((line) => line.currentQuantity > 0 || line.fulfilledQuantity > 0);
  const done = lines.filter((line) => line.fulfilledQuantity >= line.currentQuantity);
  if (lines.length > 0 && done.length === lines.length && lines.some((line) => line.fulfilledQuantity > 0))
    return 'fulfilled';
  return lines.some((line) => line.fulfilledQuantity > 0) ? 'partial' : null;
}
