/** Refunds and parcels of an order as the Admin API shows them. */
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import type { Fulfillment, Order, OrderLine, Refund } from '../../store/model.ts';
import { connection, type PageArguments } from '../connection.ts';
import { lineItemNode, orderNode, transactionNode } from './order-node.ts';
import { moneyBagNode, shippingLineNode } from './order-parts.ts';
import type { Node } from './shared.ts';

export function refundNode(context: SandboxContext, order: Order, refund: Refund): Node {
  const transactions = order.transactions.filter((entry) => refund.transactionIds.includes(entry.id));
  const moved = transactions.reduce((sum, entry) => sum + entry.amount, 0);
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: refund.id,
    note: refund.note,
    createdAt: refund.createdAt,
    processedAt: refund.createdAt,
    updatedAt: refund.createdAt,
    duties: [],
    order: () => orderNode(context, order),
    totalRefundedSet: () => moneyBagNode(order, moved),
    refundLineItems: (args: PageArguments) =>
      connection(
        refund.lines,
        args,
        (line) => line.id,
        (line) => ({
          __typename: 'RefundLineItem',
          id: gid('RefundLineItem', line.id),
          quantity: line.quantity,
          restockType: line.restock.toUpperCase(),
          restocked: line.restock !== 'no_restock',
          subtotalSet: () => moneyBagNode(order, line.subtotal),
          totalTaxSet: () => moneyBagNode(order, line.tax),
          priceSet: () => moneyBagNode(order, lineOf(order, line.lineId).unitPrice),
          lineItem: () => lineItemNode(context, order, lineOf(order, line.lineId)),
        }),
      ),
    refundShippingLines: (args: PageArguments) =>
      connection(
        refund.shipping,
        args,
        (entry) => entry.id,
        (entry) => ({
          __typename: 'RefundShippingLine',
          id: gid('RefundShippingLine', entry.id),
          subtotalAmountSet: () => moneyBagNode(order, entry.amount),
          taxAmountSet: () => moneyBagNode(order, entry.tax),
          shippingLine: () => {
            const line = order.shippingLines.find((candidate) => candidate.id === entry.shippingLineId);
            if (!line) throw new Error(`order ${order.name} has no shipping line ${entry.shippingLineId}`);
            return shippingLineNode(order, line);
          },
        }),
      ),
    orderAdjustments: (args: PageArguments) =>
      connection(
        refund.adjustments,
        args,
        (entry) => entry.id,
        (entry) => ({
          __typename: 'OrderAdjustment',
          id: gid('OrderAdjustment', entry.id),
          reason: 'REFUND_DISCREPANCY',
          amountSet: () => moneyBagNode(order, entry.amount),
          taxAmountSet: () => moneyBagNode(order, entry.tax),
        }),
      ),
    transactions: (args: PageArguments) =>
      connection(
        transactions,
        args,
        (entry) => entry.id,
        (entry) => transactionNode(context, order, entry),
      ),
    return: null,
  };
}

export function fulfillmentNode(context: SandboxContext, order: Order, fulfillment: Fulfillment): Node {
  const display = { in_transit: 'IN_TRANSIT', delivered: 'DELIVERED', none: 'FULFILLED' };
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', fulfillment.id),
    legacyResourceId: fulfillment.id,
    name: `${order.name}-F${order.fulfillments.indexOf(fulfillment) + 1}`,
    status: fulfillment.status.toUpperCase(),
    displayStatus: display[fulfillment.shipmentStatus ?? 'none'],
    createdAt: fulfillment.createdAt,
    updatedAt: fulfillment.updatedAt,
    inTransitAt: fulfillment.inTransitAt,
    deliveredAt: fulfillment.deliveredAt,
    estimatedDeliveryAt: null,
    requiresShipping: true,
    totalQuantity: fulfillment.lines.reduce((sum, line) => sum + line.quantity, 0),
    trackingInfo: fulfillment.trackingNumber
      ? [
          {
            __typename: 'FulfillmentTrackingInfo',
            company: 'DHL',
            number: fulfillment.trackingNumber,
            url: null,
          },
        ]
      : [],
    fulfillmentLineItems: (args: PageArguments) =>
      connection(
        fulfillment.lines,
        args,
        (line) => line.lineId,
        (line) => ({
          __typename: 'FulfillmentLineItem',
          id: gid('FulfillmentLineItem', `${fulfillment.id}${line.lineId.slice(-4)}`),
          quantity: line.quantity,
          lineItem: () => lineItemNode(context, order, lineOf(order, line.lineId)),
        }),
      ),
    order: () => orderNode(context, order),
  };
}

function lineOf(order: Order, id: string): OrderLine {
  const line = order.lines.find((candidate) => candidate.id === id);
  if (!line) throw new Error(`order ${order.name} has no line ${id}`);
  return line;
}
