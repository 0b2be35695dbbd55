import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { checkForm } from '#app/ui/program/form/check-form.ts';
import { type Form, itemsOf, lensOf, seenAs } from '#app/ui/program/form/lens.ts';
import { newCampaign, newReward, newRule, newTier, RULE_KINDS } from '#app/ui/program/form/new-things.ts';
import { readAmount, readNumber, writeAmount, writeNumber } from '#app/ui/program/form/read-typed.ts';

const bare = programSchema.parse({});

test('an unchanged form is exactly the program that it came from', () => {
  expect(checkForm(bare, 2)).toEqual({ program: bare, problems: {} });
});

test.for<[typed: string, read: number | string]>([
  ['5', 5],
  ['1,5', 1.5],
  ['1.5', 1.5],
  [' 7 ', 7],
  ['zwei', 'zwei'],
  ['1.000,5', '1.000,5'],
  ['', ''],
])('“%s” is read as %s', ([typed, read]) => {
  expect(readNumber(typed)).toBe(read);
});

test('amounts are shown and read with the comma of the language', () => {
  expect([writeAmount('5.00', ','), readAmount('5,00'), writeNumber(1.5, ',')]).toEqual([
    '5,00',
    '5.00',
    '1,5',
  ]);
});

test('every wrong field is named by its path, with what is wrong about it', () => {
  const form = {
    ...bare,
    hold: { ...bare.hold, days: 1.5 },
    earning: {
      ...bare.earning,
      rules: [
        { ...bare.earning.rules[0], points: 'x', perAmount: '0' },
        { ...newRule('goodsFlat', []), caps: [{ per: 'day' }] },
      ],
      campaigns: [newCampaign('factor', [], '2026-02-02', '2026-02-01')],
    },
    rewards: [
      { ...newReward('percentOff', []), percent: 100.5 },
      { ...newReward('amountOff', []), points: 0 },
      newReward('product', []),
    ],
    pointsName: { en: { one: '', other: 'x'.repeat(41) } },
  };
  expect(checkForm(form, 2)).toEqual({
    program: null,
    problems: {
      'hold.days': { code: 'whole' },
      'earning.rules.0.points': { code: 'number' },
      'earning.rules.0.perAmount': { code: 'aboveZero' },
      'earning.rules.1.goods': { code: 'goods' },
      'earning.rules.1.caps.0': { code: 'cap' },
      'earning.campaigns.0': { code: 'order' },
      'rewards.0.percent': { code: 'most', value: 100 },
      'rewards.1.points': { code: 'least', value: 1 },
      'rewards.2.variantIds': { code: 'choose', value: 1 },
      'pointsName.en.one': { code: 'empty', value: 1 },
      'pointsName.en.other': { code: 'length', value: 40 },
    },
  });
});

test('an amount with more decimals than the currency has is no amount', () => {
  const form = {
    ...bare,
    rewards: [{ ...newReward('amountOff', []), amount: '5.125' }],
    tiers: { ...bare.tiers, list: [{ ...newTier([]), enter: '0.125' }] },
  };
  expect(checkForm(form, 2).problems).toEqual({
    'rewards.0.amount': { code: 'amount' },
    'tiers.list.0.enter': { code: 'amount' },
  });
  expect(checkForm(form, 3).problems).toEqual({});
});

test('what is added could be saved as it stands, but for goods that only she can name', () => {
  const rules = RULE_KINDS.map((kind) => newRule(kind, []));
  const lacking = rules.flatMap((rule) =>
    Object.keys(checkForm({ ...bare, earning: { ...bare.earning, rules: [rule] } }, 2).problems),
  );
  expect(lacking).toEqual(['earning.rules.0.goods', 'earning.rules.0.goods']);
});

test('a lens changes one place and leaves the rest; an optional field that is emptied is gone', () => {
  let form: Form = { ...bare, rewards: [newReward('amountOff', []), newReward('percentOff', [])] };
  const read = () =>
    lensOf<Form>('', form, (change) => {
      form = change(form);
    });
  const [first] = itemsOf(read().key('rewards'));
  if (!first) throw new Error('no reward');
  const minimum = seenAs<{ minimumSubtotal?: string }>(first).key('minimumSubtotal');
  minimum.set('20');
  expect(form.rewards[0]).toMatchObject({ minimumSubtotal: '20' });
  minimum.set(undefined);
  expect(form.rewards[0]).toEqual(newReward('amountOff', []));
  read().key('people').key('terms').set({ version: '2', url: {} });
  expect(form.people).toEqual({ ...bare.people, terms: { version: '2', url: {} } });
  expect(form.rewards[1]).toEqual(newReward('percentOff', []));
});
