/** The words of the blocks in Shopify's admin: English and German have them all, with the same placeholders. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADJUSTMENT_REASONS } from '../app/core/ledger/adjust.ts';
import { flat, keysSaid, readLocale, shapeOf } from './support/locale-words.ts';

const ROOT = join(import.meta.dirname, '../extensions/admin');
const english = readLocale(ROOT, 'en.default.json');
const german = readLocale(ROOT, 'de.json');
const keys = flat(english).map(([key]) => key);

test('German has every text, none is empty, and each file says which language it is', () => {
  expect(shapeOf(german)).toEqual(shapeOf(english));
  expect([...flat(english), ...flat(german)].filter(([, text]) => text.trim() === '')).toEqual([]);
  expect([english['language'], german['language']]).toEqual(['en', 'de']);
});

test('German addresses staff with Sie', () => {
  const du = /\b(du|dir|dich|dein\w*)\b/i;
  expect(flat(german).filter(([, text]) => du.test(text))).toEqual([]);
  expect(du.test('Das kannst du nicht.')).toBe(true);
});

test('every text that the blocks say is there', () => {
  const said = keysSaid(ROOT);
  expect(said.length).toBeGreaterThan(40);
  for (const { key, open } of said)
    expect(
      keys.some((known) => (open ? known.startsWith(key) : known === key)),
      key,
    ).toBe(true);
  for (const reason of ADJUSTMENT_REASONS) expect(keys).toContain(`reason.${reason}`);
});
