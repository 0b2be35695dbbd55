/**
 * Reads all past orders of a shop in bulk and books them as if they had arrived one by one. A run that is
 * interrupted goes on where it stopped; live events are never held up, since members are locked batch by batch.
 */
import { now } from '#app/clock.ts';
import { findImport, type HistoryImport, updateImport } from '#app/db/imports.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { loadTraits } from '#app/services/load-traits.ts';
import { type OrderInput, reconcileOrders } from '#app/services/reconcile-orders.ts';
import {
  type BulkOrder,
  readBulkState,
  startBulkOrders,
  streamBulkOrders,
} from '#app/shopify/bulk-orders.ts';
import { readOrder } from '#app/shopify/read-order.ts';

const BATCH = 500;
const READERS = 4;
const POLL_MS = 500;
/** A bulk operation that takes longer has been lost. */
const POLLS_MAX = (4 * 3_600_000) / POLL_MS;

export async function importHistory(shop: string, id: string): Promise<void> {
  const run = await findImport(shop, id);
  if (!run || run.state === 'done' || run.state === 'failed') return;
  try {
    const operationId = run.operationId ?? (await begin(run));
    const { url, total } = await awaitBulk(run, operationId);
    await updateImport(undefined, shop, id, { state: 'booking', total });
    if (url) await bookAll(run, url);
    await updateImport(undefined, shop, id, { state: 'done', finishedAt: new Date() });
  } catch (error) {
    log.error({ shop, import: id, problem: messageOf(error) }, 'history import stopped');
    if (error instanceof LostOperation) {
      await updateImport(undefined, shop, id, {
        state: 'failed',
        error: error.message,
        finishedAt: new Date(),
      });
      return;
    }
    throw error;
  }
}

class LostOperation extends Error {}

async function begin(run: HistoryImport): Promise<string> {
  const operationId = await withAccess(run.shop, startBulkOrders);
  await updateImport(undefined, run.shop, run.id, { state: 'reading', operationId });
  return operationId;
}

async function awaitBulk(
  run: HistoryImport,
  operationId: string,
): Promise<{ url: string | null; total: number }> {
  for (let poll = 0; poll < POLLS_MAX; poll += 1) {
    const bulk = await withAccess(run.shop, (access) => readBulkState(access, operationId));
    if (bulk.state === 'done') return bulk;
    if (bulk.state === 'failed') throw new LostOperation(bulk.reason);
    await updateImport(undefined, run.shop, run.id, { total: bulk.total });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new LostOperation('the bulk operation did not end');
}

async function bookAll(run: HistoryImport, url: string): Promise<void> {
  let position = 0;
  let batch: BulkOrder[] = [];
  for await (const order of streamBulkOrders(url)) {
    position += 1;
    if (position <= run.done) continue;
    batch.push(order);
    if (batch.length < BATCH) continue;
    await bookBatch(run, batch, position);
    batch = [];
  }
  if (batch.length > 0) await bookBatch(run, batch, position);
}

async function bookBatch(run: HistoryImport, batch: BulkOrder[], done: number): Promise<void> {
  const inputs = await complete(run, batch);
  await transaction(async (tx) => {
    const shop = await findShop(run.shop, tx);
    if (shop) await reconcileOrders(tx, shop, inputs, now());
    await updateImport(tx, run.shop, run.id, { done });
  });
}

/** The bulk file knows no refunds: orders that have any are read one by one, a few at a time. */
async function complete(run: HistoryImport, batch: BulkOrder[]): Promise<OrderInput[]> {
  const triggeredAt = run.startedAt;
  const inputs: OrderInput[] = batch.map(({ facts, profile }) => ({
    facts,
    profile,
    triggeredAt,
    read: true,
  }));
  const waiting = batch.flatMap((order, index) => (order.needsReading ? [index] : []));
  const readers = Array.from({ length: READERS }, async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const orderId = inputs[index]?.facts.orderId ?? '';
      const begun = now();
      const read = await withAccess(run.shop, (access) =>
        readOrder({ ...access, kind: 'background' }, orderId),
      );
      if (read) inputs[index] = { ...read, triggeredAt: begun, read: true };
    }
  });
  await Promise.all(readers);
  const traits = await loadTraits(
    run.shop,
    inputs.map(({ facts }) => facts),
  );
  return inputs.map((input, index) => {
    const known = traits[index];
    return known ? { ...input, traits: known } : input;
  });
}
