/**
 * What Shopify says of the app in a shop: granted scopes and, where there are plans, what the shop pays for. News of either only
 * cause a look: late, repeated and reordered ones change nothing, and of two looks the one that began later counts.
 */
import { now } from '#app/clock.ts';
import { hasLapsed } from '#app/core/plans/entitlement.ts';
import { pool } from '#app/db/pool.ts';
import { saveInstallation } from '#app/db/shop-access.ts';
import { findShop } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { env } from '#app/env.server.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { readShop, type ShopFacts } from '#app/shopify/read-shop.ts';

/** @throws ShopifyError */
export async function readInstallation(shop: string): Promise<void> {
  const row = await findShop(shop);
  if (!row || row.uninstalledAt) return;
  const readAt = new Date();
  const facts = await withAccess(shop, (access) => readShop({ ...access, kind: 'background' }, withPlans()));
  await takeInstallation(pool(), shop, facts, readAt);
}

export async function takeInstallation(
  executor: Pick<Transaction, 'query'>,
  shop: string,
  facts: Pick<ShopFacts, 'scopes' | 'subscriptions'>,
  readAt: Date,
): Promise<void> {
  const { scopes, subscriptions } = facts;
  const lapsed = subscriptions !== null && hasLapsed(env().TREUWERK_PLANS, subscriptions);
  await saveInstallation(executor, shop, { scopes, subscriptions, lapsed, at: now(), readAt });
}

/** News of plans mean nothing where there are none. */
export async function askForInstallation(tx: Transaction, shop: string, topic: string): Promise<void> {
  if (topic === 'app_subscriptions/update' && !withPlans().plans) return;
  await enqueue(tx, 'read-installation', { shop }, `installation:${shop}`);
}

export function withPlans(): { plans: boolean } {
  return { plans: env().TREUWERK_PLANS !== undefined };
}
