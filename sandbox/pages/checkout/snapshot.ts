/** The checkout as a checkout extension sees it: costs, lines, codes, buyer. */
import { type CartQuote, findVariant } from '../../store/carts.ts';
import { gid } from '../../store/ids.ts';
import { exponentOf } from '../../store/money.ts';
import type { Visit } from '../storefront/visit.ts';
import type { CheckoutSnapshot, Money } from './browser/protocol.ts';

export function snapshotOf(visit: Visit, quote: CartQuote): CheckoutSnapshot {
  const { config } = visit.context;
  const money = (minor: number): Money => ({
    amount: minor / 10 ** exponentOf(config.currency),
    currencyCode: config.currency,
  });
  const shipping = quote.shipping;
  const shippingOff = sum(shipping?.allocations.map((allocation) => allocation.amount) ?? []);
  const { customer } = visit;
  return {
    cost: {
      subtotalAmount: money(quote.subtotal),
      totalShippingAmount: shipping ? money(shipping.price - shippingOff) : undefined,
      totalTaxAmount: money(quote.taxTotal),
      totalAmount: money(quote.total),
    },
    lines: quote.lines.map((line) => {
      const found = findVariant(visit.context, line.variantId);
      return {
        id: gid('CartLine', line.key),
        quantity: line.quantity,
        cost: { totalAmount: money(line.total) },
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
    }),
    discountCodes: quote.applied.map(({ code }) => ({ code })),
    discountAllocations: quote.applied.map(({ code, amount }) => ({
      type: 'code',
      code,
      discountedAmount: money(amount),
    })),
    customer: customer && {
      id: gid('Customer', customer.id),
      firstName: customer.firstName,
      lastName: customer.lastName,
    },
    email: customer?.email ?? undefined,
  };
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
