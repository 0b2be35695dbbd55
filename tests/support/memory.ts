/** How much memory a process keeps, asked again and again, and how fast that grows. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `keptMb` is what is left after the garbage was collected, `heldMb` what the engine holds for it, `rssMb` what the system
 * gives the process.
 */
export type Memory = { atMs: number; keptMb: number; heldMb: number; rssMb: number };
export type AskMemory = () => Promise<Memory>;

const REPORT = path.join(fileURLToPath(new URL('.', import.meta.url)), 'report-memory.ts');
const LOOKS_MAX = 120;
const MB = 1_048_576;

/** Flags for Node under which a child answers `askMemory`. */
export const MEASURED = ['--expose-gc', '--import', REPORT];

export function askMemoryOf(child: ChildProcess): AskMemory {
  return () =>
    new Promise((resolve, reject) => {
      const onMessage = (message: unknown) => {
        const answer = message as { type?: string; rss: number; kept: number; held: number };
        if (answer.type !== 'memory') return;
        child.off('message', onMessage);
        const [keptMb, heldMb, rssMb] = [answer.kept / MB, answer.held / MB, answer.rss / MB];
        resolve({ atMs: performance.now(), keptMb, heldMb, rssMb });
      };
      child.on('message', onMessage);
      child.send('memory', (error) => error && reject(error));
    });
}

export async function measureFor(ask: AskMemory, minutes: number): Promise<Memory[]> {
  const looks = Math.min(LOOKS_MAX, Math.max(12, Math.round(minutes * 12)));
  const seen: Memory[] = [];
  for (let look = 0; look < looks; look += 1) {
    seen.push(await ask());
    await new Promise((resolve) => setTimeout(resolve, (minutes * 60_000) / looks));
  }
  return seen;
}

/** The straight line that lies closest to all looks. */
export function slopeMbPerMinute(memory: Memory[], of: (one: Memory) => number): number {
  const points = memory.map((one): [x: number, y: number] => [one.atMs / 60_000, of(one)]);
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [middleX, middleY] = [mean(0), mean(1)];
  const rise = points.reduce((sum, [x, y]) => sum + (x - middleX) * (y - middleY), 0);
  const run = points.reduce((sum, [x]) => sum + (x - middleX) ** 2, 0);
  return Number((rise / run).toFixed(3));
}

/** The planted fault: a process that does nothing but lose memory. */
export function startLeaking(kbEveryTenth: number): { askMemory: AskMemory; stop: () => Promise<void> } {
  const child = spawn(process.execPath, [...MEASURED, '-e', 'setInterval(() => {}, 1e6)'], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env.PATH, PLANTED_LEAK_KB: String(kbEveryTenth) } as never,
  });
  return {
    askMemory: askMemoryOf(child),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
