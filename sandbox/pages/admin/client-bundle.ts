/** The scripts that the admin page and the app's frame load: bundled once, at first use. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const CLIENT = join(dirname(fileURLToPath(import.meta.url)), 'client');
const bundles = new Map<string, Promise<string>>();

export function clientBundle(entry: 'app-bridge' | 'frame'): Promise<string> {
  const known = bundles.get(entry);
  if (known) return known;
  const bundle = build({
    entryPoints: [join(CLIENT, `${entry}.ts`)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
  }).then((result) => result.outputFiles[0]?.text ?? '');
  bundles.set(entry, bundle);
  return bundle;
}
