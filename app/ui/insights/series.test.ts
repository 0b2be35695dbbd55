import { expect, test } from 'vitest';
import { acquisitionMonths } from '#app/core/lifetime-value/acquisition.ts';
import { addToBridge, bridgeOf, noBridge } from '#app/core/lifetime-value/bridge.ts';
import { addToCohorts, cohortMatrix, noCohorts } from '#app/core/lifetime-value/cohorts.ts';
import { dayNumber, monthOfDay } from '#app/core/lifetime-value/months.ts';
import { agesOf, bridgePoints, channelKey, costPoints } from '#app/ui/insights/series.ts';

const asIs = (month: string) => month;

/** Orders of one customer: day and minor units. */
function history(...orders: [day: string, minor: number][]) {
  return {
    orders: orders.map(([day, minor]) => ({ day: dayNumber(day), minor })),
    refunds: [],
    cancellations: [],
  };
}

test('of the monthly bridge the lost stand below zero, and nobody lost is no negative zero', () => {
  const sums = noBridge(1);
  addToBridge(sums, history(['2027-01-05', 100], ['2027-02-05', 100], ['2027-04-05', 100]));
  addToBridge(sums, history(['2027-01-09', 100]));
  const points = bridgePoints(bridgeOf(sums, dayNumber('2027-04-30')), ({ month }) => month);
  expect(points).toEqual([
    { label: '2027-01', values: { returning: 0, new: 2, reactivated: 0, lost: 0 } },
    { label: '2027-02', values: { returning: 1, new: 0, reactivated: 0, lost: -1 } },
    { label: '2027-03', values: { returning: 0, new: 0, reactivated: 0, lost: -1 } },
    { label: '2027-04', values: { returning: 0, new: 0, reactivated: 1, lost: 0 } },
  ]);
});

test('an age is drawn from all customers whose cohort has lived it to its end', () => {
  const sums = noCohorts();
  // January: two customers, one of whom orders again in February and in March. February: one who orders again in March.
  addToCohorts(sums, history(['2027-01-05', 1000], ['2027-02-05', 600], ['2027-03-01', 400]));
  addToCohorts(sums, history(['2027-01-06', 2000]));
  addToCohorts(sums, history(['2027-02-06', 3000], ['2027-03-02', 500]));
  const inMarch = cohortMatrix(sums, monthOfDay(dayNumber('2027-03-10')));
  expect(agesOf(inMarch, 12)).toEqual([
    { age: 0, share: 1, valueMinor: 2000 },
    // March goes on: only January's two customers have lived their second month.
    { age: 1, share: 0.5, valueMinor: 2300 },
  ]);
  const inApril = cohortMatrix(sums, monthOfDay(dayNumber('2027-04-10')));
  const [, second, third] = agesOf(inApril, 12);
  expect(second?.share).toBeCloseTo(2 / 3, 12);
  expect(second?.valueMinor).toBeCloseTo(2000 + 1100 / 3, 9);
  // What a January customer brought in March comes on top of what all brought before.
  expect(third?.valueMinor).toBeCloseTo(2000 + 1100 / 3 + 200, 9);
  expect(agesOf(inApril, 2)).toHaveLength(2);
  expect(agesOf([], 12)).toEqual([]);
});

test('what a new customer cost is parted by channel, months from old to new, and a month without any is a gap', () => {
  const months = acquisitionMonths(
    [
      { month: '2027-02', channel: 'Meta', minor: 3000 },
      { month: '2027-02', channel: 'other', minor: 1000 },
      { month: '2027-01', channel: 'Meta', minor: 500 },
      { month: '2027-03', channel: 'other', minor: 700 },
    ],
    new Map([
      ['2027-01', 5],
      ['2027-02', 10],
    ]),
  );
  const { channels, points } = costPoints(months, asIs);
  expect(channels).toEqual(['Meta', 'other']);
  const [meta, other] = [channelKey('Meta'), channelKey('other')];
  expect(points).toEqual([
    { label: '2027-01', values: { [meta]: 100, [other]: 0 } },
    { label: '2027-02', values: { [meta]: 300, [other]: 100 } },
    { label: '2027-03', values: { [meta]: null, [other]: null } },
  ]);
});

test('beyond four channels the cheap ones are one part, and the parts are what the month cost', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F'];
  const costs = names.map((channel, index) => ({ month: '2027-01', channel, minor: 600 - index * 100 }));
  const { channels, points } = costPoints(acquisitionMonths(costs, new Map([['2027-01', 1]])), asIs);
  expect(channels).toEqual(['A', 'B', 'C', 'D', null]);
  expect(points[0]?.values[channelKey(null)]).toBe(300);
  expect(Object.values(points[0]?.values ?? {}).reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBe(2100);
  // A fifth channel needs no other name for itself.
  const five = acquisitionMonths(costs.slice(0, 5), new Map([['2027-01', 1]]));
  expect(costPoints(five, asIs).channels).toEqual(['A', 'B', 'C', 'D', 'E']);
});
