/** Banks that ask for their money back: a dispute is opened for an order, and later won or lost. */
import type { SandboxContext } from './context.ts';
import { emit } from './events.ts';
import { exactNumber, nextId } from './ids.ts';
import type { Dispute, Id, Order } from './model.ts';
import { formatMinor } from './money.ts';
import { requireOrder } from './orders.ts';
import { totalsOf } from './refund-math.ts';

export type DisputeInput = { type?: Dispute['type']; status?: Dispute['status'] };

/** Opens the order's dispute, or moves it on. The order itself does not change. */
export function disputeOrder(context: SandboxContext, id: Id, input: DisputeInput): Order {
  const order = requireOrder(context, id);
  const before = order.dispute;
  const dispute: Dispute = {
    id: before?.id ?? nextId(context.state, 'dispute'),
    type: input.type ?? before?.type ?? 'chargeback',
    status: input.status ?? 'needs_response',
    createdAt: before?.createdAt ?? context.clock.iso(),
  };
  order.dispute = dispute;
  emit(context, before ? 'disputes/update' : 'disputes/create', {
    id: exactNumber(dispute.id),
    order_id: exactNumber(order.id),
    type: dispute.type,
    amount: formatMinor(totalsOf(order).paid, order.currency),
    currency: order.currency,
    reason: 'fraudulent',
    status: dispute.status,
    initiated_at: dispute.createdAt,
  });
  context.log(`order ${order.name}: ${dispute.type} ${dispute.status}`);
  return order;
}
