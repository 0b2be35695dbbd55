/** One delivery of Shopify as the admin shows it: what came in and what became of it. */
import type { InboxEvent } from '#app/db/generated/client.ts';
import { prisma } from '#app/db/prisma.ts';

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
  /** The order that the delivery is about, when it is about one. */
  order: { id: string; name: string | null } | null;
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

/** Views of one page of events; the names of their orders are read in one query. */
export async function viewEvents(shop: string, rows: EventRow[]): Promise<EventView[]> {
  const orderIds = new Map(rows.map((row) => [row.deliveryId, orderIdOf(row)]));
  const orders = await prisma.order.findMany({
    where: { shop, orderId: { in: [...new Set([...orderIds.values()].filter((id) => id !== null))] } },
    select: { orderId: true, name: true },
  });
  const names = new Map(orders.map(({ orderId, name }) => [orderId, name]));
  return rows.map((row) => {
    const id = orderIds.get(row.deliveryId) ?? null;
    return { ...viewEvent(row), order: id === null ? null : { id, name: names.get(id) ?? null } };
  });
}

function viewEvent(row: EventRow): Omit<EventView, 'order'> {
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

/** Hints such as refunds name their order in the outcome; orders are their own resource. */
function orderIdOf(row: EventRow): string | null {
  const { orderId } = flatOutcome(row.outcome);
  if (typeof orderId === 'string') return orderId;
  return row.topic.startsWith('orders/') ? row.resourceId : null;
}

function flatOutcome(outcome: unknown): EventOutcome {
  if (typeof outcome !== 'object' || outcome === null || Array.isArray(outcome)) return {};
  const flat: EventOutcome = {};
  for (const [name, value] of Object.entries(outcome)) {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) flat[name] = value;
  }
  return flat;
}
