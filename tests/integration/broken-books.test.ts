/** A member whose stored books are broken stands still, visibly; time goes on for everybody else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditBooks } from '../../app/services/audit-books.ts';
import { passTimeForDue } from '../../app/services/pass-time.ts';
import { createCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { settleInbox, tell } from '../support/telling.ts';
import { START_MS } from '../support/two-shops.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

async function passTime(): Promise<void> {
  for (let rounds = 0; (await passTimeForDue()) > 0; rounds += 1) if (rounds > 20) throw new Error('no end');
}

test('one member with broken books holds up nobody, is tried again later, and goes on once mended', async () => {
  store.setTime(START_MS);
  const shop = await store.addShop('broken books', { hold: { days: 14 } });
  for (let count = 0; count < 5; count += 1) {
    const { id } = createCustomer(store.context, { firstName: `Member ${count}` });
    createOrder(store.context, { customerId: id, taxesIncluded: false, lines: [{ unitPrice: 10_000 }] });
  }
  for (const event of store.takeEvents()) await tell(shop, event);
  await settleInbox(store);
  const { rows } = await store.db.query<{ id: string }>(
    'SELECT id FROM members WHERE shop = $1 ORDER BY id',
    [shop],
  );
  const broken = String(rows[2]?.id);
  const setPending = (points: number) =>
    store.db.query('UPDATE member_balances SET pending = $3 WHERE shop = $1 AND member_id = $2', [
      shop,
      broken,
      points,
    ]);
  const available = async () => {
    const balances = await store.db.query<{ available: string }>(
      'SELECT available FROM member_balances WHERE shop = $1 ORDER BY member_id',
      [shop],
    );
    return balances.rows.map((row) => Number(row.available));
  };
  // More lies in her lots than her balance says: maturing them would take it below zero.
  await setPending(0);

  store.setTime(START_MS + 15 * DAY);
  await passTime();
  expect(await available()).toEqual([100, 100, 0, 100, 100]);
  expect((await auditBooks(shop)).violations.map(({ member }) => member)).toContain(String(broken));

  await setPending(100);
  await passTime();
  expect(await available()).toEqual([100, 100, 0, 100, 100]);
  store.setTime(START_MS + 15 * DAY + 2 * HOUR);
  await passTime();
  expect(await available()).toEqual([100, 100, 100, 100, 100]);
  expect((await auditBooks(shop)).violations).toEqual([]);
});
