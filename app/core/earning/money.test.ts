/** An arm of `npm run proof`: random orders in currencies of 0, 2 and 3 decimals, exact to the point. */
import { expect, test } from 'vitest';
import { awardOrder } from '#app/core/earning/award.ts';
import {
  factsOf,
  type MoneyOrder,
  type MoneyProgram,
  programOf,
  randomFrom,
  someOrder,
  someProgram,
} from '#app/core/earning/money-cases-for-tests.ts';
import { pointsByDecimals } from '#app/core/earning/money-oracle-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { currencyExponent } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';
import { sum } from '#app/core/sum.ts';

const CASES = Number(process.env.MONEY_CASES ?? 5_000);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`money: seed ${SEED}, ${CASES} orders\n`);
const ORDERS_PER_PROGRAM = 25;

type Points = (facts: OrderFacts, program: Program) => number;
type Case = { order: MoneyOrder; program: MoneyProgram };
type Disagreement = Case & { expected: number; points: number };

/** Plays random orders. @returns the first few that came out differently, and how many were worth anything */
function compare(points: Points, cases: number, seed = SEED): { wrong: Disagreement[]; giving: number } {
  const random = randomFrom(seed);
  const wrong: Disagreement[] = [];
  let giving = 0;
  for (let done = 0; done < cases && wrong.length < 3; done += ORDERS_PER_PROGRAM) {
    const program = someProgram(random);
    const config = programOf(program);
    for (let index = 0; index < Math.min(ORDERS_PER_PROGRAM, cases - done); index += 1) {
      const order = someOrder(random, program.currency);
      const expected = pointsByDecimals(order, program);
      const given = points(factsOf(order, program.currency), config);
      if (expected > 0) giving += 1;
      if (given !== expected) wrong.push({ order, program, expected, points: given });
    }
  }
  return { wrong, giving };
}

test('every order gives exactly what decimal arithmetic gives', () => {
  const { wrong, giving } = compare((facts, program) => awardOrder(facts, program).points, CASES);
  expect(wrong).toEqual([]);
  expect(giving).toBeGreaterThan(CASES / 2);
});

test('its parts add up to it', () => {
  const { wrong } = compare(
    (facts, program) => {
      const { parts } = awardOrder(facts, program);
      return sum(parts, (part) => part.points);
    },
    Math.min(CASES, 2_000),
  );
  expect(wrong).toEqual([]);
});

test.each([
  ['EUR', '1340730.00', 1_340_730],
  ['JPY', '1340730', 1_340_730],
  ['KWD', '1340730.000', 1_340_730],
])('an order of %s %s gives %d points at 1 per 1', (currency, price, points) => {
  const none = { quantity: 0, subtotal: '0', tax: '0' };
  const order: MoneyOrder = {
    lines: [{ goods: true, product: '1', quantity: 1, price, discount: '0', tax: '0', returned: none }],
    taxesIncluded: false,
    shipping: { paid: '0', tax: '0', back: '0', taxBack: '0' },
    beyond: '0',
    paid: null,
  };
  const program: MoneyProgram = {
    ...someProgram(randomFrom(1)),
    currency,
    general: { points: 1, perAmount: '1.00' },
    special: null,
    campaignFactor: null,
    rounding: 'down',
  };
  expect(pointsByDecimals(order, program)).toBe(points);
  expect(awardOrder(factsOf(order, currency), programOf(program)).points).toBe(points);
});

/** The same sum in binary floating point, as one writes it in a hurry; what it does not cover is left right. */
function byFloats(facts: OrderFacts, program: Program): number {
  const award = awardOrder(facts, program);
  const { rounding, factors: combine, storedValueEarns } = program.earning;
  if (combine !== 'multiply' || award.breakdown?.refundedBeyondMinor !== 0) return award.points;
  const major = 10 ** currencyExponent(facts.currency);
  const { payments } = facts;
  const share = payments && !storedValueEarns ? 1 - payments.storedValueMinor / payments.totalMinor : 1;
  const exact = sum(award.parts, ({ amountMinor, rate, factors }) => {
    const factor = factors.reduce((all, one) => all * one.factor, 1);
    const perMajor = rate ? (rate.points / rate.perMinor) * major : 0;
    return ((amountMinor ?? 0) / major) * share * perMajor * factor;
  });
  return { down: Math.floor, nearest: Math.round, up: Math.ceil }[rounding](exact);
}

/** Each line rounded by itself. */
function roundedPerLine(facts: OrderFacts, program: Program): number {
  return sum(facts.lines, (line) => awardOrder({ ...facts, lines: [line] }, program).points);
}

/** The rate as whole points per major unit, the cents cut off first. */
function centsCutOff(facts: OrderFacts, program: Program): number {
  const major = 10 ** currencyExponent(facts.currency);
  const lines = facts.lines.map((line) => ({
    ...line,
    unitPriceMinor: Math.floor(line.unitPriceMinor / major) * major,
  }));
  return awardOrder({ ...facts, lines }, program).points;
}

/** A refund's points rounded by themselves and taken off. */
function refundRounded(facts: OrderFacts, program: Program): number {
  const before = awardOrder({ ...facts, refunds: [] }, program).points;
  return (
    before -
    Math.floor(
      before - awardOrder(facts, { ...program, earning: { ...program.earning, rounding: 'up' } }).points,
    )
  );
}

test.each([
  ['floating point', byFloats],
  ['rounding per line', roundedPerLine],
  ['cents cut off first', centsCutOff],
  ['refunds rounded by themselves', refundRounded],
] as [string, Points][])('the comparison reports a planted fault: %s', (_, fault) => {
  // Always the same orders: no seed may let a fault slip through.
  expect(compare(fault, 5_000, 1).wrong).not.toEqual([]);
});
