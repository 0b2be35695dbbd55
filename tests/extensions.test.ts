/** The checkout extension has a compiler configuration of its own, which the project's type check does not cover. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './support/architecture/sources.ts';

const PROJECT = path.join(ROOT, 'extensions/checkout/tsconfig.json');

test('the checkout extension has no type errors', () => {
  expect(typeErrors(PROJECT)).toEqual([]);
});

test('a type error under the same configuration is caught', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-types-'));
  writeFileSync(path.join(folder, 'planted.ts'), `export const points: number = [1][0];\n`);
  const config = { extends: PROJECT, include: ['planted.ts'] };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  expect(typeErrors(path.join(folder, 'tsconfig.json'))).toEqual([expect.stringContaining('TS2322')]);
  rmSync(folder, { recursive: true });
});

function typeErrors(project: string): string[] {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  const lines = `${run.stdout}${run.stderr}`.split('\n').filter((line) => /error TS/.test(line));
  return run.status === 0 || lines.length > 0 ? lines : [`tsc ended with ${run.status}: ${run.stderr}`];
}
