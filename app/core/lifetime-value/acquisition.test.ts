import { expect, test } from 'vitest';
import { acquisitionMonths, parseCosts, valueToCost } from '#app/core/lifetime-value/acquisition.ts';

const costs = [
  { month: '2027-02', channel: 'Meta', minor: 100_000 },
  { month: '2027-02', channel: 'Google', minor: 50_000 },
  { month: '2027-03', channel: 'Meta', minor: 60_000 },
];

test('costs stand beside the customers who were new in their month', () => {
  const months = acquisitionMonths(costs, new Map([['2027-02', 60]]));
  expect(months).toEqual([
    {
      month: '2027-03',
      minor: 60_000,
      channels: [{ channel: 'Meta', minor: 60_000 }],
      newCustomers: 0,
      perCustomerMinor: null,
    },
    {
      month: '2027-02',
      minor: 150_000,
      channels: [
        { channel: 'Meta', minor: 100_000 },
        { channel: 'Google', minor: 50_000 },
      ],
      newCustomers: 60,
      perCustomerMinor: 2_500,
    },
  ]);
  // 2,100.00 for 60 customers are 35.00 each; they are worth 105.00.
  expect(valueToCost(months, 10_500)).toEqual({ ratio: 3, costMinor: 3_500 });
  expect(valueToCost(months, null)).toBeNull();
  expect(valueToCost([], 10_500)).toBeNull();
});

test.for<[string, unknown]>([
  ['2027-03;Meta;1.200,50', { cost: { month: '2027-03', channel: 'Meta', minor: 120_050 } }],
  ['2027-03\tMeta\t1,200.50', { cost: { month: '2027-03', channel: 'Meta', minor: 120_050 } }],
  ['2027-03,Google Ads,1200', { cost: { month: '2027-03', channel: 'Google Ads', minor: 120_000 } }],
  ['2027-03;"Meta";1.200 €', { cost: { month: '2027-03', channel: 'Meta', minor: 120_000 } }],
  ['2027-03;Meta;12,5', { cost: { month: '2027-03', channel: 'Meta', minor: 1_250 } }],
  ['2027-03;Meta;0', { cost: { month: '2027-03', channel: 'Meta', minor: 0 } }],
  ['2027-13;Meta;1', { problem: 'month' }],
  ['March;Meta;1', { problem: 'month' }],
  ['2027-03;;1', { problem: 'channel' }],
  ['2027-03;Meta;-5', { problem: 'amount' }],
  ['2027-03;Meta;much', { problem: 'amount' }],
  ['2027-03;Meta', { problem: 'columns' }],
])('%s', ([text, expected]) => {
  expect(parseCosts(`Month;Channel;Cost\n\n${text}`, 2)).toEqual([{ line: 3, ...(expected as object) }]);
});
