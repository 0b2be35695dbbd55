import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptyQueue,
  IN_FLIGHT_MAX,
  join,
  leave,
  REQUEST_KINDS,
  type RequestKind,
  type RequestQueue,
  settle,
  SLOTS_KEPT,
  takeTurn,
  type Waiting,
  WAITING_MAX,
} from '#app/shopify/request-queue.ts';

const one = (kind: RequestKind, since = 0, cost = 10): Waiting => ({ kind, cost, since });

/** Everything that may be sent at this instant, in its order. */
function sendAll(queue: RequestQueue<Waiting>, now: number): RequestKind[] {
  const sent: RequestKind[] = [];
  for (let turn = takeTurn(queue, now); turn && 'next' in turn; turn = takeTurn(queue, now))
    sent.push(turn.next.kind);
  return sent;
}

test('of those who wait together the most urgent goes first', () => {
  const queue = emptyQueue<Waiting>(0);
  for (const kind of [...REQUEST_KINDS].reverse()) join(queue, one(kind));
  expect(sendAll(queue, 0)).toEqual([...REQUEST_KINDS]);
});

test('a redemption that comes into a flood of background work is next', () => {
  const queue = emptyQueue<Waiting>(0);
  for (let index = 0; index < 100; index += 1) join(queue, one('background'));
  expect(sendAll(queue, 0)).toHaveLength(IN_FLIGHT_MAX - SLOTS_KEPT);
  join(queue, one('redemption', 1));
  expect(sendAll(queue, 1)).toEqual(['redemption']);
});

test('while all kinds flood each has its share, the least urgent, too', () => {
  const queue = emptyQueue<Waiting>(0);
  const had = new Map<RequestKind, number>();
  for (let second = 0; second < 300; second += 1) {
    for (const kind of REQUEST_KINDS)
      while (queue.lines[kind].length < 50) join(queue, one(kind, second * 1_000));
    for (const kind of sendAll(queue, second * 1_000)) {
      had.set(kind, (had.get(kind) ?? 0) + 1);
      settle(queue, 10, undefined, second * 1_000);
    }
  }
  const counts = REQUEST_KINDS.map((kind) => had.get(kind) ?? 0);
  expect(counts).toEqual([...counts].sort((left, right) => right - left));
  expect(counts.at(-1)).toBeGreaterThan(60);
});

test('a costly request is overtaken for a while only', () => {
  const queue = emptyQueue<Waiting>(0);
  queue.bucket = { maximum: 1_000, restoreRate: 100, available: 0, at: 0 };
  join(queue, one('background', 0, 1_000));
  let sentAt: number | undefined;
  for (let now = 0; now < 120_000 && sentAt === undefined; now += 100) {
    if (queue.lines.redemption.length === 0) join(queue, one('redemption', now, 10));
    for (const kind of sendAll(queue, now)) {
      if (kind === 'background') sentAt = now;
      settle(queue, kind === 'background' ? 1_000 : 10, undefined, now);
    }
  }
  expect(sentAt).toBeGreaterThan(9_000);
  expect(sentAt).toBeLessThan(45_000);
});

test('a full queue lets nobody in but shoppers, who have a bound of their own', () => {
  const queue = emptyQueue<Waiting>(0);
  for (let index = 0; index < WAITING_MAX; index += 1)
    expect(join(queue, one(index % 2 ? 'read' : 'background'))).toBe(true);
  expect(join(queue, one('standings'))).toBe(false);
  for (let index = 0; index < WAITING_MAX; index += 1) expect(join(queue, one('redemption'))).toBe(true);
  expect(join(queue, one('redemption'))).toBe(false);
});

test('whoever leaves the line is not sent', () => {
  const queue = emptyQueue<Waiting>(0);
  const gone = one('read');
  join(queue, gone);
  leave(queue, gone);
  expect(takeTurn(queue, 0)).toBeUndefined();
});

test('when Shopify asks for silence nobody is sent before its end', () => {
  const queue = emptyQueue<Waiting>(0);
  queue.silentUntil = 2_000;
  join(queue, one('redemption'));
  expect(takeTurn(queue, 500)).toEqual({ waitMs: 1_500 });
  expect(sendAll(queue, 2_000)).toEqual(['redemption']);
});

test('what an answer says of the bucket counts, less what is under way', () => {
  const queue = emptyQueue<Waiting>(0);
  for (const kind of REQUEST_KINDS) join(queue, one(kind));
  sendAll(queue, 0);
  settle(queue, 10, { maximumAvailable: 1_000, currentlyAvailable: 500, restoreRate: 50 }, 0);
  expect(queue.bucket).toEqual({ maximum: 1_000, restoreRate: 50, available: 470, at: 0 });
});

test('alone with a shop it never takes more than the bucket holds, serves all, and lets no redemption wait for others', () => {
  const arrival = fc.record({
    kind: fc.constantFrom(...REQUEST_KINDS, 'background' as const, 'background' as const),
    cost: fc.integer({ min: 1, max: 60 }),
    afterMs: fc.integer({ min: 0, max: 80 }),
  });
  fc.assert(
    fc.property(
      fc.array(arrival, { minLength: 1, maxLength: 150 }),
      fc.integer({ min: 0, max: 2_000 }),
      (arrivals, full) => {
        const queue = emptyQueue<Waiting>(0);
        let truth = full;
        queue.bucket = { maximum: 2_000, restoreRate: 100, available: full, at: 0 };
        const underWay: { item: Waiting; endsAt: number }[] = [];
        const coming = [...arrivals];
        let due = 0;
        let waited = 0;
        for (let now = 0; now < 200_000; now += 10) {
          truth = Math.min(2_000, truth + 1);
          while (coming[0] && due + coming[0].afterMs <= now) {
            const { kind, cost, afterMs } = coming.shift() ?? { kind: 'read', cost: 1, afterMs: 0 };
            due += afterMs;
            expect(join(queue, { kind, cost, since: now })).toBe(true);
          }
          while (underWay[0] && underWay[0].endsAt <= now)
            settle(queue, underWay.shift()?.item.cost ?? 0, undefined, now);
          for (let turn = takeTurn(queue, now); turn && 'next' in turn; turn = takeTurn(queue, now)) {
            const item = turn.next;
            truth -= item.cost;
            expect(truth).toBeGreaterThanOrEqual(-1);
            if (item.kind === 'redemption') waited = Math.max(waited, now - item.since);
            underWay.push({ item, endsAt: now + 50 });
          }
          const waiting = REQUEST_KINDS.some((kind) => queue.lines[kind].length > 0);
          if (coming.length === 0 && underWay.length === 0 && !waiting) break;
        }
        expect(coming).toEqual([]);
        expect(REQUEST_KINDS.flatMap((kind) => queue.lines[kind])).toEqual([]);
        const ofRedemptions = arrivals.reduce(
          (sum, { kind, cost }) => sum + (kind === 'redemption' ? cost : 0),
          0,
        );
        // Their own points at the rate of the bucket, the answers that hold their slots, and a share for the others.
        expect(waited).toBeLessThan(3_000 + (ofRedemptions / 100) * 1_500);
      },
    ),
    { numRuns: 100 },
  );
});
