/**
 * What Shopify tells of carts in the checkout and of returns, as events of members. A cart is left when nobody has touched it for an
 * hour and she has not ordered; who began a checkout is kept only while a journey asks for carts that were left.
 */
import { now } from '#app/clock.ts';
import { HOUR_MS } from '#app/core/time.ts';
import { noteEvents } from '#app/db/member-events.ts';
import {
  asksForEvent,
  dropCheckouts,
  findMembersOfOrders,
  keepCheckouts,
  takeLeftCheckouts,
} from '#app/db/open-checkouts.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import type { CheckoutNews, ReturnNews } from '#app/shopify/webhooks/parse-shopping.ts';

const BATCH = 500;

export async function takeShoppingNews(
  tx: Transaction,
  shop: string,
  { checkouts, returns }: { checkouts: CheckoutNews[]; returns: ReturnNews[] },
  at: Date,
): Promise<void> {
  await takeCheckouts(tx, shop, checkouts);
  await takeReturns(tx, shop, returns, at);
}

async function takeCheckouts(tx: Transaction, shop: string, news: CheckoutNews[]): Promise<void> {
  if (news.length === 0) return;
  const done = news.filter(({ completed }) => completed).map(({ checkoutId }) => checkoutId);
  if (await asksForEvent(tx, shop, 'cart-left')) {
    const open = news.flatMap(({ customerId, checkoutId, completed, at }) =>
      completed || customerId === null || done.includes(checkoutId) ? [] : [{ customerId, checkoutId, at }],
    );
    await keepCheckouts(tx, shop, open);
  }
  await dropCheckouts(tx, shop, done);
}

async function takeReturns(tx: Transaction, shop: string, news: ReturnNews[], at: Date): Promise<void> {
  const members = await findMembersOfOrders(
    tx,
    shop,
    news.map(({ orderId }) => orderId),
  );
  const events = news.flatMap(({ returnId, orderId, open, at: told }) => {
    const memberId = members.get(orderId);
    const kind = open ? ('return-opened' as const) : ('return-closed' as const);
    return memberId === undefined
      ? []
      : [{ memberId, kind, key: returnId, at: told, data: { order: orderId } }];
  });
  await noteEvents(tx, shop, events, at);
}

/** @returns how many were looked at; 0 when nothing is left. */
export async function noteLeftCarts(): Promise<number> {
  const at = now();
  return transaction(async (tx) => {
    const due = await takeLeftCheckouts(tx, new Date(at.getTime() - HOUR_MS), BATCH);
    if (!due) return 0;
    const events = due.left.map(({ memberId, checkoutId, touchedAt }) => ({
      memberId,
      kind: 'cart-left' as const,
      key: checkoutId,
      at: touchedAt,
      data: {},
    }));
    await noteEvents(tx, due.shop, events, at);
    return due.taken;
  });
}
