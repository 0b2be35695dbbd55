import { expect, test } from 'vitest';
import { aLine, anOrder, aProgram, aRefund, aReturn } from '#app/core/earning/facts-for-tests.ts';
import { followReferral, type ReferralFacts } from '#app/core/referrals/follow.ts';

const DAY = 86_400_000;
const T = Date.parse('2026-03-01T12:00:00Z');
const program = aProgram({ hold: { days: 14 }, referrals: { active: true } });
const order = anOrder({ occurredAt: '2026-03-01T12:00:00Z', lines: [aLine()] });

function after(days: number, change: Partial<ReferralFacts> = {}) {
  const facts: ReferralFacts = {
    voucherEndsAt: T + 30 * DAY,
    order,
    verdict: 'pass',
    decision: null,
    rewardedAt: null,
    program,
    minimumMinor: 0,
    ...change,
  };
  return followReferral(facts, T + days * DAY);
}

const returned = (subtotal: number, at: string) => ({
  ...order,
  financialStatus: 'partially_refunded' as const,
  refunds: [aRefund({ at, lines: [aReturn(subtotal)], moneyMinor: subtotal })],
});

test.each([
  ['a voucher waits', 0, { order: null }, 'claimed', 30],
  ['and ends', 30, { order: null }, 'expired', null],
  ['an order waits until it is safe', 0, {}, 'ordered', 14],
  ['a moment before', 14 - 1e-8, {}, 'ordered', 14],
  ['and is', 14, {}, 'rewarded', null],
  [
    'one that was not delivered yet has no day',
    50,
    { program: aProgram({ hold: { days: 14, after: 'fulfilled' } }) },
    'ordered',
    null,
  ],
  ['one that is not paid waits', 50, { order: { ...order, financialStatus: 'pending' } }, 'ordered', null],
  ['a cancelled one is lost', 1, { order: { ...order, cancelledAt: '2026-03-01T13:00:00Z' } }, 'lost', null],
  ['a test one, too', 1, { order: { ...order, test: true } }, 'lost', null],
  ['one that came back, too', 2, { order: returned(10_000, '2026-03-02T12:00:00Z') }, 'lost', null],
  [
    'of one that came back in part, enough remains',
    14,
    { order: returned(5_000, '2026-03-02T12:00:00Z'), minimumMinor: 5_000 },
    'rewarded',
    null,
  ],
  [
    'or a cent too little',
    14,
    { order: returned(5_001, '2026-03-02T12:00:00Z'), minimumMinor: 5_000 },
    'lost',
    null,
  ],
  [
    'her points go when it comes back later',
    40,
    {
      rewardedAt: T + 14 * DAY,
      order: { ...returned(10_000, '2026-04-09T12:00:00Z'), financialStatus: 'refunded' },
    },
    'lost',
    null,
  ],
  [
    'and stay when little comes back',
    40,
    { rewardedAt: T + 14 * DAY, order: returned(100, '2026-04-09T12:00:00Z') },
    'rewarded',
    null,
  ],
  ['a suspicious one waits for staff', 50, { verdict: 'review' }, 'review', null],
  ['who let it go', 50, { verdict: 'review', decision: 'approved' }, 'rewarded', null],
  ['or not', 50, { verdict: 'review', decision: 'refused' }, 'refused', null],
  ['a refused one can be let go', 50, { verdict: 'refuse', decision: 'approved' }, 'rewarded', null],
  [
    'one that passed can be refused after all',
    50,
    { rewardedAt: T + 14 * DAY, decision: 'refused' },
    'refused',
    null,
  ],
] as [string, number, Partial<ReferralFacts>, string, number | null][])(
  '%s',
  (_case, days, change, state, dueDays) => {
    const outcome = after(days, change);
    expect(outcome.state).toBe(state);
    expect(outcome.dueAt).toBe(dueDays === null ? null : T + dueDays * DAY);
    expect(outcome.earned).toBe(state === 'rewarded');
  },
);
