/** What can be checked of the theme extension without rendering it: Shopify's own linter, limits, schemas, locales. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { themeCheckRun } from '@shopify/theme-check-node';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const filesIn = (folder: string) => readdirSync(join(root, folder)).map((name) => join(root, folder, name));
const bytes = (paths: string[]) => paths.reduce((sum, path) => sum + statSync(path).size, 0);

/** Limits that Shopify states for theme app extensions; the Liquid total is the stricter of the two published. */
const LIQUID_BYTES_MAX = 100_000;
const SCRIPT_BYTES_MAX = 10_000;
const STYLE_BYTES_MAX = 100_000;
const LOCALE_BYTES_MAX = 15_000;
const BLOCKS_MAX = 30;
const SETTINGS_MAX = 25;

const setting = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['header', 'paragraph']), content: z.string() }),
  z.strictObject({
    type: z.literal('color'),
    id: z.string(),
    label: z.string(),
    default: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  z.strictObject({
    type: z.literal('product'),
    id: z.string(),
    label: z.string(),
    autofill: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('select'),
    id: z.string(),
    label: z.string(),
    default: z.string(),
    options: z.array(z.strictObject({ value: z.string(), label: z.string() })).min(2),
  }),
]);
const blockSchema = z.strictObject({
  name: z.string().regex(/^t:/),
  target: z.enum(['section', 'body', 'head']),
  enabled_on: z.strictObject({ templates: z.array(z.string()) }).optional(),
  settings: z.array(setting).max(SETTINGS_MAX),
});

test('theme check finds nothing to complain about', async () => {
  const { offenses } = await themeCheckRun(root, join(root, '.theme-check.yml'), () => undefined);
  expect(
    offenses.map(({ check, uri, start, message }) => `${check} ${uri}:${start.line + 1} ${message}`),
  ).toEqual([]);
});

test('every file is within the limits of the platform', () => {
  expect(bytes([...filesIn('blocks'), ...filesIn('snippets')])).toBeLessThan(LIQUID_BYTES_MAX);
  expect(filesIn('blocks').length).toBeLessThanOrEqual(BLOCKS_MAX);
  for (const path of filesIn('assets')) {
    expect(statSync(path).size, path).toBeLessThan(path.endsWith('.js') ? SCRIPT_BYTES_MAX : STYLE_BYTES_MAX);
  }
  for (const path of filesIn('locales')) expect(statSync(path).size, path).toBeLessThan(LOCALE_BYTES_MAX);
});

test('every block has a schema that the theme editor accepts', () => {
  const locale = JSON.parse(readFileSync(join(root, 'locales/en.default.schema.json'), 'utf8')) as unknown;
  for (const path of filesIn('blocks')) {
    const source = readFileSync(path, 'utf8');
    const schema = /\{% schema %\}([\s\S]*?)\{% endschema %\}/.exec(source)?.[1] ?? '';
    const parsed = blockSchema.safeParse(JSON.parse(schema));
    expect(parsed.error, path).toBeUndefined();
    for (const [, key] of schema.matchAll(/"t:([\w.]+)"/g))
      expect(textAt(locale, key ?? ''), `${path}: ${key}`).toBeTypeOf('string');
  }
});

test('English and German know the same texts with the same placeholders', () => {
  for (const kind of ['', '.schema']) {
    const english = flatten(JSON.parse(readFileSync(join(root, `locales/en.default${kind}.json`), 'utf8')));
    const german = flatten(JSON.parse(readFileSync(join(root, `locales/de${kind}.json`), 'utf8')));
    expect(Object.keys(german)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english))
      expect(placeholders(german[key] ?? ''), key).toEqual(placeholders(text));
  }
});

test('every text is used, and nothing is loaded before the shopper acts', () => {
  const liquid = [...filesIn('blocks'), ...filesIn('snippets')]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const keys = Object.keys(flatten(JSON.parse(readFileSync(join(root, 'locales/en.default.json'), 'utf8'))));
  expect(keys.filter((key) => !liquid.includes(`'${key}'`))).toEqual([]);
  expect(liquid).not.toMatch(/<script[^>]+src=|script_tag|"javascript":/);
});

function textAt(tree: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], tree);
}

function flatten(tree: unknown, prefix = ''): Record<string, string> {
  if (typeof tree === 'string') return { [prefix.slice(1)]: tree };
  return Object.assign(
    {},
    ...Object.entries(tree as object).map(([key, value]) => flatten(value, `${prefix}.${key}`)),
  ) as Record<string, string>;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{ (\w+) \}\}/g)].map((match) => match[1] ?? '').sort();
}
