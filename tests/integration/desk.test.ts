/** What staff are told beside a customer and an order in Shopify's admin. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { openAsStaff } from '../support/staff.ts';

const OWNER = '42';
const PROGRAM = {
  hold: { days: 14 },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
};

let sandbox: TestSandbox;
let customerId: string;
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM });
  const person = { firstName: 'Erika', email: 'erika@example.com' };
  ({ id: customerId } = await sandbox.act<{ id: string }>('customers', person));
});
afterAll(() => sandbox.stop());

const ask = async (address: string) => (await openAsStaff(sandbox, address, OWNER)).json;
const order = async (more: object) => {
  const made = await sandbox.act<{ id: string; lines: { id: string }[] }>('orders', {
    taxesIncluded: false,
    lines: [{ unitPrice: 10_000 }],
    ...more,
  });
  await sandbox.settled();
  return made;
};

test('a customer’s points on hold come with the day on which they can be used', async () => {
  await order({ customerId });
  const { member } = (await ask(`admin/customer?customerId=${customerId}`)) as {
    member: Record<string, unknown>;
  };
  expect(member).toMatchObject({ orders: 1, spentMinor: 10_000, blocked: false });
  expect(member['standing']).toMatchObject({ available: 0, pending: 100 });
  const days = (Date.parse(String(member['nextUsableAt'])) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(13);
  expect(days).toBeLessThan(15);
});

test('an order says what it brought; a guest’s is known and brings nothing; one that nobody knows is not', async () => {
  const hers = await order({ customerId });
  expect(await ask(`admin/order?orderId=${hers.id}`)).toMatchObject({
    order: { known: true, points: 100, state: 'onHold', takenBack: 0 },
    customerId,
  });
  const guests = await order({ customerId: null, email: 'guest@example.com' });
  expect(await ask(`admin/order?orderId=${guests.id}`)).toMatchObject({
    order: { known: true, points: 0, state: 'none' },
    customerId: null,
    member: null,
  });
  expect(await ask('admin/order?orderId=gid://shopify/Order/999')).toMatchObject({
    order: { known: false },
    member: null,
  });
});
