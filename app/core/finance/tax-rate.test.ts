import { expect, test } from 'vitest';
import { taxRatesOf } from '#app/core/finance/tax-rate.ts';

test.for<[string, boolean, number, number, number | null]>([
  ['19 % in 64.00', true, 6400, 1022, 19_000],
  ['7 % in 34.90', true, 3490, 228, 7_000],
  ['19 % on 10.00', false, 1000, 190, 19_000],
  ['7.7 % in 500.00', true, 50_000, 3_575, 7_700],
  ['8.875 % on 100.00', false, 10_000, 888, 8_875],
  ['5.5 % in 200.00', true, 20_000, 1_043, 5_500],
  ['no tax', true, 6400, 0, 0],
  ['nothing left to be taxed', true, 0, 0, null],
])('%s is told from the tax', ([, included, amountMinor, taxMinor, rate]) => {
  expect(taxRatesOf([{ amountMinor, taxMinor }], included)).toEqual([rate]);
});

test('a small line takes a rate that a larger line of its order has shown', () => {
  // 2 cents of tax in 10 cents would be 25 % by themselves.
  const lines = [
    { amountMinor: 10, taxMinor: 2 },
    { amountMinor: 11_900, taxMinor: 1_900 },
  ];
  expect(taxRatesOf(lines, true)).toEqual([19_000, 19_000]);
});

test('every price from 1.50 to 50.00 tells the two German rates by itself', () => {
  for (const percent of [7, 19]) {
    for (let amountMinor = 150; amountMinor <= 5_000; amountMinor += 1) {
      const taxMinor = Math.round((amountMinor * percent) / (100 + percent));
      const [rate] = taxRatesOf([{ amountMinor, taxMinor }], true);
      expect(rate, `${amountMinor} at ${percent} %`).toBe(percent * 1000);
    }
  }
});
