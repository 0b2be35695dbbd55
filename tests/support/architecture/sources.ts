/** The project's own source files as data, so that a check can also be tried on a sample in memory. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** `path` is relative to the project, with forward slashes. */
export type Source = { path: string; text: string };

/** One `from '…'`; `to` is a path of the project, or the name of a package. */
export type Import = { from: string; written: string; to: string; isPackage: boolean; isTypeOnly: boolean };

const FOLDERS = ['app', 'extensions', 'sandbox', 'scripts', 'tests'];
const SKIPPED = new Set(['node_modules', 'generated', 'dist', 'build']);
const CODE = /\.(ts|tsx|js|mjs)$/;

/** Every code file that people write: generated ones are left out. */
export function readSources(): Source[] {
  const top = readdirSync(ROOT).filter((name) => CODE.test(name));
  return [...top, ...FOLDERS.flatMap(filesIn)].map((file) => ({ path: file, text: readText(file) }));
}

export function readText(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const below = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesIn(below);
    return CODE.test(entry.name) ? [below] : [];
  });
}

const STATIC = /^(?:import|export)\s+(?:([^'"`;]*?)\s+from\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;

export function importsOf(source: Source): Import[] {
  const found = [
    ...[...source.text.matchAll(STATIC)].map(([, names = '', written = '']) => ({
      written,
      isTypeOnly: isTypeOnly(names),
    })),
    ...[...source.text.matchAll(DYNAMIC)].map(([, written = '']) => ({ written, isTypeOnly: false })),
  ];
  return found.map(({ written, isTypeOnly: typeOnly }) => ({
    from: source.path,
    written,
    ...resolve(source.path, written),
    isTypeOnly: typeOnly,
  }));
}

function isTypeOnly(names: string): boolean {
  if (names.startsWith('type ')) return true;
  const inBraces = /^\{(.*)\}$/s
    .exec(names)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return inBraces !== undefined && inBraces.length > 0 && inBraces.every((name) => name.startsWith('type '));
}

function resolve(from: string, written: string): { to: string; isPackage: boolean } {
  if (written.startsWith('#app/')) return { to: `app/${written.slice('#app/'.length)}`, isPackage: false };
  if (written.startsWith('.')) {
    return { to: path.posix.join(path.posix.dirname(from), written), isPackage: false };
  }
  return { to: written, isPackage: true };
}
