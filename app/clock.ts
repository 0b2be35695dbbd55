/**
 * Business time. Signatures and tokens use real time; everything that a merchant or shopper would call "now"
 * comes from here. Outside production the clock can be moved, by the sandbox, and moving it runs the due jobs.
 */
import { env } from '#app/env.server.ts';

type MovableClock = {
  offsetMs: number;
  listeners: Set<() => Promise<void>>;
  setOffset: (offsetMs: number) => Promise<void>;
};

const CLOCK = Symbol.for('treuwerk.clock');
const movable: MovableClock | undefined = env().NODE_ENV === 'production' ? undefined : createMovableClock();

export function now(): Date {
  return new Date(Date.now() + (movable?.offsetMs ?? 0));
}

/** Calls back after the clock was moved; the mover waits for the returned promise. */
export function onClockMoved(listener: () => Promise<void>): void {
  movable?.listeners.add(listener);
}

function createMovableClock(): MovableClock {
  const clock: MovableClock = {
    offsetMs: 0,
    listeners: new Set(),
    async setOffset(offsetMs) {
      clock.offsetMs = offsetMs;
      for (const listener of clock.listeners) await listener();
    },
  };
  (globalThis as { [CLOCK]?: MovableClock })[CLOCK] = clock;
  return clock;
}
