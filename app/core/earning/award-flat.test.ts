/** Points per order and per piece, and campaigns, as decision tables: every row is worked out by hand in its name. */
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

const bonus50: RuleInput = { kind: 'orderFlat', id: 'flat', points: 50 };
const flat = (more: Partial<typeof bonus50> = {}): EarningInput => ({
  rules: [{ ...bonus50, ...more } as RuleInput],
});
const halfByCard = { payments: { storedValueMinor: 5_000, totalMinor: 10_000 } };
const allByCard = { payments: { storedValueMinor: 10_000, totalMinor: 10_000 } };

const ORDER_FLAT: Row[] = [
  ['50 for any order: 50', 50, {}, flat()],
  ['50 beside 1 per 1.00: 100 + 50', 150, {}, { rules: [per(1, '1.00'), bonus50] }],
  ['two flat rules: 50 + 20', 70, {}, { rules: [bonus50, { ...bonus50, id: 'more', points: 20 }] }],
  ['at least 100, exactly 100: 50', 50, {}, flat({ minimumSubtotal: '100' })],
  ['at least 100.01: 0', 0, {}, flat({ minimumSubtotal: '100.01' })],
  [
    'at least 100, one of two returned: still 50',
    50,
    { lines: [aLine({ quantity: 2 })], refunds: [aRefund({ lines: [aReturn(10_000)] })] },
    flat({ minimumSubtotal: '100' }),
  ],
  [
    'at least 100.01, one of two returned: taken back, 0',
    0,
    { lines: [aLine({ quantity: 2 })], refunds: [aRefund({ lines: [aReturn(10_000)] })] },
    flat({ minimumSubtotal: '100.01' }),
  ],
  ['half by gift card: still 50', 50, halfByCard, flat()],
  ['all by gift card: 0', 0, allByCard, flat()],
  ['all by gift card, which earns here: 50', 50, allByCard, { ...flat(), storedValueEarns: true }],
  ['all returned: 0', 0, { refunds: [aRefund({ lines: [aReturn(10_000)] })] }, flat()],
  ['all refunded beyond lines: 0', 0, { refunds: [aRefund({ moneyMinor: 10_000 })] }, flat()],
  ['goods for nothing: 0', 0, { lines: [aLine({ discountMinor: 10_000 })] }, flat()],
  ['a gift card alone: 0', 0, { lines: [aLine({ kind: 'giftCard' })] }, flat()],
  [
    'only shipping is left: 0',
    0,
    { shippingMinor: 590, refunds: [aRefund({ lines: [aReturn(10_000)] })] },
    { ...flat(), includeShipping: true },
  ],
  ['all goods are excluded: 0', 0, { lines: [shirt] }, { ...flat(), exclude: { products: ['1'] } }],
  ['inactive: 0', 0, {}, flat({ active: false })],
  ['0 points: 0', 0, {}, flat({ points: 0 })],
];

function piece(points: number, goods: NonNullable<EarningInput['exclude']>, more = {}): EarningInput {
  return { rules: [{ kind: 'goodsFlat', id: 'piece', points, goods, ...more }] };
}

const GOODS_FLAT: Row[] = [
  ['20 per pair of shoes, one: 20', 20, BOTH, piece(20, { products: ['2'] })],
  ['three: 60', 60, { lines: [{ ...shoes, quantity: 3 }] }, piece(20, { products: ['2'] })],
  ['none: 0', 0, { lines: [shirt] }, piece(20, { products: ['2'] })],
  ['two lines of it: 20 + 20', 40, { lines: [shoes, { ...shoes, id: 'c' }] }, piece(20, { products: ['2'] })],
  [
    'one of three returned: 40',
    40,
    { lines: [{ ...shoes, quantity: 3 }], refunds: [aRefund({ lines: [aReturn(5_000, { lineId: 'b' })] })] },
    piece(20, { products: ['2'] }),
  ],
  [
    'edited from three to one: 20',
    20,
    { lines: [{ ...shoes, quantity: 3, currentQuantity: 1 }] },
    piece(20, { products: ['2'] }),
  ],
  [
    'half by gift card, one piece stays one: 20',
    20,
    { lines: [shoes], ...halfByCard },
    piece(20, { products: ['2'] }),
  ],
  [
    'a third refunded beyond lines, pieces remain: 60',
    60,
    { lines: [{ ...shoes, quantity: 3 }], refunds: [aRefund({ moneyMinor: 5_000 })] },
    piece(20, { products: ['2'] }),
  ],
  ['all by gift card: 0', 0, { lines: [shoes], ...allByCard }, piece(20, { products: ['2'] })],
  ['excluded goods: 0', 0, BOTH, { ...piece(20, { products: ['2'] }), exclude: { onSale: true } }],
  [
    'two rules for the same piece are added: 20 + 5',
    25,
    { lines: [shoes] },
    {
      rules: [
        { kind: 'goodsFlat', id: 'one', points: 20, goods: { products: ['2'] } },
        { kind: 'goodsFlat', id: 'two', points: 5, goods: { onSale: true } },
      ],
    },
  ],
  [
    'by collection, two lines: 20 × (1 + 2)',
    60,
    { lines: [shirt, { ...shoes, quantity: 2 }] },
    piece(20, { collections: ['100', '200'] }),
  ],
  ['at least 150, 150: 20', 20, BOTH, piece(20, { products: ['2'] }, { minimumSubtotal: '150' })],
  [
    'at least 150, 149.99: 0',
    0,
    { ...BOTH, refunds: [aRefund({ moneyMinor: 1 })] },
    piece(20, { products: ['2'] }, { minimumSubtotal: '150' }),
  ],
];

function times(factor: number, goods: NonNullable<EarningInput['exclude']>, id = 'times'): RuleInput {
  return { kind: 'goodsFactor', id, factor, goods };
}
const plain = per(1, '1.00');

const GOODS_FACTOR: Row[] = [
  ['shoes twice: 100 + 2 × 50', 200, BOTH, { rules: [plain, times(2, { products: ['2'] })] }],
  ['shoes half: 100 + 25', 125, BOTH, { rules: [plain, times(0.5, { products: ['2'] })] }],
  ['shoes never: 100', 100, BOTH, { rules: [plain, times(0, { products: ['2'] })] }],
  [
    '1.005 × 99.99 = 100.48995: 100',
    100,
    { lines: [{ ...shirt, unitPriceMinor: 9_999 }] },
    { rules: [plain, times(1.005, { products: ['1'] })] },
  ],
  [
    'the closest factor alone: 3 × 50, not 2 × 3',
    150,
    { lines: [shoes] },
    { rules: [plain, times(2, { onSale: true }, 'sale'), times(3, { products: ['2'] })] },
  ],
  [
    'a factor of 1 for the closest takes the wider one away: 50',
    50,
    { lines: [shoes] },
    { rules: [plain, times(2, { onSale: true }, 'sale'), times(1, { products: ['2'] })] },
  ],
  [
    'on a tie the first: 2 × 50',
    100,
    { lines: [shoes] },
    { rules: [plain, times(2, { products: ['2'] }, 'one'), times(3, { products: ['2'] }, 'two')] },
  ],
  [
    'no rule per amount, nothing to multiply: 0',
    0,
    { lines: [shoes] },
    { rules: [times(3, { products: ['2'] })] },
  ],
  [
    'flat points are not multiplied: 3 × 50 + 50',
    200,
    { lines: [shoes] },
    { rules: [plain, bonus50, times(3, { products: ['2'] })] },
  ],
  [
    'margin is multiplied: 2 × 60',
    120,
    { lines: [shirt] },
    { rules: [{ kind: 'margin', id: 'm', points: 1, perAmount: '1.00' }, times(2, { products: ['1'] })] },
  ],
  [
    'at least 150 for the factor, 100: 100',
    100,
    { lines: [shirt] },
    { rules: [plain, { ...times(2, { products: ['1'] }), minimumSubtotal: '150' } as RuleInput] },
  ],
  [
    'never, under `highest` with a campaign of 3: 0 + 3 × 100',
    300,
    BOTH,
    {
      factors: 'highest',
      rules: [plain, times(0, { products: ['2'] })],
      campaigns: [{ id: 'c', kind: 'factor', factor: 3, from: '2026-01-01', until: '2026-01-31' }],
    },
  ],
  [
    'never, under `add` with a campaign of 3: 0 + 3 × 100',
    300,
    BOTH,
    {
      factors: 'add',
      rules: [plain, times(0, { products: ['2'] })],
      campaigns: [{ id: 'c', kind: 'factor', factor: 3, from: '2026-01-01', until: '2026-01-31' }],
    },
  ],
];

const january = { from: '2026-01-01', until: '2026-01-31' };
type CampaignInput = NonNullable<EarningInput['campaigns']>[number];
const double: CampaignInput = { id: 'double', kind: 'factor', factor: 2, ...january };
const gift: CampaignInput = { id: 'gift', kind: 'bonus', points: 30, ...january };
const at = (occurredAt: string) => ({ occurredAt });

const CAMPAIGNS: Row[] = [
  ['twice in January: 200', 200, {}, { campaigns: [double] }],
  ['twice and thrice: 600', 600, {}, { campaigns: [double, { ...double, id: 'three', factor: 3 }] }],
  [
    'twice and thrice, added: 1 + 1 + 2 = 4',
    400,
    {},
    { factors: 'add', campaigns: [double, { ...double, id: 'three', factor: 3 }] },
  ],
  [
    'twice and thrice, the highest: 300',
    300,
    {},
    { factors: 'highest', campaigns: [double, { ...double, id: 'three', factor: 3 }] },
  ],
  ['twice for shoes alone: 100 + 100', 200, BOTH, { campaigns: [{ ...double, goods: { products: ['2'] } }] }],
  [
    'twice and shoes half: 2 × 100 + 50',
    250,
    BOTH,
    { campaigns: [double], rules: [plain, times(0.5, { products: ['2'] })] },
  ],
  [
    'twice and shoes half, added: 2 × 100 + 1.5 × 50',
    275,
    BOTH,
    { factors: 'add', campaigns: [double], rules: [plain, times(0.5, { products: ['2'] })] },
  ],
  [
    'half and half, added: 1 − 0.5 − 0.5 = 0',
    0,
    { lines: [shoes] },
    {
      factors: 'add',
      campaigns: [{ ...double, factor: 0.5 }],
      rules: [plain, times(0.5, { products: ['2'] })],
    },
  ],
  [
    'a quarter and a quarter, added, is not below 0: 0',
    0,
    { lines: [shoes] },
    {
      factors: 'add',
      campaigns: [{ ...double, factor: 0.25 }],
      rules: [plain, times(0.25, { products: ['2'] })],
    },
  ],
  [
    'twice and shoes half, the highest: 2 × 150',
    300,
    BOTH,
    { factors: 'highest', campaigns: [double], rules: [plain, times(0.5, { products: ['2'] })] },
  ],
  [
    'three times 1.5, exactly 3.375: 337',
    337,
    {},
    { campaigns: ['x', 'y', 'z'].map((id) => ({ ...double, id, factor: 1.5 })) },
  ],
  [
    'shipping is multiplied, too: 2 × 110',
    220,
    { shippingMinor: 1_000 },
    { includeShipping: true, campaigns: [double] },
  ],
  [
    'shipping is no shoes: 2 × 50 + 10',
    110,
    { lines: [shoes], shippingMinor: 1_000 },
    { includeShipping: true, campaigns: [{ ...double, goods: { products: ['2'] } }] },
  ],
  ['inactive: 100', 100, {}, { campaigns: [{ ...double, active: false }] }],
  [
    'at least 100, 99.99: 99',
    99,
    { refunds: [aRefund({ moneyMinor: 1 })] },
    { campaigns: [{ ...double, minimumSubtotal: '100' }] },
  ],
  ['30 for each order: 100 + 30', 130, {}, { campaigns: [gift] }],
  ['30 and 30: 100 + 60', 160, {}, { campaigns: [gift, { ...gift, id: 'other' }] }],
  [
    '30 with shoes, none: 100',
    100,
    { lines: [shirt] },
    { campaigns: [{ ...gift, goods: { products: ['2'] } }] },
  ],
  [
    '30 with shoes, once for three: 150 + 30',
    180,
    { lines: [{ ...shoes, quantity: 3 }] },
    { campaigns: [{ ...gift, goods: { products: ['2'] } }] },
  ],
  [
    '30 with shoes, returned: 100',
    100,
    { ...BOTH, refunds: [aRefund({ lines: [aReturn(5_000, { lineId: 'b' })] })] },
    { campaigns: [{ ...gift, goods: { products: ['2'] } }] },
  ],
  ['30 without any rule: 30', 30, {}, { rules: [], campaigns: [gift] }],
  ['the bonus is not multiplied: 200 + 30', 230, {}, { campaigns: [double, gift] }],
  ['half by gift card: 50 + 30', 80, halfByCard, { campaigns: [gift] }],
  ['at least 100, 100: 130', 130, {}, { campaigns: [{ ...gift, minimumSubtotal: '100' }] }],
  ['its first moment in Berlin: 200', 200, at('2025-12-31T23:00:00Z'), { campaigns: [double] }],
  ['the moment before: 100', 100, at('2025-12-31T22:59:59Z'), { campaigns: [double] }],
  ['its last moment in Berlin: 200', 200, at('2026-01-31T22:59:59Z'), { campaigns: [double] }],
  ['the moment after: 100', 100, at('2026-01-31T23:00:00Z'), { campaigns: [double] }],
  [
    'a campaign of one day: 200',
    200,
    at('2026-03-29T10:00:00Z'),
    { campaigns: [{ ...double, from: '2026-03-29', until: '2026-03-29' }] },
  ],
  [
    'the hour after the clock sprang: 200',
    200,
    at('2026-03-29T21:59:59Z'),
    { campaigns: [{ ...double, from: '2026-03-29', until: '2026-03-29' }] },
  ],
  [
    'summer time ends the day an hour earlier: 100',
    100,
    at('2026-03-29T22:00:00Z'),
    { campaigns: [{ ...double, from: '2026-03-29', until: '2026-03-29' }] },
  ],
];

test.each([...ORDER_FLAT, ...GOODS_FLAT, ...GOODS_FACTOR, ...CAMPAIGNS])(
  '%s',
  (_, points, change, earning) => {
    const award = awardOrder(anOrder(change), aProgram({ earning }), aContext({ traits: TRAITS }));
    expect(award.points).toBe(points);
    expect(award.parts.reduce((sum, part) => sum + part.points, 0)).toBe(points);
  },
);
