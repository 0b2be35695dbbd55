import { expect, test } from 'vitest';
import { type ProgramInput, programSchema } from './program.ts';
import { severityOf, type ShopFacts, WARNING_CODES, type WarningCode, warningsOf } from './warnings.ts';

const FACTS: ShopFacts = {
  today: '2026-06-15',
  currency: 'EUR',
  typicalOrderMinor: 5_000,
  yearlySpends: [],
  marginShare: null,
  languages: ['en'],
  segments: ['vip'],
};
/** Nothing stands out in it. */
const SOUND: ProgramInput = {
  earning: { rules: [{ points: 5 }] },
  hold: { days: 14 },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5' }],
};

function found(change: ProgramInput, facts: Partial<ShopFacts> = {}) {
  return warningsOf(programSchema.parse({ ...SOUND, ...change }), { ...FACTS, ...facts });
}

test('a sound program warns of nothing', () => {
  expect(found({})).toEqual([]);
});

const gold = { id: 'gold', name: { en: 'Gold' }, enter: '500', earningFactor: 2 };
const vip = {
  id: 'vip',
  kind: 'percentOff',
  percent: 10,
  audience: { kind: 'segment', segment: 'vip' },
} as const;
const SPENDS = Array.from({ length: 100 }, (_, index) => index * 1_000);
const day = { from: '2026-07-01', until: '2026-07-03' };

/** What brings each warning, where it stands, and nothing else beside it. */
const CASES: [code: WarningCode, path: string, change: ProgramInput, facts?: Partial<ShopFacts>][] = [
  ['noRewards', 'rewards', { rewards: [] }],
  ['rewardFar', 'rewards.0.points', { rewards: [{ id: 'a', kind: 'freeShipping', points: 3_251 }] }],
  [
    'signUpBuysReward',
    'rewards.0.points',
    { earning: { rules: [{ points: 5 }, { id: 'w', kind: 'deed', deed: 'signUp', points: 500 }] } },
  ],
  ['generous', 'rewards.0.points', { rewards: [{ id: 'a', kind: 'amountOff', points: 500, amount: '26' }] }],
  [
    'belowCost',
    'rewards',
    { tiers: { list: [{ ...gold, earningFactor: 3, perks: { discountPercent: 10 } }] } },
    { marginShare: 0.24 },
  ],
  ['givesHalf', 'rewards', { tiers: { list: [{ ...gold, perks: { discountPercent: 45 } }] } }],
  [
    'minimumBelowAmount',
    'rewards.0.minimumSubtotal',
    { rewards: [{ id: 'a', kind: 'amountOff', points: 500, amount: '5', minimumSubtotal: '4.99' }] },
  ],
  ['codeOutlivesPoints', 'redemption.validDays', { expiry: { kind: 'afterDays', days: 20 } }],
  [
    'valueNeedsAccess',
    'rewards.0.amount',
    { rewards: [{ id: 'a', kind: 'giftCard', points: 500, amount: '5' }] },
  ],
  [
    'booksRedeemable',
    'redemption.onlyCollections',
    { earning: { rules: [{ points: 5 }], exclude: { types: ['Bücher'] } } },
  ],
  [
    'tierNamesEqual',
    'tiers.list.1.name',
    { tiers: { list: [gold, { ...gold, id: 'other', enter: '900', name: { en: ' gold' } }] } },
  ],
  [
    'tierNobody',
    'tiers.list.0.enter',
    { tiers: { list: [{ ...gold, enter: '991' }] } },
    { yearlySpends: SPENDS },
  ],
  [
    'tierEverybody',
    'tiers.list.0.enter',
    { tiers: { list: [{ ...gold, enter: '100' }] } },
    { yearlySpends: SPENDS },
  ],
  ['tierNothing', 'tiers.list.0.earningFactor', { tiers: { list: [{ ...gold, earningFactor: 1 }] } }],
  [
    'tierUnknown',
    'earning.rules.1.tiers',
    { earning: { rules: [{ points: 5 }, { id: 'b', points: 6, tiers: ['gone'] }] } },
  ],
  [
    'campaignOver',
    'earning.campaigns.0.until',
    {
      earning: {
        rules: [{ points: 5 }],
        campaigns: [{ id: 'c', kind: 'factor', factor: 2, from: '2026-06-01', until: '2026-06-14' }],
      },
    },
  ],
  [
    'campaignsOverlap',
    'earning.campaigns.1.from',
    {
      earning: {
        rules: [{ points: 5 }],
        campaigns: [
          { id: 'c', kind: 'factor', factor: 2, ...day },
          { id: 'd', kind: 'factor', factor: 3, from: '2026-07-03', until: '2026-07-04' },
        ],
      },
    },
  ],
  [
    'factorOfOne',
    'earning.campaigns.0.factor',
    { earning: { rules: [{ points: 5 }], campaigns: [{ id: 'c', kind: 'factor', factor: 1, ...day }] } },
  ],
  ['expiryShort', 'expiry.months', { expiry: { kind: 'afterMonths', months: 35 } }],
  [
    'noticeShort',
    'expiry.noticeDays',
    { expiry: { kind: 'afterMonths', months: 36, existing: 'apply', noticeDays: 59 } },
  ],
  ['noHold', 'hold.days', { hold: { days: 0 } }],
  [
    'deedUnheard',
    'earning.rules.1.deed',
    { earning: { rules: [{ points: 5 }, { id: 's', kind: 'deed', deed: 'photoReview', points: 5 }] } },
  ],
  [
    'newsletterLaw',
    'earning.rules.1.deed',
    { earning: { rules: [{ points: 5 }, { id: 'n', kind: 'deed', deed: 'newsletter', points: 5 }] } },
  ],
  [
    'reviewLaw',
    'earning.rules.1.deed',
    { earning: { rules: [{ points: 5 }, { id: 'r', kind: 'deed', deed: 'review', points: 5 }] } },
  ],
  ['referralNothing', 'referrals.active', { referrals: { active: true }, hold: { days: 14 } }],
  [
    'referralNoHold',
    'referrals.active',
    {
      hold: { days: 0 },
      referrals: { active: true },
      earning: { rules: [{ points: 5 }, { id: 'r', kind: 'deed', deed: 'referral', points: 5 }] },
    },
  ],
  [
    'referralRuleIdle',
    'earning.rules.1.deed',
    { earning: { rules: [{ points: 5 }, { id: 'r', kind: 'deed', deed: 'referral', points: 5 }] } },
  ],
  [
    'marginNeedsCost',
    'earning.rules.1.points',
    { earning: { rules: [{ points: 5 }, { id: 'm', kind: 'margin', points: 1, perAmount: '1' }] } },
  ],
  ['termsWithoutAddress', 'people.terms.url', { people: { terms: { version: '1', url: {} } } }],
  ['joiningWithoutTerms', 'people.joining', { people: { joining: 'optIn' } }],
  [
    'offerTierUnknown',
    'offers.0.audience.tierId',
    { offers: [{ ...vip, audience: { kind: 'tier', tierId: 'gone' } }] },
  ],
  [
    'offerSegmentUnknown',
    'offers.0.audience.segment',
    { offers: [{ ...vip, audience: { kind: 'segment', segment: 'nobody' } }] },
  ],
  ['offerOver', 'offers.0.until', { offers: [{ ...vip, until: '2026-06-14' }] }],
  [
    'offerCodeTwice',
    'offers.1.code',
    {
      offers: [
        { ...vip, code: 'SAME' },
        { ...vip, id: 'other', code: 'SAME' },
      ],
    },
  ],
  ['offerOverMargin', 'offers.0.percent', { offers: [{ ...vip, percent: 31 }] }, { marginShare: 0.3 }],
  [
    'offerStacks',
    'offers.0.combinesWith.order',
    {
      tiers: { list: [{ ...gold, perks: { discountPercent: 15 } }] },
      offers: [{ ...vip, percent: 20, combinesWith: { order: true } }],
    },
    { marginShare: 0.3 },
  ],
  ['offerGivesHalf', 'offers.0.percent', { offers: [{ ...vip, percent: 51 }] }],
  [
    'offerAmountAboveMinimum',
    'offers.0.minimumSubtotal',
    {
      offers: [{ id: 'five', kind: 'amountOff', amount: '5', audience: vip.audience, minimumSubtotal: '4' }],
    },
  ],
  ['textMissing', 'offers.0.text', { offers: [{ ...vip, text: { en: 'Hi' } }] }, { languages: ['en', 'de'] }],
  ['textMissing', 'tiers.list.0.name', { tiers: { list: [gold] } }, { languages: ['en', 'de'] }],
  ['testersMissing', 'testers', { stage: 'test' }],
  ['paused', 'active', { active: false }],
  ['noEarning', 'earning.rules', { earning: { rules: [{ points: 0 }] } }],
  ['rewardNever', 'rewards.0.points', { earning: { rules: [{ points: 0 }] } }],
];

test.for(CASES)('%s at %s', ([code, path, change, facts]) => {
  const warnings = found(change, facts);
  expect(warnings.map((one) => [one.code, one.path])).toContainEqual([code, path]);
  // Some faults come in pairs; none of them brings more.
  expect(warnings.length).toBeLessThanOrEqual(2);
});

test('every warning has a case', () => {
  expect(new Set(CASES.map(([code]) => code))).toEqual(new Set(Object.keys(WARNING_CODES)));
});

/** One step to the other side of each limit, and nothing is said. */
test.for<[name: string, change: ProgramInput, facts?: Partial<ShopFacts>]>([
  ['13 orders but one', { rewards: [{ id: 'a', kind: 'freeShipping', points: 3_000 }] }],
  [
    'a welcome below the cheapest reward',
    { earning: { rules: [{ points: 5 }, { id: 'w', kind: 'deed', deed: 'signUp', points: 499 }] } },
  ],
  ['a quarter back', { rewards: [{ id: 'a', kind: 'amountOff', points: 500, amount: '25' }] }],
  ['a margin that bears it', { tiers: { list: [gold] } }, { marginShare: 0.1 }],
  [
    'a minimum equal to the amount',
    { rewards: [{ id: 'a', kind: 'amountOff', points: 500, amount: '5', minimumSubtotal: '5' }] },
  ],
  ['36 months', { expiry: { kind: 'afterMonths', months: 36 } }],
  ['a tier that a tenth reaches', { tiers: { list: [{ ...gold, enter: '900' }] } }, { yearlySpends: SPENDS }],
  [
    'too few members to say',
    { tiers: { list: [{ ...gold, enter: '9000' }] } },
    { yearlySpends: SPENDS.slice(0, 29) },
  ],
  [
    'campaigns one after the other',
    {
      earning: {
        rules: [{ points: 5 }],
        campaigns: [
          { id: 'c', kind: 'factor', factor: 2, ...day },
          { id: 'd', kind: 'factor', factor: 3, from: '2026-07-04', until: '2026-07-05' },
        ],
      },
    },
  ],
])('%s is fine', ([, change, facts]) => {
  expect(found(change, facts)).toEqual([]);
});

test('what must be mended comes first, what is only good to know last', () => {
  const warnings = found({
    hold: { days: 0 },
    rewards: [],
    people: { terms: { version: '1', url: {} } },
  });
  expect(warnings.map(severityOf)).toEqual(['stop', 'ask', 'hint']);
});
