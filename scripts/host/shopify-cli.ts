/** Shopify's own command line, run in the folder that is to be released. */
import { spawnSync, type SpawnSyncOptions, type SpawnSyncReturns } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../node_modules/@shopify/cli/bin/run.js', import.meta.url));

/** It takes npm's word for where it was started, and writes there whatever else it is told; so npm's word is changed. */
export function runShopify(
  folder: string,
  words: string[],
  options: Omit<SpawnSyncOptions, 'cwd' | 'env'> & { env?: Record<string, string> } = {},
): SpawnSyncReturns<string | Buffer> {
  const cwd = path.resolve(folder);
  const env = { ...process.env, ...options.env, INIT_CWD: cwd };
  return spawnSync(process.execPath, [CLI, ...words], { ...options, cwd, env });
}
