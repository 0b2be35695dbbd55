/** Bundles an extension as Shopify's CLI does, target by target, and the sandbox's own scripts that run and draw it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { Translations } from './protocol.ts';

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  minify: true,
  logLevel: 'silent',
};

/** The module of each target, as the extension's configuration says. */
export function readTargets(directory: string): Map<string, string> {
  const toml = readFileSync(join(directory, 'shopify.extension.toml'), 'utf8');
  const pairs = toml.matchAll(/module = "([^"]+)"\s+target = "([^"]+)"/g);
  return new Map([...pairs].map(([, module = '', target = '']) => [target, module]));
}

/** One file that registers itself for its target, with the app's address put in. */
export function bundleExtension(directory: string, target: string, appUrl: string): Promise<string> {
  const module = readTargets(directory).get(target);
  if (!module) throw new Error(`the extension has no target ${target}`);
  return bundle({
    ...COMMON,
    stdin: {
      contents: `import run from '${module}';\nshopify.extend('${target}', (...args) => run(...args));`,
      resolveDir: directory,
      loader: 'tsx',
    },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' } },
    define: { 'process.env.APP_URL': JSON.stringify(appUrl), 'process.env.NODE_ENV': '"production"' },
  });
}

export function bundleEntry(file: string): Promise<string> {
  return bundle({ ...COMMON, entryPoints: [file], minify: false });
}

/** The locale file of a language; nothing when the extension does not speak it. */
export function readTranslations(directory: string, locale: string): Translations {
  const language = locale.split('-')[0] ?? 'en';
  const file = join(directory, 'locales', `${language === 'en' ? 'en.default' : language}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Translations) : {};
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build(options);
  const file = outputFiles?.[0];
  if (!file) throw new Error('esbuild made no output');
  return file.text;
}
