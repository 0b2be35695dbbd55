/** The bundle's size, and that the components drawn here have the properties that Shopify publishes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ELEMENTS } from './browser/elements.ts';
import { bundleExtension, bundleScript } from './bundle.ts';

/** Shopify's limit for a checkout extension, compressed. */
const BUNDLE_BYTES_MAX = 64_000;

test('the extension stays far below the limit and carries the address of the app', async () => {
  const code = await bundleExtension('https://app.example.test');
  expect(gzipSync(code).length).toBeLessThan(BUNDLE_BYTES_MAX / 2);
  expect(code).toContain('https://app.example.test');
  expect(code).not.toContain('process.env');
});

test('the scripts that run and draw the extension can be bundled', async () => {
  expect(await bundleScript('worker')).toContain('connectRemoteNode');
  expect(await bundleScript('host')).toContain('DOMRemoteReceiver');
});

test('every property that travels to the page is one of the published component', () => {
  for (const [name, { properties }] of Object.entries(ELEMENTS)) {
    const published = publishedProperties(name);
    expect(
      Object.keys(properties).filter((property) => !published.includes(property)),
      name,
    ).toEqual([]);
  }
});

test('every component that the extension uses can be drawn here', () => {
  const source = readFileSync(
    join(import.meta.dirname, '../../../extensions/checkout/src/points.tsx'),
    'utf8',
  );
  const used = new Set([...source.matchAll(/<(s-[\w-]+)/g)].map((match) => match[1] ?? ''));
  expect([...used].filter((name) => !(name in ELEMENTS))).toEqual([]);
});

/** Names in `ElementProps extends Pick<…>` of the published declaration. */
function publishedProperties(element: string): string[] {
  const root = join(import.meta.dirname, '../../../node_modules/@shopify/ui-extensions');
  const file = element
    .slice(2)
    .replace(/(^|-)(\w)/g, (_match, _dash: string, letter: string) => letter.toUpperCase());
  const source = readFileSync(join(root, `build/ts/surfaces/checkout/components/${file}.d.ts`), 'utf8');
  const declaration = /interface \w+ElementProps [^{]*\{[\s\S]*?\n\}/.exec(source)?.[0] ?? '';
  const names = (text: string) =>
    [...text.matchAll(/'(\w+)'|^(?:\t| {4})(\w+)\??:/gm)].map((match) => match[1] ?? match[2] ?? '');
  // A component that takes its shared properties whole names only their type.
  const shared = /extends (\w+)\$1 \{/.exec(declaration)?.[1];
  if (!shared) return names(declaration);
  const all = readFileSync(
    join(root, 'build/ts/surfaces/checkout/components/components-shared.d.ts'),
    'utf8',
  );
  return names(new RegExp(`interface ${shared}\\$1 [^{]*\\{[\\s\\S]*?\\n\\}`).exec(all)?.[0] ?? '');
}
