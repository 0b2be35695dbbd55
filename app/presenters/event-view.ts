/** One delivery of Shopify as the admin shows it: what came in and what became of it. */
import type { InboxEvent } from '#app/db/generated/client.ts';

export type EventView = {
  deliveryId: string;
  /** Place in the order of arrival, for paging. */
  seq: string;
  topic: string;
  resourceId: string | null;
  receivedAt: string;
  handledAt: string | null;
  nextAttemptAt: string;
  state: string;
  attempts: number;
  outcome: EventOutcome;
  error: string | null;
};

/** The stored outcome, flat: names and plain values only. */
export type EventOutcome = Record<string, string | number | boolean | null>;

/** The raw body stays in the database: it holds personal data that this page does not need. */
export const eventFields = {
  deliveryId: true,
  seq: true,
  topic: true,
  resourceId: true,
  receivedAt: true,
  handledAt: true,
  nextAttemptAt: true,
  state: true,
  attempts: true,
  outcome: true,
  error: true,
} as const;

type EventRow = Pick<InboxEvent, keyof typeof eventFields>;

export function viewEvent(row: EventRow): EventView {
  return {
    deliveryId: row.deliveryId,
    seq: row.seq.toString(),
    topic: row.topic,
    resourceId: row.resourceId,
    receivedAt: row.receivedAt.toISOString(),
    handledAt: row.handledAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt.toISOString(),
    state: row.state,
    attempts: row.attempts,
    outcome: flatOutcome(row.outcome),
    error: row.error,
  };
}

function flatOutcome(outcome: unknown): EventOutcome {
  if (typeof outcome !== 'object' || outcome === null || Array.isArray(outcome)) return {};
  const flat: EventOutcome = {};
  for (const [name, value] of Object.entries(outcome)) {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) flat[name] = value;
  }
  return flat;
}
