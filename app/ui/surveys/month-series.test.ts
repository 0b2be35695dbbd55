import { expect, test } from 'vitest';
import { monthPoints } from '#app/ui/surveys/month-series.ts';

function month(group: string, value: number | null) {
  return { group, label: '', answers: 3, value, parts: null };
}

test('a survey’s months stand in their order, over the turn of the year, and one without answers is a gap', () => {
  const groups = [month('2027-02', 40), month('2026-11', -20), month('2027-01', 0)];
  const points = monthPoints(
    groups,
    ({ value }) => value,
    (name) => name,
  );
  expect(points).toEqual([
    { label: '2026-11', values: { score: -20 } },
    { label: '2026-12', values: { score: null } },
    { label: '2027-01', values: { score: 0 } },
    { label: '2027-02', values: { score: 40 } },
  ]);
  expect(monthPoints([], () => 1, String)).toEqual([]);
});
