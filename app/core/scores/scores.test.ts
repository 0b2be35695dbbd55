import { expect, test } from 'vitest';
import { levelOf, proposeLevels } from '#app/core/scores/levels.ts';
import { quintileCuts, quintileOf } from '#app/core/scores/quintiles.ts';
import { RFM_GROUPS, rfmGroup } from '#app/core/scores/rfm.ts';
import { historyOf, revenueOf, type Transaction } from '#app/core/scores/transactions.ts';

function row(
  day: number,
  minor: number,
  order: string | null = null,
  kind: Transaction['kind'] = null,
): Transaction {
  return { day, minor, order, kind };
}

test.for<[what: string, rows: Transaction[], orders: [day: number, minor: number][], revenue: number]>([
  ['rows of one order add up, on its first day', [row(9, 500, 'a'), row(7, 300, 'a')], [[7, 800]], 800],
  [
    'rows without an order stand alone, also of one day',
    [row(7, 500), row(7, 300)],
    [
      [7, 500],
      [7, 300],
    ],
    800,
  ],
  ['an order worth nothing is an order', [row(7, 0)], [[7, 0]], 0],
  ['a negative value without a kind is a refund', [row(7, 500, 'a'), row(8, -200, 'a')], [[7, 500]], 300],
  [
    'a refund in full leaves the order standing',
    [row(7, 500, 'a'), row(8, -500, 'a', 'refund')],
    [[7, 500]],
    0,
  ],
  ['the sign of a refund does not matter', [row(7, 500, 'a'), row(8, 200, 'b', 'refund')], [[7, 500]], 300],
  ['a refund alone is no activity', [row(8, -200, null, 'refund')], [], -200],
  [
    'a cancellation without an amount voids its order',
    [row(7, 500, 'a'), row(8, 0, 'a', 'cancellation')],
    [],
    0,
  ],
  ['one of the whole amount, too', [row(7, 500, 'a'), row(8, -500, 'a', 'cancellation')], [], 0],
  [
    'the refund of a cancelled order is not counted beside it',
    [row(7, 500, 'a'), row(8, 500, 'a', 'cancellation'), row(8, -500, 'a', 'refund')],
    [],
    0,
  ],
  [
    'a cancellation of a part takes money alone',
    [row(7, 500, 'a', 'order'), row(8, -200, 'a', 'cancellation')],
    [[7, 500]],
    300,
  ],
  ['a cancellation of an unknown order takes its money', [row(8, -200, 'x', 'cancellation')], [], -200],
  [
    'a cancelled order that is listed as itself counts for nothing',
    [row(8, 200, 'x', 'cancellation')],
    [],
    0,
  ],
  [
    'a discount as a row of its own lowers the order',
    [row(7, 500, 'a', 'order'), row(7, -50, 'a', 'order')],
    [[7, 450]],
    450,
  ],
  [
    'an order below nothing is money that went back',
    [row(7, 50, 'a', 'order'), row(7, -80, 'a', 'order')],
    [],
    -30,
  ],
])('%s', ([, rows, orders, revenue]) => {
  const history = historyOf(rows);
  expect(history.orders.map(({ day, minor }) => [day, minor])).toEqual(orders);
  expect(revenueOf(history)).toBe(revenue);
});

test.for<[values: number[], quintiles: number[]]>([
  [
    [10, 20, 30, 40, 50],
    [1, 2, 3, 4, 5],
  ],
  [
    [1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1],
  ],
  [
    [1, 1, 1, 2, 3],
    [1, 1, 1, 4, 5],
  ],
  [
    [5, 1, 1, 5, 5],
    [3, 1, 1, 3, 3],
  ],
  [[7], [1]],
  [
    [1, 2, 3, 4, 5, 6, 7],
    [1, 1, 2, 3, 3, 4, 5],
  ],
])('quintiles of %j', ([values, quintiles]) => {
  const cuts = quintileCuts(Float64Array.from(values));
  expect(values.map((value) => quintileOf(value, cuts))).toEqual(quintiles);
});

test('no customer at all has no quintile above the first', () => {
  expect(quintileOf(5, quintileCuts(new Float64Array()))).toBe(1);
});

test('every combination of scores has a group, and every group but prospects has a combination', () => {
  const scores = [1, 2, 3, 4, 5];
  const groups = scores.flatMap((recency) =>
    scores.flatMap((frequency) => scores.map((monetary) => rfmGroup({ recency, frequency, monetary }))),
  );
  expect(groups).toHaveLength(125);
  expect(new Set([...groups, rfmGroup(null)])).toEqual(new Set(RFM_GROUPS));
});

test('levels are proposed for the best 5, 20 and 50 of a hundred, ties included', () => {
  const scores = Array.from({ length: 100 }, (_, index) => (index + 1) * 100);
  const levels = proposeLevels(Float64Array.from(scores));
  const counted = scores.map((score) => levelOf({ score, orders: 1 }, levels));
  expect(
    ['top-vip', 'vip', 'premium', null].map((level) => counted.filter((one) => one === level).length),
  ).toEqual([5, 15, 30, 50]);
  const tied = proposeLevels(Float64Array.from([900, 900, 900, 100, 0]));
  expect(levelOf({ score: 900, orders: 1 }, tied)).toBe('top-vip');
  expect(levelOf({ score: 0, orders: 1 }, proposeLevels(Float64Array.from([0, 0])))).toBeNull();
});

test('a level can ask for several orders', () => {
  const levels = proposeLevels(Float64Array.from([100, 200]));
  levels['top-vip'].ordersMin = 3;
  expect(levelOf({ score: 200, orders: 2 }, levels)).toBe('vip');
  expect(levelOf({ score: 200, orders: 3 }, levels)).toBe('top-vip');
});
