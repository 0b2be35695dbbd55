/** Verbs on orders: make, pay, edit, cancel. Refunds and fulfilments have files of their own. */
import { randomBytes } from 'node:crypto';
import type { SandboxContext } from './context.ts';
import { emit, emitOrder, emitTransaction, type OrderTopic } from './events.ts';
import { exactNumber, gid, nextId, nextNumber } from './ids.ts';
import type { FinancialStatus, Id, Order, OrderLine, ShippingLine, Transaction } from './model.ts';
import { splitMinor, taxOf } from './money.ts';
import { financialStatusOf } from './order-status.ts';
import { totalsOf } from './refund-math.ts';

export type OrderLineSpec = Partial<Omit<OrderLine, 'taxes' | 'allocations'>> & {
  unitPrice: number;
  /** Discount on this line: part of the first discount code, or a manual discount. */
  discount?: number;
  /** Tax in minor units; default: by `taxRate` of the order. */
  tax?: number;
};

/** Everything that an order can be, for tests: what is left out takes a plain value. */
export type OrderSpec = Partial<
  Omit<
    Order,
    'lines' | 'shippingLines' | 'transactions' | 'refunds' | 'fulfillments' | 'applications' | 'discountCodes'
  >
> & {
  lines: OrderLineSpec[];
  shipping?: number;
  shippingTax?: number;
  /** Code that gave the lines' discounts. */
  discountCode?: string;
  /** A discount on the whole order, divided over the lines. */
  orderDiscount?: number;
  taxRate?: number;
  taxTitle?: string;
  /** Payments; default: the whole by `shopify_payments`. An empty list leaves the order pending. */
  payments?: {
    gateway: string;
    amount: number;
    kind?: Transaction['kind'];
    status?: Transaction['status'];
  }[];
  financialStatus?: FinancialStatus;
  /** False books the order without telling the app. */
  announce?: boolean;
};

/** Makes an order from a spec and announces it: `orders/create`, and `orders/paid` if it is. */
export function createOrder(context: SandboxContext, spec: OrderSpec): Order {
  const order = buildOrder(context, spec);
  context.state.orders.set(order.id, order);
  if (spec.announce === false) context.changed();
  else announceNewOrder(context, order);
  return order;
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

export function buildOrder(context: SandboxContext, spec: OrderSpec): Order {
  const number = spec.number ?? nextNumber(context.state, 'orderNumber');
  const createdAt = spec.createdAt ?? spec.processedAt ?? context.clock.iso();
  const currency = spec.currency ?? context.config.currency;
  const customer = spec.customerId ? context.state.customers.get(spec.customerId) : undefined;
  const order: Order = {
    id: spec.id ?? nextId(context.state, 'order'),
    number,
    name: spec.name ?? `#${number}`,
    token: spec.token ?? randomBytes(16).toString('hex'),
    customerId: spec.customerId ?? null,
    email: spec.email ?? customer?.email ?? null,
    phone: spec.phone ?? null,
    createdAt,
    processedAt: spec.processedAt ?? createdAt,
    updatedAt: spec.updatedAt ?? createdAt,
    closedAt: spec.closedAt ?? null,
    cancelledAt: spec.cancelledAt ?? null,
    cancelReason: spec.cancelReason ?? null,
    test: spec.test ?? false,
    sourceName: spec.sourceName ?? 'web',
    currency,
    presentmentCurrency: spec.presentmentCurrency ?? currency,
    presentmentRate: spec.presentmentRate ?? 1,
    taxesIncluded: spec.taxesIncluded ?? context.config.taxesIncluded,
    lines: [],
    shippingLines: [],
    applications: [],
    discountCodes: [],
    tip: spec.tip ?? 0,
    duties: spec.duties ?? 0,
    transactions: [],
    refunds: [],
    fulfillments: [],
    statusOverride: spec.financialStatus ?? spec.statusOverride ?? null,
    tags: spec.tags ?? [],
    note: spec.note ?? null,
    attributes: spec.attributes ?? {},
    address: spec.address ?? customer?.address ?? null,
    customerLocale: spec.customerLocale ?? customer?.locale ?? context.config.locale,
    landingSite: spec.landingSite ?? null,
    referringSite: spec.referringSite ?? null,
    cartToken: spec.cartToken ?? null,
  };
  addLines(context, order, spec);
  addPayments(context, order, spec);
  return order;
}

function addLines(context: SandboxContext, order: Order, spec: OrderSpec): void {
  const rate = spec.taxRate ?? 0;
  const title = spec.taxTitle ?? context.config.taxTitle;
  const gross = spec.lines.map((line) => line.unitPrice * (line.quantity ?? 1) - (line.discount ?? 0));
  const shares = splitMinor(spec.orderDiscount ?? 0, gross);
  const discounts = spec.lines.map((line, index) => (line.discount ?? 0) + (shares[index] ?? 0));
  const sum = discounts.reduce((total, amount) => total + amount, 0);
  if (sum > 0) {
    order.applications.push({
      method: spec.discountCode ? 'code' : 'manual',
      title: spec.discountCode ?? 'Discount',
      code: spec.discountCode ?? null,
      target: 'line_item',
      selection: 'all',
      allocation: 'across',
      value: { kind: 'amount', amount: sum },
    });
    if (spec.discountCode)
      order.discountCodes.push({ code: spec.discountCode, amount: sum, type: 'fixed_amount' });
  }
  order.lines = spec.lines.map((line, index) =>
    buildLine(context, line, { discount: discounts[index] ?? 0, rate, title, included: order.taxesIncluded }),
  );
  if (spec.shipping === undefined) return;
  const tax = spec.shippingTax ?? taxOf(spec.shipping, rate, order.taxesIncluded);
  order.shippingLines.push(
    buildShipping(context, spec.shipping, tax > 0 ? [{ title, rate, amount: tax }] : []),
  );
}

function buildLine(
  context: SandboxContext,
  spec: OrderLineSpec,
  terms: { discount: number; rate: number; title: string; included: boolean },
): OrderLine {
  const quantity = spec.quantity ?? 1;
  const tax =
    spec.tax ??
    (spec.giftCard ? 0 : taxOf(spec.unitPrice * quantity - terms.discount, terms.rate, terms.included));
  return {
    id: spec.id ?? nextId(context.state, 'line'),
    productId: spec.productId ?? null,
    variantId: spec.variantId ?? null,
    title: spec.title ?? 'Item',
    variantTitle: spec.variantTitle ?? null,
    sku: spec.sku ?? null,
    vendor: spec.vendor ?? null,
    productType: spec.productType ?? '',
    tags: spec.tags ?? [],
    quantity,
    currentQuantity: spec.currentQuantity ?? quantity,
    fulfilledQuantity: 0,
    unitPrice: spec.unitPrice,
    giftCard: spec.giftCard ?? false,
    requiresShipping: spec.requiresShipping ?? true,
    taxable: spec.taxable ?? true,
    properties: spec.properties ?? {},
    sellingPlan: spec.sellingPlan ?? null,
    allocations: terms.discount > 0 ? [{ amount: terms.discount, application: 0 }] : [],
    taxes: tax > 0 ? [{ title: terms.title, rate: terms.rate, amount: tax }] : [],
  };
}

export function buildShipping(
  context: SandboxContext,
  price: number,
  taxes: ShippingLine['taxes'],
): ShippingLine {
  const title = context.config.shipping.title[context.config.locale];
  return { id: nextId(context.state, 'shippingLine'), title, price, allocations: [], taxes };
}

function addPayments(context: SandboxContext, order: Order, spec: OrderSpec): void {
  const total = totalsOf(order).total;
  const whole = total > 0 ? [{ gateway: 'shopify_payments', amount: total }] : [];
  const unpaid: (FinancialStatus | undefined)[] = ['pending', 'voided'];
  const fallback = unpaid.includes(spec.financialStatus) ? [] : whole;
  for (const payment of spec.payments ?? fallback) {
    const transaction = addTransaction(context, order, payment);
    transaction.createdAt = order.processedAt;
  }
}

export function addTransaction(
  context: SandboxContext,
  order: Order,
  input: {
    gateway: string;
    amount: number;
    kind?: Transaction['kind'];
    status?: Transaction['status'];
    parentId?: Id | null;
  },
): Transaction {
  const authorized = order.statusOverride === 'authorized';
  const transaction: Transaction = {
    id: nextId(context.state, 'transaction'),
    kind: input.kind ?? (authorized ? 'authorization' : 'sale'),
    status: input.status ?? 'success',
    gateway: input.gateway,
    amount: input.amount,
    parentId: input.parentId ?? null,
    createdAt: context.clock.iso(),
  };
  order.transactions.push(transaction);
  return transaction;
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
