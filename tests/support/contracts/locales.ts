/** What the locales of an extension must keep, for its tests: all languages, all keys, the same placeholders. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMAL_KEYS } from '../../../extensions/shared/formal-keys.ts';

export const LANGUAGES = ['en.default', 'de', 'fr', 'it', 'es', 'nl', 'pl'];

export type Texts = Record<string, string>;

/** @param folder of the extension. @returns the texts of each language by their whole key. */
export function readLocales(folder: string): Record<string, Texts> {
  return Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      flatten(JSON.parse(readFileSync(join(folder, 'locales', `${language}.json`), 'utf8')) as object),
    ]),
  );
}

/** Faults in words; none when the locales are whole. */
export function checkLocales(locales: Record<string, Texts>, sources: string): string[] {
  const english = locales['en.default'] ?? {};
  const keys = Object.keys(english);
  return [
    ...Object.entries(locales).flatMap(([language, texts]) => [
      ...keys.filter((key) => !texts[key]).map((key) => `${language} has no ${key}`),
      ...Object.keys(texts)
        .filter((key) => !(key in english))
        .map((key) => `${language} alone has ${key}`),
      ...keys
        .filter((key) => placeholders(texts[key]) !== placeholders(english[key]))
        .map((key) => `${language} has other placeholders in ${key}`),
      ...Object.entries(texts)
        .filter(
          ([key, text]) => key.startsWith('formal.') && language !== 'de' && texts[key.slice(7)] !== text,
        )
        .map(([key]) => `${language} has two manners for ${key}`),
    ]),
    ...Object.entries(locales['de'] ?? {})
      .filter(([, text]) => text.includes('ß'))
      .map(([key]) => `de has a ß in ${key}, which Switzerland does not write`),
    ...keys
      .filter((key) => FORMAL_KEYS.has(key) && !(`formal.${key}` in english))
      .map((key) => `formal.${key} is missing`),
    ...keys
      .filter((key) => key.startsWith('formal.') && !FORMAL_KEYS.has(key.slice(7)))
      .map((key) => `${key} is not in formal-keys.ts`),
    ...keys
      .filter((key) => !/^(name|description)$|^formal\./.test(key) && !mentions(sources, key))
      .map((key) => `nothing says ${key}`),
  ];
}

/** All modules below these folders as one text. */
export function readSources(folders: string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8')),
    )
    .join('\n');
}

/** A key stands whole, or its last part is put together (`earned.after${…}`). */
function mentions(sources: string, key: string): boolean {
  const stem = key.replace(/(Paid|Fulfilled|Delivered)$/, '${');
  return sources.includes(`'${key}'`) || sources.includes(`\`${stem}`) || sources.includes(`"${key}"`);
}

function placeholders(text: string | undefined): string {
  return [...(text ?? '').matchAll(/\{\{\w+\}\}/g)]
    .map(([match]) => match)
    .sort()
    .join();
}

function flatten(tree: object, path = ''): Texts {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]: [string, string | object]) =>
      typeof value === 'string' ? { [path + key]: value } : flatten(value, `${path}${key}.`),
    ),
  ) as Texts;
}
