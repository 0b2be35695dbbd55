/** The bundle's size, and that the components drawn here have the properties that Shopify publishes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ELEMENTS } from './browser/elements.ts';
import { bundleScreen, bundleScript, hasScreen, SCREENS, type Target } from './bundle.ts';

/** Shopify allows 64 KB for a screen and 128 KB for a page of the account; ours aim for much less. */
const BUNDLE_BYTES_MAX = 20_000;
const TARGETS = (Object.keys(SCREENS) as Target[]).filter(hasScreen);

test.for(TARGETS)('%s stays far below the limit and carries the address of the app', async (target) => {
  const code = await bundleScreen(target, 'https://app.example.test');
  expect(gzipSync(code).length).toBeLessThan(BUNDLE_BYTES_MAX);
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

test('every component that the extensions use can be drawn here', () => {
  const extensions = join(import.meta.dirname, '../../../extensions');
  const folders = ['shared', ...new Set(TARGETS.map((target) => `${SCREENS[target].extension}/src`))];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(extensions, folder))
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => readFileSync(join(extensions, folder, file), 'utf8')),
  );
  const used = new Set([...sources.join().matchAll(/<(s-[\w-]+)/g)].map((match) => match[1] ?? ''));
  expect(used.size).toBeGreaterThan(5);
  expect([...used].filter((name) => !(name in ELEMENTS))).toEqual([]);
});

/** Names in `ElementProps extends Pick<…>` of the published declaration. */
function publishedProperties(element: string): string[] {
  const root = join(import.meta.dirname, '../../../node_modules/@shopify/ui-extensions');
  const file = element
    .slice(2)
    .replace(/(^|-)(\w)/g, (_match, _dash: string, letter: string) => letter.toUpperCase())
    .replace('QrCode', 'QRCode');
  const source = readFileSync(
    join(root, `build/ts/surfaces/customer-account/components/${file}.d.ts`),
    'utf8',
  );
  const declaration =
    /interface \w+(?:ElementProps|Props extends IdProps) [^{]*\{[\s\S]*?\n\}/.exec(source)?.[0] ?? '';
  const names = (text: string) =>
    [...text.matchAll(/'(\w+)'|^(?:\t| {4}| {2})(\w+)\??:/gm)].map((match) => match[1] ?? match[2] ?? '');
  // A component that takes its shared properties whole names only their type.
  const shared = /extends (\w+)\$1 \{/.exec(declaration)?.[1];
  if (!shared) return names(declaration);
  const all = readFileSync(
    join(root, 'build/ts/surfaces/customer-account/components/components-shared.d.ts'),
    'utf8',
  );
  return names(new RegExp(`interface ${shared}\\$1 [^{]*\\{[\\s\\S]*?\\n\\}`).exec(all)?.[0] ?? '');
}
