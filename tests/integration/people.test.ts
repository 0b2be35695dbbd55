/**
 * People: accounts, newsletters, tiers, tags, guests, merges, households and erasure, told by webhooks and judged by a program
 * in which one fact bears on another. Every number is worked out beside it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

const PROGRAM = {
  earning: {
    rules: [
      {},
      { id: 'welcome', kind: 'deed', deed: 'signUp', points: 100 },
      { id: 'news', kind: 'deed', deed: 'newsletter', points: 50 },
      { id: 'review', kind: 'deed', deed: 'review', points: 20, caps: [{ per: 'month', times: 1 }] },
      { id: 'birthday', kind: 'birthday', points: 200, knownForDays: 0 },
      { id: 'third', kind: 'orderCount', count: 3, points: 30 },
    ],
  },
  tiers: {
    basis: 'spend',
    period: { kind: 'lifetime' },
    refundUndoes: true,
    list: [
      {
        id: 'silver',
        name: { en: 'Silver', de: 'Silber' },
        enter: '100.00',
        entryGift: 10,
        earningFactor: 1.5,
      },
      { id: 'gold', name: { en: 'Gold', de: 'Gold' }, enter: '1000.00', entryGift: 50, earningFactor: 2 },
    ],
  },
  people: { excludeTags: ['staff'], householdMembersMax: 2 },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
};

type Standing = {
  available: number;
  debt: number;
  tier: { id: string; names: Record<string, string> } | null;
  progress: { amount: number; next: { id: string; at: number } } | null;
  household: { available: number; members: number } | null;
};

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM });
});
afterAll(() => sandbox.stop());

async function signUp(email: string): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'A', email });
  await sandbox.settled();
  return id;
}

async function order(spec: Record<string, unknown>, minor: number): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('orders', {
    taxesIncluded: false,
    lines: [{ unitPrice: minor }],
    ...spec,
  });
  await sandbox.settled();
  return id;
}

async function standing(customerId: string): Promise<Standing> {
  return (await sandbox.proxy<Standing>('standing', customerId)).json;
}

async function available(customerId: string): Promise<number> {
  return (await standing(customerId)).available;
}

const staff = (route: string, body: unknown) => askAsStaff(sandbox, route, body);

test('an account and a newsletter give their points once, however often they are told', async () => {
  const id = await signUp('anna@example.com');
  expect(await available(id)).toBe(100);
  await sandbox.act(`customers/${id}/marketing`, { state: 'subscribed' });
  await sandbox.act(`customers/${id}/marketing`, { state: 'unsubscribed' });
  await sandbox.act(`customers/${id}/marketing`, { state: 'subscribed' });
  await sandbox.act('webhooks/replay', { topic: 'customers/create' });
  await sandbox.settled();
  expect(await available(id)).toBe(150);
  await expectBooksClosed(sandbox.shop);
});

test('the language of her first order is hers, for webhooks about customers name none', async () => {
  const id = await signUp('lingua@example.com');
  const locale = async () =>
    (
      await sandbox.db.query<{ locale: string | null }>('SELECT locale FROM members WHERE customer_id = $1', [
        id,
      ])
    ).rows[0]?.locale;
  expect(await locale()).toBeNull();
  await order({ customerId: id, customerLocale: 'it' }, 500);
  expect(await locale()).toBe('it');
  await order({ customerId: id, customerLocale: 'fr' }, 500);
  expect(await locale()).toBe('it');
});

test('an order lifts to a tier, the next one earns by it, and a refund undoes both', async () => {
  const id = await signUp('berta@example.com');
  const first = await order({ customerId: id }, 12_000);
  // 100 for the account, 120 for the order, 10 for entering silver.
  expect(await standing(id)).toMatchObject({
    available: 230,
    tier: { id: 'silver', names: { de: 'Silber' } },
    progress: { amount: 12_000, next: { id: 'gold', at: 100_000 } },
  });
  await order({ customerId: id }, 10_000);
  expect(await available(id)).toBe(230 + 150);
  const { rows } = await sandbox.db.query<{ award: { parts: { factors: unknown[] }[] } }>(
    `SELECT award FROM orders WHERE target = 150`,
  );
  expect(rows[0]?.award.parts[0]?.factors).toEqual([{ by: 'tier:silver', factor: 1.5 }]);
  await sandbox.act('clock', { advanceMs: 60_000 });
  await sandbox.act(`orders/${first}/refund`, { amount: 12_000 });
  await sandbox.settled();
  // 120 go back. Silver stands: the second order alone reaches it, and it was silver on its day.
  expect(await standing(id)).toMatchObject({ available: 260, tier: { id: 'silver' } });
  await expectBooksClosed(sandbox.shop);
});

test('the third order brings its bonus, and loses it when it is cancelled', async () => {
  const id = await signUp('clara@example.com');
  await order({ customerId: id }, 1_000);
  await order({ customerId: id }, 1_000);
  const third = await order({ customerId: id }, 1_000);
  expect(await available(id)).toBe(100 + 30 + 30);
  await sandbox.act(`orders/${third}/cancel`, {});
  await sandbox.settled();
  expect(await available(id)).toBe(100 + 20);
});

test('whoever is tagged as staff earns nothing from then on, and keeps what she had', async () => {
  const id = await signUp('dora@example.com');
  await order({ customerId: id }, 1_000);
  await sandbox.act('clock', { advanceMs: 60_000 });
  await sandbox.act(`customers/${id}`, { tags: ['Staff'] });
  await sandbox.settled();
  await sandbox.act('clock', { advanceMs: 60_000 });
  await order({ customerId: id }, 1_000);
  expect(await available(id)).toBe(110);
  await sandbox.act(`customers/${id}`, { tags: [] });
  await sandbox.act('clock', { advanceMs: 60_000 });
  await order({ customerId: id }, 1_000);
  expect(await available(id)).toBe(120);
});

test('a guest earns silently and claims it with an account of the same address', async () => {
  await order({ email: 'Emma@Example.com' }, 5_000);
  await order({ email: 'emma@example.com' }, 2_000);
  const { rows } = await sandbox.db.query(
    `SELECT b.available::int FROM members m JOIN member_balances b ON b.member_id = m.id
      WHERE m.customer_id IS NULL AND b.available > 0`,
  );
  expect(rows).toEqual([{ available: 70 }]);
  const id = await signUp('emma@example.com');
  expect(await available(id)).toBe(170);
  expect(JSON.stringify((await sandbox.db.query('SELECT * FROM members')).rows)).not.toContain('Emma@');
});

test('a member who takes over a guest’s address claims what the guest has earned', async () => {
  const id = await signUp('fritzi@example.com');
  await order({ email: 'fritzi@new.example' }, 4_000);
  await sandbox.act(`customers/${id}`, { email: 'fritzi@new.example' });
  await sandbox.settled();
  expect(await available(id)).toBe(140);
  await expectBooksClosed(sandbox.shop);
});

test('two customers who become one have the points of both, the welcome once, and the tier of both together', async () => {
  const [one, other] = [await signUp('gerda@example.com'), await signUp('gerda@work.example')];
  const mine = await order({ customerId: one }, 6_000);
  await order({ customerId: other }, 6_000);
  expect([await available(one), await available(other)]).toEqual([160, 160]);
  await sandbox.act('customers/merge', { keptId: one, deletedId: other });
  await sandbox.settled();
  // 60 + 60, one welcome of 100, and together they have reached silver: 10.
  expect(await standing(one)).toMatchObject({ available: 230, tier: { id: 'silver' } });
  expect(await available(other)).toBe(0);
  await expectBooksClosed(sandbox.shop);
  await sandbox.act(`orders/${mine}/refund`, { amount: 6_000 });
  await sandbox.settled();
  expect(await standing(one)).toMatchObject({ available: 100 + 60, tier: null });
  await expectBooksClosed(sandbox.shop);
});

test('what is heard of the customer that is gone after a merge belongs to the one that stayed', async () => {
  const [one, other] = [await signUp('greta@example.com'), await signUp('greta@work.example')];
  const review = { kind: 'deed', deed: 'review', id: 'g1', customerId: other, at: '2026-03-01T00:00:00Z' };
  await staff('facts', { facts: [review] });
  await sandbox.act('webhooks/enabled', { enabled: false });
  const late = await sandbox.act<{ id: string }>('orders', {
    customerId: other,
    taxesIncluded: false,
    lines: [{ unitPrice: 3_000 }],
  });
  const body = await (await fetch(`${sandbox.storeUrl}/__sandbox/orders/${late.id}/body`)).text();
  await sandbox.act('webhooks/enabled', { enabled: true });
  await sandbox.act('customers/merge', { keptId: one, deletedId: other });
  await sandbox.settled();
  expect(await available(one)).toBe(120);
  expect(await sandbox.hook('orders/paid', body)).toBe(200);
  expect(await sandbox.hook('customers/merge', merge(one, other))).toBe(200);
  await staff('facts', { facts: [review] });
  await sandbox.settled();
  expect(await available(one)).toBe(150);
  await expectBooksClosed(sandbox.shop);
});

function merge(keptId: string, deletedId: string) {
  const gid = (id: string) => `gid://shopify/Customer/${id}`;
  return {
    admin_graphql_api_customer_kept_id: gid(keptId),
    admin_graphql_api_customer_deleted_id: gid(deletedId),
    status: 'completed',
    errors: [],
  };
}

test('a merge moves open codes: the order that uses one captures it, its return restores it', async () => {
  const [one, other] = [await signUp('hanna@example.com'), await signUp('hanna@work.example')];
  await order({ customerId: other }, 45_000);
  const redeemed = await sandbox.proxy<{ code: string }>('redeem', other, {
    rewardId: 'five',
    idempotencyKey: 'hanna-redeems-1',
  });
  expect(redeemed.status).toBe(200);
  await sandbox.act('customers/merge', { keptId: one, deletedId: other });
  await sandbox.settled();
  const { code } = redeemed.json;
  const used = await order({ customerId: one, discountCode: code, orderDiscount: 500 }, 2_000);
  const { rows } = await sandbox.db.query(`SELECT state, captured::int FROM redemptions WHERE code = $1`, [
    code,
  ]);
  expect(rows).toEqual([{ state: 'captured', captured: 500 }]);
  await expectBooksClosed(sandbox.shop);
  await sandbox.act(`orders/${used}/cancel`, {});
  await sandbox.settled();
  const after = await sandbox.db.query(`SELECT restored::int FROM redemptions WHERE code = $1`, [code]);
  expect(after.rows).toEqual([{ restored: 500 }]);
  await expectBooksClosed(sandbox.shop);
});

test('a merge that failed changes nothing', async () => {
  const [one, other] = [await signUp('ida@example.com'), await signUp('ida@work.example')];
  await sandbox.act('customers/merge', { keptId: one, deletedId: other, fails: true });
  await sandbox.settled();
  expect([await available(one), await available(other)]).toEqual([100, 100]);
});

test('a household redeems together, and each earns for herself', async () => {
  const [one, other] = [await signUp('jana@example.com'), await signUp('jonas@example.com')];
  const third = await signUp('juli@example.com');
  await order({ customerId: one }, 9_000);
  await order({ customerId: other }, 35_000);
  const answer = await staff('household', { join: true, customerId: one, withCustomerId: other });
  expect(answer).toMatchObject({ status: 200 });
  // Jonas: 100 + 350 + 10 for silver; Jana: 100 + 90.
  expect(await standing(one)).toMatchObject({ available: 190, household: { available: 650, members: 2 } });
  expect((await staff('household', { join: true, customerId: third, withCustomerId: one })).status).toBe(409);
  const redeemed = await sandbox.proxy('redeem', one, { rewardId: 'five', idempotencyKey: 'household-1' });
  expect(redeemed.status).toBe(200);
  expect([await available(one), await available(other)]).toEqual([0, 150]);
  await expectBooksClosed(sandbox.shop);
});

test('reviews count once a month, a deleted one goes back, and a repeat is the same event', async () => {
  const id = await signUp('karla@example.com');
  const review = (name: string, more = {}) => ({
    kind: 'deed',
    deed: 'review',
    id: name,
    customerId: id,
    ...more,
  });
  const at = '2026-01-10T10:00:00Z';
  const sent = await staff('facts', {
    facts: [review('r1', { at }), review('r1', { at }), review('r2', { at })],
  });
  expect(sent.json).toEqual({
    results: ['r1', 'r1', 'r2'].map((name) => ({ id: name, result: 'recorded' })),
  });
  expect(await available(id)).toBe(120);
  await staff('facts', { facts: [review('r3', { at: '2026-02-01T00:00:00Z' })] });
  expect(await available(id)).toBe(140);
  const other = await staff('facts', { facts: [review('r3', { at: '2026-02-02T00:00:00Z' })] });
  expect(other.json).toEqual({ results: [{ id: 'r3', result: 'conflict' }] });
  expect(await available(id)).toBe(140);
  await staff('facts', {
    facts: [review('r3', { at: '2026-02-01T00:00:00Z', withdrawnAt: '2026-02-03T00:00:00Z' })],
  });
  expect(await available(id)).toBe(120);
});

test('facts that say nothing sensible are refused, and nothing is written', async () => {
  const id = await signUp('lena@example.com');
  const facts = [
    { kind: 'deed', deed: 'flying', id: '1', customerId: id },
    { kind: 'deed', deed: 'review', id: '', customerId: id },
    { kind: 'deed', deed: 'review', id: '1', customerId: '-5' },
    { kind: 'birthday', id: '1', customerId: id, birthday: '13-01' },
    { kind: 'score', id: '1', customerId: id, score: -1 },
    { kind: 'tier-granted', id: '1', customerId: id, tierId: 'platinum', until: null },
  ];
  for (const fact of facts)
    expect((await staff('facts', { facts: [fact] })).status).toBeGreaterThanOrEqual(400);
  expect((await staff('facts', { facts: [] })).status).toBe(400);
  expect(await available(id)).toBe(100);
});

test('a birthday brings its points on the day, once', async () => {
  const id = await signUp('mia@example.com');
  const { now } = await sandbox.read<{ now: string }>('clock');
  const soon = new Date(Date.parse(now) + 3 * 86_400_000).toISOString().slice(5, 10);
  await staff('facts', { facts: [{ kind: 'birthday', id: 'b', customerId: id, birthday: soon }] });
  expect(await available(id)).toBe(100);
  await sandbox.act('clock', { advanceMs: 4 * 86_400_000 });
  expect(await available(id)).toBe(300);
  await staff('facts', { facts: [{ kind: 'birthday', id: 'b2', customerId: id, birthday: '01-01' }] });
  await sandbox.act('clock', { advanceMs: 2 * 86_400_000 });
  expect(await available(id)).toBe(300);
  await expectBooksClosed(sandbox.shop);
});

test('a tier by hand holds until its end', async () => {
  const id = await signUp('nele@example.com');
  const { now } = await sandbox.read<{ now: string }>('clock');
  const until = new Date(Date.parse(now) + 10 * 86_400_000).toISOString();
  await staff('facts', {
    facts: [{ kind: 'tier-granted', id: 'vip', customerId: id, tierId: 'gold', until }],
  });
  expect(await standing(id)).toMatchObject({ tier: { id: 'gold' } });
  await sandbox.act('clock', { advanceMs: 11 * 86_400_000 });
  expect((await standing(id)).tier).toBeNull();
});

test('a forgotten person leaves sums and no trace of herself, and gets no second welcome', async () => {
  const id = await signUp('olga@example.com');
  await order({ customerId: id }, 3_000);
  const sums = await sandbox.db.query('SELECT sum(available)::int AS available FROM member_balances');
  await sandbox.act(`customers/${id}/privacy`, { kind: 'customers/redact' });
  await sandbox.settled();
  expect(
    (await sandbox.db.query('SELECT sum(available)::int AS available FROM member_balances')).rows,
  ).toEqual(sums.rows);
  const tables = ['members', 'orders', 'deeds', 'member_changes', 'awards', 'ledger_entries', 'inbox_events'];
  for (const table of tables) {
    const { rows } = await sandbox.db.query(
      `SELECT count(*)::int AS found FROM ${table} t WHERE t::text ~* $1`,
      [`olga@example|\\m${id}\\M`],
    );
    expect(rows, table).toEqual([{ found: 0 }]);
  }
  await sandbox.act(`customers/${id}/delete`);
  const again = await signUp('olga@example.com');
  expect(await available(again)).toBe(0);
  await expectBooksClosed(sandbox.shop);
});
