/** Staff: who they are, what their roles let them do, the budget for goodwill, and what the log keeps. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff, openAsStaff } from '../support/staff.ts';

const [OWNER, JONAS, AYLIN] = ['42', '43', '44'] as const;
const PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }] };

let sandbox: TestSandbox;
let customerId: string;
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM });
  ({ id: customerId } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Erika',
    email: 'erika@example.com',
  }));
  await sandbox.act('orders', { customerId, taxesIncluded: false, lines: [{ unitPrice: 10_000 }] });
  await sandbox.settled();
});
afterAll(() => sandbox.stop());

const ask = (who: string, route: string, body?: unknown) => askAsStaff(sandbox, route, body, undefined, who);
const settings = (team: object, seen: number) => ({ settings: { team }, seen });
let key = 0;
const adjust = (who: string, points: number, reasonCode = 'goodwill') =>
  openAsStaff(sandbox, 'admin/adjust', who, {
    customerId,
    points,
    reasonCode,
    note: '',
    idempotencyKey: `adjust-${(key += 1)}-00000000`,
  });

test('everybody may do everything until somebody says otherwise; the standard then holds for all but the owner', async () => {
  expect((await ask(JONAS, 'settings', settings({}, 0))).json).toEqual({ revision: 1 });
  expect((await ask(JONAS, 'settings', settings({ standardRole: 'view' }, 1))).json).toEqual({ revision: 2 });
  expect((await ask(AYLIN, 'settings', settings({}, 2))).json).toMatchObject({
    error: { code: 'role-insufficient' },
  });
  expect((await ask(AYLIN, 'draft')).status).toBe(200);
  expect((await ask(AYLIN, 'program', { config: PROGRAM })).status).toBe(403);
  // Whoever lowers the standard keeps her own role.
  expect((await ask(JONAS, 'settings', settings({ standardRole: 'serve' }, 2))).json).toEqual({
    revision: 3,
  });
  expect((await ask(OWNER, 'settings', settings({ standardRole: 'view' }, 3))).json).toEqual({ revision: 4 });
});

test('two people never overwrite each other’s settings unseen, and what cannot be is refused', async () => {
  expect((await ask(OWNER, 'settings', settings({}, 1))).json).toMatchObject({
    error: { code: 'settings-changed' },
  });
  for (const team of [{ standardRole: 'king' }, { goodwillPerMonth: -1 }, { goodwillAtOnce: 0.5 }]) {
    expect((await ask(OWNER, 'settings', settings(team, 4))).status).toBe(422);
  }
  expect((await ask(OWNER, 'settings', { settings: { unknown: 1 }, seen: 4 })).status).toBe(422);
});

test('roles are given to others alone: nobody changes her own, nor the owner’s, nor a stranger’s', async () => {
  const refusal = async (who: string, body: object) =>
    ((await ask(who, 'role', body)).json.error as { code: string } | undefined)?.code;
  expect(await refusal(OWNER, { userId: OWNER, role: 'view' })).toBe('role-own');
  expect(await refusal(JONAS, { userId: OWNER, role: 'view' })).toBe('role-owner');
  expect(await refusal(OWNER, { userId: '99', role: 'serve' })).toBe('staff-unknown');
  expect(await refusal(OWNER, { userId: AYLIN, role: 'boss' })).toBe('request-invalid');
  expect(await refusal(AYLIN, { userId: JONAS, role: 'view' })).toBe('role-insufficient');
  expect((await ask(OWNER, 'role', { userId: AYLIN, role: 'serve' })).json).toEqual({
    userId: AYLIN,
    role: 'serve',
  });
});

test('who serves gives goodwill within the month’s budget and nothing else; a budget is never overdrawn', async () => {
  await ask(
    OWNER,
    'settings',
    settings({ standardRole: 'view', goodwillPerMonth: 100, goodwillAtOnce: 60 }, 4),
  );
  expect((await adjust(AYLIN, 61)).json).toMatchObject({ error: { code: 'goodwill-too-much' } });
  expect((await adjust(AYLIN, 10, 'correction')).json).toMatchObject({
    error: { code: 'role-insufficient' },
  });
  expect((await adjust(AYLIN, -10)).json).toMatchObject({ error: { code: 'role-insufficient' } });
  const at_once = await Promise.all(Array.from({ length: 6 }, () => adjust(AYLIN, 30)));
  expect(at_once.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409]);
  expect((await adjust(AYLIN, 11)).json).toMatchObject({ error: { code: 'goodwill-used-up' } });
  expect((await adjust(AYLIN, 10)).status).toBe(200);
  expect((await adjust(OWNER, 500, 'correction')).status).toBe(200);
  const { json } = await sandbox.proxy<{ available: number }>('standing', customerId);
  expect(json.available).toBe(100 + 100 + 500);
  await expectBooksClosed(sandbox.shop);
});

test('a new month brings a new budget', async () => {
  await sandbox.act('clock', { advanceMs: 32 * 86_400_000 });
  expect((await adjust(AYLIN, 60)).status).toBe(200);
});

test('the log names who did what, newest first, and nothing of the member but her number', async () => {
  const { rows } = await sandbox.db.query<{ actor: string; deed: string; subject: string; data: object }>(
    'SELECT actor, deed, subject, data FROM staff_deeds ORDER BY id DESC LIMIT 3',
  );
  expect(rows).toMatchObject([
    { actor: `staff:${AYLIN}`, deed: 'points-adjusted', data: { points: 60, reason: 'goodwill' } },
    { actor: `staff:${OWNER}`, deed: 'points-adjusted', data: { points: 500, reason: 'correction' } },
    { actor: `staff:${AYLIN}`, deed: 'points-adjusted', data: { points: 10 } },
  ]);
  const all = await sandbox.db.query<{ text: string }>(`SELECT staff_deeds::text AS text FROM staff_deeds`);
  expect(all.rows.map(({ text }) => text).join()).not.toMatch(/erika/i);
});
