/** How a delivery that could not be handled goes on: tried again later and later, then visible as failed. */
import type { EventOutcome, InboxEvent } from '#app/db/inbox.ts';

const ATTEMPTS_MAX = 8;

export function failureOf(event: InboxEvent, problem: string): EventOutcome {
  const attempts = event.attempts + 1;
  const base = {
    shop: event.shop,
    deliveryId: event.deliveryId,
    outcome: { attempts },
    error: problem.slice(0, 500),
  };
  if (attempts >= ATTEMPTS_MAX) return { ...base, state: 'failed' };
  return { ...base, state: 'retry', nextAttemptAt: new Date(Date.now() + 1_000 * 2 ** attempts) };
}

export function keyOf(event: InboxEvent): Pick<EventOutcome, 'shop' | 'deliveryId'> {
  return { shop: event.shop, deliveryId: event.deliveryId };
}
