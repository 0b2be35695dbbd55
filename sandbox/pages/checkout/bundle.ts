/**
 * Bundles the extensions of checkout and customer accounts as Shopify's CLI does, one screen a file, and the sandbox's own
 * scripts that run and draw them.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const EXTENSIONS = join(here, '../../../extensions');

/** Where each target's module lies. */
export const SCREENS = {
  'purchase.checkout.reductions.render-after': { extension: 'checkout', module: 'src/checkout.tsx' },
  'purchase.thank-you.block.render': { extension: 'checkout', module: 'src/thank-you.tsx' },
  'customer-account.order-status.block.render': { extension: 'account', module: 'src/order-status.tsx' },
  'customer-account.profile.block.render': { extension: 'account', module: 'src/profile.tsx' },
  'customer-account.page.render': { extension: 'account-page', module: 'src/account-page.tsx' },
} as const;
export type Target = keyof typeof SCREENS;

/** An app may have only some of them. */
export function hasScreen(target: Target): boolean {
  return existsSync(join(extensionDirectory(target), SCREENS[target].module));
}

export function extensionDirectory(target: Target): string {
  return join(EXTENSIONS, SCREENS[target].extension);
}

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  minify: true,
  logLevel: 'silent',
};

/** One file that registers itself for its target, with the app's address put in. */
export function bundleScreen(target: Target, appUrl: string): Promise<string> {
  return bundle({
    ...COMMON,
    stdin: {
      contents: `import run from './${SCREENS[target].module}';\nshopify.extend('${target}', (...args) => run(...args));`,
      resolveDir: extensionDirectory(target),
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
