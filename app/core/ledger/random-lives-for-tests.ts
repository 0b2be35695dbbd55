/**
 * Random lives of three customers of a shop: steps as plain data, so that a failure can be cut down to the few that matter.
 * A step that does not fit the moment does nothing; every list of steps is a life.
 */
import type { DebtPolicy } from '#app/core/ledger/book-target.ts';
import type { LotExpiry } from '#app/core/ledger/expiry.ts';

export type Shop = {
  rule: LotExpiry;
  /** Two versions of the program; orders keep the one of their day. */
  versions: [Version, Version];
  graceDays: number;
};
type Version = { holdHours: number | null; debtPolicy: DebtPolicy };

export type Step =
  | { do: 'order'; customer: number; order: number; points: number; lateHours: number }
  | { do: 'retell' | 'cancel' | 'fulfil'; order: number }
  | { do: 'refund'; order: number; percent: number }
  | { do: 'publish' }
  | { do: 'reserve'; customer: number; points: number }
  /** Redemptions are counted back from the newest. */
  | { do: 'capture' | 'restore'; redemption: number; percent: number }
  | { do: 'release'; redemption: number }
  | { do: 'adjust'; customer: number; points: number }
  | { do: 'loose'; customer: number; points: number }
  | { do: 'merge' | 'hand'; customer: number; other: number; points: number }
  | { do: 'erase'; customer: number }
  | { do: 'shorten'; days: number; noticeDays: number }
  | { do: 'wait'; hours: number; tick: boolean };

export type Random = () => number;

/** The generator mulberry32: the same seed gives the same numbers everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const between = (random: Random, min: number, max: number) => min + Math.floor(random() * (max - min + 1));

function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

export function randomShop(random: Random): Shop {
  const rules: [LotExpiry, ...LotExpiry[]] = [
    { kind: 'never' },
    { kind: 'afterDays', days: between(random, 1, 40) },
    { kind: 'afterMonths', months: between(random, 1, 3), zone: 'UTC' },
    { kind: 'inactivity', days: between(random, 2, 40) },
    { kind: 'inactivity', days: between(random, 2, 15) },
    {
      kind: 'fixedDate',
      month: between(random, 1, 12),
      day: between(random, 1, 31),
      atLeastDays: pick(random, [0, 7, 60]),
      zone: 'UTC',
    },
  ];
  const version = (): Version => ({
    holdHours: pick(random, [0, 0, 24, 100, 336, null]),
    debtPolicy: pick(random, ['debt', 'debt', 'clamp']),
  });
  return {
    rule: pick(random, rules),
    versions: [version(), version()],
    graceDays: pick(random, [0, 1, 2, 30]),
  };
}

const WEIGHTS: [Step['do'], number][] = [
  ['order', 20],
  ['refund', 10],
  ['retell', 6],
  ['cancel', 3],
  ['fulfil', 5],
  ['publish', 1],
  ['reserve', 10],
  ['capture', 7],
  ['release', 5],
  ['restore', 12],
  ['adjust', 4],
  ['loose', 2],
  ['merge', 1],
  ['hand', 3],
  ['erase', 1],
  ['shorten', 1],
  ['wait', 16],
];
const WEIGHT = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);

export function randomSteps(random: Random, count: number): Step[] {
  return Array.from({ length: count }, (_, index) => randomStep(random, index));
}

function randomStep(random: Random, index: number): Step {
  // Young orders and redemptions are touched more often than old ones.
  const recent = (newest: number) => Math.max(0, newest - Math.floor(random() ** 2 * 12));
  const order = recent(Math.floor(index / 5) + 1);
  const redemption = Math.floor(random() ** 2 * 6);
  const customer = between(random, 0, 2);
  const percent = pick(random, [0, 10, 33, 50, 90, 100]);
  let left = random() * WEIGHT;
  const verb = WEIGHTS.find(([, weight]) => (left -= weight) < 0)?.[0] ?? 'wait';
  switch (verb) {
    case 'order':
      return { do: verb, customer, order, points: between(random, 0, 300), lateHours: lateness(random) };
    case 'retell':
    case 'cancel':
    case 'fulfil':
      return { do: verb, order };
    case 'refund':
      return { do: verb, order, percent };
    case 'publish':
      return { do: verb };
    case 'reserve':
      return { do: verb, customer, points: between(random, 1, 250) };
    case 'capture':
    case 'restore':
      return { do: verb, redemption, percent };
    case 'release':
      return { do: verb, redemption };
    case 'adjust':
      return { do: verb, customer, points: between(random, -200, 200) };
    case 'loose':
      return { do: verb, customer, points: between(random, 0, 120) };
    case 'merge':
    case 'hand':
      return {
        do: verb,
        customer,
        other: (customer + between(random, 1, 2)) % 3,
        points: between(random, 1, 200),
      };
    case 'erase':
      return { do: verb, customer };
    case 'shorten':
      return { do: verb, days: between(random, 1, 60), noticeDays: pick(random, [0, 5, 30]) };
    case 'wait':
      return { do: verb, hours: between(random, 1, 240), tick: random() < 0.5 };
  }
}

function lateness(random: Random): number {
  return random() < 0.6 ? 0 : between(random, 1, 600);
}

/** The fewest steps found that still fail: ever smaller parts are left out as long as the rest fails. */
export function shrinkSteps(steps: Step[], fails: (steps: Step[]) => boolean): Step[] {
  let kept = steps;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < kept.length;) {
      const fewer = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (fails(fewer)) kept = fewer;
      else start += size;
    }
  }
  return kept;
}
