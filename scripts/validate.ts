/** `npm run validate`: format, lint, types, then everything of `npm test`, whose count stays the last line. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TSC = 'node_modules/typescript/bin/tsc';

/** The quick ones first. All run on the Node that runs this. */
const STEPS: [name: string, script: string, ...args: string[]][] = [
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['lint', 'node_modules/eslint/bin/eslint.js', '.'],
  ['types', TSC, '--noEmit'],
  ['types of the checkout extension', TSC, '-p', 'extensions/checkout/tsconfig.json'],
  ['types of the account’s blocks', TSC, '-p', 'extensions/account/tsconfig.json'],
  ['types of the account’s page', TSC, '-p', 'extensions/account-page/tsconfig.json'],
  ['tests', 'scripts/test.ts', ...process.argv.slice(2)],
];

for (const [name, script, ...args] of STEPS) {
  process.stdout.write(`validate: ${name}\n`);
  const { status } = spawnSync(process.execPath, [path.join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) {
    if (name !== 'tests') process.stdout.write(`\nvalidate: ${name} failed\n0 passed, 1 failed\n`);
    process.exit(1);
  }
}
