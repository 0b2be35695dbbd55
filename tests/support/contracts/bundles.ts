/** How large the screens that run at Shopify are once bundled and compressed: Shopify refuses what is too large. */
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ROOT } from '../architecture/sources.ts';
import { entriesOf, type Extension } from './extensions.ts';

/** https://shopify.dev/docs/api/checkout-extensions: compressed, in bytes; a whole page of the account may have more. */
const BUNDLE_BYTES_MAX = 64_000;
const PAGE_BYTES_MAX = 128_000;
const PAGE_TARGET = 'customer-account.page.render';

/** @returns the compressed bytes of each screen, by extension and target. */
export async function bundleSizes(extensions: Extension[]): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const extension of extensions) {
    for (const { type, targeting } of entriesOf(extension)) {
      if (type !== 'ui_extension') continue;
      for (const { target, module } of targeting) {
        const file = path.join(ROOT, 'extensions', extension.name, module ?? '');
        sizes[`${extension.name} ${target}`] = await bundleSize({ entryPoints: [file] });
      }
    }
  }
  return sizes;
}

export async function bundleSize(
  what: { entryPoints: string[] } | { stdin: { contents: string; resolveDir: string } },
): Promise<number> {
  const { outputFiles } = await build({
    ...what,
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? '').byteLength;
}

export function tooLarge(sizes: Record<string, number>): string[] {
  return Object.entries(sizes).flatMap(([name, bytes]) => {
    const max = name.endsWith(PAGE_TARGET) ? PAGE_BYTES_MAX : BUNDLE_BYTES_MAX;
    return bytes <= max ? [] : [`${name} has ${bytes} bytes compressed; ${max} are allowed.`];
  });
}
