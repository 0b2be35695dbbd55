/** Repeats a piece of background work: at once while there is more, else after a rest or when nudged. */
import { randomUUID } from 'node:crypto';
import { log, messageOf, withTrace } from '#app/log.ts';

export type Loop = {
  /** Runs the work now until nothing is left. */
  drain: () => Promise<void>;
  nudge: () => void;
  /** Lets the running round finish, then stops. */
  stop: () => Promise<void>;
};

export type LoopFigures = {
  name: string;
  /** In milliseconds of real time; when the loop was started as long as no round has succeeded. */
  succeededAt: number;
  failures: number;
};

/** While the work fails round after round, as without a database, the rest grows up to this. */
const REST_MS_MAX = 3_000;
const loops = new Map<string, LoopFigures>();

/** How the loops of this process are doing. */
export function loopFigures(): LoopFigures[] {
  return [...loops.values()];
}

/** `work` returns how much it did; 0 means that nothing is left. Failures are logged and tried again after the rest. */
export function startLoop(name: string, restMs: number, work: () => Promise<number>): Loop {
  const figures: LoopFigures = { name, succeededAt: Date.now(), failures: 0 };
  loops.set(name, figures);
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let failedInARow = 0;

  async function round(): Promise<void> {
    do {
      again = false;
      try {
        // Each piece of work is a job with an id of its own, whichever request has nudged the loop.
        while (!stopped && (await withTrace({ job: `${name}-${randomUUID().slice(0, 13)}` }, attempt)) > 0);
        failedInARow = 0;
        figures.succeededAt = Date.now();
      } catch {
        failedInARow += 1;
        figures.failures += 1;
      }
    } while (again && !stopped);
  }

  async function attempt(): Promise<number> {
    try {
      return await work();
    } catch (error) {
      log.error({ loop: name, problem: messageOf(error) }, 'background work failed');
      throw error;
    }
  }

  function start(): Promise<void> {
    clearTimeout(timer);
    running ??= round().finally(() => {
      running = undefined;
      const rest = Math.max(restMs, Math.min(REST_MS_MAX, restMs * 2 ** failedInARow));
      if (!stopped) timer = setTimeout(start, rest);
    });
    return running;
  }

  void start();
  return {
    async drain() {
      // A round that has begun may have looked before the caller's change: another one follows it.
      if (running) again = true;
      await start();
    },
    nudge() {
      again = true;
      if (!stopped) void start();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
