import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deferralByMonth } from '#app/core/finance/deferral.ts';
import { CHANGES, type Roll } from '#app/core/finance/movements.ts';

const CENT = { rewardId: 'five', points: 500, amountMinor: 500 };
const TWO_CENTS = { rewardId: 'ten', points: 500, amountMinor: 1000 };
const KEPT = { numerator: 4n, denominator: 5n };
const STILL = { issued: 0, restored: 0, redeemed: 0, expired: 0, takenBack: 0, settled: 0, moved: 0 };
const QUIET: Roll = { period: '2026-01', opening: 0, closing: 0, debt: 0, owed: 0, debtSettled: 0, ...STILL };

test('points × value × (1 − breakage) is deferred, and released when points leave', () => {
  const january = { ...QUIET, opening: 1000, issued: 500, redeemed: -400, expired: -100, closing: 1000 };
  const [month] = deferralByMonth([january], { before: CENT, ends: [CENT] }, KEPT);
  expect(month?.amounts).toEqual({
    ...{ ...STILL, opening: 800, revalued: 0, issued: 400, redeemed: -320, expired: -80, closing: 800 },
  });
});

test('a new value of the point revalues what was there', () => {
  const january = { ...QUIET, opening: 1000, closing: 1000 };
  const february = { ...january, period: '2026-02' };
  const months = deferralByMonth([january, february], { before: CENT, ends: [CENT, TWO_CENTS] }, KEPT);
  expect(months[1]?.amounts).toMatchObject({ opening: 800, revalued: 800, closing: 1600 });
});

test('without a price there are points and no amounts', () => {
  const [month] = deferralByMonth(
    [{ ...QUIET, issued: 5, closing: 5 }],
    { before: null, ends: [null] },
    KEPT,
  );
  expect(month).toMatchObject({ amounts: null, points: { closing: 5 } });
});

test('every month adds up to the cent, and opens with what the month before closed with', () => {
  const points = fc.nat(1_000_000);
  const value = fc.record({ points: fc.integer({ min: 1, max: 999 }), amountMinor: fc.nat(9_999) });
  fc.assert(
    fc.property(fc.array(fc.tuple(points, points, points), { maxLength: 12 }), value, (moves, rate) => {
      const point = { rewardId: 'r', ...rate };
      let opening = 0;
      const rolls = moves.map(([issued, redeemed, expired], index) => {
        const used = Math.min(redeemed, opening + issued);
        const lapsed = Math.min(expired, opening + issued - used);
        const closing = opening + issued - used - lapsed;
        const roll = {
          ...QUIET,
          period: String(index),
          opening,
          issued,
          redeemed: -used,
          expired: -lapsed,
          closing,
        };
        opening = closing;
        return roll;
      });
      const months = deferralByMonth(rolls, { before: point, ends: rolls.map(() => point) }, KEPT);
      months.forEach(({ amounts }, index) => {
        if (!amounts) throw new Error('there is a price');
        const changes = CHANGES.reduce((total, change) => total + amounts[change], amounts.revalued);
        expect(amounts.opening + changes).toBe(amounts.closing);
        expect(amounts.revalued).toBe(0);
        expect(amounts.opening).toBe(months[index - 1]?.amounts?.closing ?? 0);
      });
    }),
  );
});
