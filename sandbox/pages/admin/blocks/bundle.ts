/** The admin extension and what runs it, bundled. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleEntry, bundleExtension, readTargets } from '../../remote/bundles.ts';

const here = dirname(fileURLToPath(import.meta.url));
export const extensionDirectory = join(here, '../../../../extensions/admin');

export function targetModules(): Map<string, string> {
  return readTargets(extensionDirectory);
}

export function bundleTarget(target: string, appUrl: string): Promise<string> {
  return bundleExtension(extensionDirectory, target, appUrl);
}

export function bundleScript(name: 'page' | 'worker'): Promise<string> {
  return bundleEntry(join(here, 'browser', `${name}.ts`));
}
