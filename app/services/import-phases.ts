/** What each phase of reading the past asks Shopify for, and how a batch of it is taken over. */
import type { DocumentNode } from 'graphql';
import { now } from '#app/clock.ts';
import { needsTraits } from '#app/core/program/needs.ts';
import type { HistoryImport, ImportPhase } from '#app/db/imports.ts';
import { saveProducts } from '#app/db/products.ts';
import { listVersions } from '#app/db/programs.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { loadTraits } from '#app/services/load-traits.ts';
import { type OrderInput, reconcileOrders } from '#app/services/reconcile-orders.ts';
import { takeReadCustomers } from '#app/services/take-read-customers.ts';
import { toBulkOrder } from '#app/shopify/bulk-orders.ts';
import type { BulkGroup } from '#app/shopify/bulk-read.ts';
import {
  CustomersInBulkDocument,
  OrdersInBulkDocument,
  ProductsInBulkDocument,
} from '#app/shopify/generated/admin-api.ts';
import { toBulkTraits } from '#app/shopify/product-traits.ts';
import { toBulkCustomer } from '#app/shopify/read-customers.ts';
import { ORDERS_PER_CALL, readOrders } from '#app/shopify/read-order.ts';

type Write = (tx: Transaction, shop: ShopRow, at: Date) => Promise<void>;

export type Phase = {
  query: DocumentNode;
  scopes: string[];
  isNeeded: (shop: string) => Promise<boolean>;
  /** Outside of any transaction. @returns what writes the batch. */
  prepare: (run: HistoryImport, batch: BulkGroup[]) => Promise<Write>;
};

export const PHASES: Record<ImportPhase, Phase> = {
  products: {
    query: ProductsInBulkDocument,
    scopes: ['read_products', 'read_inventory'],
    isNeeded: asksForProducts,
    prepare: prepareProducts,
  },
  orders: {
    query: OrdersInBulkDocument,
    scopes: ['read_orders', 'read_customers'],
    isNeeded: async () => true,
    prepare: prepareOrders,
  },
  customers: {
    query: CustomersInBulkDocument,
    scopes: ['read_customers'],
    isNeeded: async () => true,
    prepare: prepareCustomers,
  },
};

/** What no rule asks for is not read; before there is a program, set-up asks for the goods' costs. */
async function asksForProducts(shop: string): Promise<boolean> {
  const versions = await listVersions(shop);
  return versions.length === 0 || versions.some(({ config }) => needsTraits(config));
}

async function prepareProducts(_run: HistoryImport, batch: BulkGroup[]): Promise<Write> {
  const readAt = new Date();
  return async (tx, { shop, currency }) => {
    const read = batch.flatMap((group) => toBulkTraits(group, currency) ?? []);
    await saveProducts(shop, new Map(read.map(({ productId, traits }) => [productId, traits])), readAt, tx);
  };
}

/** The bulk file knows no refunds: orders that have any are read by themselves, several to a call. */
async function prepareOrders(run: HistoryImport, batch: BulkGroup[]): Promise<Write> {
  const orders = batch.map(toBulkOrder);
  const triggeredAt = run.phaseAt ?? run.startedAt;
  const inputs: OrderInput[] = orders.map(({ facts, profile }) => ({
    facts,
    profile,
    triggeredAt,
    read: true,
  }));
  const waiting = orders.flatMap((order, index) => (order.needsReading ? [index] : []));
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
  // What the first phase has read is fresh enough, however long the orders take.
  const traits = await loadTraits(
    run.shop,
    inputs.map(({ facts }) => facts),
    run.startedAt,
  );
  const complete = inputs.map((input, index) => {
    const known = traits[index];
    return known ? { ...input, traits: known } : input;
  });
  return async (tx, shop, at) => void (await reconcileOrders(tx, shop, complete, at));
}

async function prepareCustomers(run: HistoryImport, batch: BulkGroup[]): Promise<Write> {
  const customers = batch.flatMap((group) => toBulkCustomer(group) ?? []);
  const readAt = run.phaseAt ?? run.startedAt;
  const reading = { readAt, newSince: run.startedAt };
  return async (tx, shop, at) => void (await takeReadCustomers(tx, shop, customers, reading, at));
}
