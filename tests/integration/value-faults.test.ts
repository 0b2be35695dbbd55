/**
 * Store credit and gift cards, which Shopify gives without idempotency, while Shopify fails or the app is killed around the
 * call: never given twice for one redemption, never given unpaid, never paid and not given.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    args: ['--empty'],
    program: {
      rewards: [
        { id: 'credit', kind: 'storeCredit', points: 100, amount: '5.00' },
        { id: 'card', kind: 'giftCard', points: 100, amount: '5.00' },
      ],
    },
  });
});
afterAll(() => sandbox.stop());

const OPERATION = { credit: 'storeCreditAccountCredit', card: 'giftCardCreate' } as const;
type Kind = keyof typeof OPERATION;
let serial = 0;

async function member(): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Value' });
  await sandbox.act('orders', {
    customerId: id,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: 10_000 }],
  });
  await sandbox.settled();
  return id;
}

async function redeem(customer: string, rewardId: Kind, key = `value-key-${(serial += 1)}`) {
  return sandbox
    .proxy<{ code: string; error?: { code: string } }>('redeem', customer, { rewardId, idempotencyKey: key })
    .catch(() => undefined);
}

type Row = { state: string; error: string | null };

async function rowOf(customer: string): Promise<Row | undefined> {
  const { rows } = await sandbox.db.query<Row>(
    `SELECT r.state, r.last_error AS error FROM redemptions r
      JOIN members m ON m.shop = r.shop AND m.id = r.member_id WHERE m.customer_id = $1`,
    [customer],
  );
  return rows[0];
}

/** Real time is not waited for: leases are over and the next attempt is due now. */
async function hurry(): Promise<void> {
  await sandbox.db.query(
    `UPDATE redemptions SET effect_at = effect_at - interval '1 hour', next_attempt_at = now()
      WHERE state IN ('reserved', 'releasing') AND next_attempt_at IS NOT NULL`,
  );
}

/** Until nothing is under way for her any more: captured, released, or parked. */
async function settled(customer: string): Promise<Row> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    await hurry();
    const row = await rowOf(customer).catch(() => undefined);
    if (row && (['captured', 'released'].includes(row.state) || row.error?.startsWith('parked'))) return row;
    if (Date.now() > deadline) throw new Error(`it did not settle: ${JSON.stringify(row)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function given(customer: string): Promise<number> {
  const credits = await sandbox.read<unknown[]>(`customers/${customer}/credits`);
  const cards = await sandbox.read<{ customerId: string }[]>('gift-cards');
  return credits.length + cards.filter(({ customerId }) => customerId === customer).length;
}

/** Given once and paid, or not given and not paid. */
async function expectFair(customer: string, { state }: Row): Promise<void> {
  const { json } = await sandbox.proxy('standing', customer);
  expect(await given(customer)).toBe(state === 'captured' ? 1 : 0);
  expect(json).toMatchObject({ available: state === 'captured' ? 0 : 100, reserved: 0 });
  await expectBooksClosed(sandbox.shop);
}

const faults = (operation: string, kind: string, when: 'before' | 'after') =>
  sandbox.act('faults', { operation, kind, when, ms: 200 });

const FAULTS = [
  ['server_error', 'before'],
  ['server_error', 'after'],
  ['timeout', 'before'],
  ['timeout', 'after'],
  ['graphql_error', 'before'],
  ['graphql_error', 'after'],
  ['user_error', 'before'],
  ['too_many_requests', 'before'],
  ['throttled', 'before'],
  ['unauthorized', 'before'],
  ['kill_app', 'before'],
  ['kill_app', 'after'],
] as const;

test.each(
  (['credit', 'card'] as const).flatMap((kind) =>
    FAULTS.map(([fault, when]) => [kind, fault, when] as const),
  ),
)('%s: %s, %s the effect', async (kind, fault, when) => {
  const customer = await member();
  await faults(OPERATION[kind], fault, when);
  const reply = await redeem(customer, kind);
  await sandbox.act('app/ready');
  const row = await settled(customer);
  if (reply?.status === 200) expect(row.state).toBe('captured');
  expect(row.state).toBe(fault === 'user_error' ? 'released' : 'captured');
  await expectFair(customer, row);
});

test('an answer that is lost after the credit is looked up at once', async () => {
  const customer = await member();
  await faults(OPERATION.credit, 'server_error', 'after');
  expect((await redeem(customer, 'credit'))?.status).toBe(200);
  expect(await given(customer)).toBe(1);
});

test('a lost answer and an account that cannot be read: nothing is given again before a look', async () => {
  const customer = await member();
  await faults(OPERATION.credit, 'server_error', 'after');
  await sandbox.act('faults', { operation: 'customer', kind: 'server_error', times: 8 });
  const reply = await redeem(customer, 'credit');
  expect(reply?.json.error?.code).toBe('redemption-delayed');
  const row = await settled(customer);
  await sandbox.act('faults/clear');
  expect(row.state).toBe('captured');
  await expectFair(customer, row);
});

test('a credit of the same amount by other hands leaves it to staff, and nothing is given twice', async () => {
  const customer = await member();
  await faults(OPERATION.credit, 'kill_app', 'before');
  await redeem(customer, 'credit');
  await sandbox.act(`customers/${customer}/credit`, { amount: 500 });
  await sandbox.act('app/ready');
  const row = await settled(customer);
  expect(row).toMatchObject({ state: 'reserved', error: expect.stringContaining('parked') as string });
  expect(await given(customer)).toBe(1);
  expect((await sandbox.proxy('standing', customer)).json).toMatchObject({ available: 0, reserved: 100 });
});

test.each([
  [true, { available: 0, reserved: 0 }],
  [false, { available: 100, reserved: 0 }],
])(
  'staff say of a parked credit whether it was given (%s), and that is the end of it',
  async (said, standing) => {
    const customer = await member();
    await faults(OPERATION.credit, 'kill_app', 'before');
    await redeem(customer, 'credit');
    await sandbox.act(`customers/${customer}/credit`, { amount: 500 });
    await sandbox.act('app/ready');
    await settled(customer);
    const { rows } = await sandbox.db.query<{ id: string; member: string }>(
      `SELECT r.id, r.member_id AS member FROM redemptions r
      JOIN members m ON m.shop = r.shop AND m.id = r.member_id WHERE m.customer_id = $1`,
      [customer],
    );
    const [row] = rows;
    if (!row) throw new Error('no redemption');
    const token = await (await fetch(`${sandbox.storeUrl}/__sandbox/id-token`)).text();
    const ask = (member: string) =>
      fetch(`${sandbox.appUrl}/app/members/${member}?_data=routes/app.members.$memberId`, {
        method: 'POST',
        body: new URLSearchParams({ settle: row.id, given: String(said) }),
        headers: { authorization: `Bearer ${token}`, 'user-agent': 'Mozilla/5.0 Chrome/140.0 Safari/537.36' },
      });
    await ask('999999');
    expect((await rowOf(customer))?.state).toBe('reserved');
    await ask(row.member);
    expect((await rowOf(customer))?.state).toBe(said ? 'captured' : 'released');
    expect((await sandbox.proxy('standing', customer)).json).toMatchObject(standing);
    await expectBooksClosed(sandbox.shop);
  },
);

test('a credit of another amount by other hands does not confuse', async () => {
  const customer = await member();
  await faults(OPERATION.credit, 'kill_app', 'before');
  await redeem(customer, 'credit');
  await sandbox.act(`customers/${customer}/credit`, { amount: 501 });
  await sandbox.act('app/ready');
  expect((await settled(customer)).state).toBe('captured');
  expect(await given(customer)).toBe(2);
});

test('without the look before a retry the credit would be given twice: this test can fail', async () => {
  const customer = await member();
  await faults(OPERATION.credit, 'kill_app', 'after');
  await redeem(customer, 'credit');
  await sandbox.act('app/ready');
  // As though no attempt had ever been made.
  await sandbox.db.query(
    `UPDATE redemptions SET effect_at = NULL, next_attempt_at = now() WHERE state = 'reserved' AND effect_at IS NOT NULL`,
  );
  await settled(customer);
  expect(await given(customer)).toBe(2);
});
