/** Repeats a piece of background work: at once while there is more, else after a rest or when nudged. */
import { log } from '#app/log.ts';

export type Loop = {
  /** Runs the work now until nothing is left. */
  drain: () => Promise<void>;
  nudge: () => void;
  /** Lets the running round finish, then stops. */
  stop: () => Promise<void>;
};

/** `work` returns how much it did; 0 means that nothing is left. Failures are logged and tried again after the rest. */
export function startLoop(name: string, restMs: number, work: () => Promise<number>): Loop {
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    do {
      again = false;
      try {
        while (!stopped && (await work()) > 0);
      } catch (error) {
        log.error(
          { loop: name, problem: error instanceof Error ? error.message : 'unknown' },
          'background work failed',
        );
      }
    } while (again && !stopped);
  }

  function start(): Promise<void> {
    clearTimeout(timer);
    running ??= round().finally(() => {
      running = undefined;
      if (!stopped) timer = setTimeout(start, restMs);
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
