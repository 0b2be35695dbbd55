/**
 * Texts of the admin in English and German: each is there in both, none is left in the other's language, German says Sie,
 * and no component holds words of its own. Every check is also tried with a fault planted.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './support/architecture/sources.ts';
import { ownWords, readComponents } from './support/texts/own-words.ts';
import { compareTexts, readTexts } from './support/texts/compare-texts.ts';

const FOLDER = path.join(ROOT, 'app/ui/texts');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

test.for(files)('%s says the same in both languages', async (file) => {
  const texts = readTexts((await import(path.join(FOLDER, file))) as Record<string, unknown>);
  expect(texts.flatMap(compareTexts)).toEqual([]);
});

test('a text that is missing, untranslated, informal or says less is caught', () => {
  const en = {
    save: 'Save now',
    hello: 'Hello there',
    count: (n: number, text: string) => (n === 1 ? '1 point' : `${text} points`),
    forget: (name: string, day: string) => `${name} on ${day}`,
    ask: 'What do you want?',
    list: ['One thing'],
    only: 'Only here',
  };
  const de = {
    save: 'Save now',
    hello: 'Hallo',
    count: (n: number, text: string) => (n === 1 ? '1 Punkt' : `${text} Punkte`),
    forget: (name: string) => `${name} am Tag`,
    ask: 'Was willst du?',
    list: ['Eine Sache'],
  };
  expect(compareTexts({ name: 'texts', en, de })).toEqual([
    'texts.save is the same in both languages: Save now',
    'texts.forget leaves out what it is given in de',
    'texts.ask says du: Was willst du?',
    'texts.only is missing in de',
  ]);
});

test('no component holds words of its own', () => {
  expect(readComponents().flatMap(ownWords)).toEqual([]);
});

test.for<[source: string]>([
  ['export const A = () => <Text as="p">Loading points</Text>;'],
  ['export const A = () => <Button accessibilityLabel="Close it">{texts.x}</Button>;'],
  ['export const A = () => <TextField label="Name" autoComplete="off" />;'],
  ["export const A = () => <Banner title={'Careful'} />;"],
])('words in a component are caught: %s', ([text]) => {
  expect(ownWords({ path: 'app/ui/planted.tsx', text })).toHaveLength(1);
});
