/**
 * What must hold of the texts: every language has each of them, with the same placeholders and the plural forms that
 * it needs; what differs in formal German stands under `formal`, in other languages as the plain text; no ß, which
 * Swiss shops do not write.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'] as const;
const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'];

export function checkLocales(root: string): string[] {
  return [...LANGUAGES.flatMap((language) => checkTexts(root, language)), ...checkSchemaTexts(root)];
}

/** Keys of the texts as Liquid names them: a text in plural forms is one. */
export function textKeys(root: string): string[] {
  return [...new Set(Object.keys(flatten(read(root, fileOf('en')))).map(keyOf))];
}

export function read(root: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

export function flatten(tree: unknown, prefix = ''): Record<string, string> {
  if (typeof tree === 'string') return { [prefix.slice(1)]: tree };
  return Object.assign(
    {},
    ...Object.entries(tree as object).map(([key, value]) => flatten(value, `${prefix}.${key}`)),
  ) as Record<string, string>;
}

function fileOf(language: string): string {
  return `locales/${language === 'en' ? 'en.default' : language}.json`;
}

function checkTexts(root: string, language: string): string[] {
  const english = flatten(read(root, fileOf('en')));
  const texts = flatten(read(root, fileOf(language)));
  const wanted = new Set(Object.keys(english).flatMap((key) => formsOf(english, keyOf(key), language)));
  return [
    ...[...wanted].filter((key) => !texts[key]).map((key) => `${language} has no text ${key}.`),
    ...Object.keys(texts)
      .filter((key) => !wanted.has(key))
      .map((key) => `${language} alone has the text ${key}.`),
    ...Object.entries(texts)
      .filter(([key, text]) => placeholders(text) !== placeholders(likeIn(english, key)))
      .map(([key]) => `${key} has other placeholders in ${language}.`),
    ...Object.entries(texts).flatMap(([key, text]) => checkManner(texts, key, text, language)),
  ];
}

/** The keys of one text in a language: itself, or one for each plural category of that language. */
function formsOf(english: Record<string, string>, key: string, language: string): string[] {
  if (english[key] !== undefined) return [key];
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.map((category) => `${key}.${category}`);
}

function checkManner(texts: Record<string, string>, key: string, text: string, language: string): string[] {
  if (text.includes('ß')) return [`${key} has an ß in ${language}.`];
  if (!key.startsWith('formal.')) return [];
  const plain = texts[key.slice('formal.'.length)];
  if (plain === undefined) return [`${key} has no plain text in ${language}.`];
  return (plain === text) === (language === 'de')
    ? [`${key} speaks in the wrong manner in ${language}.`]
    : [];
}

function keyOf(path: string): string {
  const last = path.split('.').at(-1) ?? '';
  return PLURALS.includes(last) ? path.slice(0, -last.length - 1) : path;
}

function likeIn(english: Record<string, string>, key: string): string {
  return english[key] ?? english[`${keyOf(key)}.other`] ?? '';
}

function placeholders(text: string): string {
  return [...text.matchAll(/\{\{ (\w+) \}\}/g)]
    .map((match) => match[1] ?? '')
    .sort()
    .join();
}

/** The theme editor speaks English and German. */
function checkSchemaTexts(root: string): string[] {
  const english = Object.keys(flatten(read(root, 'locales/en.default.schema.json')));
  const german = Object.keys(flatten(read(root, 'locales/de.schema.json')));
  return english.join() === german.join() ? [] : ['the settings in English and German are not the same.'];
}
