/** What a history comes to in the books: points booked per order, points per customer. Two tellings must agree. */
import type pg from 'pg';

export type Totals = { orders: Map<string, number>; customers: Map<string, number> };

/** Of the whole shop, or of some customers and orders alone. */
export async function totalsOf(
  db: pg.Pool,
  shop: string,
  only: { customers?: string[]; orders?: string[] } = {},
): Promise<Totals> {
  const { rows: orders } = await db.query<{ order: string; booked: number }>(
    `SELECT substr(source, 7) AS order, sum(earned - revoked - owed - waived)::float8 AS booked FROM bookings
      WHERE shop = $1 AND source LIKE 'order:%' AND ($2::text[] IS NULL OR substr(source, 7) = ANY($2))
      GROUP BY source`,
    [shop, only.orders ?? null],
  );
  const { rows: customers } = await db.query<{ customer: string; points: number }>(
    `SELECT m.customer_id AS customer, (b.pending + b.available + b.reserved + b.debt)::float8 AS points
      FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id
      WHERE b.shop = $1 AND ($2::text[] IS NULL OR m.customer_id = ANY($2))`,
    [shop, only.customers ?? null],
  );
  return {
    orders: new Map(orders.map(({ order, booked }) => [order, booked])),
    customers: new Map(customers.map(({ customer, points }) => [customer, points])),
  };
}

/** Every difference as a sentence; none when the two agree. Who has nothing need not be known. */
export function differences(expected: Totals, actual: Totals): string[] {
  return [
    ...compare('order', expected.orders, actual.orders),
    ...compare('customer', expected.customers, actual.customers),
  ];
}

function compare(what: string, expected: Map<string, number>, actual: Map<string, number>): string[] {
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((id) => {
    const [should, is] = [expected.get(id) ?? 0, actual.get(id) ?? 0];
    return should === is ? [] : [`${what} ${id} has ${is} points instead of ${should}`];
  });
}
