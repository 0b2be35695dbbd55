/**
 * Whose turn it is at one shop's Admin API: a decision from state and time, nothing else. Shopify gives each shop a bucket of
 * points that fills steadily; every request takes some. Waiting requests are kinds of one line each; the lines share the
 * points by weight, so that whoever shops waits for almost nobody and nobody waits for ever.
 */

/** From the most urgent to the least: a shopper waits; standings are seen soon; reads; work that has time. */
export const REQUEST_KINDS = ['redemption', 'standings', 'read', 'background'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

const WEIGHTS: Record<RequestKind, number> = { redemption: 64, standings: 16, read: 8, background: 4 };
export const WAITING_MAX = 500;
export const IN_FLIGHT_MAX = 16;
/** Slots that only redemptions may take: others may wait for Shopify's answers in all the rest. */
export const SLOTS_KEPT = 4;
/** Part of the bucket that only redemptions may take, for whoever comes next; the long-waiting may, too. */
const RESERVE = 0.1;
const RESERVE_MAX = 200;
const PATIENT_MS = 5_000;
/** Whoever has waited so long is not overtaken any more, whatever it costs. */
const OVERDUE_MS = 30_000;

/** What Shopify grants a shop on the smallest plan, until its first answer says more. */
const UNKNOWN_BUCKET = { maximum: 2_000, restoreRate: 100 };

export type Throttle = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
export type Waiting = { kind: RequestKind; cost: number; since: number };

export type RequestQueue<Item extends Waiting> = {
  bucket: { maximum: number; restoreRate: number; available: number; at: number };
  lines: Record<RequestKind, Item[]>;
  /** Points that a line has had, by its weight: the line with the least is next. */
  shares: Record<RequestKind, number>;
  inFlight: number;
  inFlightCost: number;
  /** Shopify asked for silence until then. */
  silentUntil: number;
};

export function emptyQueue<Item extends Waiting>(now: number): RequestQueue<Item> {
  return {
    bucket: { ...UNKNOWN_BUCKET, available: UNKNOWN_BUCKET.maximum, at: now },
    lines: { redemption: [], standings: [], read: [], background: [] },
    shares: { redemption: 0, standings: 0, read: 0, background: 0 },
    inFlight: 0,
    inFlightCost: 0,
    silentUntil: 0,
  };
}

/** @returns false when the queue is full: then nothing was queued. Redemptions are let in while others are not. */
export function join<Item extends Waiting>(queue: RequestQueue<Item>, item: Item): boolean {
  const line = queue.lines[item.kind];
  const others = REQUEST_KINDS.filter((kind) => kind !== 'redemption');
  const taken =
    item.kind === 'redemption'
      ? line.length
      : others.reduce((sum, kind) => sum + queue.lines[kind].length, 0);
  if (taken >= WAITING_MAX) return false;
  // A line that was empty has saved up nothing for the time in which it asked for nothing.
  if (line.length === 0) queue.shares[item.kind] = Math.max(queue.shares[item.kind], leastShare(queue));
  line.push(item);
  return true;
}

/** Leaves the line before its turn. */
export function leave<Item extends Waiting>(queue: RequestQueue<Item>, item: Item): void {
  queue.lines[item.kind] = queue.lines[item.kind].filter((one) => one !== item);
}

/** `next` may be sent now, its points are taken; or nobody may before `waitMs`; or nobody waits for time. */
export function takeTurn<Item extends Waiting>(
  queue: RequestQueue<Item>,
  now: number,
): { next: Item } | { waitMs: number } | undefined {
  fill(queue, now);
  if (now < queue.silentUntil) return { waitMs: queue.silentUntil - now };
  let waitMs = Infinity;
  for (const item of heads(queue)) {
    if (queue.inFlight >= slots(item.kind)) continue;
    const missing = pointsNeeded(queue, item, now) - queue.bucket.available;
    if (missing <= 0) return { next: depart(queue, item) };
    waitMs = Math.min(waitMs, Math.ceil((missing / queue.bucket.restoreRate) * 1_000));
    if (now - item.since >= OVERDUE_MS) break;
  }
  return waitMs === Infinity ? undefined : { waitMs: Math.max(1, waitMs) };
}

/** An answer has come, or none will. @param throttle the bucket as Shopify stated it. */
export function settle<Item extends Waiting>(
  queue: RequestQueue<Item>,
  cost: number,
  throttle: Throttle | undefined,
  now: number,
): void {
  queue.inFlight -= 1;
  queue.inFlightCost -= cost;
  fill(queue, now);
  if (!throttle || !(throttle.restoreRate > 0)) return;
  const { maximumAvailable: maximum, restoreRate, currentlyAvailable } = throttle;
  // Shopify may not have seen yet what is under way: it is counted as taken.
  queue.bucket = { maximum, restoreRate, available: currentlyAvailable - queue.inFlightCost, at: now };
}

function heads<Item extends Waiting>(queue: RequestQueue<Item>): Item[] {
  return REQUEST_KINDS.flatMap((kind) => queue.lines[kind].slice(0, 1)).sort(
    (left, right) => queue.shares[left.kind] - queue.shares[right.kind],
  );
}

function depart<Item extends Waiting>(queue: RequestQueue<Item>, item: Item): Item {
  queue.lines[item.kind].shift();
  queue.shares[item.kind] += item.cost / WEIGHTS[item.kind];
  queue.bucket.available -= item.cost;
  queue.inFlight += 1;
  queue.inFlightCost += item.cost;
  return item;
}

function slots(kind: RequestKind): number {
  return kind === 'redemption' ? IN_FLIGHT_MAX : IN_FLIGHT_MAX - SLOTS_KEPT;
}

/** Never more than the bucket can hold. */
function pointsNeeded<Item extends Waiting>({ bucket }: RequestQueue<Item>, item: Item, now: number): number {
  const mayTakeAll = item.kind === 'redemption' || now - item.since >= PATIENT_MS;
  const kept = mayTakeAll ? 0 : Math.min(RESERVE_MAX, bucket.maximum * RESERVE);
  return Math.min(bucket.maximum, item.cost + kept);
}

function leastShare<Item extends Waiting>(queue: RequestQueue<Item>): number {
  const waiting = REQUEST_KINDS.filter((kind) => queue.lines[kind].length > 0);
  // With nobody in line, what was served most is where everybody begins anew.
  return waiting.length > 0
    ? Math.min(...waiting.map((kind) => queue.shares[kind]))
    : Math.max(...REQUEST_KINDS.map((kind) => queue.shares[kind]));
}

function fill<Item extends Waiting>({ bucket }: RequestQueue<Item>, now: number): void {
  const gained = (Math.max(0, now - bucket.at) / 1_000) * bucket.restoreRate;
  bucket.available = Math.min(bucket.maximum, bucket.available + gained);
  bucket.at = Math.max(bucket.at, now);
}
