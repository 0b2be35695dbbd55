/**
 * What runs at Shopify, as far as the CLI does not check it: versions, targets, input queries, sizes, types. Every
 * folder below `extensions` is found by itself; every check is also tried with a fault planted.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ROOT } from './support/architecture/sources.ts';
import { bundleSize, bundleSizes, tooLarge } from './support/contracts/bundles.ts';
import {
  checkExtensions,
  type Extension,
  extensionOf,
  readExtensions,
} from './support/contracts/extensions.ts';
import { readPlatform } from './support/contracts/operations.ts';

const OWN_BYTES_MAX = 20_000;
const SHOPPER_SCREENS = [
  'checkout purchase.checkout.reductions.render-after',
  'checkout purchase.thank-you.block.render',
  'account customer-account.order-status.block.render',
  'account customer-account.profile.block.render',
  'account-page customer-account.page.render',
];
const PLATFORMS = [readPlatform('2026-07'), readPlatform('2026-10')];
const extensions = readExtensions();
const projects = extensions
  .map(({ name }) => `extensions/${name}/tsconfig.json`)
  .filter((file) => existsSync(path.join(ROOT, file)));

test('versions, targets, handles, input queries and fields of every extension are real', () => {
  expect(extensions.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['account', 'account-page', 'checkout', 'theme']),
  );
  expect(checkExtensions(extensions, PLATFORMS)).toEqual([]);
});

const SCREEN = {
  'shopify.extension.toml': `api_version = "2026-07"
[[extensions]]
type = "ui_extension"
handle = "screen"
uid = "1"
  [[extensions.targeting]]
  module = "./screen.tsx"
  target = "purchase.checkout.block.render"
`,
  './screen.tsx': 'export default () => undefined;',
};
const FUNCTION = {
  'shopify.extension.toml': `api_version = "2026-07"
[[extensions]]
type = "function"
handle = "function"
uid = "2"
  [[extensions.targeting]]
  target = "cart.lines.discounts.generate.run"
  input_query = "run.graphql"
`,
  'run.graphql': `query Input {
  cart { buyerIdentity { customer { metafield(namespace: "$app", key: "standing") { jsonValue } } } }
  discount { discountClasses metafield(namespace: "$app", key: "config") { jsonValue } }
}`,
  'schema.graphql': gunzipSync(
    readFileSync(path.join(ROOT, 'sandbox/admin-api/schema/functions-discount-2026-07.graphql.gz')),
  ).toString('utf8'),
};
const ACTION = {
  'shopify.extension.toml': `[[extensions]]
type = "flow_action"
handle = "action"
uid = "3"
runtime_url = "https://app.example/flow"
[settings]
  [[settings.fields]]
  type = "customer_reference"
  [[settings.fields]]
  type = "number_integer"
  key = "points"
`,
};
type Files = Record<string, string>;

function extension(name: string, files: Files, change: Files = {}): Extension {
  const all = { ...files, ...change };
  return extensionOf(name, (file) => all[file]);
}

/** The same files with one text in the configuration replaced. */
function changed(files: Files, right: string | RegExp, wrong: string): Extension {
  const toml = files['shopify.extension.toml'] ?? '';
  expect(toml.replace(right, wrong)).not.toBe(toml);
  return extension('planted', files, { 'shopify.extension.toml': toml.replace(right, wrong) });
}

const SOUND = [extension('screen', SCREEN), extension('function', FUNCTION), extension('action', ACTION)];

test('a screen, a function and an action without fault pass', () => {
  expect(checkExtensions(SOUND, PLATFORMS)).toEqual([]);
});

const dear = (fields: string) => ({ 'run.graphql': `query Input { cart { lines { ${fields} } } }` });
const fragments = `query Input { cart { lines { ${'...A '.repeat(16)} } } } fragment A on CartLine { id ...B } fragment B on CartLine { quantity }`;

test.for<[fault: string, planted: () => Extension, finding: string]>([
  ['a version that is none', () => changed(SCREEN, '2026-07', '2025-13'), 'API version 2025-13'],
  ['no version', () => changed(FUNCTION, /api_version.*/, ''), 'API version none'],
  ['a type that is none', () => changed(SCREEN, 'ui_extension', 'ui_extention'), 'no type of extension'],
  ['a handle that is none', () => changed(SCREEN, '"screen"', '"Screen one"'), 'the handle'],
  ['no uid', () => changed(SCREEN, 'uid = "1"', ''), 'no uid'],
  [
    'a target that is none',
    () => changed(SCREEN, 'block.render', 'moon.render'),
    'no target of an extension',
  ],
  [
    'a file of types for a target',
    () => changed(SCREEN, /purchase.*render/, 'context'),
    'no target of an ext',
  ],
  [
    'a module that is not there',
    () => changed(SCREEN, './screen.tsx', './none.tsx'),
    'there is no ./none.tsx',
  ],
  [
    'a target of a function that is none',
    () => changed(FUNCTION, 'generate.run', 'run'),
    'no target of a fu',
  ],
  ['no input query', () => changed(FUNCTION, 'run.graphql', 'none.graphql'), 'no input query'],
  [
    'an unknown field in its input query',
    () => extension('planted', FUNCTION, { 'run.graphql': '{ cart { points } }' }),
    'Cannot query field "points"',
  ],
  [
    'an input query that is too dear',
    () => extension('planted', FUNCTION, dear(manyFields(31))),
    'it costs 31',
  ],
  [
    'an input query that hides its cost in fragments',
    () => extension('planted', FUNCTION, { 'run.graphql': fragments }),
    'it costs 32',
  ],
  [
    'an input query of too many bytes',
    () => extension('planted', FUNCTION, dear(`${'x'.repeat(3_000)}: id`)),
    'bytes; 3000 are allowed',
  ],
  [
    'the schema of another time',
    () => extension('planted', FUNCTION, { 'schema.graphql': 'type Query { a: Int }' }),
    'update-shopify-schema',
  ],
  ['an action that runs nowhere', () => changed(ACTION, /runtime_url.*/, ''), 'needs a runtime_url'],
  ['a field type that is none', () => changed(ACTION, 'number_integer', 'integer'), 'integer is no type'],
  [
    'an action’s field type in a trigger',
    () => changed(ACTION, 'flow_action', 'flow_trigger'),
    'of a flow_trigger',
  ],
  ['a field without a key', () => changed(ACTION, 'key = "points"', ''), 'needs a key'],
])('an extension with %s is caught', ([, planted, finding]) => {
  const faults = checkExtensions([planted()], PLATFORMS);
  expect(faults.length).toBeGreaterThan(0);
  for (const fault of faults) expect(fault).toContain(finding);
});

function manyFields(count: number): string {
  return Array.from({ length: count }, (_, index) => `f${index}: quantity`).join(' ');
}

test('two extensions of one name are caught', () => {
  expect(checkExtensions([extension('one', SCREEN), extension('two', SCREEN)], PLATFORMS)).toHaveLength(2);
});

test('every screen is small enough for Shopify', async () => {
  const sizes = await bundleSizes(extensions);
  for (const name of SHOPPER_SCREENS) expect(sizes[name], name).toBeGreaterThan(1_000);
  expect(tooLarge(sizes)).toEqual([]);
  // Ours aim for far less, so that a phone shows them with the first paint.
  expect(Object.entries(sizes).filter(([, bytes]) => bytes > OWN_BYTES_MAX)).toEqual([]);
});

test('a screen that brings too much along is caught; a whole page may bring more', async () => {
  const noise = Array.from({ length: 12_000 }, (_, index) => Math.sin(index).toString(36)).join();
  const contents = `console.log(${JSON.stringify(noise)})`;
  const size = await bundleSize({ stdin: { contents, resolveDir: ROOT } });
  const names = ['x purchase.checkout.block.render', 'x customer-account.page.render'];
  const sizes = Object.fromEntries(names.map((name) => [name, size]));
  expect(tooLarge(sizes)).toEqual([expect.stringContaining('purchase.checkout.block.render')]);
});

test.for(projects)('the extension of %s has no type errors', (project) => {
  expect(typeErrors(path.join(ROOT, project))).toEqual([]);
});

test('a type error under the same configuration is caught', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-types-'));
  writeFileSync(path.join(folder, 'planted.ts'), `export const points: number = [1][0];\n`);
  const config = { extends: path.join(ROOT, 'extensions/checkout/tsconfig.json'), include: ['planted.ts'] };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  expect(typeErrors(path.join(folder, 'tsconfig.json'))).toEqual([expect.stringContaining('TS2322')]);
  rmSync(folder, { recursive: true });
});

function typeErrors(project: string): string[] {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  const lines = `${run.stdout}${run.stderr}`.split('\n').filter((line) => /error TS/.test(line));
  return run.status === 0 || lines.length > 0 ? lines : [`tsc ended with ${run.status}: ${run.stderr}`];
}
