import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBad, isGood, scoreOf, talliesOf } from '#app/core/surveys/score.ts';
import { answersOf, NEW_SURVEY, SURVEY_KINDS, type SurveyKind } from '#app/core/surveys/survey.ts';

const choices = [{ en: 'Shop window' }, { en: 'Friend' }, { en: 'Search' }];
const survey = (kind: SurveyKind) => ({ ...NEW_SURVEY, kind, choices: kind === 'own' ? choices : [] });

test.for<[kind: SurveyKind, answers: number[], value: number | null]>([
  ['nps', [], null],
  ['nps', [10], 100],
  ['nps', [0], -100],
  ['nps', [6], -100],
  ['nps', [7, 8], 0],
  ['nps', [9, 10, 8, 7, 6], 20],
  ['nps', [9, 9, 9, 0], 50],
  ['csat', [4, 5, 3, 1], 50],
  ['csat', [1, 2, 3], 0],
  ['csat', [5], 100],
  ['ces', [1, 5], 3],
  ['ces', [4, 5, 5], 14 / 3],
  ['own', [0, 1, 1], null],
])('%s of %j is %d', ([kind, answers, value]) => {
  const score = scoreOf(survey(kind), tallyOf(answers));
  expect(score.answers).toBe(answers.length);
  expect(score.value).toBe(value);
});

test.for<[kind: SurveyKind, bad: number[]]>([
  ['nps', [0, 1, 2, 3, 4, 5, 6]],
  ['csat', [1, 2]],
  ['ces', [1, 2]],
  ['own', []],
])('bad answers of %s are %j', ([kind, bad]) => {
  expect(answersOf(survey(kind)).filter((answer) => isBad(kind, answer))).toEqual(bad);
});

test('what is on no scale does not count', () => {
  expect(scoreOf(survey('nps'), tallyOf([11, -1, 99])).answers).toBe(0);
  expect(scoreOf(survey('own'), tallyOf([3, 2])).distribution.map(({ count }) => count)).toEqual([0, 0, 1]);
});

const given = fc.constantFrom(...SURVEY_KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    one: fc.array(fc.constantFrom(...answersOf(survey(kind))), { maxLength: 60 }),
    other: fc.array(fc.constantFrom(...answersOf(survey(kind))), { maxLength: 60 }),
  }),
);

test('a score is within its bounds, its shares make up the whole, and no answer is good and bad', () => {
  fc.assert(
    fc.property(given, ({ kind, one }) => {
      const { value, parts, distribution, answers } = scoreOf(survey(kind), tallyOf(one));
      expect(answers).toBe(one.length);
      if (answers > 0) expect(distribution.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 9);
      if (parts) expect(parts.good + parts.middle + parts.bad).toBeCloseTo(1, 9);
      const bounds = { nps: [-100, 100], csat: [0, 100], ces: [1, 5], own: [0, 0] }[kind];
      if (value !== null) {
        expect(value).toBeGreaterThanOrEqual(bounds[0] ?? 0);
        expect(value).toBeLessThanOrEqual(bounds[1] ?? 0);
      }
      for (const answer of one) expect(isBad(kind, answer) && isGood(kind, answer)).toBe(false);
    }),
  );
});

test('the score of two groups together lies between theirs, weighted by their answers', () => {
  fc.assert(
    fc.property(given, ({ kind, one, other }) => {
      const [a, b, both] = [one, other, [...one, ...other]].map((answers) =>
        scoreOf(survey(kind), tallyOf(answers)),
      );
      if (a?.value == null || b?.value == null) return;
      const weighted = (a.value * a.answers + b.value * b.answers) / (a.answers + b.answers);
      expect(both?.value).toBeCloseTo(weighted, 9);
    }),
  );
});

test('a better answer never makes a score worse', () => {
  fc.assert(
    fc.property(given, fc.nat(), ({ kind, one }, place) => {
      if (kind === 'own' || one.length === 0) return;
      const index = place % one.length;
      const high = answersOf(survey(kind)).at(-1) ?? 0;
      const better = one.map((answer, at) => (at === index ? Math.min(high, answer + 1) : answer));
      const before = scoreOf(survey(kind), tallyOf(one)).value ?? 0;
      expect(scoreOf(survey(kind), tallyOf(better)).value).toBeGreaterThanOrEqual(before - 1e-9);
    }),
  );
});

test('grouped counts become one tally per group, in the order of the rows', () => {
  const rows = [
    { month: '2026-01', answer: 9, count: 2 },
    { month: '2026-02', answer: 3, count: 1 },
    { month: '2026-01', answer: 9, count: 1 },
  ];
  const tallies = talliesOf(rows, ({ month }) => month);
  expect([...tallies].map(([month, tally]) => [month, ...tally])).toEqual([
    ['2026-01', [9, 3]],
    ['2026-02', [3, 1]],
  ]);
});

function tallyOf(answers: readonly number[]): Map<number, number> {
  const tally = new Map<number, number>();
  for (const answer of answers) tally.set(answer, (tally.get(answer) ?? 0) + 1);
  return tally;
}
