/** Answers a hint: reads the order from Shopify and books it. An order that Shopify does not have parks the event. */
import { now } from '#app/clock.ts';
import { type InboxEvent, settleDeliveries } from '#app/db/inbox.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { failureOf, keyOf } from '#app/services/delivery-outcome.ts';
import { blankForgotten } from '#app/services/forget-people.ts';
import { loadTraits } from '#app/services/load-traits.ts';
import { reconcileOrders } from '#app/services/reconcile-orders.ts';
import { readOrder } from '#app/shopify/read-order.ts';

/** All deliveries that ask for one order, answered by one read. */
export async function readHint(events: InboxEvent[], orderId: string): Promise<void> {
  const [first] = events;
  if (!first) return;
  try {
    const triggeredAt = now();
    const order = await withAccess(first.shop, (access) => readOrder(access, orderId));
    const [traits] = order ? await loadTraits(first.shop, [order.facts]) : [];
    await transaction(async (tx) => {
      const shop = await findShop(first.shop, tx);
      if (!order || !shop) {
        const outcome = { result: 'parked', reason: order ? 'shop-unknown' : 'order-unknown', orderId };
        await settleDeliveries(
          tx,
          events.map((event) => ({ ...keyOf(event), state: 'parked', outcome })),
        );
        return blankForgotten(tx, first.shop, events);
      }
      const input = { ...order, triggeredAt, read: true, ...(traits ? { traits } : {}) };
      const [outcome] = await reconcileOrders(tx, shop, [input], now());
      const state = outcome?.result === 'parked' ? 'parked' : 'done';
      await settleDeliveries(
        tx,
        events.map((event) => ({ ...keyOf(event), state, outcome: { ...outcome } })),
      );
      await blankForgotten(tx, first.shop, events);
    });
  } catch (error) {
    log.warn({ shop: first.shop, order: orderId, problem: messageOf(error) }, 'order not read');
    await transaction(async (tx) => {
      await settleDeliveries(
        tx,
        events.map((event) => failureOf(event, messageOf(error))),
      );
      await blankForgotten(tx, first.shop, events);
    });
  }
}
