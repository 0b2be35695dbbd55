/** What counts of an order, as a decision table: amounts in cents, each worked out by hand in its name. */
import { expect, test } from 'vitest';
import {
  breakDownGoods,
  type CountingRules,
  countedFraction,
  reasonNotCounting,
  returnedShare,
} from '#app/core/earning/goods.ts';
import { aLine, anOrder, aRefund, aReturn } from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts, ReturnedLine } from '#app/core/earning/order-facts.ts';

const BARE: CountingRules = { includeTax: false, includeShipping: false, storedValueEarns: false };

/** An order with one refund, whose parts are named beside the order's own facts. */
type Change = Partial<OrderFacts> & {
  returned?: ReturnedLine[];
  shippingRefundedMinor?: number;
  shippingTaxRefundedMinor?: number;
  otherRefundedMinor?: number;
  moneyRefundedMinor?: number;
};

function order(change: Change = {}): OrderFacts {
  const {
    returned = [],
    shippingRefundedMinor = 0,
    shippingTaxRefundedMinor = 0,
    otherRefundedMinor = 0,
    moneyRefundedMinor = 0,
    ...facts
  } = change;
  const refund = aRefund({
    lines: returned,
    shippingMinor: shippingRefundedMinor,
    shippingTaxMinor: shippingTaxRefundedMinor,
    otherMinor: otherRefundedMinor,
    moneyMinor: moneyRefundedMinor,
  });
  return anOrder({ refunds: [refund], ...facts });
}

/** The counted amount in whole cents, rounded down as an award would. */
function counted(change: Change, rules: Partial<CountingRules> = {}): number {
  const { numerator, denominator } = countedFraction(breakDownGoods(order(change), { ...BARE, ...rules }));
  return Number(numerator / denominator);
}

type Row = [name: string, cents: number, order: Change, rules?: Partial<CountingRules>];

const two = aLine({ quantity: 2 });
const gross = aLine({ unitPriceMinor: 11_900, taxMinor: 1_900 });
const net = aLine({ taxMinor: 1_900 });

const LINES: Row[] = [
  ['one shirt: 100', 10_000, {}],
  ['three of 33.33: 99.99', 9_999, { lines: [aLine({ quantity: 3, unitPriceMinor: 3_333 })] }],
  ['two lines: 100 + 50', 15_000, { lines: [aLine(), aLine({ id: 'b', unitPriceMinor: 5_000 })] }],
  ['a discount on the line: 100 − 10.01', 8_999, { lines: [aLine({ discountMinor: 1_001 })] }],
  ['wholly discounted: 0', 0, { lines: [aLine({ discountMinor: 10_000 })] }],
  ['no lines: 0', 0, { lines: [] }],
  ['a line of no pieces: 0', 0, { lines: [aLine({ quantity: 0 })] }],
  [
    'a gift card beside it never earns: 100',
    10_000,
    { lines: [aLine(), aLine({ id: 'g', kind: 'giftCard', unitPriceMinor: 5_000 })] },
  ],
  ['a gift card alone: 0', 0, { lines: [aLine({ kind: 'giftCard' })] }],
  [
    'a tip never earns: 100',
    10_000,
    { lines: [aLine(), aLine({ id: 't', kind: 'tip', unitPriceMinor: 700 })] },
  ],
];

const RETURNS: Row[] = [
  [
    'one of two returned: 200 − 100',
    10_000,
    { lines: [two], returned: [aReturn(10_000)], moneyRefundedMinor: 10_000 },
  ],
  ['returned, no money moved: 200 − 100', 10_000, { lines: [two], returned: [aReturn(10_000)] }],
  [
    'returned, less money moved: 200 − 100',
    10_000,
    { lines: [two], returned: [aReturn(10_000)], moneyRefundedMinor: 8_000 },
  ],
  [
    'returned, more money moved: 200 − 100 − 20',
    8_000,
    { lines: [two], returned: [aReturn(10_000)], moneyRefundedMinor: 12_000 },
  ],
  ['money alone: 100 − 15', 8_500, { moneyRefundedMinor: 1_500 }],
  ['more money than the order was worth: not below 0', 0, { moneyRefundedMinor: 30_000 }],
  ['all returned: 0', 0, { returned: [aReturn(10_000)], moneyRefundedMinor: 10_000 }],
  [
    'a returned gift card takes nothing away: 100',
    10_000,
    {
      lines: [aLine(), aLine({ id: 'g', kind: 'giftCard', unitPriceMinor: 5_000 })],
      returned: [aReturn(5_000, { lineId: 'g' })],
      moneyRefundedMinor: 5_000,
    },
  ],
  [
    'returned with its tax on top: 200 − 100',
    10_000,
    {
      lines: [aLine({ quantity: 2, taxMinor: 3_800 })],
      returned: [aReturn(10_000, { taxMinor: 1_900 })],
      moneyRefundedMinor: 11_900,
    },
  ],
  [
    'shipping given back: 100',
    10_000,
    { shippingMinor: 590, shippingRefundedMinor: 590, moneyRefundedMinor: 590 },
  ],
  [
    'shipping with its tax given back: 100',
    10_000,
    { shippingRefundedMinor: 500, shippingTaxRefundedMinor: 95, moneyRefundedMinor: 595 },
  ],
  ['duties given back: 100', 10_000, { otherRefundedMinor: 1_200, moneyRefundedMinor: 1_200 }],
  ['edited from 3 to 2: 300 − 100', 20_000, { lines: [aLine({ quantity: 3, currentQuantity: 2 })] }],
  [
    'edited, and the difference paid back: counted once',
    20_000,
    { lines: [aLine({ quantity: 3, currentQuantity: 2 })], moneyRefundedMinor: 10_000 },
  ],
  [
    'current quantity lower by a return alone: counted once',
    10_000,
    { lines: [aLine({ quantity: 2, currentQuantity: 1 })], returned: [aReturn(10_000)] },
  ],
  [
    'edited with a discount that does not divide: 99.99 − 33.33',
    6_666,
    { lines: [aLine({ quantity: 3, currentQuantity: 2, unitPriceMinor: 3_400, discountMinor: 201 })] },
  ],
];

const TAX_AND_SHIPPING: Row[] = [
  ['tax on top is out: 100', 10_000, { lines: [net] }],
  ['tax on top is in by setting: 119', 11_900, { lines: [net] }, { includeTax: true }],
  ['tax included is taken off: 119 − 19', 10_000, { lines: [gross], taxesIncluded: true }],
  [
    'tax included stays in by setting: 119',
    11_900,
    { lines: [gross], taxesIncluded: true },
    { includeTax: true },
  ],
  [
    'tax of what remains alone: 238 − 119 − (38 − 19)',
    10_000,
    {
      taxesIncluded: true,
      lines: [aLine({ quantity: 2, unitPriceMinor: 11_900, taxMinor: 3_800 })],
      returned: [aReturn(11_900, { taxMinor: 1_900 })],
      moneyRefundedMinor: 11_900,
    },
  ],
  [
    'tax of a gift card is not ours: 119 − 19',
    10_000,
    { taxesIncluded: true, lines: [gross, aLine({ id: 'g', kind: 'giftCard', taxMinor: 500 })] },
  ],
  ['shipping is out: 100', 10_000, { shippingMinor: 590 }],
  ['shipping is in by setting: 100 + 5.90', 10_590, { shippingMinor: 590 }, { includeShipping: true }],
  [
    'shipping without its included tax: 100 + 5.95 − 0.95',
    10_500,
    { taxesIncluded: true, shippingMinor: 595, shippingTaxMinor: 95 },
    { includeShipping: true },
  ],
  [
    'shipping given back does not count: 100',
    10_000,
    { shippingMinor: 590, shippingRefundedMinor: 590, moneyRefundedMinor: 590 },
    { includeShipping: true },
  ],
];

const STORED_VALUE: Row[] = [
  ['40 of 100 by gift card: 60', 6_000, { payments: { storedValueMinor: 4_000, totalMinor: 10_000 } }],
  ['all of it by gift card: 0', 0, { payments: { storedValueMinor: 10_000, totalMinor: 10_000 } }],
  [
    'a third, rounded down once: 100 × 2 ÷ 3',
    6_666,
    { payments: { storedValueMinor: 3_000, totalMinor: 9_000 } },
  ],
  [
    'stored value earns by setting: 100',
    10_000,
    { payments: { storedValueMinor: 4_000, totalMinor: 10_000 } },
    { storedValueEarns: true },
  ],
  [
    'more given back to the card than it paid: 100',
    10_000,
    { payments: { storedValueMinor: -1_000, totalMinor: 9_000 } },
  ],
  ['nothing was paid, nothing to share: 100', 10_000, { payments: { storedValueMinor: 0, totalMinor: 0 } }],
];

test.each([...LINES, ...RETURNS, ...TAX_AND_SHIPPING, ...STORED_VALUE])('%s', (_, cents, change, rules) => {
  expect(counted(change, rules)).toBe(cents);
});

test.each([
  [null, { financialStatus: 'paid' }],
  [null, { financialStatus: 'partially_refunded' }],
  ['status-pending', { financialStatus: 'pending' }],
  ['status-authorized', { financialStatus: 'authorized' }],
  ['status-partially-paid', { financialStatus: 'partially_paid' }],
  ['status-voided', { financialStatus: 'voided' }],
  ['status-refunded', { financialStatus: 'refunded' }],
  ['cancelled', { cancelledAt: '2026-01-02T00:00:00Z' }],
  ['test-order', { test: true, cancelledAt: '2026-01-02T00:00:00Z', financialStatus: 'voided' }],
] as [string | null, Change][])('an order counts for nothing because of %s', (reason, change) => {
  expect(reasonNotCounting(order(change))).toBe(reason);
});

/** How much of the goods has gone back, in thousandths. */
function share(change: Change): number {
  const { numerator, denominator } = returnedShare(order(change));
  return Number((numerator * 1_000n) / denominator);
}

test('what has gone back is a share of the goods, at most all, and all once nothing of the order remains', () => {
  // 100 of 200 as a line and 20 beyond it: 120 ÷ 200
  expect(share({ lines: [two], returned: [aReturn(10_000)], moneyRefundedMinor: 12_000 })).toBe(600);
  expect(share({})).toBe(0);
  expect(share({ moneyRefundedMinor: 99_000 })).toBe(1_000);
  for (const change of [
    { cancelledAt: '2026-01-02T00:00:00Z' },
    { financialStatus: 'refunded' },
    { financialStatus: 'voided' },
  ] as const) {
    expect(share(change)).toBe(1_000);
  }
});
