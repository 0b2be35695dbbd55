import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { AREAS, areaOf } from '#app/ui/program/areas/area.ts';
import { changedAreas, takeArea } from '#app/ui/program/areas/merge.ts';

/** Differs from the bare program in every field that has a default. */
const other = programSchema.parse({
  active: false,
  stage: 'test',
  testers: ['7'],
  earning: {
    rules: [{ points: 3 }],
    campaigns: [{ id: 'double', kind: 'factor', factor: 2, from: '2026-01-01', until: '2026-01-02' }],
    includeTax: true,
    exclude: { tags: ['book'] },
  },
  hold: { days: 14 },
  expiry: { kind: 'afterMonths', months: 36 },
  debtPolicy: 'clamp',
  tiers: { list: [{ id: 'gold', name: { en: 'Gold' }, enter: '100' }] },
  people: { joining: 'optIn' },
  referrals: { active: true },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5' }],
  redemption: { validDays: 7 },
  offers: [{ id: 'vip', kind: 'freeShipping', audience: { kind: 'segment', segment: 'vip' } }],
  formality: 'formal',
  texts: { en: { launcher: 'Hello' } },
});
const bare = programSchema.parse({});

test('every area has changed, and each is named', () => {
  expect([...changedAreas(bare, other)].sort()).toEqual([...AREAS].sort());
});

test.for([...AREAS])('of %s all fields are taken, and of the others none', (area) => {
  expect([...changedAreas(bare, takeArea(bare, other, area))]).toEqual([area]);
  expect([...changedAreas(other, takeArea(bare, other, area))].sort()).toEqual(
    AREAS.filter((one) => one !== area).sort(),
  );
});

test('taking every area takes the whole program', () => {
  expect(AREAS.reduce((into, area) => takeArea(into, other, area), bare)).toEqual(other);
});

test('every field of the program belongs to an area of its own choice', () => {
  const fields = Object.keys(bare).filter((field) => field !== 'schema');
  expect(fields.filter((field) => areaOf(field) === 'running')).toEqual(['active', 'stage', 'testers']);
});
