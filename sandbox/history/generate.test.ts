import { expect, test } from 'vitest';
import { totalsOf } from '../store/refund-math.ts';
import { testStore } from '../store/testing.ts';
import { stockShelves } from './catalogue.ts';
import { generateHistory } from './generate.ts';

function past(seed: number) {
  const { context, events } = testStore();
  stockShelves(context, '2024-01-01T00:00:00Z');
  generateHistory(context, seed);
  return { context, events, orders: [...context.state.orders.values()] };
}

test('the made-up past has the size and the shape of a real shop and tells the app nothing', () => {
  const { context, events, orders } = past(20_240);
  expect(events).toEqual([]);
  expect(context.state.products.size).toBe(24);
  expect(orders.length).toBeGreaterThan(1_000);
  expect(orders.length).toBeLessThan(1_500);
  const returned = orders.filter((order) => order.refunds.length > 0).length / orders.length;
  expect(returned).toBeGreaterThan(0.05);
  expect(returned).toBeLessThan(0.11);
  const repeat = new Set(orders.map((order) => order.customerId)).size / orders.length;
  expect(repeat).toBeLessThan(0.5);
});

test('nothing lies in the future, and what was paid is what the order is worth', () => {
  const { context, orders } = past(7);
  const now = context.clock.iso();
  for (const order of orders) {
    const instants = [
      order.processedAt,
      order.updatedAt,
      ...order.fulfillments.map((entry) => entry.createdAt),
    ];
    expect(instants.filter((instant) => instant > now)).toEqual([]);
    expect(totalsOf(order).paid).toBe(totalsOf(order).total);
    expect(totalsOf(order).outstanding).toBe(0);
  }
});

test('the same seed makes the same past', () => {
  const totals = (seed: number) =>
    past(seed)
      .orders.map((order) => totalsOf(order).total)
      .slice(0, 200);
  expect(totals(3)).toEqual(totals(3));
  expect(totals(3)).not.toEqual(totals(4));
});
