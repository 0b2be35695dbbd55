/** All orders of a shop through Shopify's bulk operation: started, waited for, read line by line. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { print } from 'graphql';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import {
  BulkProgressDocument,
  type OrderHeaderFragment,
  type OrderLineFactsFragment,
  OrdersInBulkDocument,
  type OrderShippingFactsFragment,
  StartBulkReadDocument,
} from '#app/shopify/generated/admin-api.ts';
import { numericId } from '#app/shopify/json.ts';
import { profileOf, type ReadOrder, toOrderFacts } from '#app/shopify/read-order.ts';

/** @returns the id of the running operation. @throws ShopifyError */
export async function startBulkOrders(access: AdminAccess): Promise<string> {
  const query = print(OrdersInBulkDocument);
  const { bulkOperationRunQuery: run } = await requestAdmin(
    access,
    StartBulkReadDocument,
    { query },
    { repeatable: false },
  );
  const [problem] = run?.userErrors ?? [];
  if (problem || !run?.bulkOperation)
    throw new ShopifyError('refused', problem?.message ?? 'no bulk operation');
  return run.bulkOperation.id;
}

export type BulkState =
  | { state: 'running'; total: number }
  | { state: 'done'; total: number; url: string | null }
  | { state: 'failed'; reason: string };

export async function readBulkState(access: AdminAccess, id: string): Promise<BulkState> {
  const { bulkOperation } = await requestAdmin(access, BulkProgressDocument, { id }, { repeatable: true });
  if (!bulkOperation) return { state: 'failed', reason: 'the operation is gone' };
  const total = Number(bulkOperation.rootObjectCount);
  if (bulkOperation.status === 'COMPLETED') return { state: 'done', total, url: bulkOperation.url };
  if (['CREATED', 'RUNNING'].includes(bulkOperation.status)) return { state: 'running', total };
  return { state: 'failed', reason: bulkOperation.errorCode ?? bulkOperation.status };
}

/** An order from the bulk file; refunds are not in it, so those with any must be read one by one. */
export type BulkOrder = ReadOrder & { needsReading: boolean };

export async function* streamBulkOrders(url: string): AsyncGenerator<BulkOrder> {
  const response = await fetch(url);
  if (!response.ok || !response.body)
    throw new ShopifyError('unknown', `the bulk file answered ${response.status}`);
  const lines = createInterface({
    input: Readable.fromWeb(response.body as NodeStream),
    crlfDelay: Infinity,
  });
  let open: Parts | undefined;
  for await (const line of lines) {
    if (!line) continue;
    const row = JSON.parse(line) as BulkRow;
    if (row.__parentId === undefined) {
      if (open) yield toBulkOrder(open);
      open = { header: row as OrderHeaderFragment, lines: [], shipping: [] };
    } else if (open && row.__parentId === open.header.id) {
      if ('originalUnitPriceSet' in row) open.lines.push(row as OrderLineFactsFragment);
      else open.shipping.push(row as OrderShippingFactsFragment);
    }
  }
  if (open) yield toBulkOrder(open);
}

type BulkRow = { __parentId?: string } & (
  OrderHeaderFragment | OrderLineFactsFragment | OrderShippingFactsFragment
);
type Parts = {
  header: OrderHeaderFragment;
  lines: OrderLineFactsFragment[];
  shipping: OrderShippingFactsFragment[];
};

function toBulkOrder({ header, lines, shipping }: Parts): BulkOrder {
  const facts = toOrderFacts({ header, lines, shipping, refunds: [] });
  const refunded = Number(header.totalRefundedSet.shopMoney.amount) !== 0;
  const edited = lines.some((line) => line.currentQuantity !== line.quantity);
  return { facts, profile: profileOf(header), needsReading: refunded || edited || !numericId(header.id) };
}
