import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { type CodeReward, isValue } from '#app/core/program/rewards.ts';
import { combinationOf, combine, type Rival, weighRivals } from '#app/core/redemption/rival-codes.ts';

const { rewards } = programSchema.parse({
  rewards: [
    { id: 'five', kind: 'amountOff', points: 500, amount: '5.00' },
    { id: 'third', kind: 'percentOff', points: 500, percent: 33.3 },
    { id: 'ship', kind: 'freeShipping', points: 500 },
    { id: 'gift', kind: 'product', points: 500, variantIds: ['1'] },
    {
      id: 'social',
      kind: 'amountOff',
      points: 500,
      amount: '5.00',
      combinesWith: { order: true, product: true, shipping: true },
    },
  ],
});
const cart = { subtotalMinor: 2_000, currency: 'EUR' };

function reward(id: string): CodeReward {
  const found = rewards.find((one) => one.id === id);
  if (!found || isValue(found)) throw new Error(`no code reward ${id}`);
  return found;
}

function rival(savesMinor: number, change: Partial<Rival> = {}): Rival {
  const combinesWith = { order: false, product: true, shipping: true };
  return { code: `R${savesMinor}`, savesMinor, classes: ['order'], combinesWith, ...change };
}
const generous = { combinesWith: { order: true, product: true, shipping: true } };

type Row = [reward: string, rivals: Rival[], refusal: string | null, theirs?: number, ours?: number];

test.for<Row>([
  ['five', [], null],
  ['five', [rival(300)], 'code-replaced', 300, 500],
  ['five', [rival(500)], 'code-better', 500, 500],
  ['five', [rival(700)], 'code-better', 700, 500],
  // Each must allow the other: one that allows all does not help against one that does not.
  ['social', [rival(700)], 'code-better', 700, 500],
  ['social', [rival(700, generous)], null],
  // Of other classes, and allowed on both sides.
  [
    'five',
    [rival(700, { classes: ['product'], combinesWith: { order: true, product: false, shipping: true } })],
    null,
  ],
  [
    'five',
    [rival(700, { classes: ['shipping'], combinesWith: { order: true, product: true, shipping: false } })],
    null,
  ],
  ['ship', [rival(300, { classes: ['shipping'] })], null],
  // 33.3 % of what is left once the product's discount has come back: 20.00 + 4.00.
  ['third', [rival(400, { classes: ['product'] })], 'code-replaced', 400, 799],
  ['third', [rival(300), rival(400)], 'code-better', 700, 666],
  [
    'gift',
    [rival(900, { combinesWith: { order: true, product: false, shipping: true } })],
    'code-replaced',
    900,
    1_500,
  ],
] satisfies Row[])('%s beside %j: %s', ([id, rivals, code, theirs, ours]) => {
  const one = reward(id);
  const weighed = weighRivals(one, combinationOf(one, false), cart, rivals, id === 'gift' ? 1_500 : null);
  expect(weighed.ok ? null : weighed.rejection.code).toBe(code);
  if (!weighed.ok) expect(weighed.rejection.details).toMatchObject({ theirsMinor: theirs, oursMinor: ours });
});

test('an amount off saves no more than the cart holds', () => {
  const weighed = weighRivals(
    reward('five'),
    combinationOf(reward('five'), false),
    { subtotalMinor: 200, currency: 'EUR' },
    [rival(250)],
    null,
  );
  expect(weighed.ok ? null : weighed.rejection).toMatchObject({
    code: 'code-better',
    details: { ours: '2.00 EUR' },
  });
});

test('for certain goods alone, an amount off is a discount on products', () => {
  const own = combinationOf(reward('five'), true);
  expect(own.classes).toEqual(['product']);
  expect(combine(own, rival(1))).toBe(false);
  expect(combine(own, rival(1, { combinesWith: { order: false, product: true, shipping: false } }))).toBe(
    false,
  );
});
