import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import {
  highestPointValue,
  liabilityMinor,
  pointValue,
  valueMinor,
  valueParts,
} from '#app/core/finance/point-value.ts';

const fiveOff = { id: 'five', kind: 'amountOff' as const, points: 500, amount: '5.00' };
const tenOff = { id: 'ten', kind: 'amountOff' as const, points: 900, amount: '10.00' };

test('outstanding points are valued at the rate of the cheapest amount off', () => {
  const program = programSchema.parse({ rewards: [tenOff, fiveOff] });
  expect(liabilityMinor(program, 2, 1234)).toBe(1234); // 1234 × 500 ÷ 500
});

test('a reward that is switched off sets no value', () => {
  const program = programSchema.parse({ rewards: [{ ...fiveOff, active: false }, tenOff] });
  expect(liabilityMinor(program, 2, 900)).toBe(1000);
});

test('the value is rounded down, and stays exact far above what a float holds', () => {
  const program = programSchema.parse({ rewards: [{ ...fiveOff, points: 3, amount: '0.01' }] });
  expect(liabilityMinor(program, 2, 8)).toBe(2);
  expect(liabilityMinor(program, 2, 9_007_199_254_740_991)).toBe(3_002_399_751_580_330);
});

test('without an amount off, points have no price', () => {
  expect(liabilityMinor(programSchema.parse({}), 2, 1000)).toBeNull();
});

test('the highest value is that of the amount off that gives most per point', () => {
  const program = programSchema.parse({ rewards: [fiveOff, tenOff] });
  expect(highestPointValue(program, 2)).toEqual({ rewardId: 'ten', points: 900, amountMinor: 1000 });
});

test('an amount that the currency cannot write sets no value', () => {
  expect(pointValue(programSchema.parse({ rewards: [{ ...fiveOff, amount: '5.50' }] }), 0)).toBeNull();
});

test('parts are valued so that they add up to the value of their sum', () => {
  const third = { rewardId: 'x', points: 3, amountMinor: 1 };
  expect(valueParts([1, 1, 1, 1, -1], third)).toEqual([0, 0, 1, 0, 0]);
  expect(valueMinor(3, third)).toBe(1);
  expect(valueMinor(100, third, { numerator: 3n, denominator: 4n })).toBe(25);
});
