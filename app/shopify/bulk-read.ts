/**
 * Bulk operations of Shopify: a query that Shopify runs by itself and answers with a file. Started, looked at, read object
 * by object. Five may run at a time per shop and app; a further one is refused and asked for again later.
 */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { type DocumentNode, print } from 'graphql';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import { BulkProgressDocument, StartBulkReadDocument } from '#app/shopify/generated/admin-api.ts';

/** @returns the id of the running operation; undefined while as many run as Shopify allows. @throws ShopifyError */
export async function startBulk(access: AdminAccess, inner: DocumentNode): Promise<string | undefined> {
  const query = print(inner);
  const { bulkOperationRunQuery: run } = await requestAdmin(
    access,
    StartBulkReadDocument,
    { query },
    { repeatable: false },
  );
  const [problem] = run?.userErrors ?? [];
  if (problem?.code === 'LIMIT_REACHED' || problem?.code === 'OPERATION_IN_PROGRESS') return undefined;
  if (problem || !run?.bulkOperation)
    throw new ShopifyError('refused', problem?.message ?? 'no bulk operation');
  return run.bulkOperation.id;
}

export type BulkState =
  | { state: 'running'; total: number }
  | { state: 'done'; total: number; url: string | null }
  /** Its file is kept for seven days and is gone now. */
  | { state: 'expired' }
  | { state: 'failed'; reason: string };

export async function readBulkState(access: AdminAccess, id: string): Promise<BulkState> {
  const { bulkOperation } = await requestAdmin(access, BulkProgressDocument, { id }, { repeatable: true });
  if (!bulkOperation) return { state: 'failed', reason: 'the operation is gone' };
  const total = Number(bulkOperation.rootObjectCount);
  const { status, url } = bulkOperation;
  if (status === 'COMPLETED')
    return url || total === 0 ? { state: 'done', total, url } : { state: 'expired' };
  if (status === 'CREATED' || status === 'RUNNING') return { state: 'running', total };
  if (status === 'EXPIRED') return { state: 'expired' };
  return { state: 'failed', reason: bulkOperation.errorCode ?? status };
}

/** The file is not there any more. */
export class BulkFileGone extends Error {}

/** A line of the file: an object of the query's outer connection, or one below it that names its parent. */
export type BulkRow = { id?: string; __parentId?: string };
export type BulkGroup = { root: BulkRow; children: BulkRow[] };

/** Every object with all that lies below it, in the order of the file. @throws BulkFileGone, ShopifyError */
export async function* streamBulk(url: string): AsyncGenerator<BulkGroup> {
  const response = await fetch(url);
  if ([403, 404, 410].includes(response.status)) throw new BulkFileGone(`the bulk file is gone`);
  if (!response.ok || !response.body)
    throw new ShopifyError('unknown', `the bulk file answered ${response.status}`);
  const lines = createInterface({
    input: Readable.fromWeb(response.body as NodeStream),
    crlfDelay: Infinity,
  });
  let open: BulkGroup | undefined;
  for await (const line of lines) {
    if (!line) continue;
    const row = JSON.parse(line) as BulkRow;
    if (row.__parentId === undefined) {
      if (open) yield open;
      open = { root: row, children: [] };
    } else if (open && row.__parentId === open.root.id) open.children.push(row);
  }
  if (open) yield open;
}
