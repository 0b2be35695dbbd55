import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SHOPPER_LANGUAGES, speechOf } from '#app/core/shopper/languages.ts';
import { readComment, shortened } from '#app/core/surveys/comment.ts';
import { askIn, surveyWordsFor } from '#app/core/surveys/speak.ts';
import {
  answersOf,
  COMMENT_MAX,
  NEW_SURVEY,
  readAnswer,
  type SurveyConfig,
  surveyProblem,
} from '#app/core/surveys/survey.ts';
import { SURVEY_WORDS } from '#app/core/surveys/words.ts';

const own: SurveyConfig = {
  ...NEW_SURVEY,
  kind: 'own',
  questions: { en: 'How did you find us?', de: 'Wie haben Sie uns gefunden?' },
  choices: [{ en: 'A friend', de: 'Freunde' }, { en: 'Search' }],
};
const kind = (one: SurveyConfig['kind']): SurveyConfig => ({ ...NEW_SURVEY, kind: one });

test.for<[survey: SurveyConfig, said: string | number | null, answer: number | null]>([
  [kind('nps'), '0', 0],
  [kind('nps'), 10, 10],
  [kind('nps'), '11', null],
  [kind('nps'), '-1', null],
  [kind('nps'), '5.5', null],
  [kind('nps'), '', null],
  [kind('nps'), null, null],
  [kind('nps'), '9 ', null],
  [kind('csat'), '0', null],
  [kind('csat'), '5', 5],
  [kind('ces'), '6', null],
  [own, '1', 1],
  [own, '2', null],
])('%o takes %j as %j', ([survey, said, answer]) => {
  expect(readAnswer(survey, said)).toBe(answer);
});

test('whatever is sent, only answers of the survey come in', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer(), fc.double()), (said) => {
      const answer = readAnswer(kind('nps'), said);
      if (answer !== null) expect(answersOf(kind('nps'))).toContain(answer);
    }),
  );
});

test.for<[survey: SurveyConfig, problem: string | null]>([
  [kind('nps'), null],
  [kind('own'), 'no-question'],
  [{ ...own, choices: [] }, 'no-choices'],
  [{ ...own, choices: [{ en: 'Only one' }] }, 'no-choices'],
  [{ ...own, choices: [{ en: 'One' }, { en: ' ' }] }, 'no-choices'],
  [own, null],
  [{ ...kind('csat'), choices: own.choices }, 'no-choices'],
])('%o: %j', ([survey, problem]) => {
  expect(surveyProblem(survey)).toBe(problem);
});

test('a reader is asked in her language: the merchant’s words first, then ours', () => {
  const asked = (survey: SurveyConfig, tag: string, formal = false) =>
    askIn(survey, { speech: speechOf(tag), formal }, 'Kontor').question;
  expect(asked(kind('nps'), 'fr')).toBe('Recommanderiez-vous Kontor à un proche ?');
  expect(asked(kind('csat'), 'de')).toBe('Wie zufrieden bist du mit Kontor?');
  expect(asked(kind('csat'), 'de', true)).toBe('Wie zufrieden sind Sie mit Kontor?');
  const worded = { ...kind('csat'), questions: { de: 'Na, gefällt es dir?' } };
  expect(asked(worded, 'de-AT')).toBe('Na, gefällt es dir?');
  expect(asked(worded, 'it')).toBe('Quanto sei soddisfatto di Kontor?');
  expect(asked(own, 'pl')).toBe('How did you find us?');
  expect(askIn(own, { speech: speechOf('de-CH'), formal: false }, '').answers).toEqual([
    { value: 0, text: 'Freunde' },
    { value: 1, text: 'Search' },
  ]);
  expect(askIn(kind('nps'), { speech: speechOf('de-CH'), formal: false }, '').ends?.high).toBe(
    'äusserst wahrscheinlich',
  );
});

test('every language has every word, and none is empty', () => {
  const keys = Object.keys(SURVEY_WORDS.en).sort();
  for (const language of SHOPPER_LANGUAGES) {
    const words = surveyWordsFor({ speech: speechOf(language), formal: false });
    expect(Object.keys(words).sort()).toEqual(keys);
    for (const word of Object.values(words))
      expect((typeof word === 'string' ? word : word('X')).length).toBeGreaterThan(1);
  }
});

test('a comment is kept as plain text, whole or not at all', () => {
  expect(readComment(null)).toBeNull();
  expect(readComment('  \r\n ')).toBeNull();
  expect(readComment('Late.\r\nAnd\0 broken\x1b')).toBe('Late.\nAnd broken');
  expect(readComment('x'.repeat(COMMENT_MAX))).toHaveLength(COMMENT_MAX);
  expect(readComment('x'.repeat(COMMENT_MAX + 1))).toBe('too-long');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (said) => {
      const comment = readComment(said);
      if (comment !== null) expect(comment.isWellFormed() && !comment.includes('\0')).toBe(true);
    }),
  );
});

test('a line of a comment fits its place and stays text', () => {
  expect(shortened('a\nb  c', 10)).toBe('a b c');
  expect(shortened('too long for it', 8)).toBe('too lon…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, most) => {
      const line = shortened(text, most);
      expect(line.length).toBeLessThanOrEqual(most);
      expect(line.isWellFormed()).toBe(true);
    }),
  );
});
