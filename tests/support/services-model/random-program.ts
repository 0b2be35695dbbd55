/** Random programs for the model of the services: everything that may give, hold, end or take back points. */
import type { ProgramInput } from '../../../app/core/program/program.ts';
import type { Random } from '../../../sandbox/store/random.ts';
import { pick, whole } from '../order-life.ts';

/** What stays the same in all versions of one shop's program. */
export type Kind = {
  policy: 'debt' | 'clamp';
  /** Points may end and be spent: then books depend on when something was heard of, within bounds. */
  lapses: boolean;
  /** What time does is done before the end, too. */
  ticks: boolean;
  tiers: boolean;
  /** One fact never bears on another. */
  plain: boolean;
};

type Rule = NonNullable<NonNullable<ProgramInput['earning']>['rules']>[number];
type Chance = (share: number) => boolean;

export function randomKind(random: Random): Kind {
  const plain = random() < 0.2;
  const lapses = random() < 0.4;
  return {
    policy: pick(random, ['debt', 'clamp']),
    lapses,
    ticks: lapses || random() < 0.5,
    tiers: !plain && random() < 0.6,
    plain,
  };
}

export function randomProgram(random: Random, kind: Kind): ProgramInput {
  const chance: Chance = (share) => random() < share;
  return {
    earning: {
      rules: rulesOf(random, kind, chance),
      campaigns: campaignsOf(random, kind, chance),
      ...(chance(0.3) ? { includeShipping: true } : {}),
      factors: pick(random, ['multiply', 'add', 'highest']),
      rounding: pick(random, ['down', 'nearest', 'up']),
      ...(kind.plain || chance(0.7) ? {} : { caps: [{ per: 'month', points: whole(random, 100, 900) }] }),
    },
    hold: { days: pick(random, [0, 0, 3, 14]), after: pick(random, ['paid', 'fulfilled', 'delivered']) },
    expiry: expiryOf(random, kind.lapses),
    tiers: kind.tiers ? tiersOf(random, chance) : {},
    people: {
      householdMembersMax: 3,
      ...(kind.plain || chance(0.7) ? {} : { excludeTags: ['staff'] }),
      ...(kind.plain || chance(0.85) ? {} : { joining: 'optIn' }),
    },
    debtPolicy: kind.policy,
    rewards: [
      { id: 'small', kind: 'amountOff', points: 20, amount: '2.00' },
      { id: 'five', kind: 'amountOff', points: 60, amount: '5.00' },
    ],
    redemption: {
      validDays: 10,
      unusedPart: pick(random, ['return', 'keep']),
      restore: pick(random, ['proportional', 'full', 'never']),
      restoreGraceDays: pick(random, [0, 5]),
    },
  };
}

function rulesOf(random: Random, kind: Kind, chance: Chance): Rule[] {
  const capped = (): { caps?: { per: 'day' | 'month' | 'lifetime'; times: number }[] } =>
    kind.plain || chance(0.5)
      ? {}
      : { caps: [{ per: pick(random, ['day', 'month', 'lifetime'] as const), times: 2 }] };
  const rules: Rule[] = [
    { points: pick(random, [1, 2, 1.5]), perAmount: pick(random, ['1.00', '3.00']), ...capped() },
    { id: 'welcome', kind: 'deed', deed: 'signUp', points: 50 },
    { id: 'review', kind: 'deed', deed: 'review', points: 20, holdDays: pick(random, [0, 2]), ...capped() },
  ];
  if (chance(0.5)) rules.push({ id: 'flat', kind: 'orderFlat', points: 5, minimumSubtotal: '30.00' });
  if (chance(0.5)) rules.push({ id: 'tour', kind: 'deed', deed: 'custom', name: 'tour', points: 33 });
  if (kind.plain) return rules;
  if (chance(0.4)) rules.push({ id: 'vip', kind: 'orderFlat', points: 9, segments: ['vip'] });
  if (chance(0.5)) rules.push({ id: 'visits', kind: 'visitStreak', days: 2, points: 15 });
  if (chance(0.5))
    rules.push({ id: 'third', kind: 'orderCount', count: 2, points: 30, repeats: chance(0.5) });
  if (chance(0.5))
    rules.push({ id: 'sum', kind: 'spendMilestone', amount: '150.00', points: 40, repeats: chance(0.5) });
  return rules;
}

function campaignsOf(random: Random, kind: Kind, chance: Chance) {
  const days = { from: '2026-09-05', until: '2026-09-20' };
  const caps = kind.plain ? [] : [{ per: 'lifetime' as const, times: 2 }];
  return [
    ...(chance(0.4) ? [{ id: 'double', kind: 'factor' as const, factor: 2, ...days }] : []),
    ...(chance(0.4)
      ? [{ id: 'bonus', kind: 'bonus' as const, points: whole(random, 3, 30), caps, ...days }]
      : []),
  ];
}

function expiryOf(random: Random, lapses: boolean): NonNullable<ProgramInput['expiry']> {
  const days = lapses ? pick(random, [5, 12]) : 3_650;
  return pick(random, [
    { kind: 'never' as const },
    { kind: 'afterDays' as const, days },
    { kind: 'afterMonths' as const, months: lapses ? 1 : 120 },
    { kind: 'inactivity' as const, days },
    { kind: 'fixedDate' as const, month: 9, day: whole(random, 10, 28), atLeastDays: lapses ? 0 : 3_650 },
  ]);
}

function tiersOf(random: Random, chance: Chance): NonNullable<ProgramInput['tiers']> {
  const factor = whole(random, 1, 4);
  return {
    basis: pick(random, ['spend', 'points', 'orders', 'score']),
    period: pick(random, [
      { kind: 'lifetime' as const },
      { kind: 'calendarYear' as const, firstMonth: 10 },
      { kind: 'rolling' as const, months: 1 },
    ]),
    graceDays: pick(random, [0, 5]),
    drop: pick(random, ['oneStep', 'byBalance']),
    entryGifts: pick(random, ['each', 'last']),
    refundUndoes: chance(0.5),
    onChange: pick(random, ['keepUntilPeriodEnd', 'moveNow']),
    list: [
      { id: 'silver', name: { en: 'Silver' }, enter: String(factor), entryGift: 10, earningFactor: 1.5 },
      { id: 'gold', name: { en: 'Gold' }, enter: String(factor * 50), entryGift: 25, earningFactor: 2 },
    ],
  };
}
