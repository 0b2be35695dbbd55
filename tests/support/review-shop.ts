/** Shops whose members review and post, with the services in the test's own process: three of them have bought two products. */
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import { scoreDueMembers } from '../../app/services/score-members.ts';
import { type InnerStore, startInnerStore } from './inner-store.ts';
import { tellOrder } from './services-model/model-shop.ts';
import { START_MS } from './two-shops.ts';

export const DAY = 86_400_000;
const PROGRAM = {
  earning: {
    rules: [
      { points: 1 },
      { id: 'word', kind: 'deed', deed: 'review', points: 20 },
      { id: 'picture', kind: 'deed', deed: 'photoReview', points: 50 },
      { id: 'post', kind: 'deed', deed: 'share', points: 80 },
    ],
  },
};

let store: InnerStore;

/** Once per test file, before anything else. */
export async function startReviews(): Promise<InnerStore> {
  store = await startInnerStore();
  return store;
}

export const iso = (days: number) => new Date(START_MS + days * DAY).toISOString();
export const on = (days: number) => store.setTime(START_MS + days * DAY);

/** A shop where 7, 8 and 9 have bought the products 77 and 78. */
export async function open(name: string, program: object = PROGRAM): Promise<string> {
  on(0);
  const shop = await store.addShop(name, program);
  for (const customerId of ['7', '8', '9']) {
    const lines = ['77', '78'].map((productId) => ({ ...aLine({ unitPriceMinor: 1_000 }), productId }));
    const at = { occurredAt: iso(0), updatedAt: iso(0) };
    await tellOrder(
      { shop, ignoresRefunds: false },
      anOrder({ orderId: `${customerId}00`, customerId, lines, ...at }),
    );
    await store.db.query(
      "UPDATE members SET email = $3, display_name = 'Ada <b>' WHERE shop = $1 AND customer_id = $2",
      [shop, customerId, `${customerId}@Example.com`],
    );
  }
  while ((await scoreDueMembers()) > 0);
  on(1);
  return shop;
}

/** The points that deeds have given each customer. */
export async function points(shop: string): Promise<Record<string, number>> {
  const { rows } = await store.db.query<{ customer: string; points: number }>(
    `SELECT m.customer_id AS customer, sum(a.points)::int AS points FROM awards a
      JOIN members m ON m.shop = a.shop AND m.id = a.member_id
      WHERE a.shop = $1 AND a.source LIKE 'deed:%' AND a.points > 0 GROUP BY 1 ORDER BY 1`,
    [shop],
  );
  return Object.fromEntries(rows.map((row) => [row.customer, row.points]));
}

export async function balance(shop: string, customerId: string): Promise<number> {
  const { rows: found } = await store.db.query<{ points: number }>(
    `SELECT (b.pending + b.available)::int AS points FROM member_balances b
      JOIN members m ON m.shop = b.shop AND m.id = b.member_id WHERE m.shop = $1 AND m.customer_id = $2`,
    [shop, customerId],
  );
  return found[0]?.points ?? 0;
}
