/**
 * One event of a shop's past as a line of a file tells it: an order or a refund, in minor units, at an instant.
 * Reads the plain value and says what is wrong with it; a wrong line is never guessed at.
 */
import { parseInstant } from '#app/core/replay/instant.ts';

export type PastEvent = {
  type: 'order' | 'refund';
  /** Number of the line, for messages and keys. */
  line: number;
  /** The order's or the refund's own id; without one every line is an event of its own. */
  id: string | null;
  /** Null for guests, who earn nothing. */
  customerId: string | null;
  at: number;
  amountMinor: number;
  currency: string | null;
  /** The order that a refund names. */
  orderId: string | null;
};

export type ReadEvent = { event: PastEvent } | { problem: string };

/** Above any order, and low enough that sums stay exact. */
const MINOR_MAX = 1_000_000_000_000_000;

/** `value` is the parsed line; its fields are those of docs/replay.md. */
export function readPastEvent(value: unknown, line: number): ReadEvent {
  if (!isRecord(value)) return { problem: 'is no JSON object' };
  const { type, at, pence, currency = null } = value;
  if (type !== 'order' && type !== 'refund') return { problem: '"type" must be "order" or "refund"' };
  const instant = typeof at === 'string' ? parseInstant(at, 'start') : undefined;
  if (instant === undefined) return { problem: '"at" must be an instant, for example "2010-12-01 08:26:00"' };
  if (!isAmount(pence)) return { problem: '"pence" must be a whole number of at most 10^15' };
  if (currency !== null && !isCurrency(currency))
    return { problem: '"currency" must be three capital letters' };
  const ids = { inv: idOf(value.inv), cust: idOf(value.cust), order: idOf(value.order ?? value.orderInv) };
  const [wrong] = Object.entries(ids).find(([, id]) => id === undefined) ?? [];
  if (wrong !== undefined) return { problem: `"${wrong}" must be a text or a whole number` };
  return {
    event: {
      type,
      line,
      id: ids.inv ?? null,
      customerId: ids.cust ?? null,
      at: instant,
      amountMinor: pence,
      currency,
      orderId: ids.order ?? null,
    },
  };
}

export function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MINOR_MAX;
}

/** Null when there is none; undefined when it is no id. Numbers that JSON could have rounded are refused. */
function idOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
