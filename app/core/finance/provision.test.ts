import { expect, test } from 'vitest';
import { ageGroups, provisionAmounts } from '#app/core/finance/provision.ts';

const CENT = { rewardId: 'five', points: 500, amountMinor: 500 };
const TENTH = { rewardId: 'ten', points: 900, amountMinor: 1000 };
const ESTIMATE = { stayed: 3, broken: 1, share: 1 / 3, expiredShare: 0, low: 0.25, high: 0.5 };

test('buckets between the bounds become groups, the youngest first', () => {
  const groups = ageGroups(
    new Map([
      [5, 10],
      [0, 60],
      [3, 30],
    ]),
  );
  expect(groups.map(({ fromMonths, belowMonths, points }) => [fromMonths, belowMonths, points])).toEqual([
    [0, 3, 10],
    [3, 6, 0],
    [6, 12, 30],
    [12, 24, 0],
    [24, 36, 0],
    [36, null, 60],
  ]);
});

test('the provision is points × value × (1 − breakage), the rows add up, and debts stand beside it', () => {
  const groups = ageGroups(
    new Map([
      [5, 100],
      [4, 100],
      [3, 100],
    ]),
  );
  const amounts = provisionAmounts(groups, -250, { value: CENT, highest: TENTH }, ESTIMATE);
  expect(amounts).toMatchObject({
    fullMinor: 300,
    expectedMinor: 200,
    lowMinor: 150,
    highMinor: 225,
    highestMinor: 333,
    debtMinor: -250,
  });
  // Two thirds of 100 are 66.7: the cents go where the running sum grows by them.
  expect(amounts.rows.slice(0, 3).map(({ expectedMinor }) => expectedMinor)).toEqual([66, 67, 67]);
});

test('without an estimate the provision is the full value', () => {
  const amounts = provisionAmounts(ageGroups(new Map([[5, 7]])), 0, { value: CENT, highest: CENT }, null);
  expect(amounts).toMatchObject({
    fullMinor: 7,
    expectedMinor: 7,
    lowMinor: null,
    highMinor: null,
    debtMinor: 0,
  });
});
