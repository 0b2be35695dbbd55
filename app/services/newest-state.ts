/** Which of two states of an order is the truth, and what a newer one does not know. */
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { invariant } from '#app/core/invariant.ts';
import { FACTS_ERASED } from '#app/db/erasure.ts';
import type { StoredOrder } from '#app/db/orders.ts';

export type IncomingState = { facts: OrderFacts; factsHash: string; triggeredAt: Date; read: boolean };

/** The newest state by (updated_at, triggered_at) decides. */
export function compareStates(
  known: StoredOrder | undefined,
  input: IncomingState,
): 'newer' | 'repeat' | 'stale' | 'unclear' {
  if (!known || known.parkedReason) return 'newer';
  const age = Date.parse(input.facts.updatedAt) - known.updatedAt.getTime();
  if (age !== 0) return age > 0 ? 'newer' : 'stale';
  if (known.factsHash === input.factsHash) return 'repeat';
  // Its buyer was forgotten, so that what was known cannot be compared: the same instant is the same state.
  if (known.factsHash === FACTS_ERASED) return input.read ? 'newer' : 'repeat';
  if (input.read) return 'newer';
  const sent = input.triggeredAt.getTime() - known.triggeredAt.getTime();
  if (sent === 0) return 'unclear';
  return sent > 0 ? 'newer' : 'stale';
}

export function settledResult(
  known: StoredOrder | undefined,
  input: IncomingState,
): 'repeat' | 'stale' | 'unclear' {
  const result = compareStates(known, input);
  invariant(result !== 'newer', 'a newer state is taken over');
  return result;
}

/** A webhook's body knows neither delivery nor dispute: what was read before stays. */
export function inherit(facts: OrderFacts, known: StoredOrder | undefined): OrderFacts {
  return {
    ...facts,
    deliveredAt: facts.deliveredAt ?? known?.deliveredAt ?? null,
    chargedBack: facts.chargedBack ?? known?.chargedBack ?? false,
  };
}
