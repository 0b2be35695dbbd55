/** The bundles of the admin's blocks and action, and that the components drawn here have the properties that Shopify publishes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ELEMENTS } from './browser/elements.ts';
import { bundleScript, bundleTarget, extensionDirectory, targetModules } from './bundle.ts';

/** Shopify's limit for an extension, compressed. */
const BUNDLE_BYTES_MAX = 64_000;
const TARGETS = [...targetModules().keys()];

test('the admin has a block for a customer and an order, and an action', () => {
  expect(TARGETS).toEqual([
    'admin.customer-details.block.render',
    'admin.order-details.block.render',
    'admin.customer-details.action.render',
  ]);
});

test.for(TARGETS)('%s stays far below the limit and carries the address of the app', async (target) => {
  const code = await bundleTarget(target, 'https://app.example.test');
  expect(gzipSync(code).length).toBeLessThan(BUNDLE_BYTES_MAX / 2);
  expect(code).toContain('https://app.example.test');
  expect(code).not.toContain('process.env');
});

test('the scripts that run and draw the extension can be bundled', async () => {
  expect(await bundleScript('worker')).toContain('connectRemoteNode');
  expect(await bundleScript('page')).toContain('DOMRemoteReceiver');
});

test('every property that travels to the page is one of the published component', () => {
  for (const [name, { properties }] of Object.entries(ELEMENTS)) {
    const published = publishedText(name);
    expect(published).toMatch(new RegExp(`["']${name}["']`));
    const missing = Object.keys(properties).filter(
      (one) => one !== 'slot' && !new RegExp(`\\b${one}\\b`).test(published),
    );
    expect(missing, name).toEqual([]);
  }
  expect(/\bheadline\b/.test(publishedText('s-admin-block'))).toBe(false);
});

test('every component that the screens use can be drawn here, with every property that they set', () => {
  const folder = join(extensionDirectory, 'src');
  const source = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const used = [...source.matchAll(/<(s-[\w-]+)((?:\s+[\w]+=(?:"[^"]*"|\{[^}]*\}))*)/g)];
  expect(used.length).toBeGreaterThan(20);
  for (const [, name = '', attributes = ''] of used) {
    const { properties } = ELEMENTS[name] ?? { properties: undefined };
    expect(properties, name).toBeDefined();
    const set = [...attributes.matchAll(/\s(\w+)=/g)].map(([, one = '']) => one);
    expect(
      set.filter((one) => one !== 'key' && !one.startsWith('on') && !(one in (properties ?? {}))),
      name,
    ).toEqual([]);
  }
});

function publishedText(element: string): string {
  const root = join(import.meta.dirname, '../../../../node_modules/@shopify/ui-extensions');
  const file = element
    .slice(2)
    .replace(/(^|-)(\w)/g, (_match, _dash: string, letter: string) => letter.toUpperCase());
  const text = readFileSync(join(root, `build/ts/surfaces/admin/components/${file}.d.ts`), 'utf8');
  // Properties may stand in what the class takes over; comments name others.
  return text.replace(/\/\*[\s\S]*?\*\//g, '');
}
