/** What goods that no special rule names earn at a price: the same judging as for an order that came. */
import { awardOrder, NEUTRAL_CONTEXT } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import type { Program } from '#app/core/program/program.ts';

export type Example = {
  priceMinor: number;
  currency: string;
  tierId: string | null;
  /** A day of the calendar; campaigns of that day hold. */
  day: string;
};

export function pointsOfExample(program: Program, { priceMinor, currency, tierId, day }: Example): number {
  const at = `${day}T12:00:00Z`;
  const order: OrderFacts = {
    orderId: '1',
    name: '#1',
    customerId: '1',
    occurredAt: at,
    updatedAt: at,
    currency,
    test: false,
    cancelledAt: null,
    financialStatus: 'paid',
    channel: 'online',
    taxesIncluded: true,
    lines: [
      {
        id: 'a',
        kind: 'goods',
        title: '',
        productId: null,
        variantId: null,
        vendor: null,
        quantity: 1,
        currentQuantity: null,
        unitPriceMinor: priceMinor,
        discountMinor: 0,
        taxMinor: 0,
      },
    ],
    refunds: [],
    shippingMinor: 0,
    shippingTaxMinor: 0,
    codes: [],
    totalMinor: priceMinor,
    fulfilledAt: null,
    deliveredAt: null,
    b2b: false,
    chargedBack: null,
    usesStoredValue: false,
    payments: null,
  };
  return awardOrder(order, program, { ...NEUTRAL_CONTEXT, tierId }).points;
}
