import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { checkDraft } from '#app/ui/program/check-draft.ts';
import { draftOf, newReward, type ProgramDraft } from '#app/ui/program/program-draft.ts';

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
    ],
    redemption: { validDays: 14, restoreGraceDays: 7 },
    pointsName: { en: { one: 'leaf', other: 'leaves' }, de: { one: 'Blatt', other: 'Blätter' } },
  });
  const check = checkDraft(draftOf(program, '.'), program, 2);
  expect(check).toMatchObject({ ok: true, program });
});

test('36 months are edited as months, an odd number of days as days', () => {
  const ofDays = (days: number) => draftOf(programSchema.parse({ expiry: { kind: 'afterDays', days } }), '.');
  expect(ofDays(1096)).toMatchObject({ expires: true, expiryCount: '36', expiryUnit: 'months' });
  expect(ofDays(100)).toMatchObject({ expires: true, expiryCount: '100', expiryUnit: 'days' });
});

test('amounts are shown and read with the comma of the language', () => {
  expect(draftOf(bare, ',').perAmount).toBe('1,00');
  const check = checkDraft(edited({ perAmount: '0,50' }), bare, 2);
  expect(check).toMatchObject({ ok: true, program: { earning: { rules: [{ perAmount: '0.50' }] } } });
});

test('every wrong field is named, with what is wrong about it', () => {
  const wrong = { ...newReward('amountOff', [], '.'), points: '0', amount: 'five' };
  const percent = { ...newReward('percentOff', [], '.'), percent: '101' };
  const check = checkDraft(
    edited({
      earningPoints: '1.5',
      perAmount: '0',
      holdDays: '-1',
      validDays: '',
      rewards: [wrong, percent],
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
