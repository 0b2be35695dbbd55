/**
 * Works the inbox off: deliveries that hold the whole order are booked in batches, in one transaction with what became
 * of them; hints are answered by reading the order from Shopify first. A batch that fails is taken apart, so that one
 * bad delivery holds up no other.
 */
import { now } from '#app/clock.ts';
import {
  blankDeliveries,
  claimDeliveries,
  type EventOutcome,
  type InboxEvent,
  leaseDeliveries,
  settleDeliveries,
} from '#app/db/inbox.ts';
import { scrubDeliveries } from '#app/db/erasure.ts';
import { markUninstalled, findShop, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { log, messageOf } from '#app/log.ts';
import { forgetAccess } from '#app/services/admin-access.ts';
import { failureOf, keyOf } from '#app/services/delivery-outcome.ts';
import { eraseMember } from '#app/services/erase-member.ts';
import { eraseShop } from '#app/services/erase-shop.ts';
import { blankForgotten } from '#app/services/forget-people.ts';
import { interpretDelivery, type Meaning } from '#app/services/interpret-delivery.ts';
import { mergeMembers } from '#app/services/merge-members.ts';
import { openPrivacyRequest } from '#app/services/open-privacy-request.ts';
import { askForInstallation } from '#app/services/read-installation.ts';
import { readHint } from '#app/services/read-hint.ts';
import { reconcileOrders } from '#app/services/reconcile-orders.ts';
import { takeCustomers } from '#app/services/take-customers.ts';
import { takeShoppingNews } from '#app/services/take-shopping-news.ts';
import { wakeImport } from '#app/services/wake-import.ts';

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
  const { taken, hints, leaving } = batch ?? (await handleSingly());
  await readAll(hints);
  for (const event of leaving) await eraseShop(event);
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

type Handled = {
  taken: number;
  hints: { event: InboxEvent; orderId: string }[];
  /** Requests of shops that are to be forgotten. */
  leaving: InboxEvent[];
};

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
    return { taken: 1, hints: [], leaving: [] };
  }
}

async function claimAndHandle(tx: Transaction, limit: number): Promise<Handled> {
  return handle(tx, await claimDeliveries(tx, limit));
}

async function handle(tx: Transaction, events: InboxEvent[]): Promise<Handled> {
  const [first] = events;
  if (!first) return { taken: 0, hints: [], leaving: [] };
  const shop = await findShop(first.shop, tx);
  const meanings = events.map((event) => ({ event, meaning: interpretDelivery(event, shop) }));
  const hints = await bookOrders(tx, shop, meanings);
  const gone = shop ? await takePeople(tx, shop, meanings) : [];
  for (const { meaning } of meanings)
    if (meaning.kind === 'bulk-finished') await wakeImport(tx, first.shop, meaning.operationId);
  if (shop && !shop.uninstalledAt) await takeShopping(tx, shop.shop, meanings);
  await takeInstallationNews(tx, first.shop, meanings);
  await settleDeliveries(tx, settleOthers(meanings));
  for (const person of gone) await scrubDeliveries(tx, first.shop, person);
  if (shop) await blankForgotten(tx, shop.shop, events);
  // What strangers sent is none of ours to keep.
  else await blankDeliveries(tx, events);
  const leaving = meanings.flatMap(({ event, meaning }) => (meaning.kind === 'erase-shop' ? [event] : []));
  const later = [...hints.map(({ event }) => event), ...leaving];
  await leaseDeliveries(tx, later, READ_LEASE_SECONDS);
  return { taken: events.length, hints, leaving };
}

/** After the orders of the same batch: a return may be of one of them. */
async function takeShopping(tx: Transaction, shop: string, all: Interpreted[]): Promise<void> {
  const checkouts = all.flatMap(({ meaning }) => (meaning.kind === 'checkout' ? [meaning.news] : []));
  const returns = all.flatMap(({ meaning }) => (meaning.kind === 'return' ? [meaning.news] : []));
  await takeShoppingNews(tx, shop, { checkouts, returns }, now());
}

/** News that comes after the shop has come back are of the past, but what Shopify forgot then must be written again. */
async function takeInstallationNews(tx: Transaction, shop: string, all: Interpreted[]): Promise<void> {
  for (const { event, meaning } of all) {
    if (meaning.kind === 'installation') await askForInstallation(tx, shop, event.topic);
    if (meaning.kind !== 'uninstalled') continue;
    const left = await markUninstalled(tx, shop, { triggeredAt: event.triggeredAt, at: now() });
    if (left) forgetAccess(shop);
    else await enqueue(tx, 'take-up-again', { shop }, `again:${shop}`);
  }
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
async function takePeople(tx: Transaction, shop: ShopRow, all: Interpreted[]): Promise<Gone[]> {
  const at = now();
  const news = all.flatMap(({ meaning }) => (meaning.kind === 'customer' ? [meaning.news] : []));
  await takeCustomers(tx, shop, news, at);
  const gone: Gone[] = [];
  for (const { event, meaning } of all) {
    if (meaning.kind === 'data-request') await openPrivacyRequest(tx, event, meaning.request);
    if (meaning.kind === 'merge') await mergeMembers(tx, shop, meaning, at);
    if (meaning.kind !== 'erase') continue;
    const { orderIds } = await eraseMember(tx, shop, meaning, at);
    gone.push({ customerId: meaning.customerId, orderIds });
  }
  return gone;
}

type Gone = { customerId: string; orderIds: string[] };

function settleOthers(all: Interpreted[]): EventOutcome[] {
  return all.flatMap(({ event, meaning }): EventOutcome[] => {
    switch (meaning.kind) {
      case 'customer':
      case 'merge':
      case 'erase':
      case 'data-request':
      case 'uninstalled':
      case 'bulk-finished':
      case 'installation':
      case 'checkout':
      case 'return':
        return [{ ...keyOf(event), state: 'done', outcome: { result: meaning.kind } }];
      case 'ignored':
        return [{ ...keyOf(event), state: 'ignored', outcome: { reason: meaning.because } }];
      case 'parked':
        return [{ ...keyOf(event), state: 'parked', outcome: { result: 'parked', reason: meaning.because } }];
      case 'snapshot':
      case 'hint':
      case 'erase-shop':
        return [];
    }
  });
}
