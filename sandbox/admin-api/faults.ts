/**
 * Faults of the Admin API on demand: for the next n calls of an operation, or by seeded chance on all of them.
 * `before` means that nothing happened at Shopify, `after` that it did and the app does not learn of it.
 */
import { seededRandom, type Random } from '../store/random.ts';

export type FaultKind =
  | 'latency'
  | 'throttled'
  | 'too_many_requests'
  | 'server_error'
  | 'timeout'
  | 'graphql_error'
  | 'user_error'
  | 'unauthorized'
  | 'kill_app';

export type Fault = {
  /** A root field such as `discountCodeBasicCreate`, or `*`. */
  operation: string;
  kind: FaultKind;
  when: 'before' | 'after';
  /** Calls left; null without end. */
  times: number | null;
  /** For latency and time-out: how long the answer waits. */
  ms: number;
  /** Chance of each call, with a seed of its own. */
  probability: number;
  message?: string;
};

export type FaultPlan = {
  list: () => Fault[];
  /** How often each kind has struck, from the start. */
  struck: () => Partial<Record<FaultKind, number>>;
  add: (fault: Partial<Fault> & { operation: string; kind: FaultKind }, seed?: number) => Fault;
  clear: () => void;
  /** The faults that strike this call; each use counts. */
  strike: (operations: string[]) => Fault[];
};

export function makeFaultPlan(): FaultPlan {
  let faults: { fault: Fault; random: Random }[] = [];
  const counts: Partial<Record<FaultKind, number>> = {};
  return {
    list: () => faults.map((entry) => entry.fault),
    struck: () => ({ ...counts }),
    add: (input, seed = 1) => {
      const fault: Fault = {
        when: 'before',
        times: input.probability === undefined ? 1 : null,
        ms: 1_000,
        probability: 1,
        ...input,
      };
      faults.push({ fault, random: seededRandom(seed) });
      return fault;
    },
    clear: () => {
      faults = [];
    },
    strike: (operations) => {
      const struck = faults.filter(
        ({ fault, random }) =>
          (fault.operation === '*' || operations.includes(fault.operation)) && random() < fault.probability,
      );
      for (const { fault } of struck) {
        counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
        if (fault.times !== null) fault.times -= 1;
      }
      faults = faults.filter(({ fault }) => fault.times === null || fault.times > 0);
      return struck.map((entry) => entry.fault);
    },
  };
}
