/** Programs over their life: prepared, tried on the past, published, compared, brought back; and what that does to members. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';

const DAY = 86_400_000;
const LIVE = { rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }] };
const TIERS = {
  period: { kind: 'lifetime' },
  list: [
    { id: 'silver', name: { en: 'Silver' }, enter: '100.00', entryGift: 25 },
    { id: 'gold', name: { en: 'Gold' }, enter: '300.00' },
  ],
};

let sandbox: TestSandbox;
const customers: string[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ program: LIVE });
  for (const minor of [5_000, 15_000, 40_000]) {
    const { id } = await sandbox.act<{ id: string }>('customers', {
      firstName: 'A',
      email: `a${minor}@example.com`,
    });
    customers.push(id);
    await sandbox.act('orders', { customerId: id, taxesIncluded: false, lines: [{ unitPrice: minor }] });
  }
  await sandbox.settled();
});
afterAll(() => sandbox.stop());

const staff = (route: string, body?: unknown, method?: string) => askAsStaff(sandbox, route, body, method);

async function standings() {
  const all = customers.map((id) => sandbox.proxy<Record<string, unknown>>('standing', id));
  return (await Promise.all(all)).map(({ json }) => json);
}

test('a draft is kept and read again, and is not overwritten or published unseen', async () => {
  expect((await staff('draft')).json).toBeNull();
  const config = { ...LIVE, earning: { rules: [{ points: 2 }] } };
  expect((await staff('draft', { config, seen: 0 })).json).toEqual({ revision: 1 });
  expect((await staff('draft')).json).toMatchObject({
    basedOn: 1,
    newest: 1,
    revision: 1,
    config: { earning: { rules: [{ id: 'orders', points: 2 }] } },
  });
  expect((await staff('draft', { config: LIVE, seen: 0 })).status).toBe(409);
  expect((await staff('draft', { config: LIVE, seen: 1 })).json).toEqual({ revision: 2 });
  expect((await staff('draft', { config: { earning: 5 }, seen: 2 })).status).toBe(422);
  expect(await staff('program', { config, seen: 1 })).toMatchObject({
    status: 409,
    json: { error: { code: 'draft-changed' } },
  });
  await staff('draft', {}, 'DELETE');
  expect((await staff('draft')).json).toBeNull();
});

test('a draft replayed over the past says what it would have given, cost and moved', async () => {
  const config = { ...LIVE, earning: { rules: [{ points: 3, perAmount: '2.00' }] }, tiers: TIERS };
  const { status, json } = await staff('simulation', { config });
  expect(status).toBe(202);
  const run = await until(
    async () => (await staff(`simulation?id=${json.id as string}`)).json,
    ({ state }) => state === 'done' || state === 'failed',
  );
  // 50, 150 and 400 euros: 1.5 points each; 25 more for the two who enter silver or pass it.
  expect(run).toMatchObject({
    state: 'done',
    done: 3,
    result: {
      before: { members: 3, earned: 600, available: 600, tiers: { '': 3 } },
      after: { members: 3, earned: 950, available: 950, tiers: { '': 1, silver: 1, gold: 1 } },
      gaining: 3,
      losing: 0,
      moves: { '→silver': 1, '→gold': 1 },
      money: {
        before: { costMinor: 600, liabilityMinor: 600 },
        after: { costMinor: 950, liabilityMinor: 950 },
      },
    },
  });
  expect((await standings()).map(({ available }) => available)).toEqual([50, 150, 400]);
});

test('publishing tiers lifts those who have reached them, and their gifts come with it', async () => {
  await sandbox.act('clock', { advanceMs: 1_000 });
  expect((await staff('program', { config: { ...LIVE, tiers: TIERS }, note: 'tiers' })).json).toEqual({
    version: 2,
  });
  await sandbox.act('clock', { advanceMs: 1_000 });
  expect(await standings()).toMatchObject([
    { available: 50, tier: null, progress: { amount: 5_000, next: { id: 'silver', at: 10_000 } } },
    { available: 175, tier: { id: 'silver' } },
    { available: 425, tier: { id: 'gold' } },
  ]);
  await expectBooksClosed(sandbox.shop);
});

test('an earlier version is brought back as a new one, and takes nothing away', async () => {
  await sandbox.act('clock', { advanceMs: 1_000 });
  expect((await staff('program', { restore: 1 })).json).toEqual({ version: 3 });
  expect((await staff('program', { restore: 99 })).status).toBe(404);
  await sandbox.act('clock', { advanceMs: 1_000 });
  expect((await standings()).map(({ available }) => available)).toEqual([50, 175, 425]);
  const { rows } = await sandbox.db.query(
    'SELECT version, note, restores FROM program_versions ORDER BY version',
  );
  expect(rows).toEqual([
    { version: 1, note: '', restores: null },
    { version: 2, note: 'tiers', restores: null },
    { version: 3, note: '', restores: 1 },
  ]);
});

test('switching expiry on reaches points that members have, not before the notice is over', async () => {
  const expiry = { kind: 'afterDays', days: 30, existing: 'apply', noticeDays: 60 };
  await sandbox.act('clock', { advanceMs: 1_000 });
  const { now } = await sandbox.read<{ now: string }>('clock');
  await staff('program', { config: { ...LIVE, expiry } });
  const ends = await until(
    async () =>
      (await sandbox.db.query<{ at: Date | null }>('SELECT DISTINCT expires_at AS at FROM lots')).rows,
    (rows) => rows.every(({ at }) => at !== null),
  );
  for (const { at } of ends) expect(at?.getTime()).toBeGreaterThanOrEqual(Date.parse(now) + 60 * DAY);
  await sandbox.act('clock', { advanceMs: 59 * DAY });
  expect((await standings()).map(({ available }) => available)).toEqual([50, 175, 425]);
  await sandbox.act('clock', { advanceMs: 2 * DAY });
  expect((await standings()).map(({ available }) => available)).toEqual([0, 0, 0]);
  await expectBooksClosed(sandbox.shop);
});

test('orders that were never heard of are found, booked and reported', async () => {
  await sandbox.act('webhooks/enabled', { enabled: false });
  const [customerId = ''] = customers;
  const { name } = await sandbox.act<{ name: string }>('orders', {
    customerId,
    taxesIncluded: false,
    lines: [{ unitPrice: 7_700 }],
  });
  await sandbox.act('webhooks/enabled', { enabled: true });
  expect((await standings())[0]).toMatchObject({ available: 0 });
  expect((await staff('reconcile', {})).status).toBe(202);
  const reports = await until(
    async () => (await staff('reconcile')).json as unknown as Record<string, unknown>[],
    ([first]) => first?.state === 'done' || first?.state === 'failed',
  );
  expect(reports[0]).toMatchObject({
    state: 'done',
    drifted: 1,
    findings: [{ name, result: 'booked', pointsBefore: 0, pointsAfter: 77 }],
  });
  expect((await standings())[0]).toMatchObject({ available: 77 });
  await staff('reconcile', {});
  const again = await until(
    async () => (await staff('reconcile')).json as unknown as Record<string, unknown>[],
    (all) => all.length === 2 && all[0]?.state === 'done',
  );
  expect(again[0]).toMatchObject({ drifted: 0, findings: [] });
  await expectBooksClosed(sandbox.shop);
});

test('a chargeback takes the points back, and a won one returns them', async () => {
  const [, customerId = ''] = customers;
  const { id } = await sandbox.act<{ id: string }>('orders', {
    customerId,
    taxesIncluded: false,
    lines: [{ unitPrice: 8_000 }],
  });
  await sandbox.settled();
  expect((await standings())[1]).toMatchObject({ available: 80 });
  await sandbox.act(`orders/${id}/dispute`, { type: 'inquiry', status: 'under_review' });
  await sandbox.settled();
  expect((await standings())[1]).toMatchObject({ available: 80 });
  await sandbox.act('clock', { advanceMs: 60_000 });
  await sandbox.act(`orders/${id}/dispute`, { type: 'chargeback', status: 'under_review' });
  await sandbox.settled();
  expect((await standings())[1]).toMatchObject({ available: 0 });
  // A webhook of the order does not know of the dispute, and must not undo what is known.
  await sandbox.act('clock', { advanceMs: 60_000 });
  await sandbox.act(`orders/${id}/fulfil`);
  await sandbox.settled();
  expect((await standings())[1]).toMatchObject({ available: 0 });
  await sandbox.act(`orders/${id}/dispute`, { status: 'won' });
  await sandbox.settled();
  expect((await standings())[1]).toMatchObject({ available: 80 });
  await expectBooksClosed(sandbox.shop);
});

test('a birthday that was known before the rule brings its points once the rule is live', async () => {
  const { id } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'B',
    email: 'birthday@example.com',
  });
  await sandbox.settled();
  const { now } = await sandbox.read<{ now: string }>('clock');
  const soon = new Date(Date.parse(now) + 3 * DAY).toISOString().slice(5, 10);
  await staff('facts', { facts: [{ kind: 'birthday', id: 'b', customerId: id, birthday: soon }] });
  const birthday = { id: 'birthday', kind: 'birthday', points: 60, knownForDays: 0 };
  await sandbox.act('clock', { advanceMs: 1_000 });
  await staff('program', { config: { ...LIVE, earning: { rules: [{}, birthday] } } });
  await sandbox.act('clock', { advanceMs: 1_000 });
  await sandbox.act('clock', { advanceMs: 4 * DAY });
  const { json } = await sandbox.proxy<{ available: number }>('standing', id);
  expect(json.available).toBe(60);
});

test('points held until delivery mature with the parcel, also when the webhook cannot say when it came', async () => {
  await sandbox.act('clock', { advanceMs: 1_000 });
  await staff('program', { config: { ...LIVE, hold: { days: 2, after: 'delivered' } } });
  await sandbox.act('clock', { advanceMs: 1_000 });
  const [, , customerId = ''] = customers;
  const { id } = await sandbox.act<{ id: string }>('orders', {
    customerId,
    taxesIncluded: false,
    lines: [{ unitPrice: 9_000 }],
  });
  await sandbox.act(`orders/${id}/fulfil`);
  await sandbox.settled();
  await sandbox.act('clock', { advanceMs: DAY });
  await sandbox.act(`orders/${id}/deliver`);
  await sandbox.settled();
  expect((await standings())[2]).toMatchObject({ available: 0, pending: 90 });
  await sandbox.act('clock', { advanceMs: 2 * DAY + 1_000 });
  expect((await standings())[2]).toMatchObject({ available: 90, pending: 0 });
});
