/** Sending parcels and seeing them arrive. */
import type { SandboxContext } from './context.ts';
import { emit, emitOrder } from './events.ts';
import { nextId } from './ids.ts';
import type { Fulfillment, Id, Order } from './model.ts';
import { fulfillmentStatusOf } from './order-status.ts';
import { requireOrder } from './orders.ts';
import { fulfillmentBody } from './payloads-beside.ts';

/** Sends everything that is still open, or the given units. */
export function fulfil(context: SandboxContext, id: Id, lines?: { lineId: Id; quantity: number }[]): Order {
  const order = requireOrder(context, id);
  const open = order.lines.map((line) => ({
    lineId: line.id,
    quantity: line.currentQuantity - line.fulfilledQuantity,
  }));
  const sent = (lines ?? open).filter((entry) => entry.quantity > 0);
  if (sent.length === 0) throw new Error(`order ${order.name} has nothing left to send`);
  const fulfillment = ship(context, order, sent);
  emit(context, 'fulfillments/create', fulfillmentBody(context, order, fulfillment));
  const complete = fulfillmentStatusOf(order) === 'fulfilled';
  emitOrder(context, order, [complete ? 'orders/fulfilled' : 'orders/partially_fulfilled', 'orders/updated']);
  context.log(`order ${order.name} sent`);
  return order;
}

/** Books a parcel without telling anyone. */
export function ship(
  context: SandboxContext,
  order: Order,
  lines: { lineId: Id; quantity: number }[],
  at = context.clock.iso(),
): Fulfillment {
  for (const entry of lines) {
    const line = order.lines.find((candidate) => candidate.id === entry.lineId);
    if (!line) throw new Error(`order ${order.name} has no line ${entry.lineId}`);
    line.fulfilledQuantity += entry.quantity;
  }
  const id = nextId(context.state, 'fulfillment');
  const fulfillment: Fulfillment = {
    id,
    status: 'success',
    createdAt: at,
    updatedAt: at,
    shipmentStatus: 'in_transit',
    inTransitAt: at,
    deliveredAt: null,
    trackingNumber: `0034${id}`,
    lines,
  };
  order.fulfillments.push(fulfillment);
  return fulfillment;
}

/** The parcels of an order arrive. */
export function deliver(context: SandboxContext, id: Id): Order {
  const order = requireOrder(context, id);
  const underWay = order.fulfillments.filter((fulfillment) => fulfillment.deliveredAt === null);
  if (underWay.length === 0) throw new Error(`order ${order.name} has no parcel under way`);
  for (const fulfillment of underWay) {
    fulfillment.deliveredAt = context.clock.iso();
    fulfillment.updatedAt = fulfillment.deliveredAt;
    fulfillment.shipmentStatus = 'delivered';
    emit(context, 'fulfillments/update', fulfillmentBody(context, order, fulfillment));
  }
  emitOrder(context, order, ['orders/updated']);
  context.log(`order ${order.name} delivered`);
  return order;
}
