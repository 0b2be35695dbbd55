/** Random orders as a shop would write them, in decimal texts, and the facts and programs that the app makes of them. */
import { anOrder, aLine, aProgram, aRefund, type RuleInput } from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { currencyExponent, formatMinor, parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';

/** Amounts are texts in major units, such as "12.34". */
export type MoneyLine = {
  goods: boolean;
  product: '1' | '2';
  quantity: number;
  price: string;
  discount: string;
  tax: string;
  returned: { quantity: number; subtotal: string; tax: string };
};
export type MoneyOrder = {
  lines: MoneyLine[];
  taxesIncluded: boolean;
  shipping: { paid: string; tax: string; back: string; taxBack: string };
  /** Refunded beyond lines and shipping. */
  beyond: string;
  paid: { stored: string; all: string } | null;
};
type Rate = { points: number; perAmount: string };
export type MoneyProgram = {
  currency: string;
  general: Rate | null;
  /** For product 1. */
  special: Rate | null;
  /** For product 2. */
  goodsFactor: number | null;
  /** For everything. */
  campaignFactor: number | null;
  excludesTwo: boolean;
  includeTax: boolean;
  includeShipping: boolean;
  storedValueEarns: boolean;
  factors: Program['earning']['factors'];
  rounding: Program['earning']['rounding'];
};

export type Random = (below: number) => number;

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function oneOf<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[random(list.length)] ?? list[0];
}

export function someProgram(random: Random): MoneyProgram {
  const rate = () => ({
    points: oneOf(random, [1, 5, 0.1, 1.5, 0.333, 2.75, 1_000]),
    perAmount: oneOf(random, ['1.00', '1', '10', '0.07', '0.125', '3.333', '100', '0.001']),
  });
  const factor = () => oneOf(random, [0.5, 2, 1.5, 1.005, 0.333, 10]);
  const maybe = <T>(make: () => T): T | null => (random(2) === 0 ? make() : null);
  return {
    currency: oneOf(random, ['EUR', 'JPY', 'KWD']),
    general: random(6) === 0 ? null : rate(),
    special: maybe(rate),
    goodsFactor: maybe(factor),
    campaignFactor: maybe(factor),
    excludesTwo: random(5) === 0,
    includeTax: random(2) === 0,
    includeShipping: random(2) === 0,
    storedValueEarns: random(4) === 0,
    factors: oneOf(random, ['multiply', 'add', 'highest']),
    rounding: oneOf(random, ['down', 'down', 'nearest', 'up']),
  };
}

export function someOrder(random: Random, currency: string): MoneyOrder {
  const text = (minor: number) => formatMinor(minor, currencyExponent(currency));
  const taxesIncluded = random(2) === 0;
  const lines = Array.from({ length: 1 + random(4) }, () => someLine(random, text, taxesIncluded));
  const shipping = oneOf(random, [0, 0, 490, 1_333]);
  const shippingTax = Math.floor((shipping * 19) / 119);
  const back = random(4) === 0;
  const all = 1 + random(oneOf(random, [3, 1_000, 20_000_000]));
  return {
    lines,
    taxesIncluded,
    shipping: {
      paid: text(shipping),
      tax: text(shippingTax),
      back: text(back ? shipping : 0),
      taxBack: text(back ? shippingTax : 0),
    },
    beyond: text(random(3) === 0 ? random(oneOf(random, [2, 500, 100_000])) : 0),
    paid: random(3) === 0 ? { stored: text(random(all + 1)), all: text(all) } : null,
  };
}

function someLine(random: Random, text: (minor: number) => string, taxesIncluded: boolean): MoneyLine {
  const quantity = 1 + random(5);
  const price = random(oneOf(random, [10, 1_000, 100_000, 134_073_001]));
  const discount = random(3) === 0 ? random(price * quantity + 1) : 0;
  const sold = price * quantity - discount;
  const percent = oneOf(random, [0, 7, 19]);
  const tax = Math.floor((sold * percent) / (taxesIncluded ? 100 + percent : 100));
  const back = random(3) === 0 ? random(quantity + 1) : 0;
  const part = (amount: number) => text(Number((BigInt(amount) * BigInt(back)) / BigInt(quantity)));
  return {
    goods: random(8) !== 0,
    product: oneOf(random, ['1', '2']),
    quantity,
    price: text(price),
    discount: text(discount),
    tax: text(tax),
    returned: { quantity: back, subtotal: part(sold), tax: part(tax) },
  };
}

/** The facts as a webhook's parser would make them. */
export function factsOf(order: MoneyOrder, currency: string): OrderFacts {
  const minor = (text: string) => parseMinor(text, currencyExponent(currency)) ?? Number.NaN;
  const returned = order.lines.flatMap(({ returned: back }, index) =>
    back.quantity === 0
      ? []
      : [
          {
            lineId: String(index),
            quantity: back.quantity,
            subtotalMinor: minor(back.subtotal),
            taxMinor: minor(back.tax),
          },
        ],
  );
  const { shipping } = order;
  const taxBack = order.taxesIncluded ? 0 : returned.reduce((sum, { taxMinor }) => sum + taxMinor, 0);
  const explained = returned.reduce((sum, { subtotalMinor }) => sum + subtotalMinor, taxBack);
  const refund = aRefund({
    lines: returned,
    shippingMinor: minor(shipping.back),
    shippingTaxMinor: minor(shipping.taxBack),
    moneyMinor: explained + minor(shipping.back) + minor(shipping.taxBack) + minor(order.beyond),
  });
  return anOrder({
    currency,
    taxesIncluded: order.taxesIncluded,
    lines: order.lines.map((line, index) =>
      aLine({
        id: String(index),
        kind: line.goods ? 'goods' : 'giftCard',
        productId: line.product,
        quantity: line.quantity,
        unitPriceMinor: minor(line.price),
        discountMinor: minor(line.discount),
        taxMinor: minor(line.tax),
      }),
    ),
    refunds: [refund],
    shippingMinor: minor(shipping.paid),
    shippingTaxMinor: minor(shipping.tax),
    payments: order.paid && { storedValueMinor: minor(order.paid.stored), totalMinor: minor(order.paid.all) },
  });
}

export function programOf(program: MoneyProgram): Program {
  const { general, special, goodsFactor, campaignFactor } = program;
  const rules: RuleInput[] = [
    ...(general ? [{ kind: 'orderAmount' as const, id: 'general', ...general }] : []),
    ...(special
      ? [{ kind: 'orderAmount' as const, id: 'special', ...special, goods: { products: ['1'] } }]
      : []),
    ...(goodsFactor === null
      ? []
      : [{ kind: 'goodsFactor' as const, id: 'times', factor: goodsFactor, goods: { products: ['2'] } }]),
  ];
  return aProgram({
    earning: {
      rules,
      campaigns:
        campaignFactor === null
          ? []
          : [{ kind: 'factor', id: 'now', factor: campaignFactor, from: '2026-01-01', until: '2026-12-31' }],
      includeTax: program.includeTax,
      includeShipping: program.includeShipping,
      storedValueEarns: program.storedValueEarns,
      factors: program.factors,
      rounding: program.rounding,
      ...(program.excludesTwo ? { exclude: { products: ['2'] } } : {}),
    },
  });
}
