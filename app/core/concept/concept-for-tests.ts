/** Pasts for tests, drawn with a seed: customers who come back as people do, and amounts around one order value. */
import { TYPICAL_BEHAVIOUR } from '#app/core/concept/behaviour.ts';
import { chance } from '#app/core/concept/chance.ts';
import type { Life } from '#app/core/concept/foresee.ts';
import { emptyPast, type PastCustomer, type PastSummary } from '#app/core/concept/past-summary.ts';
import { DAY_MS } from '#app/core/time.ts';

export const NOW = Date.parse('2026-07-01T00:00:00Z');

export function somePast(
  seed: number,
  change: { currency?: string; orderMinor?: number; customers?: number } = {},
) {
  const { currency = 'EUR', orderMinor = 6_000, customers = 80 } = change;
  const draw = chance(seed);
  const sample: PastCustomer[] = Array.from({ length: customers }, () => {
    const count = 1 + Math.floor(draw.gamma(0.8) * 2);
    const times = Array.from({ length: count }, () => NOW - Math.floor(draw.next() * 300 * DAY_MS) - DAY_MS);
    const minor = () => Math.max(1, Math.round(orderMinor * (0.4 + draw.gamma(1.5) / 1.5)));
    return {
      weight: 1,
      purchases: times.sort((one, other) => one - other).map((at) => ({ at, minor: minor() })),
    };
  });
  const orders = sample.reduce((sum, { purchases }) => sum + purchases.length, 0);
  const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'].map(
    (month) => ({
      month,
      orders: Math.round(orders / 10),
      newCustomers: Math.round(customers / 10),
    }),
  );
  const past: PastSummary = {
    ...emptyPast(currency, 'UTC', NOW),
    customers,
    orders,
    months,
    sample,
    behaviour: TYPICAL_BEHAVIOUR,
  };
  return past;
}

export function aLife(
  past: [daysAgo: number, minor: number][],
  next: [inDays: number, minor: number][],
): Life {
  const line = (sign: number) => (one: [number, number]) => ({
    at: NOW + sign * one[0] * DAY_MS,
    minor: one[1],
  });
  return { weight: 1, past: past.map(line(-1)), next: next.map(line(1)) };
}
