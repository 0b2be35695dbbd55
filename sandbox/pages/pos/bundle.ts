/** Bundles the till's extension as Shopify's CLI does, target by target, and the sandbox's own scripts that run and draw it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
export const extensionDirectory = join(here, '../../../extensions/pos');

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  minify: true,
  logLevel: 'silent',
};

/** The module of each target, as the extension's configuration says. */
export function targetModules(): Map<string, string> {
  const toml = readFileSync(join(extensionDirectory, 'shopify.extension.toml'), 'utf8');
  const pairs = toml.matchAll(/module = "([^"]+)"\s+target = "([^"]+)"/g);
  return new Map([...pairs].map(([, module = '', target = '']) => [target, module]));
}

/** One file that registers itself for its target, with the app's address put in. */
export function bundleTarget(target: string, appUrl: string): Promise<string> {
  const module = targetModules().get(target);
  if (!module) throw new Error(`the extension has no target ${target}`);
  return bundle({
    ...COMMON,
    stdin: {
      contents: `import run from '${module}';\nshopify.extend('${target}', (...args) => run(...args));`,
      resolveDir: extensionDirectory,
      loader: 'tsx',
    },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' } },
    define: { 'process.env.APP_URL': JSON.stringify(appUrl), 'process.env.NODE_ENV': '"production"' },
  });
}

export function bundleScript(name: 'till' | 'worker'): Promise<string> {
  return bundle({ ...COMMON, entryPoints: [join(here, 'browser', `${name}.ts`)], minify: false });
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build(options);
  const file = outputFiles?.[0];
  if (!file) throw new Error('esbuild made no output');
  return file.text;
}
