/** What each line counts: margin, exclusion, returns, stored value, tax and minimum, as decision tables: every row is worked out by hand in its name. */
import { expect, test } from 'vitest';
import { awardOrder } from '#app/core/earning/award.ts';
import {
  aContext,
  aLine,
  anOrder,
  aProgram,
  aRefund,
  aReturn,
  BOTH,
  type EarningInput,
  per,
  type RuleInput,
  shirt,
  shoes,
  TRAITS,
} from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';

type Row = [name: string, points: number, order: Partial<OrderFacts>, earning: EarningInput];

function ofPrice(unitPriceMinor: number, change: Partial<OrderFacts> = {}): Partial<OrderFacts> {
  return { lines: [aLine({ unitPriceMinor })], ...change };
}

const margin: RuleInput = { kind: 'margin', id: 'margin', points: 1, perAmount: '1.00' };
const MARGIN: Row[] = [
  ['100 − 40 of cost: 60', 60, { lines: [shirt] }, { rules: [margin] }],
  ['shoes without a known cost give nothing: 60', 60, BOTH, { rules: [margin] }],
  ['sold below cost: 0', 0, { lines: [{ ...shirt, unitPriceMinor: 3_000 }] }, { rules: [margin] }],
  ['at cost: 0', 0, { lines: [{ ...shirt, unitPriceMinor: 4_000 }] }, { rules: [margin] }],
  ['three pieces: 300 − 120', 180, { lines: [{ ...shirt, quantity: 3 }] }, { rules: [margin] }],
  ['discounted: 100 − 25 − 40', 35, { lines: [{ ...shirt, discountMinor: 2_500 }] }, { rules: [margin] }],
  [
    'one of three returned: 200 − 80',
    120,
    { lines: [{ ...shirt, quantity: 3 }], refunds: [aRefund({ lines: [aReturn(10_000)] })] },
    { rules: [margin] },
  ],
  [
    'money refunded beyond lines lowers the margin: 100 − 10 − 40',
    50,
    { lines: [shirt], refunds: [aRefund({ moneyMinor: 1_000 })] },
    { rules: [margin] },
  ],
  [
    'tax included is no margin: 119 − 19 − 40',
    60,
    { taxesIncluded: true, lines: [{ ...shirt, unitPriceMinor: 11_900, taxMinor: 1_900 }] },
    { rules: [margin] },
  ],
  [
    'margin on the shirt, amount on the rest: 60 + 50',
    110,
    BOTH,
    { rules: [per(1, '1.00'), { ...margin, goods: { products: ['1'] } } as RuleInput] },
  ],
  [
    'the margin rule is the closest for the shoes, whose cost is unknown: 100 + 0',
    100,
    BOTH,
    { rules: [per(1, '1.00'), { ...margin, goods: { products: ['2'] } } as RuleInput] },
  ],
  [
    'half paid by gift card: (100 − 40) ÷ 2',
    30,
    { lines: [shirt], payments: { storedValueMinor: 5_000, totalMinor: 10_000 } },
    { rules: [margin] },
  ],
];

const EXCLUDED: Row[] = [
  ['shoes never earn: 100', 100, BOTH, { exclude: { products: ['2'] } }],
  ['sale never earns: 100', 100, BOTH, { exclude: { onSale: true } }],
  ['all is excluded: 0', 0, BOTH, { exclude: { vendors: ['Acme', 'Bolt'] } }],
  [
    'exclusion beats the closest rule: 100',
    100,
    BOTH,
    {
      exclude: { vendors: ['Bolt'] },
      rules: [per(1, '1.00'), per(9, '1.00', { id: 'x', goods: { variants: ['21'] } })],
    },
  ],
  [
    'money refunded beyond lines lowers what is excluded, too: 150 − 30, of which two thirds',
    80,
    { ...BOTH, refunds: [aRefund({ moneyMinor: 3_000 })] },
    { exclude: { products: ['2'] } },
  ],
  [
    'shipping is not excluded with the goods: 5.90',
    5,
    { ...BOTH, shippingMinor: 590 },
    { exclude: { vendors: ['Acme', 'Bolt'] }, includeShipping: true },
  ],
];

const shoesAt3 = [per(1, '1.00'), per(3, '1.00', { id: 'shoes', goods: { products: ['2'] } })];
const DISTRIBUTION: Row[] = [
  [
    'shoes at 3 returned: 100',
    100,
    { ...BOTH, refunds: [aRefund({ lines: [aReturn(5_000, { lineId: 'b' })] })] },
    { rules: shoesAt3 },
  ],
  [
    'shirt at 1 returned: 150',
    150,
    { ...BOTH, refunds: [aRefund({ lines: [aReturn(10_000)] })] },
    { rules: shoesAt3 },
  ],
  [
    '15 of 150 refunded beyond lines: 90 + 3 × 45',
    225,
    { ...BOTH, refunds: [aRefund({ moneyMinor: 1_500 })] },
    { rules: shoesAt3 },
  ],
  [
    '0.01 refunded beyond lines: 149.99 × ⅔ + 3 × 149.99 × ⅓ = 249.98, so 249',
    249,
    { ...BOTH, refunds: [aRefund({ moneyMinor: 1 })] },
    { rules: shoesAt3 },
  ],
  [
    'a third by gift card: (100 + 150) × ⅔ = 166.67, so 166',
    166,
    { ...BOTH, payments: { storedValueMinor: 5_000, totalMinor: 15_000 } },
    { rules: shoesAt3 },
  ],
  [
    'all by gift card: 0',
    0,
    { ...BOTH, payments: { storedValueMinor: 15_000, totalMinor: 15_000 } },
    { rules: shoesAt3 },
  ],
  [
    'shipping earns as unselected goods do: 100 + 150 + 10',
    260,
    { ...BOTH, shippingMinor: 1_000 },
    { rules: shoesAt3, includeShipping: true },
  ],
  [
    'shipping earns nothing where no rule is for all goods: 150',
    150,
    { ...BOTH, shippingMinor: 1_000 },
    { rules: shoesAt3.slice(1), includeShipping: true },
  ],
  [
    'tax on top by setting, each line its own: 119 + 3 × 53.50 = 279.50, so 279',
    279,
    {
      lines: [
        { ...shirt, taxMinor: 1_900 },
        { ...shoes, taxMinor: 350 },
      ],
    },
    { rules: shoesAt3, includeTax: true },
  ],
  [
    'tax included taken off each line: (119 − 19) + 3 × (53.50 − 3.50)',
    250,
    {
      taxesIncluded: true,
      lines: [
        { ...shirt, unitPriceMinor: 11_900, taxMinor: 1_900 },
        { ...shoes, unitPriceMinor: 5_350, taxMinor: 350 },
      ],
    },
    { rules: shoesAt3 },
  ],
  [
    'edited from 2 pairs of shoes to 1: 100 + 150',
    250,
    { lines: [shirt, { ...shoes, quantity: 2, currentQuantity: 1 }] },
    { rules: shoesAt3 },
  ],
  [
    'gift cards and tips never earn: 100',
    100,
    { lines: [shirt, aLine({ id: 'g', kind: 'giftCard' }), aLine({ id: 't', kind: 'tip' })] },
    { rules: shoesAt3 },
  ],
  [
    'more refunded than paid: 0',
    0,
    { ...BOTH, refunds: [aRefund({ moneyMinor: 99_999 })] },
    { rules: shoesAt3 },
  ],
];

const atLeast = (minimumSubtotal: string) => ({ rules: [per(1, '1.00', { minimumSubtotal })] });
const MINIMUM: Row[] = [
  ['100.00 of at least 100: 100', 100, {}, atLeast('100')],
  ['99.99 of at least 100: 0', 0, ofPrice(9_999), atLeast('100')],
  [
    'a refund below the minimum takes all back: 0',
    0,
    { refunds: [aRefund({ moneyMinor: 1 })] },
    atLeast('100'),
  ],
  ['a minimum of 0: 100', 100, {}, atLeast('0')],
  [
    'shipping does not help to the minimum: 0',
    0,
    { ...ofPrice(9_900), shippingMinor: 500 },
    { ...atLeast('100'), includeShipping: true },
  ],
  [
    'a gift card as payment does not hinder: 60',
    60,
    { payments: { storedValueMinor: 4_000, totalMinor: 10_000 } },
    atLeast('100'),
  ],
  [
    'excluded goods do not help to the minimum: 0',
    0,
    BOTH,
    { ...atLeast('150'), exclude: { products: ['2'] } },
  ],
  [
    'below the minimum of the closer rule the wider one applies: 100',
    100,
    { lines: [shirt] },
    {
      rules: [
        per(1, '1.00'),
        per(5, '1.00', { id: 'x', goods: { products: ['1'] }, minimumSubtotal: '100.01' }),
      ],
    },
  ],
  [
    'yen: 1,000 of at least 1000: 10',
    10,
    ofPrice(1_000, { currency: 'JPY' }),
    { rules: [per(1, '100', { minimumSubtotal: '1000' })] },
  ],
];

test.each([...MARGIN, ...EXCLUDED, ...DISTRIBUTION, ...MINIMUM])('%s', (_, points, change, earning) => {
  const award = awardOrder(anOrder(change), aProgram({ earning }), aContext({ traits: TRAITS }));
  expect(award.points).toBe(points);
  expect(award.parts.reduce((sum, part) => sum + part.points, 0)).toBe(points);
});
