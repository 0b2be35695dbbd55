import { expect, test } from 'vitest';
import { parsePoints } from '#app/ui/member/parse-points.ts';

test.each([
  ['250', 250],
  [' 1500 ', 1500],
  ['1.500', 1500],
  ['1,500', 1500],
  ['1 500', 1500],
  ['100.000.000', 100_000_000],
])('%s reads as %d points', (text, points) => {
  expect(parsePoints(text)).toBe(points);
});

test.each(['', '0', '-5', '1.5', '1,50', '12.5000', 'ten', '1e3', '100000001', '999999999999'])(
  '"%s" is no number of points that can be booked',
  (text) => {
    expect(parsePoints(text)).toBeUndefined();
  },
);
