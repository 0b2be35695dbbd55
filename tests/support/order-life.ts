/**
 * Random lives of orders in the sandbox's store: placed paid or unpaid, by customers and guests, with discounts, taxes,
 * gift cards and codes; paid, edited, refunded in parts, sent, voided, cancelled. The same seed does the same.
 */
import type { SandboxContext } from '../../sandbox/store/context.ts';
import { emitOrder } from '../../sandbox/store/events.ts';
import { fulfil } from '../../sandbox/store/fulfilments.ts';
import type { Order } from '../../sandbox/store/model.ts';
import { financialStatusOf } from '../../sandbox/store/order-status.ts';
import { cancelOrder, createOrder, editOrder, markPaid } from '../../sandbox/store/orders.ts';
import type { Random } from '../../sandbox/store/random.ts';
import { totalsOf } from '../../sandbox/store/refund-math.ts';
import { cancelAndRefund, refundOrder } from '../../sandbox/store/refunds.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

export type Life = {
  context: SandboxContext;
  random: Random;
  customers: string[];
  /** Codes that nobody has used yet, with what they take off. */
  codes: { code: string; customerId: string; amountMinor: number }[];
  orders: Order[];
};

export function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Time between two acts: often within the same second, sometimes the same instant, sometimes days. */
export function pauseMs(random: Random): number {
  return pick(random, [0, 0, 1, whole(random, 2, 900), whole(random, 1, 90) * 1_000, MINUTE, DAY / 3]);
}

/** Something happens: one verb of a merchant or shopper. What cannot be done to an order is another order instead. */
export function act(life: Life): void {
  const { random, orders } = life;
  if (orders.length === 0 || random() < 0.3) return place(life);
  const order = pick(random, orders);
  const deed = pick(random, DEEDS);
  if (!deed(life, order)) place(life);
}

function place(life: Life): void {
  const { context, random, orders } = life;
  const spent = random() < 0.25 ? life.codes.pop() : undefined;
  const customerId = spent?.customerId ?? (random() < 0.1 ? null : pick(random, life.customers));
  const lines = Array.from({ length: whole(random, 1, 3) }, () => ({
    title: 'Shirt',
    unitPrice: whole(random, 500, 9_999),
    quantity: whole(random, 1, 4),
    ...(random() < 0.3 && !spent ? { discount: whole(random, 1, 400) } : {}),
    ...(random() < 0.05 ? { giftCard: true } : {}),
  }));
  const gift = random() < 0.1;
  const unpaid = random() < 0.25;
  orders.push(
    createOrder(context, {
      customerId,
      lines,
      taxesIncluded: random() < 0.5,
      taxRate: pick(random, [0, 0.07, 0.19]),
      ...(random() < 0.4 ? { shipping: 490 } : {}),
      ...(spent ? { orderDiscount: spent.amountMinor, discountCode: spent.code } : {}),
      ...(random() < 0.03 ? { test: true } : {}),
      ...(gift ? { payments: paidBy(lines) } : unpaid ? { payments: [] } : {}),
    }),
  );
}

/** Part of it by gift card, the rest by card: then the transactions must be read. */
function paidBy(lines: { unitPrice: number; quantity: number }[]) {
  const sum = lines.reduce((total, line) => total + line.unitPrice * line.quantity, 0);
  return [
    { gateway: 'gift_card', amount: Math.floor(sum / 3) },
    { gateway: 'shopify_payments', amount: sum },
  ];
}

type Deed = (life: Life, order: Order) => boolean;

const pay: Deed = ({ context }, order) => {
  if (order.cancelledAt || totalsOf(order).outstanding <= 0) return false;
  markPaid(context, order.id);
  return true;
};

const edit: Deed = ({ context, random }, order) => {
  if (order.cancelledAt) return false;
  const line = order.lines.find((one) => one.currentQuantity > one.fulfilledQuantity);
  const adds = random() < 0.4 || !line;
  editOrder(context, order.id, {
    ...(adds ? { add: [{ unitPrice: whole(random, 500, 5_000), quantity: 1 }] } : {}),
    ...(line && !adds ? { setQuantities: [{ lineId: line.id, quantity: line.currentQuantity - 1 }] } : {}),
  });
  return true;
};

const refund: Deed = ({ context, random }, order) => {
  const { net } = totalsOf(order);
  if (net <= 0) return false;
  const line = order.lines.find((one) => one.currentQuantity > 0);
  if (random() < 0.2) {
    refundOrder(context, order.id, { amount: whole(random, 1, Math.min(net, 2_000)) });
    return true;
  }
  if (!line) return false;
  refundOrder(context, order.id, {
    lines: [{ lineId: line.id, quantity: whole(random, 1, line.currentQuantity) }],
    ...(random() < 0.1 ? { transaction: false } : {}),
  });
  return true;
};

const cancel: Deed = ({ context, random }, order) => {
  if (order.cancelledAt) return false;
  if (random() < 0.7) cancelAndRefund(context, order.id);
  else cancelOrder(context, order.id);
  return true;
};

const send: Deed = ({ context }, order) => {
  if (order.cancelledAt || !order.lines.some((line) => line.currentQuantity > line.fulfilledQuantity))
    return false;
  fulfil(context, order.id);
  return true;
};

/** A payment that never came: the store ends the order's claim on it, with one webhook alone. */
const expirePayment: Deed = ({ context }, order) => {
  if (!['pending', 'authorized'].includes(financialStatusOf(order))) return false;
  order.statusOverride = 'voided';
  emitOrder(context, order, ['orders/updated']);
  return true;
};

/** Staff learn who the guest was. */
const name: Deed = ({ context, random, customers }, order) => {
  if (order.customerId !== null) return false;
  order.customerId = pick(random, customers);
  emitOrder(context, order, ['orders/updated']);
  return true;
};

/** Anything that changes nothing for us: tags, notes. */
const touch: Deed = ({ context }, order) => {
  order.tags.push(`tag-${order.tags.length}`);
  emitOrder(context, order, ['orders/updated']);
  return true;
};

const DEEDS: readonly Deed[] = [pay, edit, refund, refund, refund, cancel, send, expirePayment, name, touch];
