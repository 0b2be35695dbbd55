/** Texts of checkout and account extensions in the shoppers' seven languages: whole, alike, and each of them said. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { ROOT } from './support/architecture/sources.ts';
import { checkLocales, LANGUAGES, readLocales, readSources } from './support/contracts/locales.ts';

const EXTENSIONS = ['checkout', 'account', 'account-page'];
const folder = (name: string) => path.join(ROOT, 'extensions', name);

test.for(EXTENSIONS)('the texts of %s are whole in every language', (name) => {
  expect(LANGUAGES.map((file) => file.replace('.default', ''))).toEqual([...SHOPPER_LANGUAGES]);
  const sources = readSources([folder(`${name}/src`), folder('shared')]);
  expect(checkLocales(readLocales(folder(name)), sources)).toEqual([]);
});

test('what two extensions both say, they say alike', () => {
  for (const language of LANGUAGES) {
    const said = new Map<string, string>();
    for (const name of EXTENSIONS)
      for (const [key, text] of Object.entries(readLocales(folder(name))[language] ?? {})) {
        if (key === 'name' || key === 'description') continue;
        expect([key, text]).toEqual([key, said.get(key) ?? text]);
        said.set(key, text);
      }
  }
});

test('a text that is missing, misses a placeholder or is never said is caught', () => {
  const faults = checkLocales(
    { 'en.default': { a: 'x {{n}}', b: 'y', 'formal.a': '' }, de: { a: 'Groß', c: 'z' } },
    `say(program, 'a')`,
  );
  expect(faults).toEqual([
    'en.default has no formal.a',
    'en.default has two manners for formal.a',
    'de has no b',
    'de has no formal.a',
    'de alone has c',
    'de has other placeholders in a',
    'de has a ß in a, which Switzerland does not write',
    'formal.a is not in formal-keys.ts',
    'nothing says b',
  ]);
});
