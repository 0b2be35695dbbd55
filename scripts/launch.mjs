#!/usr/bin/env node
/**
 * Entry of every npm command that must work in a fresh clone: runs on the machine's own Node (20 or newer), installs
 * what is missing, generates and builds what is stale, then hands over to the Node 24 that the project brings.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = path.join(ROOT, 'node_modules', '.bin');
const NODE = path.join(BIN, process.platform === 'win32' ? 'node.cmd' : 'node');
const STAMPS = path.join(ROOT, 'node_modules', '.treuwerk');

/** Shopify Functions whose input types are generated. */
const FUNCTIONS = ['extensions/member-discount', 'extensions/exclusive-access'];

/** In MB, as in the image; whoever needs more says so in NODE_OPTIONS. */
const HEAP_LIMITS = '--max-old-space-size=320 --max-semi-space-size=8';

/** Command → what it needs before, and what runs. */
const COMMANDS = {
  sandbox: { needs: ['install', 'generate', 'build'], run: (args) => node('sandbox/main.ts', args) },
  test: { needs: ['install', 'generate', 'build'], run: (args) => node('scripts/test.ts', args) },
  validate: { needs: ['install', 'generate', 'build'], run: (args) => node('scripts/validate.ts', args) },
  proof: { needs: ['install', 'generate', 'build'], run: (args) => node('scripts/proof.ts', args) },
  bench: { needs: ['install', 'generate', 'build'], run: (args) => node('scripts/bench.ts', args) },
  simulate: {
    needs: ['install', 'generate', 'build'],
    run: (args) => node('sandbox/simulate/main.ts', args),
  },
  books: { needs: ['install', 'generate'], run: (args) => node('scripts/books.ts', args) },
  backup: { needs: ['install', 'generate'], run: (args) => node('scripts/backup.ts', args) },
  restore: { needs: ['install', 'generate'], run: (args) => node('scripts/restore.ts', args) },
  replay: { needs: ['install'], run: (args) => node('scripts/replay.ts', args) },
  insight: { needs: ['install'], run: (args) => node('scripts/insight.ts', args) },
  migrate: { needs: ['install', 'generate'], run: (args) => node('scripts/migrate.ts', args) },
  host: { needs: ['install'], run: (args) => node('scripts/host.ts', args) },
  start: {
    needs: ['install', 'generate', 'build'],
    run: (args) => node('app/server.ts', args, 'inherit', HEAP_LIMITS),
  },
  build: { needs: ['install', 'generate', 'build'], run: () => 0 },
  generate: { needs: ['install', 'generate', 'codegen', 'programSchema', 'journeySchema'], run: () => 0 },
};

/** Commands that act on a real installation; the sandbox and the tests never see its settings. */
const WITH_ENV_FILE = ['start', 'migrate', 'books', 'backup', 'restore'];

const STEPS = {
  install: {
    sources: ['package-lock.json'],
    made: ['node_modules/.bin/node'],
    // Engines and browsers are never downloaded: the project works without them.
    run: () => spawn('npm', ['ci', '--no-audit', '--no-fund'], { PRISMA_SKIP_POSTINSTALL_GENERATE: '1' }),
  },
  generate: {
    sources: ['prisma/schema.prisma', 'package-lock.json'],
    made: ['app/db/generated/client.ts'],
    run: () => node('node_modules/prisma/build/index.js', ['generate'], 'pipe'),
  },
  codegen: {
    sources: ['app/shopify/operations', 'codegen.ts', 'sandbox/admin-api/schema', ...FUNCTIONS],
    made: ['app/shopify/generated/admin-api.ts'],
    run: () => node('node_modules/@graphql-codegen/cli/cjs/bin.js', ['--config', 'codegen.ts'], 'pipe'),
  },
  programSchema: {
    sources: ['app/core/program', 'scripts/write-program-schema.ts'],
    made: ['docs/program.schema.json'],
    run: () => node('scripts/write-program-schema.ts', [], 'pipe'),
  },
  journeySchema: {
    sources: ['app/core/program', 'app/core/journeys', 'app/core/tasks', 'scripts/write-journey-schema.ts'],
    made: ['docs/journey.schema.json'],
    run: () => node('scripts/write-journey-schema.ts', [], 'pipe'),
  },
  build: {
    sources: ['app', 'public', 'vite.config.ts', 'package-lock.json'],
    made: ['build/server/index.js'],
    run: () => node('node_modules/@remix-run/dev/dist/cli.js', ['vite:build', '--logLevel', 'warn'], 'pipe'),
  },
};

main();

function main() {
  const [name, ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) fail(`unknown command ${name ?? ''}; there are ${Object.keys(COMMANDS).join(', ')}`);
  if (WITH_ENV_FILE.includes(name) && existsSync(path.join(ROOT, '.env')))
    process.loadEnvFile(path.join(ROOT, '.env'));
  for (const need of command.needs) ensure(need);
  process.exitCode = command.run(args);
}

/** Runs a step when what it makes is missing or its sources have changed since. */
function ensure(name) {
  const step = STEPS[name];
  const print = fingerprint(step.sources);
  const stamp = path.join(STAMPS, name);
  const made = step.made.every((file) => existsSync(path.join(ROOT, file)));
  if (made && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return;
  process.stderr.write(`treuwerk: ${name} …\n`);
  if (step.run() !== 0) fail(`${name} failed`);
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, print);
}

function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of filesOf(path.join(ROOT, source))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(target) {
  if (!existsSync(target)) return [];
  if (!statSync(target).isDirectory()) return [target];
  const below = readdirSync(target)
    .sort()
    .filter((name) => name !== 'generated' && !name.includes('.test.'));
  return below.flatMap((name) => filesOf(path.join(target, name)));
}

function node(script, args = [], output = 'inherit', options = '') {
  const extra = options && !process.env.NODE_OPTIONS ? { NODE_OPTIONS: options } : {};
  return spawn(NODE, [path.join(ROOT, script), ...args], extra, output);
}

function spawn(command, args, extra, output = 'inherit') {
  const env = {
    ...process.env,
    // What has been compiled once need not be again: tests start many processes.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(STAMPS, 'compiled'),
    PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ''}`,
    PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_ENGINES_CHECKSUM_IGNORE_MISSING: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    ...extra,
  };
  const stdio = output === 'pipe' ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'inherit'];
  const result = spawnSync(command, args, { cwd: ROOT, env, stdio });
  if (result.error) process.stderr.write(`${result.error.message}\n`);
  if (result.status !== 0 && output === 'pipe') process.stderr.write(`${result.stdout}${result.stderr}\n`);
  return result.status ?? 1;
}

function fail(message) {
  process.stderr.write(`treuwerk: ${message}\n`);
  process.exit(1);
}
