/** Every sentence in every language: nothing missing, nothing left over, and no Swiss reader meets an ß. */
import { expect, test } from 'vitest';
import type { RejectionCode } from '#app/core/rejection.ts';
import { sayWhat, TOLD_WHATS } from '#app/core/shopper/activity-words.ts';
import { SHOPPER_LANGUAGES, speechOf } from '#app/core/shopper/languages.ts';
import { sayWhy, TOLD_WHYS } from '#app/core/shopper/reason-words.ts';
import { TOLD_TO_SHOPPERS, tellShopper } from '#app/core/shopper/refusals.ts';

const DETAILS = {
  needed: '<1>',
  available: '<2>',
  missing: '<3>',
  code: '<4>',
  theirs: '<5>',
  ours: '<6>',
};

test.for(TOLD_TO_SHOPPERS)('%s is said in every language with all its amounts', (code) => {
  const told = SHOPPER_LANGUAGES.map((language) => tellShopper(code, DETAILS, speechOf(language), false));
  const amounts = told.map((sentence) => [...sentence.matchAll(/<\d>/g)].map(String).sort());
  expect(new Set(told).size).toBe(SHOPPER_LANGUAGES.length);
  for (const one of amounts) expect(one).toEqual(amounts[0]);
  for (const sentence of told) expect(sentence).toMatch(/^[^{}…]+[.?]$/);
});

test('German says du or Sie as the merchant wishes, never both', () => {
  const say = (isFormal: boolean) =>
    TOLD_TO_SHOPPERS.map((code) => tellShopper(code, DETAILS, speechOf('de'), isFormal)).join(' ');
  expect(say(false)).toMatch(/\b[Dd]eine?\b/);
  expect(say(false)).not.toMatch(/\b(Sie|Ihre?n?) (?!von)/);
  expect(say(true)).not.toMatch(/\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?n?)\b/);
});

test('what is no shopper’s business is told in general words', () => {
  expect(tellShopper('access-missing', {}, speechOf('de'), true)).toBe(
    tellShopper('request-invalid', {}, speechOf('de'), true),
  );
  expect(tellShopper('no-such-code' as RejectionCode, {}, speechOf('pl'), false)).toContain('Odśwież');
});

test('every line of the activity is said in every language', () => {
  const names = { order: '#1001', reward: 'Tea' };
  for (const what of TOLD_WHATS) {
    const said = SHOPPER_LANGUAGES.map((language) => sayWhat(what, language, names));
    for (const line of said) {
      expect(line).not.toMatch(/[{}]/);
      expect([line.includes('#1001'), line.includes('Tea')]).toEqual([
        said[0]?.includes('#1001'),
        said[0]?.includes('Tea'),
      ]);
    }
    expect(said.every((line) => line.length > 4)).toBe(true);
  }
});

test('reasons are said once each, in the kind of entry that they belong to, and the rest is kept quiet', () => {
  for (const language of SHOPPER_LANGUAGES)
    for (const code of TOLD_WHYS) {
      const [kind = '', bare = ''] = code.includes(':') ? code.split(':') : ['earn', code];
      expect(sayWhy(kind, [bare], language), code).toHaveLength(1);
    }
  expect(sayWhy('revoke', ['order'], 'en')).toEqual(['Part of the order no longer counts']);
  expect(sayWhy('earn', ['order'], 'en')).toEqual([]);
  expect(sayWhy('release', ['refused', 'failed'], 'de')).toEqual([
    'Der Shop konnte die Prämie nicht bereitstellen',
  ]);
  expect(sayWhy('debit', ['abuse', 'other'], 'en')).toEqual([]);
});
