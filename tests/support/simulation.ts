/** Runs `npm run simulate` on a database of its own and reads its report. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from './database.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type SimulationReport = {
  seed: number;
  orders: number;
  deliveries: number;
  faults: Record<string, number>;
  invariantsChecked: number;
  seconds: number;
  violations: { kind: string; what: string; seed: number; step: number }[];
  outcome?: { standings: string[]; orders: string[]; redemptions: string[]; usable: number[] };
};

export async function runSimulation(
  flags: string[],
): Promise<{ code: number | null; report: SimulationReport }> {
  const { url } = await createTestDatabase();
  const child = spawn(process.execPath, ['sandbox/simulate/main.ts', '--database', url, ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { NODE_ENV: 'test', PATH: process.env.PATH, HOME: process.env.HOME },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, report: JSON.parse(text) as SimulationReport };
}
