import { expect, test } from 'vitest';
import { mustMend } from './must-mend.ts';
import { type ProgramInput, programSchema } from './program.ts';
import { severityOf, type ShopFacts, warningsOf } from './warnings.ts';

const GOLD = { id: 'gold', name: { en: 'Gold' }, enter: '500' };
const OFFER = {
  kind: 'percentOff',
  percent: 10,
  code: 'SAME',
  audience: { kind: 'segment', segment: 'vip' },
} as const;
/** Everything that must be mended, each once. */
const FAULTY: ProgramInput = {
  earning: {
    rules: [{ points: 5 }, { id: 'lost', kind: 'deed', deed: 'signUp', points: 5, tiers: ['none'] }],
  },
  tiers: { list: [GOLD, { ...GOLD, id: 'gold-too', enter: '900' }] },
  people: { terms: { version: '1', url: {} } },
  offers: [
    { ...OFFER, id: 'one' },
    { ...OFFER, id: 'two' },
    { ...OFFER, id: 'three', code: 'OTHER', audience: { kind: 'tier', tierId: 'none' } },
  ],
};
const FAULTS = ['offerCodeTwice', 'offerTierUnknown', 'termsWithoutAddress', 'tierNamesEqual', 'tierUnknown'];

const parse = (input: ProgramInput) => programSchema.parse(input);
const codes = (program: ProgramInput, before?: ProgramInput) =>
  mustMend(parse(program), before ? [parse({}), parse(before)] : [], 'EUR')
    .map(({ code }) => code)
    .toSorted();

test('whatever must be mended is found, and what only asks or hints is not', () => {
  expect(codes(FAULTY)).toEqual(FAULTS);
  expect(codes({ earning: { rules: [] }, rewards: [], hold: { days: 0 } })).toEqual([]);
});

test('a version that has the faults already makes them no better', () => {
  expect(codes(FAULTY, FAULTY)).toEqual(FAULTS);
  expect(codes({ ...FAULTY, hold: { days: 9 } }, FAULTY)).toEqual(FAULTS);
});

test.for([{ active: false }, { stage: 'phaseOut' }] as const)(
  'whoever only does %j may, faults or not; whoever changes more may not',
  (stop) => {
    expect(codes({ ...FAULTY, ...stop }, FAULTY)).toEqual([]);
    expect(codes({ ...FAULTY, ...stop, hold: { days: 9 } }, FAULTY)).toEqual(FAULTS);
    expect(codes({ ...FAULTY, ...stop })).toEqual(FAULTS);
    expect(codes(FAULTY, { ...FAULTY, ...stop })).toEqual(FAULTS);
  },
);

test('what is known of a shop changes nothing: the pages refuse the same', () => {
  const facts: ShopFacts = {
    today: '2026-06-15',
    currency: 'EUR',
    typicalOrderMinor: 5_000,
    yearlySpends: Array.from({ length: 100 }, (_, index) => index * 1_000),
    marginShare: 0.1,
    languages: ['en', 'de'],
    segments: ['vip'],
  };
  const program = parse(FAULTY);
  expect(warningsOf(program, facts).filter((warning) => severityOf(warning) === 'stop')).toEqual(
    mustMend(program, [], 'EUR'),
  );
});
