/** Orders as a simulation places them beside the checkout: many lines, discounts, taxes, channels, odd payments. Pure. */
import type { OrderSpec } from '../store/order-build.ts';
import type { Chance } from './chance.ts';
import { minorOf } from './program.ts';

/** A spec without customer and time; `agoMs` places it in the past of its day. */
export type PlannedOrder = Omit<OrderSpec, 'customerId' | 'discountCode'> & {
  agoMs: number;
  /** A code that is none of ours. */
  foreignCode: string | null;
};

export function chooseOrder(chance: Chance, currency: string): PlannedOrder {
  const money = (low: number, high: number) => minorOf(chance.between(low, high), currency);
  const lines = Array.from({ length: chance.between(1, 4) }, (_, index) => {
    const unitPrice = money(199, 9_999);
    return {
      title: `Thing ${index + 1}`,
      unitPrice,
      quantity: chance.between(1, 4),
      giftCard: chance.odds(0.08),
      discount: chance.odds(0.15) ? Math.floor(unitPrice * chance.random()) : 0,
    };
  });
  const gross = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity - line.discount, 0);
  return {
    lines,
    taxesIncluded: chance.odds(0.7),
    taxRate: chance.pick([0, 0.07, 0.19, 0.19]),
    ...(chance.odds(0.6) ? { shipping: money(290, 1_490) } : {}),
    ...(chance.odds(0.2) ? { orderDiscount: Math.floor((gross * chance.random()) / 2) } : {}),
    ...choosePayment(chance, currency),
    ...(chance.odds(0.03) ? { tip: money(100, 900) } : {}),
    ...(chance.odds(0.05) ? { presentmentCurrency: 'CHF', presentmentRate: 0.9371 } : {}),
    // Shopify states shop money in the shop's currency; what does not is parked, and gives nothing.
    ...(chance.odds(0.01) ? { currency: currency === 'GBP' ? 'SEK' : 'GBP' } : {}),
    sourceName: chance.weighted({ web: 85, pos: 8, subscription_contract_checkout_one: 7 }),
    test: chance.odds(0.02),
    agoMs: chance.odds(0.1) ? chance.between(1, 200) * 3_600_000 + 17 : 0,
    foreignCode: chance.odds(0.1) ? 'WELCOME10' : null,
  };
}

function choosePayment(chance: Chance, currency: string): Pick<OrderSpec, 'payments' | 'financialStatus'> {
  const how = chance.weighted({ paid: 78, pending: 8, partly: 4, authorized: 6, voided: 4 });
  switch (how) {
    case 'paid':
      return {};
    case 'pending':
      return { payments: [] };
    case 'partly':
      return { payments: [{ gateway: 'manual', amount: minorOf(100, currency) }] };
    case 'authorized':
    case 'voided':
      return { financialStatus: how };
  }
}
