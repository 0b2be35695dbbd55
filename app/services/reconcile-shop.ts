/**
 * Compares the books with Shopify: orders that changed there and were not heard of are read and booked, customers that changed
 * are read and what differs of them is taken in. Whatever differed is reported, never repaired in silence.
 */
import { randomUUID } from 'node:crypto';
import { now } from '#app/clock.ts';
import { HOUR_MS } from '#app/core/time.ts';
import { type DriftFinding, insertReport, listReports, loadTargets, updateReport } from '#app/db/drift.ts';
import { loadOrders } from '#app/db/orders.ts';
import { findShop, listShops, type ShopRow } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { loadTraits } from '#app/services/load-traits.ts';
import { readInstallation } from '#app/services/read-installation.ts';
import { type OrderInput, type OrderOutcome, reconcileOrders } from '#app/services/reconcile-orders.ts';
import { sayMissing } from '#app/services/say-missing.ts';
import { takeReadCustomers } from '#app/services/take-read-customers.ts';
import type { AdminAccess } from '#app/shopify/admin-client.ts';
import { listCustomersSince } from '#app/shopify/list-customers.ts';
import { type ChangedOrder, listOrdersSince } from '#app/shopify/list-orders.ts';
import { ORDERS_PER_CALL, readOrders } from '#app/shopify/read-order.ts';

/** Before the installation, or before the last comparison began: webhooks and Shopify's search may lag. */
const BEFORE_INSTALLATION_MS = 48 * HOUR_MS;
const OVERLAP_MS = 2 * HOUR_MS;

/** A shop that has left meanwhile is left alone: it is compared when it comes back. */
export async function reconcileIfInstalled(domain: string): Promise<void> {
  const shop = await findShop(domain);
  if (!shop || shop.uninstalledAt) return;
  await readInstallation(domain).catch((error: unknown) =>
    log.warn({ shop: domain, problem: messageOf(error) }, 'scopes and plan not read'),
  );
  await reconcileShop(domain);
}

export async function reconcileAllShops(): Promise<void> {
  for (const domain of await listShops()) {
    await reconcileIfInstalled(domain).catch((error: unknown) =>
      log.warn({ shop: domain, problem: messageOf(error) }, 'comparison with Shopify failed'),
    );
  }
}

/** @returns the id of the report. @throws what stopped it; the report says so, too. */
export async function reconcileShop(domain: string, since?: Date): Promise<string> {
  const shop = await findShop(domain);
  if (!shop) throw new Error(`shop ${domain} is not known`);
  if (shop.uninstalledAt) throw new Error(`shop ${domain} has left`);
  const id = randomUUID();
  const begin = since ?? (await lookBack(shop));
  await transaction((tx) => insertReport(tx, domain, id, begin, now()));
  const run: Run = {
    shop,
    checked: 0,
    drifted: 0,
    customersChecked: 0,
    customersDrifted: 0,
    findings: [],
  };
  const missing = await sayMissing(domain, 'comparison', ['read_orders', 'read_customers']);
  if (missing) {
    await updateReport(domain, id, { ...run, state: 'failed', error: missing }, now());
    return id;
  }
  try {
    await withAccess(domain, async (access) => {
      for await (const page of listOrdersSince({ ...access, kind: 'background' }, begin))
        await comparePage(run, access, page);
    });
    await withAccess(domain, (access) => compareCustomers(run, { ...access, kind: 'background' }, begin));
    await updateReport(domain, id, { ...run, state: 'done', error: null }, now());
  } catch (error) {
    await updateReport(domain, id, { ...run, state: 'failed', error: messageOf(error) }, now());
    throw error;
  }
  const { drifted, customersDrifted: customers } = run;
  if (drifted + customers > 0)
    log.warn({ shop: domain, report: id, drifted, customers }, 'the books differed from Shopify');
  return id;
}

type Run = {
  shop: ShopRow;
  checked: number;
  drifted: number;
  customersChecked: number;
  customersDrifted: number;
  findings: DriftFinding[];
};

/** Everything since the last comparison that came to its end; at first, everything since the installation. */
async function lookBack({ shop, installedAt }: ShopRow): Promise<Date> {
  const last = (await listReports(shop, 60)).find(({ state }) => state === 'done');
  return new Date(
    last ? last.startedAt.getTime() - OVERLAP_MS : installedAt.getTime() - BEFORE_INSTALLATION_MS,
  );
}

/** Accounts, consent, tags and names whose webhooks were lost. */
async function compareCustomers(run: Run, access: AdminAccess, since: Date): Promise<void> {
  let readAt = now();
  for await (const page of listCustomersSince(access, since)) {
    const reading = { readAt, newSince: null };
    run.customersChecked += page.length;
    run.customersDrifted += await transaction((tx) => takeReadCustomers(tx, run.shop, page, reading, now()));
    readAt = now();
  }
}

async function comparePage(run: Run, access: AdminAccess, page: ChangedOrder[]): Promise<void> {
  const { shop } = run.shop;
  const known = await transaction((tx) =>
    loadOrders(
      tx,
      shop,
      page.map(({ orderId }) => orderId),
    ),
  );
  const behind = page.filter(({ orderId, updatedAt }) => {
    const stored = known.get(orderId);
    return !stored || stored.updatedAt < updatedAt;
  });
  run.checked += page.length;
  const inputs: OrderInput[] = [];
  for (let start = 0; start < behind.length; start += ORDERS_PER_CALL) {
    const part = behind.slice(start, start + ORDERS_PER_CALL).map(({ orderId }) => orderId);
    const triggeredAt = now();
    const read = await readOrders({ ...access, kind: 'background' }, part);
    for (const order of read.values()) inputs.push({ ...order, triggeredAt, read: true });
  }
  if (inputs.length > 0) await book(run, page, inputs);
}

async function book(run: Run, page: ChangedOrder[], inputs: OrderInput[]): Promise<void> {
  const { shop } = run.shop;
  const traits = await loadTraits(
    shop,
    inputs.map(({ facts }) => facts),
  );
  const complete = inputs.map((input, index) => ({ ...input, ...traitsOf(traits[index]) }));
  const before = await loadTargets(
    shop,
    inputs.map(({ facts }) => facts.orderId),
  );
  const outcomes = await transaction((tx) => reconcileOrders(tx, run.shop, complete, now()));
  for (const outcome of outcomes) {
    // Between the list and the read a webhook may have told the same: then nothing differed.
    if (outcome.result === 'repeat' || outcome.result === 'stale') continue;
    run.drifted += 1;
    run.findings.push(toFinding(outcome, page, before));
  }
}

function traitsOf(traits: OrderInput['traits']): Pick<OrderInput, 'traits'> {
  return traits ? { traits } : {};
}

function toFinding(outcome: OrderOutcome, page: ChangedOrder[], before: Map<string, number>): DriftFinding {
  const { orderId, result } = outcome;
  return {
    orderId,
    name: page.find((one) => one.orderId === orderId)?.name ?? orderId,
    result,
    pointsBefore: before.get(orderId) ?? 0,
    pointsAfter: outcome.points ?? 0,
  };
}
