/** Small pasts whose rows are worked out by hand: what earns, takes back, lapses, and in which order of time. */
import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { parseInstant } from './instant.ts';
import { readPastEvent } from './past-event.ts';
import { replayPast } from './replay-past.ts';
import { type ReplaySettings, rulesOfProgram } from './replay-rules.ts';

type Line = Record<string, unknown>;
type Case = {
  name: string;
  lines: Line[];
  settings?: Partial<ReplaySettings> & { until?: string };
  program?: object;
  /** earned, revoked, expired, available, pending, debt of each customer. */
  rows: Record<string, [number, number, number, number, number, number]>;
};

/** An order (or, with a number below zero, a refund) of customer a. */
function of(at: string, pence: number, more: Line = {}): Line {
  return { type: pence < 0 ? 'refund' : 'order', cust: 'a', at, pence, ...more };
}

test.for<Case>([
  {
    name: 'an order gives a point for each full hundred pence, one of nothing or less gives none',
    lines: [
      of('2020-01-01', 299),
      of('2020-01-01', 99),
      of('2020-01-01', 0),
      of('2020-01-01', -500, { type: 'order' }),
    ],
    rows: { a: [2, 0, 0, 2, 0, 0] },
  },
  {
    name: 'a refund is rounded down by itself, whatever its sign',
    lines: [
      of('2020-01-01', 1000),
      of('2020-01-02', -199),
      of('2020-01-03', 199, { type: 'refund' }),
      of('2020-01-04', -99),
    ],
    rows: { a: [10, 2, 0, 8, 0, 0] },
  },
  {
    name: 'what a refund does not find is owed, and later points settle it',
    lines: [of('2020-01-01', 1000), of('2020-01-02', -2500), of('2020-01-03', 1000), of('2020-01-04', 900)],
    rows: { a: [29, 25, 0, 4, 0, 0] },
  },
  {
    name: 'a debt that is not settled stays below zero',
    lines: [of('2020-01-01', -2500), of('2020-01-02', 1000)],
    rows: { a: [10, 25, 0, 0, 0, -15] },
  },
  {
    name: 'under clamp it is waived, and later points are untouched',
    lines: [of('2020-01-01', 1000), of('2020-01-02', -2500), of('2020-01-03', 1000)],
    settings: { debtPolicy: 'clamp' },
    rows: { a: [20, 10, 0, 10, 0, 0] },
  },
  {
    name: 'of one instant the line that stands first comes first: the order',
    lines: [of('2020-01-01 10:00:00', 1000), of('2020-01-01 10:00:00', -1000)],
    settings: { debtPolicy: 'clamp' },
    rows: { a: [10, 10, 0, 0, 0, 0] },
  },
  {
    name: 'of one instant the line that stands first comes first: the refund',
    lines: [of('2020-01-01 10:00:00', -1000), of('2020-01-01 10:00:00', 1000)],
    settings: { debtPolicy: 'clamp' },
    rows: { a: [10, 0, 0, 10, 0, 0] },
  },
  {
    name: 'events need not stand in the order of time, offsets are heeded',
    lines: [of('2020-01-01T12:00:00+02:00', -1000), of('2020-01-01T09:59:59.999Z', 1000)],
    settings: { debtPolicy: 'clamp' },
    rows: { a: [10, 10, 0, 0, 0, 0] },
  },
  {
    name: 'a lot is gone at the very instant at which its days are over, before the events of that instant',
    lines: [of('2020-01-01 10:00:00', 1000), of('2020-01-06 10:00:00', -400)],
    settings: { expiresInDays: 5 },
    rows: { a: [10, 4, 10, 0, 0, -4] },
  },
  {
    name: 'and is usable a millisecond before',
    lines: [of('2020-01-01 10:00:00', 1000), of('2020-01-06 09:59:59.999', -400)],
    settings: { expiresInDays: 5 },
    rows: { a: [10, 4, 0, 6, 0, 0] },
  },
  {
    name: 'a refund takes what ends soonest, so that the rest lives longer',
    lines: [
      of('2020-01-01', 1000),
      of('2020-01-03', 1000),
      of('2020-01-04', -1200),
      of('2020-01-07', 0),
      of('2020-01-08', 0),
    ],
    settings: { expiresInDays: 5, until: '2020-01-07' },
    rows: { a: [20, 12, 0, 8, 0, 0] },
  },
  {
    name: 'points that settled a debt do not expire',
    lines: [of('2020-01-01', -600), of('2020-01-02', 1000)],
    settings: { expiresInDays: 5, until: '2020-02-01' },
    rows: { a: [10, 6, 4, 0, 0, 0] },
  },
  {
    name: 'without an end the last event of anybody is the end, and what lapses then has expired',
    lines: [of('2020-01-01', 1000), of('2020-01-06', 100, { cust: 'b' })],
    settings: { expiresInDays: 5 },
    rows: { a: [10, 0, 10, 0, 0, 0], b: [1, 0, 0, 1, 0, 0] },
  },
  {
    name: 'a date is inclusive: its last second counts, the next midnight does not',
    lines: [of('2020-01-01', 1000), of('2020-01-02 23:59:59', 500), of('2020-01-03 00:00:00', 300)],
    settings: { until: '2020-01-02' },
    rows: { a: [15, 0, 0, 15, 0, 0] },
  },
  {
    name: 'a lot that lapses at the midnight after the date is still there',
    lines: [of('2020-01-01', 1000)],
    settings: { expiresInDays: 5, until: '2020-01-05' },
    rows: { a: [10, 0, 0, 10, 0, 0] },
  },
  {
    name: 'an instant is inclusive, too: its event counts, and what lapses at it has expired',
    lines: [of('2020-01-01', 1000), of('2020-01-06', 300), of('2020-01-06 00:00:00.001', 700)],
    settings: { expiresInDays: 5, until: '2020-01-06T00:00:00Z' },
    rows: { a: [13, 0, 10, 3, 0, 0] },
  },
  {
    name: 'time passes to a date beyond the last event',
    lines: [of('2020-01-01', 1000)],
    settings: { expiresInDays: 5, until: '2020-03-01' },
    rows: { a: [10, 0, 10, 0, 0, 0] },
  },
  {
    name: 'who came after the end is not there',
    lines: [of('2020-01-01', 1000), of('2020-02-01', 1000, { cust: 'b' })],
    settings: { until: '2020-01-31' },
    rows: { a: [10, 0, 0, 10, 0, 0] },
  },
  {
    name: 'every customer has a row, also with nothing in it, sorted by id',
    lines: [
      of('2020-01-01', 50, { cust: 'b' }),
      of('2020-01-01', 50, { cust: 'B' }),
      of('2020-01-01', 50, { cust: 10 }),
      of('2020-01-01', -50, { cust: '9' }),
    ],
    rows: {
      '10': [0, 0, 0, 0, 0, 0],
      '9': [0, 0, 0, 0, 0, 0],
      B: [0, 0, 0, 0, 0, 0],
      b: [0, 0, 0, 0, 0, 0],
    },
  },
  {
    name: 'a refund that names its order is a difference of two roundings',
    lines: [
      of('2020-01-01', 1050, { inv: '1' }),
      of('2020-01-02', -60, { order: '1' }),
      of('2020-01-03', -60, { orderInv: '1' }),
    ],
    rows: { a: [10, 1, 0, 9, 0, 0] },
  },
  {
    name: 'it takes the order’s own points first',
    lines: [
      of('2020-01-01', 1000, { inv: '1' }),
      of('2020-01-03', 1000, { inv: '2' }),
      of('2020-01-04', -1000, { order: '2' }),
      of('2020-01-06', 0),
    ],
    settings: { expiresInDays: 5 },
    rows: { a: [20, 10, 10, 0, 0, 0] },
  },
  {
    name: 'it takes no more than the order gave, and an expired point is not taken twice',
    lines: [of('2020-01-01', 1000, { inv: '1' }), of('2020-01-10', -5000, { order: '1' })],
    settings: { expiresInDays: 5 },
    rows: { a: [10, 0, 10, 0, 0, 0] },
  },
  {
    name: 'it finds its order further down in the same instant',
    lines: [
      of('2020-01-01', -300, { order: '1' }),
      of('2020-01-01', -300, { order: '1' }),
      of('2020-01-01', 1000, { inv: '1' }),
    ],
    rows: { a: [4, 0, 0, 4, 0, 0] },
  },
  {
    name: 'an order that is not known by then, or is another customer’s, is as if none were named',
    lines: [
      of('2020-01-01', -300, { order: '1' }),
      of('2020-01-02', 1000, { inv: '1' }),
      of('2020-01-02', 1000, { inv: '1', cust: 'b' }),
      of('2020-01-03', -150, { order: '1', cust: 'c' }),
    ],
    rows: { a: [10, 3, 0, 7, 0, 0], b: [10, 0, 0, 10, 0, 0], c: [0, 1, 0, 0, 0, -1] },
  },
  {
    name: 'an order told twice earns once, and told differently it is a newer state of it',
    lines: [
      of('2020-01-01', 1000, { inv: '1' }),
      of('2020-01-01', 1000, { inv: '1' }),
      of('2020-01-02', 1000, { inv: '2' }),
      of('2020-01-03', 700, { inv: '2' }),
      of('2020-01-03', 1500, { inv: '1' }),
    ],
    rows: { a: [25, 3, 0, 22, 0, 0] },
  },
  {
    name: 'refunds without an id of their own, or with the same one, count each',
    lines: [
      of('2020-01-01', 1000),
      of('2020-01-02', -100),
      of('2020-01-02', -100),
      of('2020-01-03', -100, { inv: 'C1' }),
      of('2020-01-03', -100, { inv: 'C1' }),
    ],
    rows: { a: [10, 4, 0, 6, 0, 0] },
  },
  {
    name: 'amounts and sums beyond 2^31 are exact',
    lines: [of('2020-01-01', 999_999_999_999_999), of('2020-01-02', -1_000_000_000_001)],
    rows: { a: [9_999_999_999_999, 10_000_000_000, 0, 9_989_999_999_999, 0, 0] },
  },
  {
    name: 'a program says what an order gives, and a refund takes at the same rate',
    lines: [of('2020-01-01', 1099), of('2020-01-02', -199)],
    program: { earning: { rules: [{ points: 5, perAmount: '2.00' }] } },
    rows: { a: [27, 4, 0, 23, 0, 0] },
  },
  {
    name: 'points on hold are pending, count as liability, and no refund without an order takes them',
    lines: [of('2020-01-01', 1000), of('2020-01-12', 500), of('2020-01-14', -200), of('2020-01-16', -100)],
    program: { hold: { days: 14 } },
    rows: { a: [15, 3, 0, 7, 5, 0] },
  },
  {
    name: 'points that mature and lapse between two events have paid what was owed in between',
    lines: [of('2020-01-01', 1000), of('2020-01-02', -600), of('2020-03-01', 0)],
    program: { hold: { days: 14 }, expiry: { kind: 'afterDays', days: 5 } },
    rows: { a: [10, 6, 4, 0, 0, 0] },
  },
  {
    name: 'the program’s own policy and expiry hold',
    lines: [of('2020-01-01', 1000), of('2020-01-10', -600)],
    program: { debtPolicy: 'clamp', expiry: { kind: 'afterDays', days: 5 } },
    rows: { a: [10, 0, 10, 0, 0, 0] },
  },
  {
    name: 'settings go before the program',
    lines: [of('2020-01-01', 1000), of('2020-01-10', -1600)],
    program: { debtPolicy: 'clamp', expiry: { kind: 'afterDays', days: 5 } },
    settings: { debtPolicy: 'debt', expiresInDays: 30 },
    rows: { a: [10, 16, 0, 0, 0, -6] },
  },
  {
    name: 'a currency has its own decimals',
    lines: [of('2020-01-01', 1000), of('2020-01-01', 1000, { currency: 'EUR' })],
    program: {},
    settings: { currency: 'JPY' },
    rows: { a: [1010, 0, 0, 1010, 0, 0] },
  },
])('$name', ({ lines, settings = {}, program = {}, rows }) => {
  const events = lines.map((line, index) => {
    const read = readPastEvent(line, index + 1);
    if ('problem' in read) throw new Error(read.problem);
    return read.event;
  });
  const rules = rulesOfProgram(programSchema.parse(program), { currency: 'GBP', ...settings });
  const last = Math.max(...events.map(({ at }) => at));
  const until = settings.until === undefined ? last : parseInstant(settings.until, 'end');
  const { customers } = replayPast(events, rules, until ?? Number.NaN);
  const given = customers.map(({ id, earned, revoked, expired, available, pending, debt }) => [
    id,
    [earned, revoked, expired, available, pending, debt],
  ]);
  expect(given).toEqual(Object.entries(rows).sort(([one], [other]) => (one < other ? -1 : 1)));
  for (const row of customers) expect(row.liabilityMinor).toBe(row.available + row.pending);
});
