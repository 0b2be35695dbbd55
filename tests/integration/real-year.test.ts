/**
 * A retailer's whole real year through the bulk path: points equal a plain sum over the raw events, one point per
 * full pound of each invoice with a customer, worked out here without any code of the app.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const FILE = fileURLToPath(new URL('../../../shared/data/online-retail/events.ndjson.gz', import.meta.url));
const present = existsSync(FILE);
if (!present) process.stderr.write(`SKIPPED: the retailer's year is not at ${FILE}\n`);

let sandbox: TestSandbox | undefined;
beforeAll(async () => {
  if (!present) return;
  const program = { earning: { rules: [{ points: 1, perAmount: '1.00' }] } };
  sandbox = await startSandbox({ args: ['--history', FILE], program });
}, 240_000);
afterAll(() => sandbox?.stop());

test.skipIf(!present)(
  'every customer of the year has the points of a plain sum over the raw events',
  async () => {
    const { db, read, shop } = sandbox as TestSandbox;
    const expected = new Map<string, number>();
    for (const line of gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n')) {
      const event = JSON.parse(line) as { type: string; cust: string | null; pence: number };
      if (event.type !== 'order' || !event.cust) continue;
      expected.set(event.cust, (expected.get(event.cust) ?? 0) + Math.floor(event.pence / 100));
    }
    const customers = await read<{ id: string; note: string }[]>('customers');
    const numberOf = new Map(customers.map(({ id, note }) => [id, note]));
    const { rows } = await db.query<{ customer_id: string; earned: string; available: string }>(
      `SELECT m.customer_id, b.earned, b.available FROM member_balances b
      JOIN members m ON m.shop = b.shop AND m.id = b.member_id`,
    );
    const booked = new Map(
      rows.map((row) => [numberOf.get(row.customer_id) ?? row.customer_id, Number(row.available)]),
    );
    const wrong = [...expected].filter(([customer, points]) => (booked.get(customer) ?? 0) !== points);
    expect(wrong).toEqual([]);
    const total = [...expected.values()].reduce((sum, points) => sum + points, 0);
    expect([...booked.values()].reduce((sum, points) => sum + points, 0)).toBe(total);
    expect(total).toBeGreaterThan(8_000_000);
    await expectBooksClosed(shop);
  },
);

test.skipIf(!present)(
  'the run is finished, shows its progress as complete and left nothing unread',
  async () => {
    const { db } = sandbox as TestSandbox;
    const { rows } = await db.query(
      `SELECT state, (finished ->> 'orders')::int AS orders, total - done AS unread, error FROM history_imports`,
    );
    expect(rows).toEqual([{ state: 'done', orders: 22_190, unread: 0, error: null }]);
  },
);
