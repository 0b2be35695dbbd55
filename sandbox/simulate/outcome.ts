/**
 * How a day ended, in terms that two runs of one seed have in common: customers and orders by their place in the plan,
 * redemptions by what was asked for. Ids, codes and times are left out.
 */
import type { Discount } from '../store/model.ts';
import { readBooks } from './books.ts';
import { isUsable } from './check-redemptions.ts';
import type { World } from './world.ts';

export type DayOutcome = {
  /** "pending/available/reserved/debt" of each customer. */
  standings: string[];
  /** "step: points" of each order that has any. */
  orders: string[];
  /** "key: state captured/released/restored, by the order of step N" of each reward that was given. */
  redemptions: string[];
  /** How many codes of each customer a cart would take. */
  usable: number[];
};

export async function outcomeOf({ machine, customers, placed, asked }: World): Promise<DayOutcome> {
  const [books, discounts, clock] = await Promise.all([
    readBooks(machine),
    machine.read<Discount[]>('discounts'),
    machine.read<{ now: string }>('clock'),
  ]);
  const standings = new Map(books.report.members.map((one) => [one.customerId, one]));
  const now = Date.parse(clock.now);
  const given = new Set(asked.flatMap((one) => (one.code === null ? [] : [one.key])));
  const stepOf = (orderId: string | null) => (orderId === null ? null : (placed.get(orderId)?.step ?? null));
  return {
    standings: customers.map((id) => {
      const one = standings.get(id);
      return one ? [one.pending, one.available, one.reserved, one.debt].join('/') : 'unknown';
    }),
    // An order may be heard of before it lost its points, or only after.
    orders: [...books.orders.values()]
      .filter(({ booked }) => booked > 0)
      .map(({ orderId, booked }) => `${stepOf(orderId)}: ${booked}`)
      .sort(),
    redemptions: books.redemptions
      // What was refused for a passing reason was asked for again under another key.
      .filter(({ key }) => given.has(key))
      .map((row) => {
        const key = row.key.replace(/-again-\d+$/, '');
        return `${key}: ${row.state} ${row.captured}/${row.released}/${row.restored}, ${stepOf(row.orderId)}`;
      })
      .sort(),
    usable: customers.map(
      (id) => discounts.filter((one) => one.customerIds.includes(id) && isUsable(one, now)).length,
    ),
  };
}
