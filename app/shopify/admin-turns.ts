/** Waits for a request's turn at its shop's Admin API: the queues of this process, and the clock that moves them. */
import { adminWaitSeconds } from '#app/shopify/admin-metrics.ts';
import {
  emptyQueue,
  join,
  leave,
  type RequestKind,
  type RequestQueue,
  settle,
  takeTurn,
  type Throttle,
  type Waiting,
} from '#app/shopify/request-queue.ts';

/** Whoever waits so long is told so: a shopper sooner than work that has time. */
const PATIENCE_MS: Record<RequestKind, number> = {
  redemption: 8_000,
  standings: 60_000,
  read: 30_000,
  background: 300_000,
};
const COST_UNKNOWN = 50;

type Turn = Waiting & { start: () => void };
type ShopTurns = { queue: RequestQueue<Turn>; timer: NodeJS.Timeout | undefined };

const shops = new Map<string, ShopTurns>();
/** What Shopify last asked for an operation. */
const costs = new Map<string, number>();

/** `full`: nothing was queued. `late`: its turn did not come in time. `aborted`: whoever asked has gone. */
export type Held = { cost: number } | 'full' | 'late' | 'aborted';

/** Resolves when the request may be sent; `endTurn` must follow then. */
export async function awaitTurn(
  shop: string,
  operation: string,
  kind: RequestKind,
  signal: AbortSignal | undefined,
): Promise<Held> {
  const turns = turnsOf(shop);
  const since = performance.now();
  const cost = costs.get(operation) ?? COST_UNKNOWN;
  return new Promise((resolve) => {
    const end = (held: Held) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      adminWaitSeconds.observe({ kind }, (performance.now() - since) / 1_000);
      resolve(held);
    };
    const turn: Turn = { kind, cost, since, start: () => end({ cost }) };
    const giveUp = (why: 'late' | 'aborted') => {
      leave(turns.queue, turn);
      end(why);
    };
    const abort = () => giveUp('aborted');
    const timer = setTimeout(() => giveUp('late'), PATIENCE_MS[kind]);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) return end('aborted');
    if (!join(turns.queue, turn)) return end('full');
    move(turns);
  });
}

/** What came of a request that had its turn. @param silenceMs for so long Shopify wants to hear nothing. */
export function endTurn(
  shop: string,
  operation: string,
  cost: number,
  answer: { requestedCost?: number; throttle?: Throttle; silenceMs?: number },
): void {
  const turns = turnsOf(shop);
  const now = performance.now();
  if (answer.requestedCost !== undefined) costs.set(operation, answer.requestedCost);
  settle(turns.queue, cost, answer.throttle, now);
  if (answer.silenceMs) turns.queue.silentUntil = Math.max(turns.queue.silentUntil, now + answer.silenceMs);
  move(turns);
}

/** How it stands with a shop's points, as this process last heard; undefined while it has not asked. */
export function throttleOf(
  shop: string,
):
  { available: number; maximum: number; restoreRate: number; waiting: number; silentMs: number } | undefined {
  const queue = shops.get(shop)?.queue;
  if (!queue) return undefined;
  const now = performance.now();
  const { available, maximum, restoreRate, at } = queue.bucket;
  const filled = Math.min(maximum, available + ((now - at) / 1_000) * restoreRate);
  return {
    available: Math.floor(filled),
    maximum,
    restoreRate,
    waiting: Object.values(queue.lines).reduce((sum, line) => sum + line.length, 0),
    silentMs: Math.max(0, Math.round(queue.silentUntil - now)),
  };
}

function turnsOf(shop: string): ShopTurns {
  const known = shops.get(shop);
  if (known) return known;
  const turns: ShopTurns = { queue: emptyQueue<Turn>(performance.now()), timer: undefined };
  shops.set(shop, turns);
  return turns;
}

/** Starts whoever may start, and looks again when the next may. */
function move(turns: ShopTurns): void {
  clearTimeout(turns.timer);
  turns.timer = undefined;
  for (;;) {
    const turn = takeTurn(turns.queue, performance.now());
    if (!turn) return;
    if ('waitMs' in turn) {
      turns.timer = setTimeout(() => move(turns), turn.waitMs);
      return;
    }
    turn.next.start();
  }
}
