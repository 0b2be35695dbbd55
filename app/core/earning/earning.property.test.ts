/** What holds for every program and every life: random ones, printed by their seed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awardOrder } from '#app/core/earning/award.ts';
import { evaluateMember, judgesOrdersAlone, type MemberHistory } from '#app/core/earning/evaluate-member.ts';
import { aContext, anOrder, aProgram, per } from '#app/core/earning/facts-for-tests.ts';
import {
  earning,
  life,
  type Life,
  order,
  refund,
  refundOf,
  rich,
  rules,
  SECOND_FROM,
  TRAITS_BY_LINE,
} from '#app/core/earning/lives-for-tests.ts';
import { periodAround } from '#app/core/calendar.ts';
import type { Program } from '#app/core/program/program.ts';
import { sum } from '#app/core/sum.ts';

const RUNS = Number(process.env.EARNING_RUNS ?? 60);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`earning properties: seed ${SEED}, ${RUNS} runs\n`);
const OPTIONS = { seed: SEED, numRuns: RUNS };
const CONTEXT = aContext({ traits: TRAITS_BY_LINE });
const NOW = Date.parse('2029-01-01T00:00:00Z');

function historyOf(one: Life, first: Program, second: Program): MemberHistory {
  return {
    zone: 'Europe/Berlin',
    currency: 'EUR',
    ...one,
    versions: [
      { version: 1, appliesFrom: 0, config: first },
      { version: 2, appliesFrom: SECOND_FROM, config: second },
    ],
    alreadyGiven: [],
    customerId: null,
    now: NOW,
  };
}

test('parts add up, nothing is negative, and the rounding is one', () => {
  fc.assert(
    fc.property(order, earning, (facts, input) => {
      const { points, qualifyingPoints, parts } = awardOrder(facts, aProgram({ earning: input }), CONTEXT);
      expect(sum(parts, (part) => part.points)).toBe(points);
      expect(Math.min(qualifyingPoints, ...parts.map((part) => part.points))).toBeGreaterThanOrEqual(0);
      expect(qualifyingPoints).toBeLessThanOrEqual(points);
      // The exact sum lies between these, for each part was rounded down to a thousandth to be shown.
      const least = sum(parts, ({ milliPoints }) => milliPoints);
      const most = least + parts.length;
      const within = {
        down: [Math.floor(least / 1_000), Math.floor(most / 1_000)],
        nearest: [Math.floor((least + 500) / 1_000), Math.floor((most + 500) / 1_000)],
        up: [Math.ceil(least / 1_000), Math.ceil(most / 1_000)],
      }[input.rounding ?? 'down'];
      expect(points).toBeGreaterThanOrEqual(within[0] ?? 0);
      expect(points).toBeLessThanOrEqual(within[1] ?? 0);
    }),
    OPTIONS,
  );
});

test('the order of rules that do not compete does not matter', () => {
  const shuffled = rules.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(order, earning, shuffled, (facts, input, [one, other]) => {
      const [first, second] = [one, other].map((list) => {
        const award = awardOrder(facts, aProgram({ earning: { ...input, rules: list } }), CONTEXT);
        return [award.points, award.qualifyingPoints, award.nothingBecause];
      });
      expect(first).toEqual(second);
    }),
    OPTIONS,
  );
});

test('a refund never raises what its order gives', () => {
  fc.assert(
    fc.property(order, earning, refund, (facts, input, change) => {
      // A minimum on a rule that lowers, or a returned piece cheaper than its cost, may raise: neither is made here.
      const priced = { ...facts, lines: facts.lines.map((line) => ({ ...line, discountMinor: 0 })) };
      const before = awardOrder(priced, aProgram({ earning: input }), CONTEXT).points;
      const back = { ...priced, refunds: [refundOf(priced, change)] };
      expect(awardOrder(back, aProgram({ earning: input }), CONTEXT).points).toBeLessThanOrEqual(before);
    }),
    OPTIONS,
  );
});

test('a member’s targets do not depend on the order in which her facts are listed', () => {
  const lists = life.chain((one) =>
    fc.tuple(
      fc.constant(one),
      fc.record({
        orders: fc.shuffledSubarray(one.orders, { minLength: one.orders.length }),
        deeds: fc.shuffledSubarray(one.deeds, { minLength: one.deeds.length }),
        changes: fc.shuffledSubarray(one.changes, { minLength: one.changes.length }),
      }),
    ),
  );
  fc.assert(
    fc.property(lists, rich, rich, ([one, other], first, second) => {
      const programs = [aProgram(first), aProgram(second)] as const;
      const told = historyOf(one, ...programs);
      const shuffled = historyOf(other, ...programs);
      shuffled.versions.reverse();
      expect(evaluateMember(shuffled)).toEqual(evaluateMember(told));
    }),
    OPTIONS,
  );
});

test('sources are listed once, hold whole points and never less than none', () => {
  fc.assert(
    fc.property(life, rich, rich, (one, first, second) => {
      const { targets } = evaluateMember(historyOf(one, aProgram(first), aProgram(second)));
      expect(new Set(targets.map(({ source }) => source)).size).toBe(targets.length);
      for (const { points, award } of targets) {
        expect(Number.isSafeInteger(points) && points >= 0).toBe(true);
        expect(sum(award.parts, (part) => part.points)).toBe(points);
      }
      for (const { facts } of one.orders) {
        expect(targets.some(({ source }) => source === `order:${facts.orderId}`)).toBe(true);
      }
    }),
    OPTIONS,
  );
});

test('in no period does the program give more than its cap, tier gifts apart', () => {
  fc.assert(
    fc.property(life, rich, (one, input) => {
      const program = aProgram(input);
      const [cap] = program.earning.caps;
      const { targets } = evaluateMember(historyOf(one, program, program));
      const given = new Map<number, number>();
      for (const { source, points, occurredAt } of targets) {
        if (source.startsWith('tier-gift:') || !cap || points === 0) continue;
        const { from } = periodAround(occurredAt, cap.per, 'Europe/Berlin');
        given.set(from, (given.get(from) ?? 0) + points);
      }
      expect(Math.max(0, ...given.values())).toBeLessThanOrEqual(cap?.points ?? 0);
    }),
    OPTIONS,
  );
});

test('what happens to an order later changes no other order, milestones and tiers that undo apart', () => {
  fc.assert(
    fc.property(life, rich, fc.nat(), refund, (one, input, pick, change) => {
      const program = aProgram(input);
      program.tiers.refundUndoes = false;
      program.earning.rules = program.earning.rules.filter(({ id }) => id !== 'nth' && id !== 'sum');
      const index = one.orders.length === 0 ? 0 : pick % one.orders.length;
      const changed = one.orders.map((entry, place) => {
        if (place !== index) return entry;
        const { facts } = entry;
        return { ...entry, facts: { ...facts, refunds: [...facts.refunds, refundOf(facts, change)] } };
      });
      const others = (orders: Life['orders']) =>
        evaluateMember(historyOf({ ...one, orders }, program, program))
          .targets.filter(({ source }) => source.startsWith('order:'))
          .filter(({ source }) => source !== `order:${one.orders[index]?.facts.orderId}`)
          .map(({ source, points }) => [source, points]);
      // A refund may move the end of a tier that she would have kept: only what was paid before can be compared.
      const [before, after] = [others(one.orders), others(changed)];
      const limit = Date.parse(one.orders[index]?.facts.occurredAt ?? '') + change.hoursLater * 3_600_000;
      const early = new Set(
        one.orders
          .filter(({ facts }) => Date.parse(facts.occurredAt) <= limit)
          .map(({ facts }) => `order:${facts.orderId}`),
      );
      const only = (list: typeof before) => list.filter(([source]) => early.has(String(source)));
      expect(only(after)).toEqual(only(before));
    }),
    OPTIONS,
  );
});

test('where orders are judged alone, a life gives what each order gives by itself', () => {
  fc.assert(
    fc.property(life, earning, (one, input) => {
      const program = aProgram({ earning: input });
      expect(judgesOrdersAlone(program)).toBe(true);
      const untouched = { ...one, changes: [] };
      const { targets } = evaluateMember(historyOf(untouched, program, program));
      for (const { facts, traits } of one.orders) {
        const alone = awardOrder(facts, program, { ...CONTEXT, traits });
        expect(targets.find(({ source }) => source === `order:${facts.orderId}`)?.award).toEqual(alone);
      }
    }),
    OPTIONS,
  );
});

test.each([
  ['caps of the program', { earning: { caps: [{ per: 'day', points: 9 }] } }],
  ['caps of a rule', { earning: { rules: [per(1, '1', { caps: [{ per: 'day', points: 9 }] })] } }],
  ['a rule for a segment', { earning: { rules: [per(1, '1', { segments: ['VIP'] })] } }],
  ['a rule for a tier', { earning: { rules: [per(1, '1', { tiers: ['gold'] })] } }],
  ['tiers', { tiers: { list: [{ id: 'gold', name: { en: 'Gold' }, enter: '1' }] } }],
  ['a milestone', { earning: { rules: [{ kind: 'orderCount', id: 'n', count: 3, points: 1 }] } }],
  ['people with tags', { people: { excludeTags: ['staff'] } }],
  ['joining', { people: { joining: 'optIn' } }],
] as [string, Parameters<typeof aProgram>[0]][])('orders are not judged alone under %s', (_, program) => {
  expect(judgesOrdersAlone(aProgram(program))).toBe(false);
});

/** Orders a day apart under a program with tiers, caps and milestones. */
function longLife(count: number): MemberHistory {
  const program = aProgram({
    tiers: {
      list: [{ id: 'gold', name: { en: 'Gold' }, enter: '500', earningFactor: 2 }],
      period: { kind: 'rolling', months: 12 },
    },
    earning: {
      caps: [
        { per: 'day', points: 500 },
        { per: 'month', points: 10_000 },
      ],
      rules: [per(1, '1.00'), { kind: 'orderCount', id: 'n', count: 10, repeats: true, points: 5 }],
      campaigns: [{ kind: 'factor', id: 'c', factor: 2, from: '2020-01-01', until: '2030-01-01' }],
    },
  });
  const orders = Array.from({ length: count }, (_, index) => ({
    facts: anOrder({
      orderId: String(index),
      occurredAt: new Date(Date.parse('2005-01-01T00:00:00Z') + index * 20 * 3_600_000).toISOString(),
      ...(index % 10 === 0 ? { cancelledAt: '2028-01-01T00:00:00Z' } : {}),
    }),
    traits: {},
    version: 1,
  }));
  return { ...historyOf({ orders, deeds: [], changes: [] }, program, program), now: NOW };
}

/** Seconds of computing, the best of some runs: what else runs on the machine does not count. */
function secondsFor(history: MemberHistory, runs: number): number {
  const seconds = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    evaluateMember(history);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...seconds);
}

test('1,000 orders of one member take a blink, 10,000 about a second', () => {
  const thousand = secondsFor(longLife(1_000), 8);
  const tenThousand = secondsFor(longLife(10_000), 1);
  process.stdout.write(`1,000 orders: ${thousand.toFixed(3)} s, 10,000: ${tenThousand.toFixed(3)} s\n`);
  // The budgets are 0.1 s and 2 s for Node alone; the test runner's own wrapping and a busy machine come on top.
  expect(thousand).toBeLessThan(0.5);
  expect(tenThousand).toBeLessThan(4);
});
