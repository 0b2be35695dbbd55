/**
 * Reads all past orders of a shop in bulk and books them as if they had arrived one by one. A run that is
 * interrupted goes on where it stopped; live events are never held up, since members are locked batch by batch.
 */
import { now } from '#app/clock.ts';
import { keepQuiet } from '#app/db/flow-outbox.ts';
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
import { ORDERS_PER_CALL, readOrders } from '#app/shopify/read-order.ts';

const BATCH = 500;
/** Small shops are read at once; a large one's list takes hours, and its live requests need the budget more. */
const REST_MS_MIN = 500;
const REST_MS_MAX = 15_000;
/** A bulk operation that takes longer has been lost. */
const BULK_MS_MAX = 4 * 3_600_000;

export async function importHistory(shop: string, id: string): Promise<void> {
  const run = await findImport(shop, id);
  if (!run || run.state === 'done' || run.state === 'failed') return;
  if ((await findShop(shop))?.uninstalledAt) return endForShopThatLeft(run);
  try {
    const operationId = run.operationId ?? (await begin(run));
    const { url, total } = await awaitBulk(run, operationId);
    await updateImport(undefined, shop, id, { state: 'booking', total });
    if (url) await bookAll(run, url);
    await updateImport(undefined, shop, id, { state: 'done', finishedAt: new Date() });
  } catch (error) {
    if ((await findShop(shop))?.uninstalledAt) return endForShopThatLeft(run);
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

/** Whoever comes back starts it again: what was booked is not booked twice. */
async function endForShopThatLeft({ shop, id }: HistoryImport): Promise<void> {
  const error = 'the app was removed from the shop';
  await updateImport(undefined, shop, id, { state: 'failed', error, finishedAt: new Date() });
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
  const begun = performance.now();
  for (
    let rest = REST_MS_MIN;
    performance.now() - begun < BULK_MS_MAX;
    rest = Math.min(REST_MS_MAX, rest * 1.25)
  ) {
    const bulk = await withAccess(run.shop, (access) =>
      readBulkState({ ...access, kind: 'background' }, operationId),
    );
    if (bulk.state === 'done') return bulk;
    if (bulk.state === 'failed') throw new LostOperation(bulk.reason);
    await updateImport(undefined, run.shop, run.id, { total: bulk.total });
    await new Promise((resolve) => setTimeout(resolve, rest));
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
    await keepQuiet(tx);
    if (shop) await reconcileOrders(tx, shop, inputs, now());
    await updateImport(tx, run.shop, run.id, { done });
  });
}

/** The bulk file knows no refunds: orders that have any are read by themselves, several to a call. */
async function complete(run: HistoryImport, batch: BulkOrder[]): Promise<OrderInput[]> {
  const triggeredAt = run.startedAt;
  const inputs: OrderInput[] = batch.map(({ facts, profile }) => ({
    facts,
    profile,
    triggeredAt,
    read: true,
  }));
  const waiting = batch.flatMap((order, index) => (order.needsReading ? [index] : []));
  while (waiting.length > 0) {
    const part = waiting.splice(0, ORDERS_PER_CALL);
    const ids = part.map((index) => inputs[index]?.facts.orderId ?? '');
    const begun = now();
    const read = await withAccess(run.shop, (access) => readOrders({ ...access, kind: 'background' }, ids));
    for (const index of part) {
      const order = read.get(inputs[index]?.facts.orderId ?? '');
      if (order) inputs[index] = { ...order, triggeredAt: begun, read: true };
    }
  }
  const traits = await loadTraits(
    run.shop,
    inputs.map(({ facts }) => facts),
  );
  return inputs.map((input, index) => {
    const known = traits[index];
    return known ? { ...input, traits: known } : input;
  });
}
