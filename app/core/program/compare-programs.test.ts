import { expect, test } from 'vitest';
import { comparePrograms } from './compare-programs.ts';
import { programSchema, type ProgramInput } from './program.ts';

function paths(before: ProgramInput, after: ProgramInput): string[] {
  return comparePrograms(programSchema.parse(before), programSchema.parse(after)).map(({ path }) => path);
}

const silver = { id: 'silver', name: { en: 'Silver' }, enter: '100.00' };
const gold = { id: 'gold', name: { en: 'Gold' }, enter: '500.00' };

test('a program does not differ from itself', () => {
  expect(paths({ tiers: { list: [silver, gold] } }, { tiers: { list: [silver, gold] } })).toEqual([]);
});

test('a changed field is named by the id of its rule', () => {
  const before = {
    earning: { rules: [{ points: 1 }, { id: 'pos', channels: ['pos' as const], points: 2 }] },
  };
  const after = { earning: { rules: [{ points: 1 }, { id: 'pos', channels: ['pos' as const], points: 3 }] } };
  expect(comparePrograms(programSchema.parse(before), programSchema.parse(after))).toEqual([
    { path: 'earning.rules.pos.points', before: 2, after: 3 },
  ]);
});

test('a tier that is added is named whole, and its neighbours do not differ', () => {
  expect(paths({ tiers: { list: [gold] } }, { tiers: { list: [silver, gold] } })).toEqual([
    'tiers.list.silver',
  ]);
});

test('another order of the same rules is a difference of its own', () => {
  const rules = [{ id: 'a' }, { id: 'b' }];
  expect(paths({ earning: { rules } }, { earning: { rules: rules.toReversed() } })).toEqual([
    'earning.rules.(order)',
  ]);
});

test('another kind of expiry shows every field that it brings and takes', () => {
  expect(paths({ expiry: { kind: 'never' } }, { expiry: { kind: 'afterDays', days: 365 } })).toEqual([
    'expiry.kind',
    'expiry.days',
    'expiry.existing',
    'expiry.noticeDays',
  ]);
});
