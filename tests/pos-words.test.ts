/** The till's words: every language has them all, with the same placeholders, and spelt for Switzerland, too. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SHOPPER_LANGUAGES } from '../app/core/shopper/languages.ts';
import { flat, keysSaid, readLocale, shapeOf } from './support/locale-words.ts';

const ROOT = join(import.meta.dirname, '../extensions/pos');
const read = (file: string) => readLocale(ROOT, file);
const files = readdirSync(join(ROOT, 'locales'));
const english = read('en.default.json');

test('the till speaks every language of the program', () => {
  expect(files.map((file) => file.split('.')[0]).sort()).toEqual([...SHOPPER_LANGUAGES].sort());
});

test.for(files)('%s has every text, with the same placeholders and without ß', (file) => {
  const tree = read(file);
  expect(shapeOf(tree)).toEqual(shapeOf(english));
  expect(flat(tree).filter(([, text]) => text.includes('ß') || text.trim() === '')).toEqual([]);
});

test('a placeholder that is misspelt is caught', () => {
  expect(shapeOf({ a: 'of {{point}}' })).not.toEqual(shapeOf({ a: 'of {{points}}' }));
});

test('every text that the screens say is there', () => {
  const keys = flat(english).map(([key]) => key);
  const said = keysSaid(ROOT);
  expect(said.length).toBeGreaterThan(20);
  for (const { key, open } of said)
    expect(
      keys.some((known) => (open ? known.startsWith(key) : known === key)),
      key,
    ).toBe(true);
  const source = readFileSync(join(ROOT, 'src/words.ts'), 'utf8');
  for (const [, code] of source.slice(source.indexOf('EXPLAINED = [')).matchAll(/^ {2}'([a-z-]+)',$/gm))
    expect(keys, code).toContain(`refused.${code}`);
});
