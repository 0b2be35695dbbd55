/**
 * Tells Shopify Flow what has happened. What Shopify did not take is told again, later and later, about six hours long;
 * then, or when Shopify says that it is wrong, it is given up and shown in Activity. Flow has no key by which it would know a
 * repeat: after a lost answer a workflow may run twice, with the same Event ID.
 */
import { now } from '#app/clock.ts';
import { FLOW_TRIGGERS } from '#app/core/flow/registry.ts';
import {
  claimNews,
  type DueNews,
  findShopsUsing,
  findShopsWithNews,
  markNewsFailed,
  queueExpiring,
  settleNews,
} from '#app/db/flow-outbox.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { tellFlow } from '#app/shopify/flow-triggers.ts';

const NEWS_AT_ONCE = 20;
const EXPIRING_AT_ONCE = 500;
const ATTEMPTS_MAX = 12;
const ERROR_LENGTH_MAX = 300;

/** A few of each shop, so that no shop waits for another. @returns how many were tried. */
export async function sendFlowNews(): Promise<number> {
  const at = now();
  const shops = await findShopsWithNews(at);
  const counts = await Promise.all(
    shops.map(async (shop) => {
      const due = await claimNews(shop, at, NEWS_AT_ONCE);
      for (const one of due) await send(shop, one);
      return due.length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** @returns how many members and days were found whose points end soon. */
export async function queueExpiringPoints(): Promise<number> {
  let count = 0;
  for (const shop of await findShopsUsing('points-expiring'))
    count += await queueExpiring(shop, now(), EXPIRING_AT_ONCE);
  return count;
}

async function send(shop: string, news: DueNews): Promise<void> {
  const { customerId } = news;
  if (customerId === null) return settleNews(shop, news);
  if (news.attempts > ATTEMPTS_MAX)
    return markNewsFailed(shop, news, { error: 'no answer was heard', final: true });
  try {
    await withAccess(shop, (access) => tellFlow(access, news.trigger, customerId, payloadOf(news)));
    await settleNews(shop, news);
  } catch (error) {
    const problem = messageOf(error).slice(0, ERROR_LENGTH_MAX);
    const wrong = error instanceof ShopifyError && error.outcome === 'refused';
    const final = wrong || news.attempts >= ATTEMPTS_MAX;
    log.warn({ shop, trigger: news.trigger, attempts: news.attempts, final, problem }, 'Flow was not told');
    await markNewsFailed(shop, news, { error: problem, final });
  }
}

/** Every field of the trigger, also those that only now are known. */
function payloadOf(news: DueNews): Record<string, string | number> {
  const known: Record<string, string | number> = {
    'Available points': news.available,
    Reward: news.rewardId ?? '',
    'Order ID': news.orderId ?? '',
    ...news.data,
    'Event ID': news.id,
  };
  return Object.fromEntries(Object.keys(FLOW_TRIGGERS[news.trigger]).map((key) => [key, known[key] ?? '']));
}
