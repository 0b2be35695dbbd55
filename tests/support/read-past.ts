/** The past of a shop of an inner store, read to its end without a queue: each time Shopify works, the test waits for it. */
import { randomUUID } from 'node:crypto';
import { now } from '../../app/clock.ts';
import { insertImport } from '../../app/db/imports.ts';
import { transaction } from '../../app/db/transaction.ts';
import { advanceImport } from '../../app/services/import-history.ts';
import type { InnerStore } from './inner-store.ts';

/** @returns the run's id. */
export async function readPast(store: Pick<InnerStore, 'api'>, shop: string): Promise<string> {
  const id = await openPast(shop);
  await goOn(store, shop, id);
  return id;
}

export async function openPast(shop: string): Promise<string> {
  const id = randomUUID();
  if (!(await transaction((tx) => insertImport(tx, shop, id, now())))) throw new Error('a run is under way');
  return id;
}

export async function goOn(store: Pick<InnerStore, 'api'>, shop: string, id: string): Promise<void> {
  while ((await advanceImport(shop, id)) !== null) await store.api.bulk.idle();
}
