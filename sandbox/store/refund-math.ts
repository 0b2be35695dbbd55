/**
 * What a refund is worth: the share of a line's discounts and taxes that goes back with some of its units, and
 * what is left to refund. Pure. Shares are cumulative, so that the parts of a line always add up to the whole.
 */
import type { Order, OrderLine, Refund } from './model.ts';

/** Subtotal and tax of `quantity` units of a line of which `before` units went back already. */
export function refundShare(
  line: OrderLine,
  before: number,
  quantity: number,
): { subtotal: number; tax: number } {
  const discount = total(line.allocations.map((allocation) => allocation.amount));
  const tax = total(line.taxes.map((entry) => entry.amount));
  return {
    subtotal: line.unitPrice * quantity - portion(discount, before, quantity, line.quantity),
    tax: portion(tax, before, quantity, line.quantity),
  };
}

/** Units of a line that are gone: refunded, or removed by an edit. */
export function goneUnits(line: OrderLine): number {
  return line.quantity - line.currentQuantity;
}

export type OrderTotals = {
  /** As ordered, edits included: lines after discounts. */
  subtotal: number;
  lineItems: number;
  discounts: number;
  shipping: number;
  tax: number;
  total: number;
  /** What remains after returns, edits and refunds beyond lines. */
  current: { subtotal: number; discounts: number; tax: number; total: number; shipping: number };
  paid: number;
  refunded: number;
  /** Paid less refunded. */
  net: number;
  outstanding: number;
};

export function totalsOf(order: Order): OrderTotals {
  const lineItems = total(order.lines.map((line) => line.unitPrice * line.quantity));
  const lineDiscounts = total(order.lines.flatMap((line) => line.allocations.map((part) => part.amount)));
  const shippingDiscounts = total(
    order.shippingLines.flatMap((line) => line.allocations.map((part) => part.amount)),
  );
  const shipping = total(order.shippingLines.map((line) => line.price));
  const lineTax = total(order.lines.flatMap((line) => line.taxes.map((tax) => tax.amount)));
  const shippingTax = total(order.shippingLines.flatMap((line) => line.taxes.map((tax) => tax.amount)));
  const onTop = (tax: number) => (order.taxesIncluded ? 0 : tax);
  const subtotal = lineItems - lineDiscounts;
  const extras = order.tip + order.duties;
  const current = currentOf(order);
  const paid = paidOf(order);
  const refunded = refundedOf(order);
  const currentTotal = current.subtotal + current.shipping + onTop(current.tax) + extras - current.adjusted;
  return {
    subtotal,
    lineItems,
    discounts: lineDiscounts + shippingDiscounts,
    shipping,
    tax: lineTax + shippingTax,
    total: subtotal + shipping - shippingDiscounts + onTop(lineTax + shippingTax) + extras,
    current: { ...current, total: order.cancelledAt && paid === refunded ? 0 : Math.max(0, currentTotal) },
    paid,
    refunded,
    net: paid - refunded,
    outstanding: order.cancelledAt ? 0 : Math.max(0, currentTotal - (paid - refunded)),
  };
}

function currentOf(order: Order) {
  let subtotal = 0;
  let discounts = 0;
  let tax = 0;
  for (const line of order.lines) {
    const gone = goneUnits(line);
    const kept = refundShare(line, gone, line.currentQuantity);
    subtotal += kept.subtotal;
    tax += kept.tax;
    discounts += line.unitPrice * line.currentQuantity - kept.subtotal;
  }
  const shippingRefunds = order.refunds.flatMap((refund) => refund.shipping);
  const shippingNet = total(
    order.shippingLines.map((line) => line.price - total(line.allocations.map((part) => part.amount))),
  );
  const shippingTax = total(order.shippingLines.flatMap((line) => line.taxes.map((entry) => entry.amount)));
  discounts += total(order.shippingLines.flatMap((line) => line.allocations.map((part) => part.amount)));
  return {
    subtotal,
    discounts,
    tax: tax + shippingTax - total(shippingRefunds.map((entry) => entry.tax)),
    shipping: shippingNet - total(shippingRefunds.map((entry) => entry.amount)),
    /** Money given back beyond lines and shipping. */
    adjusted: -total(order.refunds.flatMap((refund) => discrepancies(refund))),
  };
}

function discrepancies(refund: Refund): number[] {
  const beyond = refund.adjustments.filter(
    (entry) => entry.kind === 'refund_discrepancy' && entry.amount < 0,
  );
  return beyond.map((entry) => entry.amount + entry.tax);
}

function paidOf(order: Order): number {
  const paying = order.transactions.filter(
    (entry) => entry.status === 'success' && (entry.kind === 'sale' || entry.kind === 'capture'),
  );
  return total(paying.map((entry) => entry.amount));
}

function refundedOf(order: Order): number {
  const refunds = order.transactions.filter((entry) => entry.status === 'success' && entry.kind === 'refund');
  return total(refunds.map((entry) => entry.amount));
}

/** Of an amount spread over `of` units: the part of units before+1 … before+quantity. */
function portion(amount: number, before: number, quantity: number, of: number): number {
  if (of === 0) return 0;
  const upTo = (units: number) => Math.floor((amount * units) / of);
  return upTo(before + quantity) - upTo(before);
}

function total(amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
