/** Strikes a target again and again: each input follows from the seed and its number, so that one can be made again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seededRandom } from '../../../sandbox/store/random.ts';
import { ROOT } from '../architecture/sources.ts';
import type { Target } from './targets.ts';

/** No input may hold a reader up for longer. */
const LIMIT_MS = 2_000;

export type Finding = { target: string; number: number; problems: string[]; input: string };

/** @returns the first inputs that the app did not bear, at most five. */
export async function strike(target: Target, seed: number, count: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let number = 0; number < count && findings.length < 5; number += 1) {
    const input = target.make(seededRandom(seed + number * 7_919));
    const problems = await judge(target, input);
    if (problems.length > 0) findings.push({ target: target.name, number, problems, input });
    // The signs of life of the test's own machinery need a turn now and then.
    if (number % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
  }
  return findings;
}

export async function judge(target: Target, input: string): Promise<string[]> {
  const started = performance.now();
  try {
    const problems = await target.judge(input);
    const ms = performance.now() - started;
    return ms <= LIMIT_MS ? problems : [...problems, `it took ${Math.round(ms)} ms`];
  } catch (error) {
    return [
      `it threw ${error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error)}`,
    ];
  }
}

/** Short enough to be read; the whole inputs lie in a file. */
export function tell(findings: Finding[]): string[] {
  if (findings.length > 0) {
    const file = path.join(ROOT, 'node_modules/.treuwerk/fuzz-findings.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(findings, null, 2));
  }
  return findings.map(
    ({ target, number, problems, input }) =>
      `${target} number ${number}: ${problems.slice(0, 3).join('; ')}: ${input.slice(0, 300)}`,
  );
}
