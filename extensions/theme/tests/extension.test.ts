/**
 * What can be checked of the theme extension without rendering it: Shopify's own linter, limits, schemas, locales. Every
 * check is also tried on a copy with a fault planted.
 */
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { themeCheckRun } from '@shopify/theme-check-node';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkLocales, read, textKeys } from './check-locales.ts';

const THEME = join(dirname(fileURLToPath(import.meta.url)), '..');

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
    type: z.enum(['text', 'textarea']),
    id: z.string(),
    label: z.string(),
    default: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('range'),
    id: z.string(),
    label: z.string(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    default: z.number(),
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

type Check = (root: string) => string[] | Promise<string[]>;

/** Shopify's own linter. */
async function lint(root: string): Promise<string[]> {
  const { offenses } = await themeCheckRun(root, join(root, '.theme-check.yml'), () => undefined);
  return offenses.map(({ check, uri, start, message }) => `${check} ${uri}:${start.line + 1} ${message}`);
}

function checkSizes(root: string): string[] {
  const size = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0);
  const [blocks, liquid] = [filesIn(root, 'blocks'), size(liquidOf(root))];
  const files = [...filesIn(root, 'assets'), ...filesIn(root, 'locales')];
  return [
    ...(liquid < LIQUID_BYTES_MAX ? [] : [`all Liquid together has ${liquid} bytes.`]),
    ...(blocks.length <= BLOCKS_MAX ? [] : [`there are ${blocks.length} blocks.`]),
    ...files.filter((file) => statSync(file).size >= bytesMax(file)).map((file) => `${file} is too large.`),
  ];
}

function bytesMax(file: string): number {
  if (file.endsWith('.json')) return LOCALE_BYTES_MAX;
  return file.endsWith('.js') ? SCRIPT_BYTES_MAX : STYLE_BYTES_MAX;
}

/** The linter does not read the schemas of an extension's blocks. */
function checkSchemas(root: string): string[] {
  const locale = read(root, 'locales/en.default.schema.json');
  return filesIn(root, 'blocks').flatMap((file) => {
    const schema = /\{% schema %\}([\s\S]*?)\{% endschema %\}/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    const parsed = blockSchema.safeParse(JSON.parse(schema));
    const keys = [...schema.matchAll(/"t:([\w.]+)"/g)].map(([, key = '']) => key);
    return [
      ...(parsed.error?.issues.map(({ message }) => `${file}: ${message}`) ?? []),
      ...keys
        .filter((key) => typeof textAt(locale, key) !== 'string')
        .map((key) => `${file}: no text ${key}`),
    ];
  });
}

function checkUse(root: string): string[] {
  const liquid = liquidOf(root)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const used = (key: string) =>
    key.startsWith('formal.')
      ? liquid.includes(`append: '${key.slice('formal.'.length)}'`)
      : liquid.includes(`'${key}'`) || liquid.includes(`:${key} `) || liquid.includes(`:${key}'`);
  return [
    ...textKeys(root)
      .filter((key) => !used(key))
      .map((key) => `the text ${key} is not used.`),
    ...(/<script[^>]+src=|script_tag|"javascript":/.test(liquid)
      ? ['a script is loaded with the page.']
      : []),
  ];
}

const CHECKS: [promise: string, check: Check][] = [
  ['theme check finds nothing to complain about', lint],
  ['every file is within the limits of the platform', checkSizes],
  ['every block has a schema that the theme editor accepts', checkSchemas],
  ['every language has every text, in its own plural forms and manner', checkLocales],
  ['every text is used, and nothing is loaded before the shopper acts', checkUse],
];

test.for(CHECKS)('%s', async ([, check]) => {
  expect(await check(THEME)).toEqual([]);
});

const BLOCK = 'blocks/panel.liquid';

test.for<[fault: string, check: Check, plant: (root: string) => void]>([
  ['a filter that is none', lint, (root) => append(root, BLOCK, "{{ 'a' | shout }}")],
  ['a snippet that is missing', lint, (root) => append(root, BLOCK, "{% render 'tw-none' %}")],
  ['a text that is missing', lint, (root) => append(root, BLOCK, "{{ 'no.such.text' | t }}")],
  ['a script of 10,000 bytes', checkSizes, (root) => write(root, 'assets/x.js', 'x'.repeat(10_000))],
  ['a style of 100,000 bytes', checkSizes, (root) => write(root, 'assets/x.css', 'x'.repeat(100_000))],
  ['texts of 15,000 bytes', checkSizes, (root) => write(root, 'locales/fr.json', 'x'.repeat(15_000))],
  ['100,000 bytes of Liquid', checkSizes, (root) => write(root, 'snippets/x.liquid', 'x'.repeat(100_000))],
  ['31 blocks', checkSizes, (root) => writeBlocks(root, 31)],
  ['a target that is none', checkSchemas, (root) => replace(root, BLOCK, '"target":"', '"target":"x')],
  ['a name without a text', checkSchemas, (root) => replace(root, BLOCK, '"name":"t:', '"name": "t:x.')],
  ['a text in English alone', checkLocales, (root) => write(root, 'locales/de.json', '{}')],
  ['a plural form missing', checkLocales, (root) => replace(root, 'locales/pl.json', '"few"', '"two"')],
  ['an ß', checkLocales, (root) => replace(root, 'locales/de.json', 'Prämien', 'Größen')],
  [
    'formal German that says du',
    checkLocales,
    (root) => replace(root, 'locales/de.json', 'Ihre Punkte"', 'Deine Punkte"'),
  ],
  [
    'a formal text of its own in French',
    checkLocales,
    (root) => replace(root, 'locales/fr.json', /("formal"[\s\S]*?"title": ")/, '$1Les '),
  ],
  [
    'another placeholder',
    checkLocales,
    (root) => replace(root, 'locales/de.json', /\{\{ \w+ /, '{{ andere '),
  ],
  ['a text that nobody uses', checkUse, (root) => write(root, 'locales/en.default.json', '{"idle":"Idle"}')],
  ['a script in the page', checkUse, (root) => append(root, BLOCK, '<script src="x.js"></script>')],
])('an extension with %s is caught', async ([, check, plant]) => {
  const root = mkdtempSync(join(tmpdir(), 'treuwerk-theme-'));
  cpSync(THEME, root, { recursive: true, filter: (file) => basename(file) !== 'tests' });
  plant(root);
  expect(await check(root)).not.toEqual([]);
  rmSync(root, { recursive: true });
});

function append(root: string, file: string, text: string): void {
  appendFileSync(join(root, file), text);
}

function write(root: string, file: string, text: string): void {
  writeFileSync(join(root, file), text);
}

function replace(root: string, file: string, right: string | RegExp, wrong: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text.replace(right, wrong)).not.toBe(text);
  write(root, file, text.replace(right, wrong));
}

function writeBlocks(root: string, count: number): void {
  for (let number = 0; number < count; number += 1) write(root, `blocks/x${number}.liquid`, '');
}

function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder)).map((name) => join(root, folder, name));
}

function liquidOf(root: string): string[] {
  return [...filesIn(root, 'blocks'), ...filesIn(root, 'snippets')];
}

function textAt(tree: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], tree);
}
