/** Orders as the Admin API shows them. */
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import type { Dispute, Order, OrderLine, Transaction } from '../../store/model.ts';
import { financialStatusOf, fulfillmentStatusOf } from '../../store/order-status.ts';
import { orderTaxes } from '../../store/payload-parts.ts';
import { totalsOf } from '../../store/refund-math.ts';
import { connection, type PageArguments } from '../connection.ts';
import { customerNode } from './customer-node.ts';
import { fulfillmentNode, refundNode } from './order-events.ts';
import { productNode, variantNode } from './product-node.ts';
import { metafieldFields, type Node } from './shared.ts';
import {
  addressNode,
  allocationNode,
  applicationNode,
  limited,
  moneyBagNode,
  shippingLineNode,
  taxNode,
} from './order-parts.ts';

type First = { first?: number | null };

export function orderNode(context: SandboxContext, order: Order): Node {
  const id = gid('Order', order.id);
  return {
    __typename: 'Order',
    id,
    legacyResourceId: order.id,
    ...identityFields(order),
    ...statusFields(order),
    ...moneyFields(order),
    ...metafieldFields(context, id),
    customer: () => {
      const customer = order.customerId === null ? undefined : context.state.customers.get(order.customerId);
      return customer ? customerNode(context, customer) : null;
    },
    lineItems: (args: PageArguments) =>
      connection(
        order.lines,
        args,
        (line) => line.id,
        (line) => lineItemNode(context, order, line),
      ),
    shippingLine: () => (order.shippingLines[0] ? shippingLineNode(order, order.shippingLines[0]) : null),
    shippingLines: (args: PageArguments) =>
      connection(
        order.shippingLines,
        args,
        (line) => line.id,
        (line) => shippingLineNode(order, line),
      ),
    discountApplications: (args: PageArguments) =>
      connection(
        order.applications.map((application, index) => ({ application, index })),
        args,
        (entry) => String(entry.index),
        (entry) => applicationNode(order, entry.application, entry.index),
      ),
    transactions: ({ first }: First) =>
      limited(order.transactions, first).map((entry) => transactionNode(context, order, entry)),
    transactionsCount: { __typename: 'Count', count: order.transactions.length, precision: 'EXACT' },
    refunds: ({ first }: First) =>
      limited(order.refunds, first).map((refund) => refundNode(context, order, refund)),
    fulfillments: ({ first }: First) =>
      limited(order.fulfillments, first).map((entry) => fulfillmentNode(context, order, entry)),
    fulfillmentsCount: { __typename: 'Count', count: order.fulfillments.length, precision: 'EXACT' },
    returns: (args: PageArguments) => connection([], args, String, String),
    taxLines: () => orderTaxes(order).map((tax) => taxNode(order, tax)),
    shippingAddress: () => addressNode(order),
    billingAddress: () => addressNode(order),
    purchasingEntity: () => purchaserNode(context, order),
    disputes: () => (order.dispute ? [disputeNode(order.dispute)] : []),
    app: { __typename: 'OrderApp', id: gid('App', '580111'), name: 'Online Store' },
  };
}

function purchaserNode(context: SandboxContext, order: Order): Node | null {
  if (order.company) return { __typename: 'PurchasingCompany' };
  const customer = order.customerId === null ? undefined : context.state.customers.get(order.customerId);
  return customer ? customerNode(context, customer) : null;
}

function disputeNode(dispute: Dispute): Node {
  return {
    __typename: 'OrderDisputeSummary',
    id: gid('OrderDisputeSummary', dispute.id),
    initiatedAs: dispute.type.toUpperCase(),
    status: dispute.status.toUpperCase(),
  };
}

function identityFields(order: Order) {
  return {
    name: order.name,
    number: order.number - 1000,
    email: order.email,
    // Nobody's browser is known to this store.
    clientIp: null,
    phone: order.phone,
    note: order.note,
    tags: order.tags,
    test: order.test,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    closedAt: order.closedAt,
    closed: order.closedAt !== null,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    confirmed: true,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    sourceName: order.sourceName,
    sourceIdentifier: null,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: order.taxesIncluded,
    taxExempt: false,
    customerLocale: order.customerLocale,
    cartToken: order.cartToken,
    checkoutToken: order.token,
    discountCode: order.discountCodes[0]?.code ?? null,
    discountCodes: order.discountCodes.map((entry) => entry.code),
    paymentGatewayNames: () => [...new Set(order.transactions.map((transaction) => transaction.gateway))],
    customAttributes: () =>
      Object.entries(order.attributes).map(([key, value]) => ({ __typename: 'Attribute', key, value })),
    requiresShipping: () => order.lines.some((line) => line.requiresShipping),
    edited: () => order.lines.some((line) => line.currentQuantity < line.quantity),
    customerJourneySummary: null,
  };
}

function statusFields(order: Order) {
  const returned = () => order.refunds.some((refund) => refund.lines.length > 0);
  return {
    displayFinancialStatus: () => financialStatusOf(order).toUpperCase(),
    displayFulfillmentStatus: () =>
      ({ fulfilled: 'FULFILLED', partial: 'PARTIALLY_FULFILLED', none: 'UNFULFILLED' })[
        fulfillmentStatusOf(order) ?? 'none'
      ],
    fullyPaid: () => totalsOf(order).outstanding === 0,
    unpaid: () => totalsOf(order).paid === 0,
    refundable: () => totalsOf(order).net > 0,
    fulfillable: () => order.lines.some((line) => line.currentQuantity > line.fulfilledQuantity),
    returnStatus: () => (returned() ? 'RETURNED' : 'NO_RETURN'),
  };
}

function moneyFields(order: Order) {
  const bag = (read: (totals: ReturnType<typeof totalsOf>) => number) => () =>
    moneyBagNode(order, read(totalsOf(order)));
  return {
    subtotalPriceSet: bag((totals) => totals.subtotal),
    totalPriceSet: bag((totals) => totals.total),
    originalTotalPriceSet: bag((totals) => totals.total),
    totalDiscountsSet: bag((totals) => totals.discounts),
    totalTaxSet: bag((totals) => totals.tax),
    totalShippingPriceSet: bag((totals) => totals.shipping),
    totalRefundedSet: bag((totals) => totals.refunded),
    totalReceivedSet: bag((totals) => totals.paid),
    netPaymentSet: bag((totals) => totals.net),
    totalOutstandingSet: bag((totals) => totals.outstanding),
    totalTipReceivedSet: bag(() => order.tip),
    totalRefundedShippingSet: bag(() =>
      order.refunds.flatMap((refund) => refund.shipping).reduce((sum, entry) => sum + entry.amount, 0),
    ),
    refundDiscrepancySet: bag(() =>
      order.refunds.flatMap((refund) => refund.adjustments).reduce((sum, entry) => sum + entry.amount, 0),
    ),
    currentSubtotalPriceSet: bag((totals) => totals.current.subtotal),
    currentTotalPriceSet: bag((totals) => totals.current.total),
    currentTotalDiscountsSet: bag((totals) => totals.current.discounts),
    currentTotalTaxSet: bag((totals) => totals.current.tax),
    currentShippingPriceSet: bag((totals) => totals.current.shipping),
    currentTotalDutiesSet: () => (order.duties > 0 ? moneyBagNode(order, order.duties) : null),
    originalTotalDutiesSet: () => (order.duties > 0 ? moneyBagNode(order, order.duties) : null),
    subtotalLineItemsQuantity: () => order.lines.reduce((sum, line) => sum + line.quantity, 0),
    currentSubtotalLineItemsQuantity: () => order.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
  };
}

export function lineItemNode(context: SandboxContext, order: Order, line: OrderLine): Node {
  const discount = line.allocations.reduce((sum, allocation) => sum + allocation.amount, 0);
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    title: line.title,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: Math.max(0, line.currentQuantity - line.fulfilledQuantity),
    isGiftCard: line.giftCard,
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    originalUnitPriceSet: () => moneyBagNode(order, line.unitPrice),
    originalTotalSet: () => moneyBagNode(order, line.unitPrice * line.quantity),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean | null }) =>
      moneyBagNode(
        order,
        line.unitPrice * line.quantity - (withCodeDiscounts ? discount : withoutCodes(order, line)),
      ),
    totalDiscountSet: () => moneyBagNode(order, discount),
    discountAllocations: () => line.allocations.map((allocation) => allocationNode(order, allocation)),
    taxLines: ({ first }: First) => limited(line.taxes, first).map((tax) => taxNode(order, tax)),
    duties: [],
    customAttributes: () =>
      Object.entries(line.properties).map(([key, value]) => ({ __typename: 'Attribute', key, value })),
    sellingPlan: line.sellingPlan
      ? { __typename: 'LineItemSellingPlan', name: line.sellingPlan, sellingPlanId: null }
      : null,
    product: () => {
      const product = line.productId === null ? undefined : context.state.products.get(line.productId);
      return product ? productNode(context, product) : null;
    },
    variant: () => {
      const product = line.productId === null ? undefined : context.state.products.get(line.productId);
      const variant = product?.variants.find((candidate) => candidate.id === line.variantId);
      return product && variant ? variantNode(context, product, variant) : null;
    },
  };
}

function withoutCodes(order: Order, line: OrderLine): number {
  return line.allocations
    .filter((allocation) => order.applications[allocation.application]?.method !== 'code')
    .reduce((sum, allocation) => sum + allocation.amount, 0);
}

export function transactionNode(context: SandboxContext, order: Order, transaction: Transaction): Node {
  return {
    __typename: 'OrderTransaction',
    id: gid('OrderTransaction', transaction.id),
    kind: transaction.kind.toUpperCase(),
    status: transaction.status.toUpperCase(),
    gateway: transaction.gateway,
    formattedGateway: transaction.gateway,
    amountSet: () => moneyBagNode(order, transaction.amount),
    createdAt: transaction.createdAt,
    processedAt: transaction.createdAt,
    test: order.test,
    errorCode: null,
    manualPaymentGateway: transaction.gateway === 'manual',
    paymentId: `${order.name}.${transaction.id.slice(-3)}`,
    parentTransaction: () => {
      const parent = order.transactions.find((candidate) => candidate.id === transaction.parentId);
      return parent ? transactionNode(context, order, parent) : null;
    },
    order: () => orderNode(context, order),
  };
}
