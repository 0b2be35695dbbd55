/** The checkout, and an order after it, as extensions see them: costs, lines, codes, buyer. */
import { type CartQuote, findVariant } from '../../store/carts.ts';
import { gid } from '../../store/ids.ts';
import type { Order } from '../../store/model.ts';
import { exponentOf } from '../../store/money.ts';
import { totalsOf } from '../../store/refund-math.ts';
import type { Visit } from '../storefront/visit.ts';
import type { Money, Values } from './browser/protocol.ts';

export function checkoutValues(visit: Visit, quote: CartQuote): Values {
  const money = moneyOf(visit);
  const shipping = quote.shipping;
  const shippingOff = sum(shipping?.allocations.map((allocation) => allocation.amount) ?? []);
  return {
    'cost.subtotalAmount': money(quote.subtotal),
    'cost.totalShippingAmount': shipping && money(shipping.price - shippingOff),
    'cost.totalTaxAmount': money(quote.taxTotal),
    'cost.totalAmount': money(quote.total),
    ...buyerValues(visit),
    lines: quote.lines.map((line) => cartLine(visit, line)),
    discountCodes: quote.applied.map(({ code }) => ({ code })),
    discountAllocations: quote.applied.map(({ code, amount }) => ({
      type: 'code',
      code,
      discountedAmount: money(amount),
    })),
    instructions: {
      discounts: { canUpdateDiscountCodes: true },
      attributes: { canUpdateAttributes: false },
      lines: { canAddCartLine: false, canRemoveCartLine: false, canUpdateCartLine: false },
      notes: { canUpdateNote: false },
      delivery: { canSelectCustomAddress: true },
      metafields: { canSetCartMetafields: false, canDeleteCartMetafield: false },
    },
    attributes: [],
    appMetafields: [],
    appliedGiftCards: [],
    checkoutToken: undefined,
    note: undefined,
  };
}

/** The thank-you page knows an identity of the order before there is an order. */
export function thankYouValues(visit: Visit, order: Order): Values {
  return {
    ...costValues(visit, order),
    ...buyerValues(visit),
    orderConfirmation: {
      order: { id: gid('OrderIdentity', order.id) },
      number: order.name.replace('#', ''),
      isFirstOrder: false,
    },
  };
}

/** Whoever comes by a link of a mail is not signed in: the page shows the order, and knows no customer. */
export function orderStatusValues(visit: Visit, order: Order): Values {
  const own = visit.customer !== undefined && visit.customer.id === order.customerId;
  return {
    ...costValues(visit, order),
    ...accountValues(visit),
    order: {
      id: gid('Order', order.id),
      name: order.name,
      processedAt: order.processedAt,
      cancelledAt: order.cancelledAt ?? undefined,
    },
    authenticationState: own ? 'fully_authenticated' : 'pre_authenticated',
  };
}

export function accountValues({ customer }: Visit): Values {
  return {
    'authenticatedAccount.customer': customer && { id: gid('Customer', customer.id) },
    'authenticatedAccount.purchasingCompany': undefined,
  };
}

function costValues(visit: Visit, order: Order): Values {
  const money = moneyOf(visit);
  const sums = totalsOf(order);
  return {
    'cost.subtotalAmount': money(sums.subtotal),
    'cost.totalShippingAmount': money(sums.shipping),
    'cost.totalTaxAmount': money(sums.tax),
    'cost.totalAmount': money(sums.total),
  };
}

function buyerValues({ customer }: Visit): Values {
  return {
    'buyerIdentity.customer': customer && {
      id: gid('Customer', customer.id),
      firstName: customer.firstName,
      lastName: customer.lastName,
    },
    'buyerIdentity.email': customer?.email ?? undefined,
    'buyerIdentity.phone': undefined,
    'buyerIdentity.purchasingCompany': undefined,
  };
}

function cartLine(visit: Visit, line: CartQuote['lines'][number]): object {
  const found = findVariant(visit.context, line.variantId);
  return {
    id: gid('CartLine', line.key),
    quantity: line.quantity,
    cost: { totalAmount: moneyOf(visit)(line.total) },
    attributes: [],
    discountAllocations: [],
    lineComponents: [],
    parentRelationship: null,
    merchandise: {
      type: 'variant',
      id: gid('ProductVariant', line.variantId),
      title: found?.product.title[visit.locale] ?? '',
      selectedOptions: [],
      requiresShipping: line.requiresShipping,
      product: {
        id: gid('Product', line.productId),
        vendor: found?.product.vendor ?? '',
        productType: found?.product.productType ?? '',
      },
    },
  };
}

function moneyOf(visit: Visit): (minor: number) => Money {
  const { currency } = visit.context.config;
  return (minor) => ({ amount: minor / 10 ** exponentOf(currency), currencyCode: currency });
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
