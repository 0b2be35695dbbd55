/**
 * What an order is worth in points, told from the order as the store holds it and from nothing else: a second opinion,
 * written apart from the app, by the rules in words. Amounts are minor units, sums are exact. Pure.
 *
 * Goods of an order = lines after discounts − what went back − money refunded beyond lines, tax and shipping; gift
 * cards are no goods; tax and shipping by setting; the share paid with stored value by setting; one rounding, down.
 */
import type { FinancialStatus, Order, OrderLine } from '../store/model.ts';
import { parseMinor } from '../store/money.ts';
import type { SimulatedProgram, SimulatedReward } from './program.ts';

/** An order as the control API shows it. */
export type SeenOrder = Order & { financialStatus: FinancialStatus };

type Share = { part: bigint; whole: bigint };

/**
 * Where prices include tax, Shopify does not document whether the amount of a shipping refund does, too: it matters
 * for what money refunded beyond it is, and both readings are allowed.
 */
export type ShippingReading = 'tax-inside' | 'tax-on-top';
const READINGS: ShippingReading[] = ['tax-inside', 'tax-on-top'];

export type Range = { least: number; most: number };

export function expectedPoints(order: SeenOrder, program: SimulatedProgram, shopCurrency: string): Range {
  const points = READINGS.map((reading) => pointsOf(order, program, shopCurrency, reading));
  return { least: Math.min(...points), most: Math.max(...points) };
}

function pointsOf(
  order: SeenOrder,
  program: SimulatedProgram,
  shopCurrency: string,
  reading: ShippingReading,
): number {
  if (order.currency !== shopCurrency || order.test || order.cancelledAt !== null) return 0;
  if (order.financialStatus !== 'paid' && order.financialStatus !== 'partially_refunded') return 0;
  const { channels, rules } = program.earning;
  if (order.sourceName === 'pos' && !channels.pos) return 0;
  if (order.sourceName.startsWith('subscription_contract') && !channels.subscription) return 0;
  const counted = countedMinor(order, program, reading);
  const { stored, paid } = netPayments(order);
  const perMinor = parseMinor(rules[0].perAmount, order.currency);
  const shared = !program.earning.storedValueEarns && stored > 0 && paid > 0;
  const numerator =
    BigInt(counted) * BigInt(rules[0].points) * BigInt(shared ? Math.max(0, paid - stored) : 1);
  return Number(numerator / (BigInt(perMinor) * BigInt(shared ? paid : 1)));
}

function countedMinor(order: SeenOrder, program: SimulatedProgram, reading: ShippingReading): number {
  const goods = order.lines.filter((line) => !line.giftCard);
  const sold = total(goods.map(priceOf));
  const back = total(goods.map((line) => goneOf(order, line).price));
  const tax = total(goods.map((line) => taxOf(line) - goneOf(order, line).tax));
  const kept = Math.max(0, sold - back - refundedBeyond(order, reading));
  const taxed = kept + taxChange(order, Math.max(0, tax), program);
  return Math.max(0, taxed) + (program.earning.includeShipping ? shippingMinor(order, program) : 0);
}

/** Money that went back and that neither goods, nor their tax, nor shipping explain. */
function refundedBeyond(order: SeenOrder, reading: ShippingReading): number {
  const moved = total(
    order.transactions
      .filter((one) => one.kind === 'refund' && one.status === 'success')
      .map((one) => one.amount),
  );
  const onTop = (tax: number) => (order.taxesIncluded ? 0 : tax);
  const lines = order.lines.map((line) => goneOf(order, line));
  const shipping = order.refunds.flatMap((refund) => refund.shipping);
  const explained =
    total(lines.map((gone) => gone.price + onTop(gone.tax))) +
    total(shipping.map((entry) => entry.amount + (reading === 'tax-on-top' ? entry.tax : onTop(entry.tax))));
  return Math.max(0, moved - explained);
}

/** What of a line is gone: refunded, or taken out by an edit (that part rounded up). */
function goneOf(order: SeenOrder, line: OrderLine): { price: number; tax: number } {
  const refunds = order.refunds.flatMap((refund) => refund.lines).filter((entry) => entry.lineId === line.id);
  const refunded = total(refunds.map((entry) => entry.quantity));
  const removed = Math.max(0, line.quantity - line.currentQuantity - refunded);
  const part = (amount: number) =>
    Number((BigInt(amount) * BigInt(removed) + BigInt(line.quantity) - 1n) / BigInt(line.quantity));
  return {
    price: total(refunds.map((entry) => entry.subtotal)) + part(priceOf(line)),
    tax: total(refunds.map((entry) => entry.tax)) + part(taxOf(line)),
  };
}

function shippingMinor(order: SeenOrder, program: SimulatedProgram): number {
  const refunds = order.refunds.flatMap((refund) => refund.shipping);
  const net =
    total(order.shippingLines.map((line) => line.price - total(line.allocations.map((one) => one.amount)))) -
    total(refunds.map((entry) => entry.amount));
  const tax =
    total(order.shippingLines.flatMap((line) => line.taxes.map((one) => one.amount))) -
    total(refunds.map((entry) => entry.tax));
  return Math.max(0, net + taxChange(order, Math.max(0, tax), program));
}

function taxChange(order: SeenOrder, tax: number, program: SimulatedProgram): number {
  if (order.taxesIncluded === program.earning.includeTax) return 0;
  return order.taxesIncluded ? -tax : tax;
}

const STORED_VALUE = ['gift_card', 'shopify_store_credit'];

function netPayments(order: SeenOrder): { stored: number; paid: number } {
  const net = (list: SeenOrder['transactions']) =>
    total(
      list.map((one) => {
        if (one.status !== 'success') return 0;
        if (one.kind === 'refund') return -one.amount;
        return one.kind === 'sale' || one.kind === 'capture' ? one.amount : 0;
      }),
    );
  const stored = order.transactions.filter((one) => STORED_VALUE.includes(one.gateway));
  return { stored: net(stored), paid: net(order.transactions) };
}

/** How much of the goods as sold has gone back; all of it once nothing of the order remains. */
export function returnedShares(order: SeenOrder): Share[] {
  const over = order.cancelledAt !== null || ['refunded', 'voided'].includes(order.financialStatus);
  return over ? [{ part: 1n, whole: 1n }] : READINGS.map((reading) => returnedShare(order, reading));
}

function returnedShare(order: SeenOrder, reading: ShippingReading): Share {
  const goods = order.lines.filter((line) => !line.giftCard);
  const sold = total(goods.map(priceOf));
  if (sold > 0) {
    const back = total(goods.map((line) => goneOf(order, line).price)) + refundedBeyond(order, reading);
    return { part: BigInt(Math.min(back, sold)), whole: BigInt(sold) };
  }
  const prices = total(goods.map((line) => line.unitPrice * line.quantity));
  if (prices === 0) return { part: 0n, whole: 1n };
  const gone = total(goods.map((line) => line.unitPrice * (line.quantity - line.currentQuantity)));
  return { part: BigInt(gone), whole: BigInt(prices) };
}

export function partOf(points: number, share: Share): number {
  return Number((BigInt(points) * share.part) / share.whole);
}

/** Points that a use of a code costs: for an amount off, less the part that the order left unused. */
export function priceOfUse(
  reward: SimulatedReward,
  takenOff: number,
  program: SimulatedProgram,
  currency: string,
): number {
  if (reward.kind !== 'amountOff' || program.redemption.unusedPart === 'keep' || takenOff <= 0)
    return reward.points;
  const value = parseMinor(reward.amount, currency);
  const unused = Math.max(0, value - takenOff);
  return reward.points - Number((BigInt(reward.points) * BigInt(unused)) / BigInt(value));
}

/** When an order's points become available; null while the event that starts the hold is missing. */
export function maturesAt(order: SeenOrder, program: SimulatedProgram): number | null {
  const { days, after } = program.hold;
  const whole = (iso: string) => Math.floor(Date.parse(iso) / 1_000) * 1_000;
  if (after === 'paid') return whole(order.processedAt) + days * 86_400_000;
  const sent = order.fulfillments
    .filter((one) => one.status === 'success')
    .map((one) => whole(one.createdAt));
  return isFulfilled(order) && sent.length > 0 ? Math.max(...sent) + days * 86_400_000 : null;
}

export function isFulfilled(order: SeenOrder): boolean {
  const lines = order.lines.filter((line) => line.currentQuantity > 0 || line.fulfilledQuantity > 0);
  const open = lines.some((line) => line.fulfilledQuantity < line.currentQuantity);
  return !open && lines.some((line) => line.fulfilledQuantity > 0);
}

function priceOf(line: OrderLine): number {
  return line.unitPrice * line.quantity - total(line.allocations.map((one) => one.amount));
}

function taxOf(line: OrderLine): number {
  return total(line.taxes.map((one) => one.amount));
}

function total(amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
