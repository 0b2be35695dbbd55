/** How an order comes to be from a spec in which nearly everything may be left out. Announces nothing. */
import { randomBytes } from 'node:crypto';
import type { SandboxContext } from './context.ts';
import { nextId, nextNumber } from './ids.ts';
import type { FinancialStatus, Id, Order, OrderLine, ShippingLine, Transaction } from './model.ts';
import { splitMinor, taxOf } from './money.ts';
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
    company: spec.company ?? null,
    dispute: spec.dispute ?? null,
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

export function buildLine(
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
