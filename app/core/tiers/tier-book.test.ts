import { expect, test } from 'vitest';
import { tiers } from '#app/core/program/tiers.ts';
import { tell } from '#app/core/tiers/timeline-for-tests.ts';

const LIST = [
  { id: 'silver', name: { en: 'Silver' }, enter: '500' },
  { id: 'gold', name: { en: 'Gold' }, enter: '1000' },
];

test('a year that is good enough keeps the tier through the next one', () => {
  const steps = [
    '2026-03-01 +499.99 → none',
    '2026-03-02 +0.01 → silver entered',
    '2027-01-01 · → silver',
    '2027-06-01 +1000 → gold entered',
    '2028-12-31T23:59 · → gold',
    '2029-01-01 · → silver period-end',
    '2030-01-01 · → none period-end',
  ];
  expect(tell({ rules: tiers.parse({ list: LIST }) }, steps).outcomes).toEqual(steps);
});

test('a window lets old amounts go, the grace waits, and the next order makes up for it', () => {
  const rules = tiers.parse({ list: LIST, period: { kind: 'rolling', months: 12 }, graceDays: 14 });
  const steps = [
    '2026-03-01T12:00 +600 → silver entered',
    '2027-03-01T11:59 · → silver',
    '2027-03-01T12:00 · → silver grace 2027-03-16',
    '2027-03-10 +500 → silver',
    '2028-03-10 · → silver grace 2028-03-24',
    '2028-03-24 · → none grace-over',
  ];
  expect(tell({ rules }, steps).outcomes).toEqual(steps);
});
