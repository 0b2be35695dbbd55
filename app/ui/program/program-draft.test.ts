import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { checkDraft } from '#app/ui/program/check-draft.ts';
import { draftOf, newReward, type ProgramDraft, shortestLifeDays } from '#app/ui/program/program-draft.ts';

const bare = programSchema.parse({});

function edited(changes: Partial<ProgramDraft>): ProgramDraft {
  return { ...draftOf(bare, '.'), ...changes };
}

test('an unchanged draft publishes exactly the program it came from', () => {
  const program = programSchema.parse({
    earning: { rules: [{ points: 5, perAmount: '1.00' }] },
    hold: { days: 14, after: 'fulfilled' },
    expiry: { kind: 'afterDays', days: 1096 },
    rewards: [
      { id: 'five', kind: 'amountOff', points: 500, amount: '5.00', title: { en: 'Five off', fr: 'Cinq' } },
      { id: 'tenth', kind: 'percentOff', points: 800, percent: 12.5, minimumSubtotal: '20.00' },
      { id: 'ship', kind: 'freeShipping', points: 400, active: false },
      { id: 'cup', kind: 'product', points: 900, variantIds: ['12', '13'], combinesWith: { order: false } },
    ],
    redemption: { validDays: 14, restoreGraceDays: 7 },
    pointsName: { en: { one: 'leaf', other: 'leaves' }, de: { one: 'Blatt', other: 'Blätter' } },
  });
  const check = checkDraft(draftOf(program, '.'), program, 2);
  expect(check).toMatchObject({ ok: true, program });
});

test('36 months are edited as months, an odd number of days as days', () => {
  const ofDays = (days: number) => draftOf(programSchema.parse({ expiry: { kind: 'afterDays', days } }), '.');
  expect(ofDays(1096)).toMatchObject({ expiryKind: 'after', expiryCount: '36', expiryUnit: 'months' });
  expect(ofDays(100)).toMatchObject({ expiryKind: 'after', expiryCount: '100', expiryUnit: 'days' });
});

test('amounts are shown and read with the comma of the language', () => {
  expect(draftOf(bare, ',').perAmount).toBe('1,00');
  const check = checkDraft(edited({ perAmount: '0,50' }), bare, 2);
  expect(check).toMatchObject({ ok: true, program: { earning: { rules: [{ perAmount: '0.50' }] } } });
});

test('every wrong field is named, with what is wrong about it', () => {
  const wrong = { ...newReward('amountOff', [], '.'), points: '0', amount: 'five' };
  const percent = { ...newReward('percentOff', [], '.'), percent: '101' };
  const product = newReward('product', [], '.');
  const check = checkDraft(
    edited({
      earningPoints: '1.5',
      perAmount: '0',
      holdDays: '-1',
      validDays: '',
      rewards: [wrong, percent, product],
    }),
    bare,
    2,
  );
  expect(check).toEqual({
    ok: false,
    problems: {
      earningPoints: 'wholeNumber',
      perAmount: 'amount',
      holdDays: 'holdDays',
      validDays: 'validDays',
      'rewards.0.points': 'pointsOfReward',
      'rewards.0.amount': 'amount',
      'rewards.1.percent': 'percent',
      'rewards.2.variantIds': 'variants',
    },
  });
});

test('an amount with more decimals than the currency has is refused', () => {
  expect(checkDraft(edited({ perAmount: '0.125' }), bare, 2)).toEqual({
    ok: false,
    problems: { perAmount: 'amount' },
  });
  expect(checkDraft(edited({ perAmount: '0.125' }), bare, 3)).toMatchObject({ ok: true });
});

test('a new reward never takes the id of another', () => {
  const first = newReward('amountOff', [], '.');
  const second = newReward('amountOff', [first], '.');
  expect(second.id).not.toBe(first.id);
  expect(
    checkDraft(edited({ rewards: [first, second, newReward('freeShipping', [], '.')] }), bare, 2).ok,
  ).toBe(true);
});

test('an emptied title falls back to the text made from the reward', () => {
  const program = programSchema.parse({
    rewards: [{ id: 'ship', kind: 'freeShipping', points: 400, title: { en: 'Free', de: 'Gratis' } }],
  });
  const draft = draftOf(program, '.');
  const [reward] = draft.rewards;
  if (!reward) throw new Error('the draft has the reward');
  const check = checkDraft({ ...draft, rewards: [{ ...reward, titles: { en: ' ', de: '' } }] }, program, 2);
  expect(check.ok && check.program.rewards[0]?.title).toBeUndefined();
});

const rich = programSchema.parse({
  earning: {
    rules: [
      { points: 2, caps: [{ per: 'day', points: 100 }] },
      { id: 'shoes', kind: 'goodsFlat', points: 20, goods: { products: ['2'] }, title: { en: 'Shoes' } },
      { id: 'welcome', kind: 'deed', deed: 'signUp', points: 100 },
    ],
    campaigns: [{ id: 'double', kind: 'factor', factor: 2, from: '2026-11-27', until: '2026-11-30' }],
    factors: 'add',
    rounding: 'nearest',
    caps: [{ per: 'month', points: 5000 }],
    exclude: { vendors: ['Gifts'] },
  },
  hold: { days: 14, after: 'delivered', deliveryAssumedAfterDays: null },
  expiry: { kind: 'inactivity', days: 400, existing: 'apply', noticeDays: 90 },
  tiers: {
    list: [{ id: 'gold', name: { en: 'Gold', fr: 'Or' }, enter: '500.00', entryGift: 50 }],
    graceDays: 30,
  },
  people: { excludeTags: ['staff'], joining: 'optIn', householdMembersMax: 4 },
  debtPolicy: 'clamp',
  redemption: { restore: 'never', onlyCollections: ['7'] },
});

test('what the form does not show survives an edit of what it shows', () => {
  const draft = { ...draftOf(rich, '.'), earningPoints: '3', holdDays: '7' };
  const check = checkDraft(draft, rich, 2);
  const [rate, ...others] = rich.earning.rules;
  expect(check).toEqual({
    ok: true,
    config: expect.anything() as unknown,
    program: {
      ...rich,
      earning: { ...rich.earning, rules: [{ ...rate, points: 3 }, ...others] },
      hold: { ...rich.hold, days: 7 },
    },
  });
});

test.for([
  { kind: 'afterMonths' as const, months: 20, existing: 'apply' as const, noticeDays: 90 },
  { kind: 'inactivity' as const, days: 400, existing: 'apply' as const, noticeDays: 90 },
  {
    kind: 'fixedDate' as const,
    month: 3,
    day: 31,
    atLeastDays: 365,
    existing: 'apply' as const,
    noticeDays: 90,
  },
])('validity of the kind $kind is edited as what it is, and warned about below 36 months', (expiry) => {
  const program = programSchema.parse({ expiry });
  const draft = draftOf(program, '.');
  expect(shortestLifeDays(draft)).toBeLessThan(1_095);
  expect(checkDraft(draft, program, 2)).toMatchObject({ ok: true, program: { expiry } });
  const longer = { ...draft, expiryCount: '48', expiryUnit: 'months' as const, expiryAtLeastDays: '1200' };
  expect(shortestLifeDays(longer)).toBeGreaterThanOrEqual(1_095);
  const check = checkDraft(longer, program, 2);
  expect(check.ok && check.program.expiry).toMatchObject({
    kind: expiry.kind,
    existing: 'apply',
    noticeDays: 90,
  });
});

test('an amount of days that no rule can have is named', () => {
  const draft = edited({ expiryKind: 'fixedDate', expiryAtLeastDays: '9999' });
  expect(checkDraft(draft, bare, 2)).toEqual({ ok: false, problems: { atLeastDays: 'atLeastDays' } });
});
