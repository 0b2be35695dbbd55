/** After the launch: what is placed where, and the self-test, held against a store that answers, refuses, or forbids. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    program: {
      earning: { rules: [{ points: 5, perAmount: '1.00' }] },
      rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
    },
  });
});
afterAll(() => sandbox.stop());

type Placed = { theme: string; places: { id: string; state: string; link: string | null }[] };

async function placement(): Promise<{ theme: string; states: Record<string, string>; links: string[] }> {
  const json = (await askAsStaff(sandbox, 'placement')).json as Placed;
  return {
    theme: json.theme,
    states: Object.fromEntries(json.places.map(({ id, state }) => [id, state])),
    links: json.places.flatMap(({ link }) => link ?? []),
  };
}

test('blocks and embeds of the live theme are seen; what Shopify does not tell counts once it has asked', async () => {
  const before = await placement();
  expect(before).toMatchObject({
    theme: 'read',
    states: {
      panel: 'placed',
      drawer: 'placed',
      product: 'placed',
      cart: 'placed',
      page: 'placed',
      checkout: 'unseen',
      account: 'unseen',
      pos: 'unseen',
    },
  });
  const { apiKey, shop } = sandbox;
  expect(before.links).toContain(
    `https://${shop}/admin/themes/current/editor?context=apps&activateAppId=${encodeURIComponent(`${apiKey}/panel`)}`,
  );
});

test('without leave to read the theme nothing is claimed of it', async () => {
  await sandbox.act('scopes', { withdraw: ['read_themes'] });
  await sandbox.settled();
  await expect.poll(async () => (await placement()).theme, { timeout: 15_000 }).toBe('forbidden');
  const { states } = await placement();
  expect([states.panel, states.product, states.checkout]).toEqual(['unknown', 'unknown', 'unseen']);
  await sandbox.act('scopes', { grant: ['read_themes'] });
  await expect.poll(async () => (await placement()).theme, { timeout: 15_000 }).toBe('read');
});

type Tested = {
  rehearsal: { points: number; orders: number; booksHold: boolean };
  access: { state: string };
  metafield: { state: string; problem: string | null };
  discount: { state: string; problem: string | null };
};

test('the self-test passes, and leaves neither a discount nor a metafield nor a member behind', async () => {
  const fields = async () => (await sandbox.read<unknown[]>('metafields')).length;
  const discounts = async () => (await sandbox.read<unknown[]>('discounts')).length;
  const before = [await fields(), await discounts()];
  const { status, json } = await askAsStaff(sandbox, 'placement', { orderMinor: 6_000 });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    rehearsal: { points: 300, orders: 2, booksHold: true },
    access: { state: 'passed' },
    metafield: { state: 'passed', problem: null },
    discount: { state: 'passed', problem: null },
  });
  expect([await fields(), await discounts()]).toEqual(before);
  const { rows } = await sandbox.db.query('SELECT 1 FROM ledger_entries');
  expect(rows).toEqual([]);
});

test('a program that winds down gives nothing more, lets points be used, and can be taken up again', async () => {
  const { id: customerId } = await sandbox.act<{ id: string }>('customers', { firstName: 'Wanda' });
  const buy = async () => {
    // Orders are dated to the second: the last publication lies before.
    await sandbox.act('clock', { advanceMs: 5_000 });
    await sandbox.act('orders', { customerId, taxesIncluded: false, lines: [{ unitPrice: 10_000 }] });
    await sandbox.settled();
    const { json } = await sandbox.proxy<{ available: number }>('standing', customerId);
    return json.available;
  };
  expect(await buy()).toBe(500);
  expect((await askAsStaff(sandbox, 'setup', { stage: 'phaseOut' })).status).toBe(200);
  expect(await buy()).toBe(500);
  const redeemed = await sandbox.proxy<{ code: string }>('redeem', customerId, {
    rewardId: 'five',
    idempotencyKey: 'wind-down-1',
  });
  expect(redeemed).toMatchObject({ status: 200, json: { points: 500 } });
  expect((await askAsStaff(sandbox, 'setup', { stage: 'live' })).status).toBe(200);
  expect(await buy()).toBe(500);
  const launched = { config: {}, past: { kind: 'none' }, testers: null };
  expect((await askAsStaff(sandbox, 'setup', launched)).json).toMatchObject({
    error: { code: 'program-launched' },
  });
});

test('what Shopify does not allow fails, with its words', async () => {
  await sandbox.act('scopes', { withdraw: ['write_discounts'] });
  const json = (await askAsStaff(sandbox, 'placement', { orderMinor: 6_000 })).json as Tested;
  expect(json.discount.state).toBe('failed');
  expect(json.discount.problem).toMatch(/access|denied|scope/i);
  expect(json.metafield.state).toBe('passed');
});
