/**
 * Reads a shop's past in phases: products (where a rule asks for them), orders, customers. Each is a bulk operation of
 * Shopify's, whose file is taken over in batches; a run that is interrupted goes on at the object where it stopped. While
 * Shopify works no job waits: the webhook of its end wakes the run up (`wake-import.ts`), and a look from time to time
 * does should the webhook stay away. Live events are never held up, since members are locked batch by batch.
 */
import { now } from '#app/clock.ts';
import { keepQuiet } from '#app/db/flow-outbox.ts';
import {
  countFailure,
  dropOperation,
  failImport,
  findImport,
  finishPhase,
  type HistoryImport,
  noteDone,
  noteOperation,
  noteTotal,
  SHOP_HAS_LEFT,
} from '#app/db/imports.ts';
import { pool } from '#app/db/pool.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { type Phase, PHASES } from '#app/services/import-phases.ts';
import { sayMissing } from '#app/services/say-missing.ts';
import {
  BulkFileGone,
  type BulkGroup,
  readBulkState,
  startBulk,
  streamBulk,
} from '#app/shopify/bulk-read.ts';

const BATCH = 500;
/** Looks become rarer the longer Shopify works: a small shop is read in seconds, a large one's list takes hours. */
const LOOK_MS_MIN = 15_000;
const LOOK_MS_MAX = 300_000;
/** Shopify ends an operation itself by then. */
const OPERATION_MS_MAX = 11 * 86_400_000;
/** How long other operations of ours, left over from lost answers, may take up all that Shopify allows. */
const TURN_MS_MAX = 86_400_000;
const FAILURES_MAX = 10;

/** The job. It ends while Shopify works, and leaves a look behind. */
export async function importHistory(shop: string, id: string): Promise<void> {
  const lookMs = await advanceImport(shop, id);
  if (lookMs !== null) await enqueue(pool(), 'import-history', { shop, id }, `${id}:look`, lookMs / 1_000);
  // How a customer stands among the others is known once all of them are.
  else await enqueue(pool(), 'score-shop', { shop }, `score:${shop}`);
}

/** Does what can be done now. @returns when to look again, in milliseconds; null when the run has ended. */
export async function advanceImport(shop: string, id: string): Promise<number | null> {
  try {
    for (;;) {
      const run = await findImport(shop, id);
      if (!run || run.state === 'done' || run.state === 'failed') return null;
      if (await hasLeft(shop)) return await endForShopThatLeft(run);
      const lookMs = await advancePhase(run);
      if (lookMs !== undefined) return lookMs;
    }
  } catch (error) {
    if (error instanceof Overtaken) return null;
    log.error({ shop, import: id, problem: messageOf(error) }, 'history import stopped');
    if (await hasLeft(shop)) return endForShopThatLeft({ shop, id });
    if (!(error instanceof LostOperation) && (await countFailure(shop, id)) < FAILURES_MAX) throw error;
    await failImport(shop, id, messageOf(error), now());
    return null;
  }
}

/** Another process works on the same run, and is further. */
class Overtaken extends Error {}
class LostOperation extends Error {}

async function hasLeft(shop: string): Promise<boolean> {
  return Boolean((await findShop(shop))?.uninstalledAt);
}

async function endForShopThatLeft({ shop, id }: Pick<HistoryImport, 'shop' | 'id'>): Promise<null> {
  await failImport(shop, id, SHOP_HAS_LEFT, now());
  return null;
}

/** One step. @returns undefined when the next one can follow at once, else when to look again. */
async function advancePhase(run: HistoryImport): Promise<number | undefined> {
  const phase = PHASES[run.phase];
  if (run.operationId === null) {
    if (await phase.isNeeded(run.shop)) return begin(run, phase);
    return step(await finishPhase(run, null, now()));
  }
  const { operationId } = run;
  const bulk = await withAccess(run.shop, (access) =>
    readBulkState({ ...access, kind: 'background' }, operationId),
  );
  if (bulk.state === 'failed') throw new LostOperation(bulk.reason);
  if (bulk.state === 'expired') return startAgain(run);
  if (bulk.state === 'running') {
    await noteTotal(run, 'reading', bulk.total);
    return nextLook(run, OPERATION_MS_MAX, 'the bulk operation did not end');
  }
  await noteTotal(run, 'booking', bulk.total);
  try {
    if (bulk.url) await takeAll(run, phase, bulk.url);
  } catch (error) {
    if (error instanceof BulkFileGone) return startAgain(run);
    throw error;
  }
  return step(await finishPhase(run, bulk.total, now()));
}

function step(taken: boolean): undefined {
  if (!taken) throw new Overtaken();
}

/** Two processes at once start an operation each; the one that is not noted has no effect but its turn at Shopify. */
async function begin(run: HistoryImport, phase: Phase): Promise<number | undefined> {
  const missing = await sayMissing(run.shop, `reading the ${run.phase}`, phase.scopes);
  if (missing) throw new LostOperation(missing);
  const at = now();
  const operationId = await withAccess(run.shop, (access) => startBulk(access, phase.query));
  if (operationId === undefined)
    return nextLook(run, TURN_MS_MAX, 'Shopify is still busy with other bulk operations of this app');
  return step(await noteOperation(run, operationId, at));
}

async function startAgain(run: HistoryImport): Promise<undefined> {
  log.warn(
    { shop: run.shop, import: run.id, phase: run.phase },
    'the bulk file is gone and is asked for again',
  );
  if ((await countFailure(run.shop, run.id)) >= FAILURES_MAX)
    throw new LostOperation('the bulk file was gone again and again');
  await dropOperation(run);
}

function nextLook({ phaseAt, startedAt }: HistoryImport, elapsedMax: number, reason: string): number {
  const elapsed = now().getTime() - (phaseAt ?? startedAt).getTime();
  if (elapsed > elapsedMax) throw new LostOperation(reason);
  return Math.min(LOOK_MS_MAX, Math.max(LOOK_MS_MIN, elapsed / 4));
}

async function takeAll(run: HistoryImport, phase: Phase, url: string): Promise<void> {
  const goesOn = { ...run };
  let position = 0;
  let batch: BulkGroup[] = [];
  for await (const group of streamBulk(url)) {
    position += 1;
    if (position <= run.done) continue;
    batch.push(group);
    if (batch.length < BATCH) continue;
    await takeBatch(goesOn, phase, batch, position);
    batch = [];
  }
  if (batch.length > 0) await takeBatch(goesOn, phase, batch, position);
}

/** What the batch needs of Shopify is read before anybody is locked. */
async function takeBatch(
  run: HistoryImport,
  phase: Phase,
  batch: BulkGroup[],
  position: number,
): Promise<void> {
  const write = await phase.prepare(run, batch);
  await transaction(async (tx) => {
    if (!(await noteDone(tx, run, position))) throw new Overtaken();
    const shop = await findShop(run.shop, tx);
    await keepQuiet(tx);
    if (shop) await write(tx, shop, now());
  });
  run.done = position;
}
