/** From a cart to an order: prices are fixed, discounts used up, money taken. */
import type { PricedCart, PricedLine } from './cart-pricing.ts';
import { type CartQuote, findVariant, priceCart, whyNotSold } from './carts.ts';
import type { SandboxContext } from './context.ts';
import { findCustomerByEmail, makeCustomer } from './customers.ts';
import { emit, emitCustomer } from './events.ts';
import { nextId } from './ids.ts';
import type { Address, Cart, Customer, Order, OrderLine } from './model.ts';
import { addTransaction, buildOrder, buildShipping } from './order-build.ts';
import { announceNewOrder } from './orders.ts';
import { checkoutBody } from './payloads-beside.ts';
import { moveCredit, payByGiftCard } from './stored-value.ts';
import { totalsOf } from './refund-math.ts';

export type CheckoutInput = {
  cart: Cart;
  /** Needed for a guest; a signed-in customer's own address is the default. */
  email?: string;
  address?: Address;
  tip?: number;
  gateway?: string;
  /** Pays as far as it reaches before the rest goes to the gateway. */
  useStoreCredit?: boolean;
  /** Minor units paid by a gift card. */
  giftCard?: number;
  /** Pays as far as this card's balance reaches. */
  giftCardCode?: string;
  acceptsMarketing?: boolean;
  sourceName?: string;
  /** Sold at the till: nothing is sent, and nobody needs to be known. */
  atTill?: boolean;
  /** Leaves the money to be taken later (`authorized`), or asks for a bank transfer (`pending`). */
  payLater?: 'authorized' | 'pending';
  locale?: string;
};

/** A signed-in customer goes to the checkout, again or for the first time: Shopify tells of it before anything is bought. */
export function beginCheckout(context: SandboxContext, cart: Cart): void {
  if (cart.customerId === null) return;
  const topic = cart.checkoutId === undefined ? 'checkouts/create' : 'checkouts/update';
  cart.checkoutId ??= nextId(context.state, 'checkout');
  emit(context, topic, checkoutBody(context, cart.checkoutId, cart, cart.customerId, null));
  context.changed();
}

/** Places the order and empties the cart. Codes that do not apply stay out, as the quote showed. */
export function checkOut(context: SandboxContext, input: CheckoutInput): Order {
  const { cart } = input;
  if (cart.lines.length === 0) throw new Error('the cart is empty');
  const [refusal] = whyNotSold(context, cart);
  if (refusal) throw new Error(refusal);
  const customer = buyerOf(context, input);
  const quote = priceCart(context, cart, {
    ship: !input.atTill,
    email: customer?.email ?? null,
  });
  const order = orderFrom(context, quote, customer, input);
  takeMoney(context, order, customer, input);
  useDiscounts(context, quote, customer);
  context.state.orders.set(order.id, order);
  context.state.carts.delete(cart.token);
  announceNewOrder(context, order);
  if (cart.checkoutId !== undefined && customer)
    emit(
      context,
      'checkouts/update',
      checkoutBody(context, cart.checkoutId, cart, customer.id, context.clock.iso()),
    );
  if (customer) emitCustomer(context, customer, 'customers/update');
  return order;
}

/** Shopify makes a customer of every guest with an address of mail, without signing her in. */
function buyerOf(context: SandboxContext, input: CheckoutInput): Customer | undefined {
  const signedIn =
    input.cart.customerId === null ? undefined : context.state.customers.get(input.cart.customerId);
  if (input.atTill) return signedIn;
  const email = input.email ?? signedIn?.email;
  if (!email) throw new Error('checkout needs an address of mail');
  const known = signedIn ?? findCustomerByEmail(context, email);
  if (known) {
    if (input.address && !known.address) known.address = input.address;
    return known;
  }
  const customer = makeCustomer(context, {
    email,
    firstName: input.address?.firstName ?? '',
    lastName: input.address?.lastName ?? '',
    address: input.address ?? null,
    acceptsMarketing: input.acceptsMarketing ?? false,
    ...(input.locale === undefined ? {} : { locale: input.locale }),
  });
  emitCustomer(context, customer, 'customers/create');
  return customer;
}

function orderFrom(
  context: SandboxContext,
  quote: CartQuote,
  customer: Customer | undefined,
  input: CheckoutInput,
): Order {
  const order = buildOrder(context, {
    lines: [],
    payments: [],
    customerId: customer?.id ?? null,
    email: customer?.email ?? input.email ?? null,
    cartToken: quote.cart.token,
    note: quote.cart.note || null,
    attributes: quote.cart.attributes,
    address: input.address ?? customer?.address ?? null,
    tip: input.tip ?? 0,
    sourceName: input.sourceName ?? 'web',
    customerLocale: input.locale ?? customer?.locale ?? context.config.locale,
    ...(input.payLater === 'authorized' ? { financialStatus: 'authorized' as const } : {}),
  });
  order.lines = quote.lines.map((line) => orderLine(context, quote.cart, line));
  if (quote.shipping) {
    const shipping = buildShipping(context, quote.shipping.price, quote.shipping.taxes);
    order.shippingLines.push({ ...shipping, allocations: quote.shipping.allocations });
  }
  order.applications = quote.applications.map(({ discountId: _, ...application }) => application);
  order.discountCodes = quote.applied;
  return order;
}

function orderLine(context: SandboxContext, cart: Cart, line: PricedLine): OrderLine {
  const found = findVariant(context, line.variantId);
  const title = found?.product.title[context.config.locale] ?? 'Item';
  const single = (found?.product.variants.length ?? 1) === 1;
  return {
    id: nextId(context.state, 'line'),
    productId: line.productId,
    variantId: line.variantId,
    title,
    variantTitle: single ? null : (found?.variant.title ?? null),
    sku: found?.variant.sku ?? null,
    vendor: found?.product.vendor ?? null,
    productType: found?.product.productType ?? '',
    tags: found?.product.tags ?? [],
    quantity: line.quantity,
    currentQuantity: line.quantity,
    fulfilledQuantity: 0,
    unitPrice: line.unitPrice,
    giftCard: line.giftCard,
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    properties: cart.lines.find((entry) => entry.key === line.key)?.properties ?? {},
    sellingPlan: null,
    allocations: line.allocations,
    taxes: line.taxes,
  };
}

function takeMoney(
  context: SandboxContext,
  order: Order,
  customer: Customer | undefined,
  input: CheckoutInput,
): void {
  if (input.payLater === 'pending') return;
  let rest = totalsOf(order).total;
  const pay = (gateway: string, limit: number) => {
    const amount = Math.min(rest, limit);
    if (amount <= 0) return;
    addTransaction(context, order, { gateway, amount });
    if (gateway === 'shopify_store_credit' && customer)
      moveCredit(context, customer, { kind: 'debit', amount, event: 'ORDER_PAYMENT', expiresAt: null });
    rest -= amount;
  };
  if (input.useStoreCredit && customer) pay('shopify_store_credit', customer.storeCredit);
  pay('gift_card', input.giftCard ?? 0);
  if (input.giftCardCode) pay('gift_card', payByGiftCard(context, input.giftCardCode, rest));
  pay(input.gateway ?? 'shopify_payments', rest);
}

function useDiscounts(context: SandboxContext, quote: PricedCart, customer: Customer | undefined): void {
  for (const application of quote.applications) {
    const discount = context.state.discounts.get(application.discountId);
    if (!discount) continue;
    discount.usageCount += 1;
    if (customer) discount.usedBy.push(customer.id);
    if (customer?.email) discount.usedBy.push(customer.email.toLowerCase());
    const code = discount.codes.find((known) => known.code.toLowerCase() === application.code?.toLowerCase());
    if (code && !context.faults.usageCountLags) code.usageCount += 1;
  }
}
