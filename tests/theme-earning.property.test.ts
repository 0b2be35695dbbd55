/**
 * The number beside a product is what the books give for an order of that one piece; where "up to" is said, they give
 * no more. For generated programs and goods, with the real Liquid.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awardOrder } from '#app/core/earning/award.ts';
import { aContext, aLine, anOrder, aProgram, someTraits } from '#app/core/earning/facts-for-tests.ts';
import type { ProgramInput } from '#app/core/program/program.ts';
import { publicProgram } from '#app/core/program/public-program.ts';
import { renderBlock } from '../sandbox/pages/storefront/theme-liquid.ts';

type Goods = {
  price: number;
  variant: string;
  product: string;
  collections: string[];
  tags: string[];
  vendor: string;
  type: string;
  onSale: boolean;
};
type Case = {
  program: ProgramInput;
  goods: Goods;
  tier: string | null;
  segments: string[];
  costMinor: number;
};
type Told = { how: 'exact' | 'up to'; points: number } | null;

const seed = Number(process.env.PROOF_SEED ?? Date.now() % 1_000_000_007);
const numRuns = Number(process.env.THEME_EARNING_SIZE ?? 250);

const words = ['Red', 'Blue', 'Säle, extra'];
const list = (entries: string[]) => fc.subarray(entries, { minLength: 1 });
const selector = fc
  .record(
    {
      variants: list(['11', '12']),
      products: list(['1', '2']),
      collections: list(['100', '200']),
      tags: list(['red', 'BLUE']),
      vendors: list(words),
      types: list(words),
      onSale: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .filter((made) => Object.keys(made).length > 0);
const thousandths = (min: number, max: number) => fc.integer({ min, max }).map((value) => value / 1_000);
const factor = fc.oneof(fc.constantFrom(0, 0.5, 1, 1.5, 2), thousandths(0, 4_000));
const amount = fc.constantFrom('1.00', '0.125', '10', '3', '0.999');
const points = fc.oneof(fc.constantFrom(1, 5, 1.5), thousandths(0, 9_000));
const whole = fc.integer({ min: 0, max: 50 });
const day = fc.constantFrom('2020-01-01', '2099-01-01', undefined);
const cap = fc.constant([{ per: 'year' as const, points: 7 }]);
const conditions = {
  active: fc.boolean(),
  tiers: fc.constantFrom(['gold'], ['silver', 'gold']),
  segments: fc.constant(['best']),
  channels: fc.constantFrom(['online' as const], ['pos' as const]),
  from: day,
  until: day,
  minimumSubtotal: fc.constantFrom('20', '49.999', '100.00'),
};
const caps = { caps: cap };
const rule = fc.oneof(
  some({ kind: 'orderAmount', points, perAmount: amount }, { ...conditions, ...caps, goods: selector }),
  some({ kind: 'orderAmount', points, perAmount: amount }, {}),
  some({ kind: 'margin', points, perAmount: amount }, { ...conditions, goods: selector }),
  some({ kind: 'orderFlat', points: whole }, { ...conditions, ...caps }),
  some({ kind: 'goodsFlat', points: whole, goods: selector }, conditions),
  some({ kind: 'goodsFactor', factor, goods: selector }, { ...conditions, ...caps }),
);
const campaignDays = { from: fc.constant('2020-01-01'), until: fc.constant('2099-01-01') };
const { from: _from, until: _until, ...elsewhere } = conditions;
const campaign = fc.oneof(
  some({ kind: 'factor', factor, ...campaignDays }, { ...elsewhere, goods: selector }),
  some({ kind: 'bonus', points: whole, ...campaignDays }, { ...elsewhere, goods: selector }),
);

const cases: fc.Arbitrary<Case> = fc.record({
  program: fc
    .record({
      rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
      campaigns: fc.array(campaign, { maxLength: 2 }),
      exclude: fc.option(selector, { nil: undefined, freq: 4 }),
      factors: fc.constantFrom('multiply' as const, 'add' as const, 'highest' as const),
      rounding: fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
      silver: factor,
      gold: factor,
    })
    .map(({ rules, campaigns, silver, gold, ...rest }) => ({
      earning: { ...rest, rules: named(rules, 'rule'), campaigns: named(campaigns, 'campaign') },
      tiers: { list: [aTier('silver', '100', silver), aTier('gold', '200', gold)] },
    })) as fc.Arbitrary<ProgramInput>,
  goods: fc.record({
    price: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 5_000_000 })),
    variant: fc.constantFrom('11', '12', '1'),
    product: fc.constantFrom('1', '2', '11'),
    collections: fc.subarray(['100', '200', '10']),
    tags: fc.subarray(['red', 'Blue', 'redder']),
    vendor: fc.constantFrom(...words),
    type: fc.constantFrom(...words, ''),
    onSale: fc.boolean(),
  }),
  tier: fc.constantFrom(null, 'silver', 'gold'),
  segments: fc.constantFrom([], ['best']),
  costMinor: fc.integer({ min: 0, max: 5_000 }),
});

test(
  `a product never promises what the books do not give (PROOF_SEED=${seed})`,
  { timeout: 120_000 },
  async () => {
    const met = { exact: 0, 'up to': 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const told = await tell(one, publicProgram(aProgram(one.program), 'EUR'));
        met[told?.how ?? 'none'] += 1;
        expect(faultOf(told, give(one))).toBeNull();
      }),
      { seed, numRuns },
    );
    // The windows that stay empty must be few, and both ways of speaking must have been tried.
    expect(met.exact).toBeGreaterThan(numRuns / 20);
    expect(met['up to']).toBeGreaterThan(0);
    expect(met.none).toBeLessThan(numRuns / 5);
  },
);

test('a window that knows the plain rate alone is caught', async () => {
  const { counterexample } = await fc.check(
    fc.asyncProperty(cases, async (one) => {
      const program = publicProgram(aProgram(one.program), 'EUR');
      const { goods } = program.earning;
      const naive = goods && { ...goods, rates: goods.rates.slice(0, 1), factors: [] };
      const told = await tell(one, { ...program, earning: { ...program.earning, goods: naive } });
      expect(faultOf(told, give(one))).toBeNull();
    }),
    // Always the same cases: that the fault is found must not hang on chance.
    { seed: 1, numRuns: 1_000 },
  );
  expect(counterexample).not.toBeNull();
});

function faultOf(told: Told, given: number): string | null {
  if (told === null) return null;
  const kept = told.how === 'exact' ? told.points === given : told.points >= given;
  return kept ? null : `told ${told.how} ${told.points}, given ${given}`;
}

function give({ program, goods, tier, segments, costMinor }: Case): number {
  const { price, variant, product, vendor, collections, tags, type, onSale } = goods;
  const line = aLine({ unitPriceMinor: price, variantId: variant, productId: product, vendor });
  const traits = { a: someTraits({ collections, tags, type: type || null, onSale, costMinor }) };
  const order = anOrder({ lines: [line], totalMinor: price, occurredAt: new Date().toISOString() });
  return awardOrder(order, aProgram(program), aContext({ tierId: tier, segments, traits })).points;
}

/** What the product block prints, read back. */
async function tell({ goods, tier }: Case, program: object): Promise<Told> {
  const variant = {
    id: goods.variant,
    price: goods.price,
    compare_at_price: goods.onSale ? goods.price + 1 : null,
  };
  const html = await renderBlock('product-points', {
    locale: 'en',
    currency: 'EUR',
    assets: '/assets',
    globals: {
      app: { metafields: { treuwerk: { program: { value: program } } } },
      customer: tier && { id: 1, metafields: { app: { standing: { value: { tier: { id: tier } } } } } },
      cart: { currency: { iso_code: 'EUR' }, taxes_included: false },
      product: {
        ...goods,
        id: goods.product,
        collections: goods.collections.map((id) => ({ id: Number(id) })),
        'gift_card?': false,
        selected_or_first_available_variant: variant,
        variants: [variant],
      },
      request: { locale: { iso_code: 'en' } },
    },
  });
  const text = /data-treuwerk-text[^>]*>([^<]*)</.exec(html)?.[1];
  if (text === undefined) return null;
  const how = text.startsWith('Up to') ? 'up to' : 'exact';
  return { how, points: Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', '') ?? '0') };
}

function some(fixed: Record<string, unknown>, free: Record<string, fc.Arbitrary<unknown>>) {
  const always = Object.fromEntries(
    Object.entries(fixed).map(([key, value]) => [key, isArbitrary(value) ? value : fc.constant(value)]),
  );
  const rarely = Object.fromEntries(
    Object.entries(free).map(([key, value]) => [key, fc.option(value, { nil: undefined, freq: 3 })]),
  );
  return fc
    .record({ ...always, ...rarely })
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

function isArbitrary(value: unknown): value is fc.Arbitrary<unknown> {
  return typeof value === 'object' && value !== null && 'generate' in value;
}

function named(made: object[], name: string): object[] {
  return made.map((one, index) => ({ ...one, id: `${name}-${index}` }));
}

function aTier(id: string, enter: string, earningFactor: number) {
  return { id, name: { en: id }, enter, earningFactor };
}
