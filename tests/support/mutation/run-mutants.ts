/** Builds the ledger with all its faults and its tests in one, and runs the tests once for each fault, in workers. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { type Mutant, mutate } from './mutate.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LEDGER = 'app/core/ledger';
const LIMIT_MS = 20_000;

/** Tests that take part: the tables and examples, and last a few random lives. */
export const TESTS = [
  'app/core/ledger/expiry.test.ts',
  'app/core/ledger/hold.test.ts',
  'app/core/ledger/ledger.test.ts',
  'app/core/ledger/reschedule-expiry.test.ts',
  'app/core/ledger/return.test.ts',
  'app/core/ledger/reversal.test.ts',
  'app/core/ledger/state.test.ts',
  'app/core/ledger/take-back.test.ts',
  'app/core/ledger/transfer.test.ts',
  'app/core/ledger/inactivity.test.ts',
  'app/core/ledger/invariants.test.ts',
  'tests/support/mutation/lives.ts',
];

export function ledgerFiles(): string[] {
  return readdirSync(path.join(ROOT, LEDGER))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('-for-tests.ts'))
    .map((name) => `${LEDGER}/${name}`);
}

export async function buildMutants(tests: string[]): Promise<{ bundle: string; mutants: Mutant[] }> {
  const mutants: Mutant[] = [];
  const texts = new Map<string, string>();
  for (const file of ledgerFiles()) {
    const mutated = mutate(file, readFileSync(path.join(ROOT, file), 'utf8'), mutants.length + 1);
    mutants.push(...mutated.mutants);
    texts.set(path.join(ROOT, file), mutated.text);
  }
  const folder = path.join(ROOT, 'node_modules/.treuwerk');
  mkdirSync(folder, { recursive: true });
  const bundle = path.join(folder, `mutants-${process.pid}.mjs`);
  const shim = path.join(import.meta.dirname, 'shim.ts');
  await build({
    stdin: {
      contents: `${tests.map((file) => `import './${file}';`).join('\n')}\nexport * from ${JSON.stringify(shim)};`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'error',
    alias: { vitest: shim },
    external: ['zod', 'temporal-polyfill', 'fast-check'],
    plugins: [
      {
        name: 'mutants',
        setup({ onLoad }) {
          onLoad({ filter: /app[/\\]core[/\\]ledger[/\\].*\.ts$/ }, ({ path: file }) => {
            const contents = texts.get(file);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return { bundle, mutants };
}

/** What each fault came to: the name of the test that fails, `time` when it ran on for ever, null when it survives. */
export async function runMutants(
  bundle: string,
  ids: number[],
  workers = 2,
): Promise<Map<number, string | null>> {
  const outcome = new Map<number, string | null>();
  const queue = [...ids];
  const one = async () => {
    for (let batch = queue.splice(0, 20); batch.length > 0; batch = queue.splice(0, 20)) {
      let left = batch;
      while (left.length > 0) left = await runBatch(bundle, left, outcome);
    }
  };
  await Promise.all(Array.from({ length: workers }, one));
  return outcome;
}

const WORKER = `
import { parentPort, workerData } from 'node:worker_threads';
for (const id of workerData.ids) {
  globalThis.__mutant = id;
  let failed;
  // Anew for each, so that what a module works out when it is loaded has the fault too.
  try { failed = (await import(workerData.bundle + '?' + id)).firstFailure(); } catch (error) { failed = String(error); }
  parentPort.postMessage({ id, failed });
}`;

/** @returns the faults that are still to be run, when one of them did not come to an end. */
function runBatch(bundle: string, ids: number[], outcome: Map<number, string | null>): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`), {
      workerData: { bundle: pathToFileURL(bundle).href, ids },
    });
    const left = [...ids];
    let timer: NodeJS.Timeout;
    const watch = () => {
      timer = setTimeout(() => {
        const [stuck] = left.splice(0, 1);
        if (stuck !== undefined) outcome.set(stuck, 'time');
        void worker.terminate();
      }, LIMIT_MS);
    };
    watch();
    worker.on('message', ({ id, failed }: { id: number; failed: string | null }) => {
      clearTimeout(timer);
      outcome.set(id, failed);
      left.splice(left.indexOf(id), 1);
      watch();
    });
    worker.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve(left);
    });
  });
}
