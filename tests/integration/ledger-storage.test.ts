/** The books in Postgres: what the core decides is stored whole, loaded again the same, and passes the audit. */
import { beforeAll, expect, test } from 'vitest';
import {
  atDay,
  balancesOf,
  capture,
  days,
  earn,
  idle,
  reserve,
  restore,
  type Step,
  wait,
} from '#app/core/ledger/books-for-tests.ts';
import type { LotExpiry } from '#app/core/ledger/expiry.ts';
import { rescheduleExpiry } from '#app/core/ledger/reschedule-expiry.ts';
import { mergeMembers } from '#app/core/ledger/transfer.ts';
import { createTestDatabase } from '../support/database.ts';

const SHOP = 'ledger.myshopify.com';
const DAY = 86_400_000;
const AT = new Date('2026-11-22T12:00:00Z');

type Db = typeof import('#app/db/books.ts') &
  typeof import('#app/db/merge.ts') &
  typeof import('#app/db/members.ts') &
  typeof import('#app/db/transaction.ts') &
  typeof import('#app/db/pool.ts') &
  typeof import('#app/services/audit-books.ts');
let db: Db;
let customers = 0;

beforeAll(async () => {
  await createTestDatabase();
  db = {
    ...(await import('#app/db/books.ts')),
    ...(await import('#app/db/merge.ts')),
    ...(await import('#app/db/members.ts')),
    ...(await import('#app/db/transaction.ts')),
    ...(await import('#app/db/pool.ts')),
    ...(await import('#app/services/audit-books.ts')),
  };
});

async function newMember(): Promise<number> {
  customers += 1;
  const { rows } = await db.pool().query<{ id: number }>(
    `WITH added AS (INSERT INTO members (shop, customer_id, created_at) VALUES ($1, $2, $3) RETURNING id)
      INSERT INTO member_balances (shop, member_id) SELECT $1, id FROM added RETURNING member_id AS id`,
    [SHOP, String(customers), AT],
  );
  return rows[0]?.id ?? 0;
}

/** Each command in a transaction of its own, from what is stored. */
async function store(memberId: number, ...steps: Step[]): Promise<void> {
  for (const step of steps) {
    await db.transaction(async (tx) => {
      const books = (await db.openBooks(tx, SHOP, [memberId], AT, { wholly: true })).get(memberId);
      if (!books) throw new Error('no books');
      db.record(books, step(books.state));
      await db.appendBooks(tx, SHOP, [books], AT);
    });
  }
}

async function load(memberId: number) {
  return db.transaction(async (tx) => {
    const books = (await db.openBooks(tx, SHOP, [memberId], AT, { wholly: true })).get(memberId);
    if (!books) throw new Error('no books');
    return books.state;
  });
}

async function merge(fromId: number, toId: number, day: number): Promise<void> {
  await db.transaction(async (tx) => {
    const both = await db.openBooks(tx, SHOP, [fromId, toId], AT, { wholly: true });
    const from = both.get(fromId);
    const to = both.get(toId);
    if (!from || !to) throw new Error('no books');
    const merged = mergeMembers(
      from.state,
      to.state,
      { from: atDay(day), to: atDay(day) },
      `merge:${fromId}`,
    );
    db.record(from, merged.from);
    db.record(to, merged.to);
    await db.moveBookings(tx, SHOP, from, to);
    await db.appendBooks(tx, SHOP, [from, to], AT);
    await db.markMerged(tx, SHOP, fromId, toId, merged.takenOverAt);
  });
}

async function violations() {
  return (await db.auditBooks(SHOP)).violations;
}

test.for<LotExpiry>([
  { kind: 'never' },
  days(9),
  idle(9),
  { kind: 'afterMonths', months: 3, zone: 'Europe/Berlin' },
  { kind: 'fixedDate', month: 12, day: 31, atLeastDays: 90, zone: 'Asia/Kolkata' },
])('a lot comes back from the database with its rule: $kind', async (expiry) => {
  const member = await newMember();
  await store(member, earn('held', 10, 0, { expiry, maturesAt: 99 * DAY }), earn('open', 10, 0, { expiry }));
  const lots = [...(await load(member)).lots.values()];
  expect(lots.map((lot) => lot.expiry)).toEqual([expiry, expiry]);
  const { rows } = await db
    .pool()
    .query('SELECT expiry FROM lots WHERE member_id = $1 ORDER BY seq', [member]);
  expect(rows).toEqual(Array(2).fill({ expiry: expiry.kind === 'never' ? null : expiry }));
});

test('activities are stored, and prolong lots that are stored', async () => {
  const member = await newMember();
  await store(member, earn('a', 10, 0, { expiry: idle(9) }), earn('b', 10, 20, { expiry: idle(9) }));
  expect((await load(member)).activeSpans).toEqual([
    { from: 0, to: 0 },
    { from: 20 * DAY, to: 20 * DAY },
  ]);
  // An order that gives nothing any more, but earned once, books nothing and is remembered all the same.
  await store(member, earn('c', 0, 25, { activeAt: 25 * DAY, expiry: idle(9) }));
  const state = await load(member);
  expect([state.activeAt, state.lots.get(2)?.expiresAt]).toEqual([25 * DAY, 34 * DAY]);
  const { rows } = await db
    .pool()
    .query('SELECT next_due_at FROM member_balances WHERE member_id = $1', [member]);
  expect(rows).toEqual([{ next_due_at: new Date(9 * DAY) }]);
  expect(await violations()).toEqual([]);
});

test('a new rule for points that exist is stored without an entry', async () => {
  const member = await newMember();
  await store(member, earn('a', 10, 0), (state) =>
    rescheduleExpiry(state, { expiry: days(30), notBefore: 0 }, atDay(1)),
  );
  const state = await load(member);
  expect([state.seq, state.lots.get(1)?.expiry, state.lots.get(1)?.expiresAt]).toEqual([
    1,
    days(30),
    30 * DAY,
  ]);
  const { rows } = await db
    .pool()
    .query('SELECT next_due_at FROM member_balances WHERE member_id = $1', [member]);
  expect(rows).toEqual([{ next_due_at: new Date(30 * DAY) }]);
});

test('members are merged, one after the other, and the books close', async () => {
  const [one, two, three] = [await newMember(), await newMember(), await newMember()];
  await store(
    one,
    earn('m1', 100, 0, { expiry: days(90) }),
    reserve('r1', 60, 1),
    capture('r1', 2),
    restore('r1', 20, 3, { captured: 60 }),
    reserve('r2', 10, 3),
    earn('m2', 40, 3, { maturesAt: 50 * DAY }),
  );
  await store(two, earn('m3', 30, 0), reserve('r3', 30, 0), earn('m3', 0, 1));
  await store(three, earn('m4', 5, 0, { expiry: idle(9) }));
  await merge(one, two, 4);
  expect(balancesOf({ state: await load(one) })).toBe('nothing');
  expect(balancesOf({ state: await load(two) })).toBe('pending 40, available 20, reserved 40');
  expect(await violations()).toEqual([]);
  await store(two, earn('m1', 90, 5, { expiry: days(90) }), capture('r2', 6));
  await merge(two, three, 7);
  expect(await violations()).toEqual([]);
  await store(three, restore('r1', 50, 8, { captured: 60 }), earn('m1', 0, 9), wait(100));
  const state = await load(three);
  expect([...state.sources.keys()].filter((source) => source.startsWith('order:m')).sort()).toEqual([
    'order:m1',
    'order:m2',
    'order:m3',
    'order:m4',
  ]);
  expect(state.sources.get('order:m1')?.earned).toBe(100);
  expect((await load(one)).sources.size + (await load(two)).sources.size).toBe(0);
  expect(await violations()).toEqual([]);
});

test('the audit finds what a merge left behind, or moved twice', async () => {
  const [from, to] = [await newMember(), await newMember()];
  await store(from, earn('f1', 100, 0));
  await merge(from, to, 1);
  const damage = async (sql: string, repair: string) => {
    await db.pool().query(sql, [SHOP, from, to]);
    const found = (await violations()).map(({ member, rule }) => `${member}: ${rule}`);
    await db.pool().query(repair, [SHOP, from, to]);
    return [...new Set(found)];
  };
  const keepSource = `INSERT INTO bookings (shop, member_id, source, earned) SELECT $1, $2, 'order:f1', 100 WHERE $3 > 0`;
  const dropSource = `DELETE FROM bookings WHERE shop = $1 AND member_id = $2 AND $3 > 0`;
  expect(await damage(keepSource, dropSource)).toEqual([`${from}: 11`]);
  const twice = `UPDATE bookings SET earned = 200 WHERE shop = $1 AND member_id = $3 AND $2 > 0`;
  const once = `UPDATE bookings SET earned = 100 WHERE shop = $1 AND member_id = $3 AND $2 > 0`;
  expect(await damage(twice, once)).toEqual([`${to}: 3`]);
  const forgotten = `UPDATE members SET merged_into = NULL WHERE shop = $1 AND id = $2 AND $3 > 0`;
  const known = `UPDATE members SET merged_into = $3 WHERE shop = $1 AND id = $2`;
  expect((await damage(forgotten, known)).sort()).toEqual([`${from}: 3`, `${to}: 3`].sort());
  expect(await violations()).toEqual([]);
});

test('the database knows the same legal pairs of accounts as the core', async () => {
  const { LEGAL_PAIRS } = await import('#app/core/ledger/accounts.ts');
  const { rows } = await db
    .pool()
    .query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'ledger_entries_pair'`,
    );
  const pair =
    /kind = '(\w+)'::text\) AND \(from_account = '(\w+)'::text\) AND \(to_account = '(\w+)'::text/g;
  const stored = [...(rows[0]?.definition ?? '').matchAll(pair)]
    .map(([, kind, from, to]) => `${kind} ${from} ${to}`)
    .sort();
  const legal = Object.entries(LEGAL_PAIRS)
    .flatMap(([kind, pairs]) => pairs.map(([from, to]) => `${kind} ${from} ${to}`))
    .sort();
  expect(stored).toEqual(legal);
});
