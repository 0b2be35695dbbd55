/** What an extension's locale files hold, and whether two of them say the same things. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Tree = { [key: string]: string | Tree };

export function readLocale(folder: string, file: string): Tree {
  return JSON.parse(readFileSync(join(folder, 'locales', file), 'utf8')) as Tree;
}

/** What the screens of an extension say by a literal key; a key that ends in a variable is its beginning. */
export function keysSaid(folder: string): { key: string; open: boolean }[] {
  const source = readdirSync(join(folder, 'src'))
    .map((file) => readFileSync(join(folder, 'src', file), 'utf8'))
    .join('\n');
  return [...source.matchAll(/\bsay\(\s*['`]([\w.-]+)(\$\{)?/g)].map(([, key = '', open]) => ({
    key,
    open: open !== undefined,
  }));
}

export function shapeOf(tree: Tree): [string, string[]][] {
  return flat(tree).map(([key, text]) => [
    key,
    [...text.matchAll(/\{\{\w+\}\}/g)].map(([match]) => match).sort(),
  ]);
}

export function flat(tree: Tree): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[key, value]]
      : flat(value).map(([inner, text]) => [`${key}.${inner}`, text]),
  );
}
