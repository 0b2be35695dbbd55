/** What a long arm of the proof has shown already: asked again with the same seed on the same commit, it goes on from there. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = process.env.PROOF_PROGRESS;

/** Runs one part of an arm unless an earlier run has brought it to its end. A part that fails leaves no trace. */
export async function once(part: string, run: () => Promise<void>): Promise<void> {
  if (shown().includes(part)) {
    process.stdout.write(`${part}: shown by an earlier run\n`);
    return;
  }
  await run();
  if (FILE) writeFileSync(FILE, JSON.stringify([...shown(), part]));
}

function shown(): string[] {
  return FILE && existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as string[]) : [];
}
