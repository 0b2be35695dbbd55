import { expect, test } from 'vitest';
import { aProgram, per } from '#app/core/earning/facts-for-tests.ts';
import { rehearse } from '#app/core/rehearse.ts';

const NOW = Date.parse('2026-07-01T12:00:00Z');
const FIVE_OFF = { kind: 'amountOff' as const, id: 'five', points: 500, amount: '5.00' };

test('a test order earns, is used and comes back, and the books agree', () => {
  const program = aProgram({ earning: { rules: [per(5, '1.00')] }, rewards: [FIVE_OFF] });
  expect(rehearse(program, 'EUR', 6_000, 'Europe/Berlin', NOW)).toEqual({
    points: 300,
    orders: 2,
    rewardPoints: 500,
    booksHold: true,
  });
});

test('a program that gives nothing, or has no reward, is said to', () => {
  const noReward = aProgram({ earning: { rules: [per(5, '1.00')] } });
  expect(rehearse(noReward, 'EUR', 6_000, 'UTC', NOW)).toMatchObject({ points: 300, orders: null });
  const nothing = aProgram({ earning: { rules: [] }, rewards: [FIVE_OFF] });
  expect(rehearse(nothing, 'EUR', 6_000, 'UTC', NOW)).toMatchObject({ points: 0, orders: null });
});

test('the same with every kind of expiry and a program that is tried or paused', () => {
  for (const expiry of [
    { kind: 'afterDays' as const, days: 1 },
    { kind: 'afterMonths' as const, months: 36 },
    { kind: 'inactivity' as const, days: 30 },
    { kind: 'fixedDate' as const, month: 12, day: 31 },
  ]) {
    const program = aProgram({
      earning: { rules: [per(5, '1.00')] },
      rewards: [FIVE_OFF],
      expiry,
      stage: 'test',
    });
    expect(rehearse(program, 'EUR', 6_000, 'UTC', NOW)).toMatchObject({ points: 300, booksHold: true });
  }
});
