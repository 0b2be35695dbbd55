/**
 * Bundles the checkout extension as Shopify's CLI does, and the sandbox's own scripts that run and draw it.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

export const TARGET = 'purchase.checkout.reductions.render-after';
const here = dirname(fileURLToPath(import.meta.url));
export const extensionDirectory = join(here, '../../../extensions/checkout');

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  minify: true,
  logLevel: 'silent',
};

/** The extension's bundle: one file that registers itself for its target, with the app's address put in. */
export function bundleExtension(appUrl: string): Promise<string> {
  return bundle({
    ...COMMON,
    stdin: {
      contents: `import run from './src/checkout.tsx';\nshopify.extend('${TARGET}', (...args) => run(...args));`,
      resolveDir: extensionDirectory,
      loader: 'tsx',
    },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' } },
    define: { 'process.env.APP_URL': JSON.stringify(appUrl), 'process.env.NODE_ENV': '"production"' },
  });
}

export function bundleScript(name: 'host' | 'worker'): Promise<string> {
  return bundle({ ...COMMON, entryPoints: [join(here, 'browser', `${name}.ts`)], minify: false });
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build(options);
  const file = outputFiles?.[0];
  if (!file) throw new Error('esbuild made no output');
  return file.text;
}
