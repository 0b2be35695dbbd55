/** Rates, rounding and which rule is about which goods, as decision tables: every row is worked out by hand in its name. */
import { expect, test } from 'vitest';
import { awardOrder } from '#app/core/earning/award.ts';
import {
  aContext,
  aLine,
  anOrder,
  aProgram,
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

function rate(points: number, perAmount: string, more: EarningInput = {}): EarningInput {
  return { rules: [per(points, perAmount)], ...more };
}

function ofPrice(unitPriceMinor: number, change: Partial<OrderFacts> = {}): Partial<OrderFacts> {
  return { lines: [aLine({ unitPriceMinor })], ...change };
}

const RATES: Row[] = [
  ['1 per 1.00 of 100.00: 100', 100, {}, {}],
  ['1 per 1.00 of 0.99: 0', 0, ofPrice(99), {}],
  ['1 per 1.00 of 99.99: 99', 99, ofPrice(9_999), {}],
  ['5 per 1.00 of 99.99: 499.95, so 499', 499, ofPrice(9_999), rate(5, '1.00')],
  ['1 per 10.00 of 99.99: 9', 9, ofPrice(9_999), rate(1, '10.00')],
  ['1.5 per 1.00 of 33.33: 49.995, so 49', 49, ofPrice(3_333), rate(1.5, '1.00')],
  ['0.1 per 1.00 of 99.99: 9.999, so 9', 9, ofPrice(9_999), rate(0.1, '1.00')],
  ['0.001 per 1.00 of 1,000.00: 1', 1, ofPrice(100_000), rate(0.001, '1.00')],
  ['0 per 1.00: 0', 0, {}, rate(0, '1.00')],
  ['3 per 0.07 of 1.00: 300 ÷ 7 = 42.86, so 42', 42, ofPrice(100), rate(3, '0.07')],
  ['1 per 0.125 of 1.00: 8', 8, ofPrice(100), rate(1, '0.125')],
  ['1 per 0.125 of 0.12: 0.96, so 0', 0, ofPrice(12), rate(1, '0.125')],
  ['1 per 0.001 of 0.01: 10', 10, ofPrice(1), rate(1, '0.001')],
  ['yen: 1 per 100 of 1,999: 19', 19, ofPrice(1_999, { currency: 'JPY' }), rate(1, '100')],
  ['yen: 1 per 0.5 of 3: 6', 6, ofPrice(3, { currency: 'JPY' }), rate(1, '0.5')],
  ['yen: 1 per 12.5 of 100: 8', 8, ofPrice(100, { currency: 'JPY' }), rate(1, '12.5')],
  ['dinar: 1 per 1.000 of 1.999: 1', 1, ofPrice(1_999, { currency: 'KWD' }), rate(1, '1.000')],
  ['dinar: 1 per 0.125 of 1.000: 8', 8, ofPrice(1_000, { currency: 'KWD' }), rate(1, '0.125')],
  ['1,340,730.00 at 1 per 1.00: 1,340,730', 1_340_730, ofPrice(134_073_000), {}],
  [
    '1,340,730.00 at 1,000,000 per 0.001: 1,340,730,000 × 1,000,000',
    1_340_730_000_000_000,
    ofPrice(134_073_000),
    rate(1_000_000, '0.001'),
  ],
];

const HALF = ofPrice(150);
const ROUNDING: Row[] = [
  ['1.50 down: 1', 1, HALF, rate(1, '1.00', { rounding: 'down' })],
  ['1.50 nearest: 2', 2, HALF, rate(1, '1.00', { rounding: 'nearest' })],
  ['1.49 nearest: 1', 1, ofPrice(149), rate(1, '1.00', { rounding: 'nearest' })],
  ['1.01 up: 2', 2, ofPrice(101), rate(1, '1.00', { rounding: 'up' })],
  ['1.00 up: 1', 1, ofPrice(100), rate(1, '1.00', { rounding: 'up' })],
  ['0 up: 0', 0, ofPrice(0), rate(1, '1.00', { rounding: 'up' })],
  [
    'three lines of 0.50 are rounded once: 1.5, so 1',
    1,
    { lines: ['a', 'b', 'c'].map((id) => aLine({ id, unitPriceMinor: 50 })) },
    {},
  ],
  [
    'two rules of 0.50 each are rounded once: 1',
    1,
    {
      lines: [
        { ...shirt, unitPriceMinor: 50 },
        { ...shoes, unitPriceMinor: 50 },
      ],
    },
    { rules: [per(1, '1.00'), per(1, '1.00', { id: 'shoes', goods: { products: ['2'] } })] },
  ],
  [
    'two rules of 0.50 each, nearest: 1 and not 2',
    1,
    {
      lines: [
        { ...shirt, unitPriceMinor: 50 },
        { ...shoes, unitPriceMinor: 50 },
      ],
    },
    {
      rounding: 'nearest',
      rules: [per(1, '1.00'), per(1, '1.00', { id: 'shoes', goods: { products: ['2'] } })],
    },
  ],
];

function two(goods: NonNullable<EarningInput['exclude']>, ...more: RuleInput[]): EarningInput {
  return { rules: [per(1, '1.00'), per(3, '1.00', { id: 'special', goods }), ...more] };
}

const SELECTORS: Row[] = [
  ['no rule names the lines: 100 + 50', 150, BOTH, two({ products: ['9'] })],
  ['a product at 3: 100 + 150', 250, BOTH, two({ products: ['2'] })],
  ['a variant at 3: 300 + 50', 350, BOTH, two({ variants: ['11'] })],
  ['a collection at 3: 300 + 50', 350, BOTH, two({ collections: ['100'] })],
  ['a tag at 3: 300 + 50', 350, BOTH, two({ tags: ['Summer'] })],
  ['a tag in other letters at 3: 300 + 50', 350, BOTH, two({ tags: ['SUMMER'] })],
  ['a vendor at 3: 100 + 150', 250, BOTH, two({ vendors: ['bolt'] })],
  ['a type at 3: 100 + 150', 250, BOTH, two({ types: ['Shoes'] })],
  ['what is on sale at 3: 100 + 150', 250, BOTH, two({ onSale: true })],
  ['any condition fits, both lines at 3: 450', 450, BOTH, two({ tags: ['summer'], onSale: true })],
  ['the selected rule alone: 150', 150, BOTH, { rules: [per(3, '1.00', { goods: { products: ['2'] } })] }],
  ['no rule about these goods: 0', 0, BOTH, { rules: [per(3, '1.00', { goods: { products: ['9'] } })] }],
];

const ladder: [string, NonNullable<EarningInput['exclude']>][] = [
  ['variant', { variants: ['11'] }],
  ['product', { products: ['1'] }],
  ['collection', { collections: ['100'] }],
  ['tag', { tags: ['Summer'] }],
  ['vendor', { vendors: ['Acme'] }],
];
/** Each step of the ladder at 7 against each below it at 2, in both orders of the list: always 700. */
const PRECEDENCE: Row[] = ladder.flatMap(([higher, closer], index) =>
  [...ladder.slice(index + 1), ['all goods', undefined] as const].flatMap(([lower, wider]): Row[] => {
    const special = per(7, '1.00', { id: 'closer', goods: closer });
    const general = per(2, '1.00', { id: 'wider', ...(wider ? { goods: wider } : {}) });
    return [
      [`${higher} before ${lower}: 700`, 700, { lines: [shirt] }, { rules: [general, special] }],
      [
        `${higher} before ${lower}, listed first: 700`,
        700,
        { lines: [shirt] },
        { rules: [special, general] },
      ],
    ];
  }),
);

const TIES: Row[] = [
  [
    'of two rules for all goods the first: 200',
    200,
    {},
    { rules: [per(2, '1.00', { id: 'one' }), per(3, '1.00', { id: 'two' })] },
  ],
  [
    'vendor and type are equally close, the first: 200',
    200,
    { lines: [shirt] },
    {
      rules: [
        per(2, '1.00', { id: 'one', goods: { types: ['Shirt'] } }),
        per(3, '1.00', { id: 'two', goods: { vendors: ['Acme'] } }),
      ],
    },
  ],
  [
    'a selector counts by what of it fits: its vendor here, not its variant, so the product: 300',
    300,
    { lines: [shirt] },
    {
      rules: [
        per(2, '1.00', { id: 'one', goods: { variants: ['99'], vendors: ['Acme'] } }),
        per(3, '1.00', { id: 'two', goods: { products: ['1'] } }),
      ],
    },
  ],
  [
    'an inactive rule does not compete: 100',
    100,
    { lines: [shirt] },
    { rules: [per(1, '1.00'), per(9, '1.00', { id: 'off', active: false, goods: { variants: ['11'] } })] },
  ],
];

test.each([...RATES, ...ROUNDING, ...SELECTORS, ...PRECEDENCE, ...TIES])(
  '%s',
  (_, points, change, earning) => {
    const award = awardOrder(anOrder(change), aProgram({ earning }), aContext({ traits: TRAITS }));
    expect(award.points).toBe(points);
    expect(award.parts.reduce((sum, part) => sum + part.points, 0)).toBe(points);
  },
);
