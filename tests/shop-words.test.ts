/** The preview says what the shop says: its words are copied from the locale files of theme and extensions. */
import { expect, test } from 'vitest';
import copied from '../app/ui/program/preview/shop-words.json' with { type: 'json' };
import { collectShopWords } from '../scripts/collect-shop-words.ts';

test('the copied words are those of the locale files; else run node scripts/collect-shop-words.ts', () => {
  expect(copied).toEqual(collectShopWords());
});
