/** Segments by rules: each rule by hand, live counts, membership that follows orders, and what becomes of one that is deleted. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import type { SegmentRule } from '../../app/core/segments/rules.ts';
import { loadSegments } from '../../app/db/standings.ts';
import { startQueue, stopQueue } from '../../app/jobs/queue.ts';
import { presentSegments } from '../../app/presenters/present-segments.ts';
import { scoreDueMembers } from '../../app/services/score-members.ts';
import { scoreShop } from '../../app/services/score-shop.ts';
import { countSegment, setSegment } from '../../app/services/set-segment.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { addReader } from '../support/mail-shop.ts';
import { tellFact, tellOrder } from '../support/services-model/model-shop.ts';

/** A Wednesday at noon in Berlin. */
const NOW = Date.parse('2027-06-16T10:00:00Z');
const DAY = 86_400_000;

let store: InnerStore;
let shop: string;
const ids = new Map<string, { memberId: number; customerId: string }>();
beforeAll(async () => {
  store = await startInnerStore();
  await startQueue();
  store.setTime(NOW - 400 * DAY);
  shop = await store.addShop('segments', {
    tiers: { period: { kind: 'lifetime' }, list: [{ id: 'silver', name: { en: 'Silver' }, enter: '100' }] },
  });
  await store.db.query(`UPDATE shops SET timezone = 'Europe/Berlin' WHERE shop = $1`, [shop]);
  await person('anna', 'de', 'confirmed');
  await person('ben', 'en');
  await person('clara', 'fr-CA', 'single');
  await person('dora', 'de', 'confirmed');
  // Anna: 120.00 in two orders, the last today; Ben: 50.00 a year ago; Clara: 30.00 ten days ago; Dora never.
  await buys('anna', '1', NOW - 100 * DAY, 4_000, '900');
  await buys('ben', '2', NOW - 365 * DAY, 5_000, '901');
  await buys('clara', '3', NOW - 10 * DAY, 3_000, '900');
  await buys('anna', '4', NOW, 8_000, '902');
  await fact('anna', { kind: 'birthday', birthday: '06-30' });
  await fact('clara', { kind: 'segment-entered', segment: 'press' });
  store.setTime(NOW);
  while ((await scoreDueMembers()) > 0);
});
afterAll(async () => {
  await stopQueue();
  await store.stop();
});

async function person(name: string, locale: string, consent?: string): Promise<void> {
  const memberId = await addReader(store.db, shop, { name, locale, ...(consent ? { consent } : {}) });
  await store.db.query('INSERT INTO member_balances (shop, member_id) VALUES ($1, $2)', [shop, memberId]);
  const { rows } = await store.db.query<{ customer_id: string }>(
    'UPDATE members SET created_at = $2 WHERE id = $1 RETURNING customer_id',
    [memberId, new Date(name === 'dora' ? NOW - 5 * DAY : NOW - 400 * DAY)],
  );
  ids.set(name, { memberId, customerId: rows[0]?.customer_id ?? '' });
}

async function buys(name: string, orderId: string, at: number, minor: number, productId: string) {
  store.setTime(Math.max(Date.now(), at));
  const time = new Date(at).toISOString();
  await tellOrder(
    { shop, ignoresRefunds: false },
    anOrder({
      orderId,
      customerId: ids.get(name)?.customerId ?? '',
      occurredAt: time,
      updatedAt: time,
      lines: [aLine({ unitPriceMinor: minor, productId })],
      totalMinor: minor,
    }),
  );
}

async function fact(name: string, change: { kind: string; [more: string]: unknown }) {
  const customerId = ids.get(name)?.customerId ?? '';
  await tellFact(
    { shop },
    { id: `${name} ${change.kind}`, customerId, at: new Date(NOW - DAY).toISOString(), ...change },
  );
}

async function save(id: string, rules: SegmentRule[], match: 'all' | 'any' = 'all', seen = 0) {
  return setSegment({
    shop,
    actor: 'staff:1',
    body: { segment: { id, name: { en: id }, match, rules }, seen },
  });
}

async function within(id: string): Promise<string[]> {
  const found = await loadSegments(
    shop,
    [...ids.values()].map(({ memberId }) => memberId),
  );
  return [...ids].filter(([, { memberId }]) => found.get(memberId)?.includes(id)).map(([name]) => name);
}

/** Who is meant, by hand. */
const RULES: [SegmentRule, string[]][] = [
  [{ kind: 'orders', min: 1 }, ['anna', 'ben', 'clara']],
  [{ kind: 'orders', min: 2 }, ['anna']],
  [{ kind: 'orders', max: 0 }, ['dora']],
  [{ kind: 'spent', min: '50' }, ['anna', 'ben']],
  [{ kind: 'spent', min: '30', max: '50' }, ['ben', 'clara']],
  [{ kind: 'basket', min: '50' }, ['anna', 'ben']],
  [{ kind: 'basket', max: '59.99' }, ['ben', 'clara']],
  [{ kind: 'lastOrder', days: 11, within: true }, ['anna', 'clara']],
  [{ kind: 'lastOrder', days: 10, within: true }, ['anna']],
  [{ kind: 'lastOrder', days: 10, within: false }, ['ben', 'clara', 'dora']],
  [{ kind: 'firstOrder', days: 101, within: true }, ['anna', 'clara']],
  [{ kind: 'known', days: 30, within: true }, ['dora']],
  [{ kind: 'points', min: 50 }, ['anna', 'ben']],
  [{ kind: 'points', max: 0 }, ['dora']],
  [{ kind: 'tier', tiers: ['silver'] }, ['anna']],
  [{ kind: 'segment', segment: 'press', is: true }, ['clara']],
  [{ kind: 'segment', segment: 'press', is: false }, ['anna', 'ben', 'dora']],
  [{ kind: 'consent', is: true }, ['anna', 'dora']],
  [{ kind: 'consent', is: false }, ['ben', 'clara']],
  [{ kind: 'language', in: ['fr', 'en'] }, ['ben', 'clara']],
  [{ kind: 'birthday', month: 6 }, ['anna']],
  [{ kind: 'bought', productId: '900', is: true }, ['anna', 'clara']],
  [{ kind: 'bought', productId: '900', is: false }, ['ben', 'dora']],
  [{ kind: 'recommended', is: true }, []],
  [{ kind: 'orderedSince', day: '2027-06-06' }, ['anna', 'clara']],
];

test('each rule means whom it should, counted live and kept as a segment', async () => {
  for (const [index, [rule, names]] of RULES.entries()) {
    const counted = await countSegment(shop, { match: 'all', rules: [rule] });
    expect(counted, JSON.stringify(rule)).toEqual({ ok: true, value: { count: names.length } });
    const id = `own-${index}`;
    expect(await save(id, [rule])).toEqual({ ok: true, value: { revision: 1 } });
  }
  await scoreShop(shop);
  for (const [index, [rule, names]] of RULES.entries())
    expect(await within(`own-${index}`), JSON.stringify(rule)).toEqual(names);
});

test('rules together: all of them, or one of them; changed it is other people', async () => {
  const rules: SegmentRule[] = [
    { kind: 'consent', is: true },
    { kind: 'orders', min: 1 },
  ];
  await save('both', rules);
  await save('either', rules, 'any');
  await scoreShop(shop);
  expect(await within('both')).toEqual(['anna']);
  expect(await within('either')).toEqual(['anna', 'ben', 'clara', 'dora']);
  expect(await save('both', [{ kind: 'orders', max: 0 }], 'all', 7)).toMatchObject({
    ok: false,
    rejection: { code: 'segment-changed' },
  });
  expect(await save('both', [{ kind: 'orders', max: 0 }], 'all', 1)).toMatchObject({ ok: true });
  await scoreShop(shop);
  expect(await within('both')).toEqual(['dora']);
});

test('an order brings her in and out at once; who was put there by hand stays', async () => {
  await buys('dora', '5', NOW, 2_000, '900');
  while ((await scoreDueMembers()) > 0);
  expect(await within('both')).toEqual([]);
  expect(await within('own-0')).toEqual(['anna', 'ben', 'clara', 'dora']);
  await fact('ben', { kind: 'segment-entered', segment: 'both' });
  await scoreShop(shop);
  expect(await within('both')).toEqual(['ben']);
});

test('deleted, whom its rules brought in leaves it; what is wrong is refused', async () => {
  const { list } = await presentSegments(shop);
  const either = list.find(({ segment }) => segment.id === 'either');
  expect(either).toMatchObject({ revision: 1, members: 4 });
  expect(await setSegment({ shop, actor: 'staff:1', body: { remove: 'either', seen: 1 } })).toMatchObject({
    ok: true,
  });
  await scoreShop(shop);
  expect(await within('either')).toEqual([]);
  const { rowCount } = await store.db.query(`SELECT 1 FROM segments WHERE shop = $1 AND id = 'either'`, [
    shop,
  ]);
  expect(rowCount).toBe(0);
  for (const [id, rules] of [
    ['top-vip', [{ kind: 'orders', min: 1 }]],
    ['rfm-mine', [{ kind: 'orders', min: 1 }]],
    ['empty', []],
    ['open', [{ kind: 'orders' }]],
    ['sql', [{ kind: 'bought', productId: `1'; DROP TABLE members`, is: true }]],
  ] as [string, SegmentRule[]][])
    expect(await save(id, rules), id).toMatchObject({ ok: false, rejection: { code: 'segment-invalid' } });
});
