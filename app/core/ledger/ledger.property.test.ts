/**
 * Random lives of a member against a model written apart: the model knows only sums per order and lot, the ledger
 * must agree with it after every step and keep every invariant.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustBalance, passTime } from './adjust.ts';
import { bookTarget } from './book-target.ts';
import type { Booking, CommandContext } from './draft.ts';
import { type LotExpiry, NEVER } from './expiry.ts';
import { findViolations } from './invariants.ts';
import { capturePoints, releasePoints, reservePoints, restorePoints } from './redeem-points.ts';
import { emptyState, type Entry, type MemberState } from './state.ts';

const HOUR = 3_600_000;
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`ledger properties: seed ${SEED}, ${RUNS} runs\n`);

type Step =
  | { do: 'order'; id: number; points: number; hold: number; life: number | null; clamp: boolean }
  | { do: 'reserve'; id: number; points: number }
  | { do: 'capture'; id: number; unused: number }
  | { do: 'release'; id: number }
  | { do: 'restore'; id: number; part: number }
  | { do: 'adjust'; points: number }
  | { do: 'wait'; hours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      id: fc.integer({ min: 1, max: 4 }),
      points: fc.integer({ min: 0, max: 300 }),
      hold: fc.constantFrom(0, 0, 24, 100),
      life: fc.constantFrom(null, 1, 3, 30),
      clamp: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      id: fc.integer({ min: 1, max: 3 }),
      points: fc.integer({ min: 1, max: 250 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('capture' as const),
      id: fc.integer({ min: 1, max: 3 }),
      unused: fc.integer({ min: 0, max: 100 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('release' as const), id: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('restore' as const),
      id: fc.integer({ min: 1, max: 3 }),
      part: fc.integer({ min: 0, max: 100 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('adjust' as const), points: fc.integer({ min: -200, max: 200 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 400 }) }),
  },
);

type Life = {
  state: MemberState;
  entries: Entry[];
  now: number;
  count: number;
  redemptions: Map<
    number,
    { phase: 'held' | 'used' | 'back'; points: number; captured: number; serial: number }
  >;
  /** First fixed terms of each order, as a program version fixes them. */
  terms: Map<number, { hold: number; life: number | null; at: number }>;
  targets: Map<number, number>;
};

function days(count: number): LotExpiry {
  return { kind: 'afterDays', days: count };
}

function context(life: Life): CommandContext {
  life.count += 1;
  return {
    key: `k${life.count}`,
    inputHash: 'h',
    now: life.now,
    occurredAt: life.now,
    actor: 't',
    programVersion: 1,
  };
}

function keep(life: Life, booking: Booking): void {
  life.state = booking.state;
  life.entries.push(...booking.entries);
}

function take(life: Life, one: Step): void {
  switch (one.do) {
    case 'wait':
      life.now += one.hours * HOUR;
      return keep(life, passTime(life.state, context(life)));
    case 'order': {
      const terms = life.terms.get(one.id) ?? { hold: one.hold, life: one.life, at: life.now };
      life.terms.set(one.id, terms);
      life.targets.set(one.id, one.points);
      const target = {
        source: `order:${one.id}`,
        points: one.points,
        maturesAt: terms.at + terms.hold * HOUR,
        expiry: terms.life === null ? NEVER : days(terms.life),
        debtPolicy: one.clamp ? ('clamp' as const) : ('debt' as const),
        reasons: [],
      };
      return keep(life, bookTarget(life.state, target, context(life)));
    }
    case 'reserve': {
      const serial = life.count;
      if (life.redemptions.get(one.id)?.phase === 'held') return;
      const before = life.state.balances.available;
      const result = reservePoints(
        life.state,
        { id: `${one.id}-${serial}`, points: one.points },
        context(life),
      );
      if (!result.ok) return expect(one.points).toBeGreaterThan(Math.min(before, usable(life)));
      keep(life, result.value);
      life.redemptions.set(one.id, { phase: 'held', points: one.points, captured: 0, serial });
      return;
    }
    case 'capture':
    case 'release':
    case 'restore':
      return resolve(life, one);
    case 'adjust': {
      const adjustment = {
        points: one.points,
        reason: 'other' as const,
        source: `adjust:${life.count}`,
        expiry: days(5),
      };
      const result = adjustBalance(life.state, adjustment, context(life));
      if (result.ok) keep(life, result.value);
    }
  }
}

function usable(life: Life): number {
  return passTime(life.state, { ...context(life), key: 'look' }).state.balances.available;
}

function resolve(life: Life, one: Extract<Step, { do: 'capture' | 'release' | 'restore' }>): void {
  const held = life.redemptions.get(one.id);
  if (!held) return;
  const id = `${one.id}-${held.serial}`;
  if (one.do === 'restore') {
    if (held.phase !== 'used') return;
    const cumulative = Math.floor((held.captured * one.part) / 100);
    return keep(life, restorePoints(life.state, { id, cumulative, graceDays: 2 }, context(life)));
  }
  if (held.phase !== 'held') return;
  if (one.do === 'release') {
    held.phase = 'back';
    return keep(life, releasePoints(life.state, { id, reason: 'undone' }, context(life)));
  }
  const unusedPoints = Math.min(one.unused, held.points);
  held.phase = 'used';
  held.captured = held.points - unusedPoints;
  keep(life, capturePoints(life.state, { id, unusedPoints }, context(life)));
}

/** What the entries say about each order, summed without the ledger's own state. */
function bookedOf(
  entries: Entry[],
  source: string,
  lotSource: Map<number, string>,
): { net: number; expired: number } {
  let net = 0;
  let expired = 0;
  for (const entry of entries) {
    if (entry.source === source && entry.kind === 'earn') net += entry.points;
    if (entry.source === source && ['revoke', 'owe', 'waive'].includes(entry.kind)) net -= entry.points;
    if (entry.kind !== 'expire') continue;
    for (const part of entry.allocations) if (lotSource.get(part.lotSeq) === source) expired += part.points;
  }
  return { net, expired };
}

function check(life: Life): void {
  const { state, entries } = life;
  expect(findViolations({ state, entries, lots: [...state.lots.values()] })).toEqual([]);
  const lotSource = new Map(
    entries.filter((entry) => entry.kind === 'earn').map((entry) => [entry.seq, entry.source]),
  );
  for (const [id, target] of life.targets) {
    const { net, expired } = bookedOf(entries, `order:${id}`, lotSource);
    expect(net).toBeGreaterThanOrEqual(target);
    expect(net - expired).toBeLessThanOrEqual(target);
    if (expired === 0) expect(net).toBe(target);
  }
}

test('every life keeps the invariants and books what each order should give', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const life: Life = {
        state: emptyState(),
        entries: [],
        now: 1_000 * HOUR,
        count: 0,
        redemptions: new Map(),
        terms: new Map(),
        targets: new Map(),
      };
      for (const one of steps) {
        take(life, one);
        check(life);
      }
    }),
    { numRuns: RUNS, seed: SEED, verbose: 1 },
  );
});

test('facts in any order and any number of times end with the same booked points and the same total', () => {
  const facts = fc.uniqueArray(
    fc.record({ id: fc.integer({ min: 1, max: 6 }), points: fc.integer({ min: 0, max: 500 }) }),
    { selector: (fact) => fact.id, minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(facts, fc.infiniteStream(fc.nat()), (final, random) => {
      const deliver = (list: { id: number; points: number }[]) => {
        let state = emptyState();
        list.forEach((fact, index) => {
          const target = {
            source: `order:${fact.id}`,
            points: fact.points,
            maturesAt: 0,
            expiry: NEVER,
            debtPolicy: 'debt' as const,
            reasons: [],
          };
          const booking = bookTarget(state, target, {
            key: `k${index}`,
            inputHash: 'h',
            now: 1,
            occurredAt: 1,
            actor: 't',
            programVersion: 1,
          });
          state = booking.state;
        });
        const { pending, available, reserved, debt } = state.balances;
        return pending + available + reserved + debt;
      };
      const stale = final.map((fact) => ({ id: fact.id, points: random.next().value % 700 }));
      const shuffled = [...stale, ...final, ...final].slice(0, stale.length).concat(
        shuffle(final, () => random.next().value),
        final,
      );
      expect(deliver(shuffled)).toBe(deliver(final));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

function shuffle<T>(items: T[], next: () => number): T[] {
  return [...items]
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
