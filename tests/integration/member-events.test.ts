/** What happens to members is noted with the fact itself, once; tasks are opened once and changed by staff. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../../app/clock.ts';
import { aLine, anOrder, aRefund, aReturn } from '../../app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '../../app/core/earning/order-facts.ts';
import { keepQuiet } from '../../app/db/flow-outbox.ts';
import { noteEvents } from '../../app/db/member-events.ts';
import { findShop } from '../../app/db/shops.ts';
import { openTask } from '../../app/db/tasks.ts';
import { transaction } from '../../app/db/transaction.ts';
import { changeTask } from '../../app/services/change-task.ts';
import { eraseMember } from '../../app/services/erase-member.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { passTimeForDue } from '../../app/services/pass-time.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { tellFact, tellOrder } from '../support/services-model/model-shop.ts';
import { START_MS } from '../support/two-shops.ts';

const DAY = 86_400_000;
const day = (days: number) => new Date(START_MS + days * DAY).toISOString();
const PROGRAM = {
  hold: { days: 14 },
  tiers: { period: { kind: 'lifetime' }, list: [{ id: 'silver', name: { en: 'Silver' }, enter: '10' }] },
};

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

async function events(shop: string): Promise<string[]> {
  const { rows } = await store.db.query<{ told: string }>(
    `SELECT concat_ws(' ', m.customer_id, e.kind, e.data->>'order', e.data->>'points', e.data->>'tier') AS told
      FROM member_events e JOIN members m ON m.shop = e.shop AND m.id = e.member_id WHERE e.shop = $1 ORDER BY e.at, told`,
    [shop],
  );
  return rows.map(({ told }) => told);
}

function order(change: Partial<OrderFacts> = {}): OrderFacts {
  return anOrder({
    orderId: '1',
    customerId: '7',
    lines: [aLine({ unitPriceMinor: 1_500 })],
    occurredAt: day(0),
    updatedAt: day(0),
    ...change,
  });
}

const tell = (shop: string, facts: OrderFacts) => tellOrder({ shop, ignoresRefunds: false }, facts);

test('an order tells of its payment, its parcel, its arrival and its return, each once', async () => {
  store.setTime(START_MS);
  const shop = await store.addShop('events of an order', PROGRAM);
  await tell(shop, order());
  await tell(shop, order({ updatedAt: day(1), fulfilledAt: day(1) }));
  store.setTime(START_MS + 4 * DAY);
  await tell(shop, order({ updatedAt: day(3), fulfilledAt: day(1), deliveredAt: day(3) }));
  store.setTime(START_MS + 19 * DAY);
  while ((await passTimeForDue()) > 0);
  store.setTime(START_MS + 20 * DAY);
  const returned = order({
    updatedAt: day(20),
    fulfilledAt: day(1),
    deliveredAt: day(3),
    financialStatus: 'refunded',
    refunds: [aRefund({ at: day(20), lines: [aReturn(1_500)], moneyMinor: 1_500 })],
  });
  await tell(shop, returned);
  await tell(shop, { ...returned, updatedAt: day(20.5) });
  expect(await events(shop)).toEqual([
    '7 order-paid 1',
    '7 tier-changed silver',
    '7 order-fulfilled 1',
    '7 parcel-delivered 1',
    '7 points-matured 1 15',
    '7 order-refunded 1',
    '7 points-taken-back 1 15',
  ]);
});

test('what is read of the past, or heard of weeks later, is no news', async () => {
  store.setTime(START_MS + 60 * DAY);
  const shop = await store.addShop('events of the past', PROGRAM);
  await tell(shop, order({ orderId: 'old' }));
  expect(await events(shop)).toEqual(['7 tier-changed silver']);
  const { rows } = await store.db.query<{ id: string }>('SELECT id FROM members WHERE shop = $1', [shop]);
  const event = { memberId: Number(rows[0]?.id), kind: 'joined', key: 'x', at: now(), data: {} } as const;
  await transaction(async (tx) => {
    await keepQuiet(tx);
    await noteEvents(tx, shop, [event], now());
  });
  expect(await events(shop)).toHaveLength(1);
  await transaction((tx) => noteEvents(tx, shop, [event, event], now()));
  await transaction((tx) => noteEvents(tx, shop, [event], now()));
  expect(await events(shop)).toHaveLength(2);
});

test('deeds and changes tell, too; who becomes another takes her events along, who is forgotten has none', async () => {
  store.setTime(START_MS);
  const shop = await store.addShop('events of deeds', PROGRAM);
  for (const customerId of ['7', '8']) {
    await tell(shop, order({ orderId: `o${customerId}`, customerId }));
    await tellFact({ shop }, { id: `r${customerId}`, kind: 'deed', deed: 'review', customerId, at: day(0) });
  }
  await tellFact(
    { shop },
    { id: 's8', kind: 'segment-entered', customerId: '8', at: day(0), segment: 'gold' },
  );
  await transaction((tx) => openTask(tx, aTask(shop, '8-complaint', null)));
  await store.db.query(
    `UPDATE tasks SET member_id = (SELECT id FROM members WHERE shop = $1 AND customer_id = '8') WHERE shop = $1`,
    [shop],
  );
  const row = await transaction((tx) => findShop(shop, tx));
  if (!row) throw new Error('the shop is known');
  await transaction((tx) => mergeMembers(tx, row, { keptId: '7', deletedId: '8' }, now()));
  const told = await events(shop);
  expect(told.filter((one) => one.startsWith('8'))).toEqual([]);
  expect(told.filter((one) => one.includes('order-paid'))).toEqual(['7 order-paid o7', '7 order-paid o8']);
  expect(told.filter((one) => one.includes('review-given'))).toHaveLength(2);
  expect(told).toContain('7 segment-entered');
  await transaction((tx) => eraseMember(tx, row, { customerId: '7', email: null, orderIds: [] }, now()));
  expect(await events(shop)).toEqual([]);
  const { rowCount } = await store.db.query('SELECT 1 FROM tasks WHERE shop = $1', [shop]);
  expect(rowCount).toBe(0);
});

function aTask(shop: string, key: string, memberId: number | null) {
  return {
    shop,
    key,
    kind: 'complaint' as const,
    memberId,
    subject: '',
    data: {},
    ownerId: null,
    dueAt: new Date(START_MS),
    at: now(),
  };
}

test('a task is opened once, taken, done and opened again by staff, and their log knows', async () => {
  store.setTime(START_MS);
  const shop = await store.addShop('tasks', PROGRAM);
  expect(await transaction((tx) => openTask(tx, aTask(shop, 'late:1', null)))).toBe(true);
  expect(await transaction((tx) => openTask(tx, aTask(shop, 'late:1', null)))).toBe(false);
  await store.db.query(
    `INSERT INTO staff_members (shop, user_id, name, is_owner, first_seen, last_seen) VALUES ($1, '42', 'Kim', true, now(), now())`,
    [shop],
  );
  const by = (body: unknown) => changeTask({ shop, actor: 'staff:42', body });
  expect(await by({ key: 'late:1', ownerId: '42' })).toMatchObject({ ok: true });
  expect(await by({ key: 'late:1', ownerId: '43' })).toMatchObject({ rejection: { code: 'staff-unknown' } });
  expect(await by({ key: 'late:2', state: 'done' })).toMatchObject({ rejection: { code: 'task-unknown' } });
  expect(await by({ key: 'late:1', state: 'gone' })).toMatchObject({
    rejection: { code: 'request-invalid' },
  });
  expect(await by({ key: 'late:1', state: 'done' })).toMatchObject({ ok: true });
  expect(await transaction((tx) => openTask(tx, aTask(shop, 'late:1', null)))).toBe(false);
  const rowOf = async () =>
    (
      await store.db.query(
        `SELECT state, owner_id AS owner, done_by AS by FROM tasks WHERE shop = $1 AND key = 'late:1'`,
        [shop],
      )
    ).rows;
  expect(await rowOf()).toEqual([{ state: 'done', owner: '42', by: 'staff:42' }]);
  expect(await by({ key: 'late:1', state: 'open' })).toMatchObject({ ok: true });
  expect(await rowOf()).toEqual([{ state: 'open', owner: '42', by: null }]);
  const unknown = { kind: 'complaint', memberId: '999999', subject: '', dueAt: null };
  expect(await by({ open: unknown })).toMatchObject({ rejection: { code: 'member-unknown' } });
  const written = { kind: 'other', memberId: null, subject: 'Call back', dueAt: null };
  expect(await by({ open: written })).toMatchObject({ ok: true });
  const { rows } = await store.db.query<{ deed: string }>(
    'SELECT deed FROM staff_deeds WHERE shop = $1 ORDER BY id',
    [shop],
  );
  expect(rows.map(({ deed }) => deed)).toEqual(['task-given', 'task-done', 'task-reopened', 'task-opened']);
});
