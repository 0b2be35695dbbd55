/**
 * Works the inbox off: deliveries that hold the whole order are booked in batches, in one transaction with what became
 * of them; hints are answered by reading the order from Shopify first. A batch that fails is taken apart, so that one
 * bad delivery holds up no other.
 */
import { now } from '#app/clock.ts';
import {
  blankDelivery,
  claimDeliveries,
  type EventOutcome,
  type InboxEvent,
  leaseDeliveries,
  settleDeliveries,
} from '#app/db/inbox.ts';
import { markUninstalled, findShop, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { forgetAccess } from '#app/services/admin-access.ts';
import { failureOf, keyOf } from '#app/services/delivery-outcome.ts';
import { eraseMember } from '#app/services/erase-member.ts';
import { interpretDelivery, type Meaning } from '#app/services/interpret-delivery.ts';
import { mergeMembers } from '#app/services/merge-members.ts';
import { readHint } from '#app/services/read-hint.ts';
import { reconcileOrders } from '#app/services/reconcile-orders.ts';
import { takeCustomers } from '#app/services/take-customers.ts';

const BATCH = 400;
const READERS = 4;
/** Longer than a read from Shopify with all its repeats may take. */
const READ_LEASE_SECONDS = 90;

/** Handles one batch. @returns how many deliveries it took; 0 when there was nothing to do. */
export async function handleInbox(): Promise<number> {
  const batch = await transaction((tx) => claimAndHandle(tx, BATCH)).catch((error: unknown) => {
    log.warn({ problem: messageOf(error) }, 'a batch of deliveries is taken apart');
    return undefined;
  });
  const { taken, hints } = batch ?? (await handleSingly());
  await readAll(hints);
  return taken;
}

/** One read per order, a few at a time: Shopify's budget is shared with redemptions. */
async function readAll(hints: Handled['hints']): Promise<void> {
  const byOrder = Map.groupBy(hints, ({ orderId }) => orderId);
  const waiting = [...byOrder];
  const readers = Array.from({ length: READERS }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [orderId, group] = next;
      await readHint(
        group.map(({ event }) => event),
        orderId,
      );
    }
  });
  await Promise.all(readers);
}

type Handled = { taken: number; hints: { event: InboxEvent; orderId: string }[] };

/** One delivery at a time; the one that fails counts an attempt and waits, or stays visible as failed. */
async function handleSingly(): Promise<Handled> {
  let claimed: InboxEvent | undefined;
  try {
    return await transaction(async (tx) => {
      const events = await claimDeliveries(tx, 1);
      claimed = events[0];
      return handle(tx, events);
    });
  } catch (error) {
    if (!claimed) throw error;
    const event = claimed;
    log.error(
      { shop: event.shop, delivery: event.deliveryId, topic: event.topic, problem: messageOf(error) },
      'delivery failed',
    );
    await transaction(async (tx) => {
      await leaseDeliveries(tx, [event], 0);
      await settleDeliveries(tx, [failureOf(event, messageOf(error))]);
    });
    return { taken: 1, hints: [] };
  }
}

async function claimAndHandle(tx: Transaction, limit: number): Promise<Handled> {
  return handle(tx, await claimDeliveries(tx, limit));
}

async function handle(tx: Transaction, events: InboxEvent[]): Promise<Handled> {
  const [first] = events;
  if (!first) return { taken: 0, hints: [] };
  const shop = await findShop(first.shop, tx);
  const meanings = events.map((event) => ({ event, meaning: interpretDelivery(event, shop) }));
  const hints = await bookOrders(tx, shop, meanings);
  if (shop) await takePeople(tx, shop, meanings);
  await settleDeliveries(tx, await settleOthers(tx, meanings));
  await leaseDeliveries(
    tx,
    hints.map(({ event }) => event),
    READ_LEASE_SECONDS,
  );
  return { taken: events.length, hints };
}

type Interpreted = { event: InboxEvent; meaning: Meaning };

/** @returns the deliveries for which the order must be read. */
async function bookOrders(
  tx: Transaction,
  shop: ShopRow | undefined,
  all: Interpreted[],
): Promise<Handled['hints']> {
  const hints = all.flatMap(({ event, meaning }) =>
    meaning.kind === 'hint' ? [{ event, orderId: meaning.orderId }] : [],
  );
  const snapshots = all.flatMap(({ event, meaning }) =>
    meaning.kind === 'snapshot' ? [{ event, input: meaning.input }] : [],
  );
  if (!shop || snapshots.length === 0) return hints;
  const outcomes = await reconcileOrders(
    tx,
    shop,
    snapshots.map(({ input }) => input),
    now(),
  );
  const settled: EventOutcome[] = [];
  snapshots.forEach(({ event, input }, index) => {
    const outcome = outcomes[index];
    if (outcome?.result === 'unclear') hints.push({ event, orderId: input.facts.orderId });
    else if (outcome)
      settled.push({ ...keyOf(event), state: outcome.result === 'parked' ? 'parked' : 'done', outcome });
  });
  await settleDeliveries(tx, settled);
  return hints;
}

/** News of customers first, all at once; then those who became one, and those who are to be forgotten. */
async function takePeople(tx: Transaction, shop: ShopRow, all: Interpreted[]): Promise<void> {
  const at = now();
  const news = all.flatMap(({ meaning }) => (meaning.kind === 'customer' ? [meaning.news] : []));
  await takeCustomers(tx, shop, news, at);
  for (const { event, meaning } of all) {
    if (meaning.kind === 'merge') await mergeMembers(tx, shop, meaning, at);
    if (meaning.kind !== 'erase') continue;
    await eraseMember(tx, shop, meaning, at);
    await blankDelivery(tx, event);
  }
}

async function settleOthers(tx: Transaction, all: Interpreted[]): Promise<EventOutcome[]> {
  const outcomes: EventOutcome[] = [];
  for (const { event, meaning } of all) {
    if (meaning.kind === 'customer' || meaning.kind === 'merge' || meaning.kind === 'erase')
      outcomes.push({ ...keyOf(event), state: 'done', outcome: { result: meaning.kind } });
    if (meaning.kind === 'ignored') {
      outcomes.push({ ...keyOf(event), state: 'ignored', outcome: { reason: meaning.because } });
    }
    if (meaning.kind === 'parked') {
      outcomes.push({
        ...keyOf(event),
        state: 'parked',
        outcome: { result: 'parked', reason: meaning.because },
      });
    }
    if (meaning.kind === 'uninstalled') {
      await markUninstalled(tx, event.shop, now());
      forgetAccess(event.shop);
      outcomes.push({ ...keyOf(event), state: 'done', outcome: { result: 'uninstalled' } });
    }
  }
  return outcomes;
}
