import { expect, test } from 'vitest';
import { type JourneyInput, parseJourney } from '#app/core/journeys/journey.ts';
import {
  afterWait,
  holds,
  type NextStep,
  nextStep,
  type RunFacts,
  type RunState,
} from '#app/core/journeys/next-step.ts';
import { DAY_MS } from '#app/core/time.ts';

const START = Date.parse('2027-03-01T12:00:00Z');
const BERLIN = 'Europe/Berlin';

function aJourney(change: Partial<JourneyInput> = {}) {
  const message = { kind: 'message' as const, texts: { en: 'x' } };
  return parseJourney({
    id: 'test',
    name: { en: 'Test' },
    trigger: { kind: 'event', event: 'order-paid' },
    steps: [
      { id: 'a', action: message },
      { id: 'b', wait: { kind: 'days', days: 3 }, tone: 'sells', action: message },
    ],
    ...change,
  });
}
function aRun(change: Partial<RunState> = {}): RunState {
  return {
    triggeredAt: START,
    base: START,
    step: null,
    stepAt: null,
    data: { order: '7', tier: 'gold', before: 'silver' },
    ...change,
  };
}
function facts(change: Partial<RunFacts> = {}): RunFacts {
  return {
    away: false,
    tierId: 'gold',
    tierOrder: ['silver', 'gold'],
    segments: ['vip'],
    orders: 5,
    returnedOrders: 0,
    available: 100,
    consent: 'confirmed',
    language: 'de',
    trouble: false,
    nextPurchaseAt: null,
    events: [],
    ...change,
  };
}
const told = (next: NextStep): string => {
  const at = (ms: number) => Math.round((ms - START) / 3_600_000);
  if (next.kind === 'leave') return `leave: ${next.because}`;
  if (next.kind === 'wait') return `wait for ${next.step} until ${at(next.until)}`;
  const then = next.then ? `${next.then.step} at ${at(next.then.stepAt)}` : 'end';
  return next.kind === 'do'
    ? `do ${next.step.id}, then ${then}`
    : `skip ${next.step.id} (${next.because}), then ${then}`;
};

const B = { step: 'b', base: START, stepAt: START + 3 * DAY_MS };
const DUE = START + 3 * DAY_MS;
test.for<[what: string, run: Partial<RunState>, facts: Partial<RunFacts>, now: number, expected: string]>([
  ['begins at once', {}, {}, START, 'do a, then b at 72'],
  ['waits for the second', B, {}, START + DAY_MS, 'wait for b until 72'],
  ['does it when it is due', B, {}, DUE, 'do b, then end'],
  ['holds what sells while trouble is open', B, { trouble: true }, DUE, 'wait for b until 96'],
  [
    'leaves it out after two weeks of trouble',
    B,
    { trouble: true },
    DUE + 14 * DAY_MS,
    'skip b (trouble), then end',
  ],
  ['does it after trouble', B, {}, DUE + 5 * DAY_MS, 'do b, then end'],
  ['leaves it out when it is far too late', B, {}, DUE + 20 * DAY_MS, 'skip b (too-late), then end'],
  ['leaves who is away', {}, { away: true }, START, 'leave: away'],
  ['leaves when the step is gone', { ...B, step: 'gone' }, {}, DUE, 'leave: changed'],
])('%s', ([, run, known, now, expected]) => {
  expect(told(nextStep(aJourney(), aRun(run), facts(known), now, BERLIN))).toBe(expected);
});

test('what is about an order goes on in trouble, and the rest keeps its distance after a delay', () => {
  const message = { kind: 'message' as const, texts: { en: 'x' } };
  const journey = aJourney({
    steps: [
      { id: 'a', tone: 'service', action: message },
      { id: 'b', wait: { kind: 'days', days: 3 }, action: message },
    ],
  });
  expect(told(nextStep(journey, aRun(), facts({ trouble: true }), START, BERLIN))).toBe('do a, then b at 72');
  const late = nextStep(journey, aRun(), facts(), START + 2 * DAY_MS, BERLIN);
  expect(told(late)).toBe(`do a, then b at ${24 * 5}`);
  const tooLate = nextStep(journey, aRun(), facts(), START + 8 * DAY_MS, BERLIN);
  expect(told(tooLate)).toBe('skip a (too-late), then b at 72');
});

test('the goal ends it, an event of the same order or of another as it is asked for', () => {
  const journey = aJourney({
    goal: { event: 'order-paid' },
    exits: [{ event: 'order-refunded', sameOrder: true }],
  });
  const after = (kind: 'order-paid' | 'order-refunded', order: string, at = START + 1) =>
    told(nextStep(journey, aRun(B), facts({ events: [{ kind, order, at }] }), DUE, BERLIN));
  expect(after('order-paid', '8')).toBe('leave: goal');
  expect(after('order-paid', '7', START)).toBe('do b, then end');
  expect(after('order-refunded', '7')).toBe('leave: exit');
  expect(after('order-refunded', '8')).toBe('do b, then end');
});

test('the use phase ends when the next purchase is due', () => {
  const journey = aJourney({ untilNextPurchase: true });
  const due = (at: number | null) =>
    told(nextStep(journey, aRun(B), facts({ nextPurchaseAt: at }), DUE, BERLIN));
  expect([due(null), due(DUE + 1), due(DUE)]).toEqual([
    'do b, then end',
    'do b, then end',
    'leave: next-purchase',
  ]);
});

test('conditions are asked at the beginning, and of each step when it is due', () => {
  const journey = aJourney({ conditions: [{ kind: 'consent' }] });
  expect(told(nextStep(journey, aRun(), facts({ consent: 'single' }), START, BERLIN))).toBe(
    'leave: conditions',
  );
  const stepwise = aJourney({
    steps: [
      { id: 'a', conditions: [{ kind: 'orders', max: 0 }], action: { kind: 'message', texts: { en: 'x' } } },
    ],
  });
  expect(told(nextStep(stepwise, aRun(), facts(), START, BERLIN))).toBe('skip a (conditions), then end');
});

test.for<[expected: boolean, condition: Parameters<typeof holds>[0]]>([
  [true, { kind: 'tier', tiers: ['gold'] }],
  [false, { kind: 'tier', tiers: ['silver'] }],
  [true, { kind: 'segment', segment: 'vip', is: true }],
  [false, { kind: 'segment', segment: 'vip', is: false }],
  [true, { kind: 'orders', min: 5, every: 5 }],
  [false, { kind: 'orders', every: 2 }],
  [false, { kind: 'orders', max: 4 }],
  [true, { kind: 'consent' }],
  [false, { kind: 'points', min: 101 }],
  [false, { kind: 'returned', is: true }],
  [true, { kind: 'move', way: 'up' }],
  [false, { kind: 'move', way: 'down' }],
  [true, { kind: 'language', in: ['de'] }],
])('%s: %o', ([expected, condition]) => {
  expect(holds(condition, facts(), aRun())).toBe(expected);
});

test.for<[wait: Parameters<typeof afterWait>[0], from: string, zone: string, expected: string]>([
  // The night in which the clock goes forward is an hour short, the other one an hour long: ten stays ten.
  [{ kind: 'days', days: 1, at: '10:00' }, '2027-03-27T09:00:00Z', BERLIN, '2027-03-28T08:00:00Z'],
  [{ kind: 'days', days: 1, at: '10:00' }, '2027-10-30T08:00:00Z', BERLIN, '2027-10-31T09:00:00Z'],
  [{ kind: 'days', days: 1 }, '2027-03-27T14:30:00Z', BERLIN, '2027-03-28T13:30:00Z'],
  // 02:30 does not exist on that day.
  [{ kind: 'days', days: 1 }, '2027-03-27T01:30:00Z', BERLIN, '2027-03-28T01:30:00Z'],
  [{ kind: 'days', days: 0, at: '10:00' }, '2027-06-01T05:00:00Z', BERLIN, '2027-06-01T08:00:00Z'],
  // Ten has passed already: tomorrow's.
  [{ kind: 'days', days: 0, at: '10:00' }, '2027-06-01T09:00:00Z', BERLIN, '2027-06-02T08:00:00Z'],
  [{ kind: 'days', days: 1, at: '10:00' }, '2028-02-28T12:00:00Z', 'UTC', '2028-02-29T10:00:00Z'],
  [
    { kind: 'days', days: 1, at: '10:00' },
    '2027-06-01T20:00:00Z',
    'Pacific/Auckland',
    '2027-06-02T22:00:00Z',
  ],
  [{ kind: 'hours', hours: 3 }, '2027-03-28T00:30:00Z', BERLIN, '2027-03-28T03:30:00Z'],
])('%o after %s in %s', ([wait, from, zone, expected]) => {
  expect(new Date(afterWait(wait, Date.parse(from), zone)).toISOString()).toBe(
    new Date(expected).toISOString(),
  );
});
