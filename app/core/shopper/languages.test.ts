import { expect, test } from 'vitest';
import { inOwnLanguage, SHOPPER_LANGUAGES, speechOf, speltIn } from '#app/core/shopper/languages.ts';
import { POINTS_NAMES, pointsText } from '#app/core/shopper/points-name.ts';

test.for([
  ['de-CH', 'de', 'de-CH'],
  ['de_AT', 'en', 'en'],
  ['PL', 'pl', 'pl'],
  ['fr-CA;q=0.9, en;q=0.8', 'fr', 'fr-CA'],
  ['zh-Hans-CN', 'en', 'en'],
  ['de-Latn-CH', 'de', 'de-CH'],
  ['deu', 'en', 'en'],
  ['', 'en', 'en'],
  [null, 'en', 'en'],
] as const)('who asks for %s is spoken to in %s, with the numbers of %s', ([asked, language, tag]) => {
  expect(speechOf(asked)).toEqual({ language, tag });
});

test('Swiss German has no ß, and nobody else loses it', () => {
  expect(speltIn('Grüße', speechOf('de-CH'))).toBe('Grüsse');
  expect(speltIn('Grüße', speechOf('de-AT'))).toBe('Grüße');
});

test('a merchant’s text is taken from the nearest language', () => {
  const texts = { de: 'Blatt', 'de-CH': 'Blättli', en: 'leaf' };
  expect(['de-CH', 'de-AT', 'pl'].map((tag) => inOwnLanguage(texts, tag))).toEqual([
    'Blättli',
    'Blatt',
    'leaf',
  ]);
  expect(inOwnLanguage({ nl: 'blad' }, 'de')).toBe('blad');
  expect(inOwnLanguage({}, 'de')).toBeUndefined();
});

test.for([
  ['en', 1, '1 point'],
  ['en', 1234, '1,234 points'],
  ['de', -1234, '1.234 Punkte'],
  ['de-AT', 1234, '1\u00a0234 Punkte'],
  ['fr', 0, '0 point'],
  ['fr', 2, '2 points'],
  ['it', 2, '2 punti'],
  ['es', 1, '1 punto'],
  ['nl', 12345, '12.345 punten'],
  ['pl', 1, '1 punkt'],
  ['pl', 3, '3 punkty'],
  ['pl', 5, '5 punktów'],
  ['pl', 22, '22 punkty'],
  ['pl', 112, '112 punktów'],
] as const)('in %s %d points are "%s"', ([tag, points, text]) => {
  expect(pointsText(POINTS_NAMES, points, tag)).toBe(text);
});

test('each language names the plural forms that whole numbers take in it', () => {
  for (const language of SHOPPER_LANGUAGES) {
    const rules = new Intl.PluralRules(language);
    const taken = new Set(Array.from({ length: 2_000 }, (_, count) => rules.select(count)));
    expect(Object.keys(POINTS_NAMES[language])).toEqual(expect.arrayContaining([...taken]));
  }
});
