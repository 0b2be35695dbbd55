/** Files of an installation: the settings, which nobody else may read, and what Shopify is told, beside the project's own. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** A copy, so that the project's own files stay as they are and an upgrade meets no changes. */
export const DEPLOY_FOLDER = path.join('.data', 'deploy');

/** With the core, whose words and contracts the extensions bring along. */
const COPIED = ['extensions', 'app/core', 'package.json', 'tsconfig.json', 'shopify.app.toml'];
const ADDRESS_OF_PROJECT = 'https://treuwerk.example';

export function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Whole or not at all, for the owner's eyes only. */
export function writePrivately(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Everything that Shopify's command line releases, with this installation's address and client id. Packages are found above. */
export function writeDeployFolder(root: string, app: { address: string; clientId: string }): void {
  const folder = path.join(root, DEPLOY_FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of COPIED) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const file of tomlsBelow(folder)) {
    const text = readFileSync(file, 'utf8');
    const ours = text
      .replaceAll(ADDRESS_OF_PROJECT, app.address)
      .replace(/^client_id = ""$/m, `client_id = "${app.clientId}"`);
    if (ours !== text) writeFileSync(file, ours);
  }
}

function tomlsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.toml'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
