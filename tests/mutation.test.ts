/**
 * Small faults in the ledger, one at a time: its tests must notice. At full size every fault, file by file; what survives is
 * either known, with the reason why no test can or needs to tell, or the run fails.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildMutants, runMutants, TESTS } from './support/mutation/run-mutants.ts';
import type { Mutant } from './support/mutation/mutate.ts';
import { reasonToSurvive } from './support/mutation/survivors.ts';

/** One fault of so many is tried. */
const EVERY = Number(process.env.MUTATION_EVERY ?? 50);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SCORE_MIN = 0.9;
process.stdout.write(`mutation: seed ${SEED}, one fault of ${EVERY}\n`);

test(
  'the tests of the ledger notice small faults in it',
  { timeout: EVERY === 1 ? 1_800_000 : 120_000 },
  async () => {
    const { bundle, mutants } = await buildMutants(TESTS);
    expect((await runMutants(bundle, [0], 1)).get(0), 'without a fault').toBeNull();
    const tried = mutants.filter(({ id }) => (id + SEED) % EVERY === 0);
    const outcome = await runMutants(
      bundle,
      tried.map(({ id }) => id),
    );
    const survivors = tried.filter(({ id }) => outcome.get(id) === null);
    if (EVERY === 1) report(mutants, survivors);
    expect(survivors.filter((one) => reasonToSurvive(one) === undefined).map(textOf)).toEqual([]);
    if (EVERY === 1)
      for (const { file, score } of scoresOf(mutants, survivors))
        expect(score, file).toBeGreaterThanOrEqual(SCORE_MIN);
  },
);

test('without tests every fault survives', { timeout: 60_000 }, async () => {
  const { bundle, mutants } = await buildMutants([]);
  const ids = mutants.slice(0, 5).map(({ id }) => id);
  expect([...(await runMutants(bundle, ids, 1)).values()]).toEqual([null, null, null, null, null]);
});

function textOf({ file, line, was, becomes }: Mutant): string {
  return `${file}:${line}: ${was} → ${becomes}`;
}

function scoresOf(mutants: Mutant[], survivors: Mutant[]) {
  return [...new Set(mutants.map(({ file }) => file))].map((file) => {
    const faults = mutants.filter((one) => one.file === file).length;
    const survived = survivors.filter((one) => one.file === file).length;
    return { file, faults, survived, score: Number(((faults - survived) / faults).toFixed(3)) };
  });
}

/** Read by `scripts/proof.ts` into the report of the arm. */
function report(mutants: Mutant[], survivors: Mutant[]): void {
  const details = {
    faults: mutants.length,
    killed: mutants.length - survivors.length,
    files: scoresOf(mutants, survivors),
    survivors: survivors.map((one) => ({ fault: textOf(one), because: reasonToSurvive(one) ?? 'unknown' })),
  };
  const file = path.resolve(import.meta.dirname, '../node_modules/.treuwerk/proof-mutation-details.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(details));
}
