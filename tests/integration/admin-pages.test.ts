/** What the merchant's pages read: the right rows, of the right shop, page by page, on real Postgres. */
import { beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';

const SHOP = 'one.myshopify.com';
const OTHER = 'other.myshopify.com';
const NOW = new Date('2026-11-22T12:00:00Z');

type Prisma = typeof import('#app/db/prisma.ts').prisma;
let prisma: Prisma;

beforeAll(async () => {
  await createTestDatabase();
  ({ prisma } = await import('#app/db/prisma.ts'));
  for (const shop of [SHOP, OTHER]) {
    const details = {
      name: shop,
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      locale: 'de',
      planName: 'basic',
    };
    await prisma.shop.create({ data: { shop, ...details, installedAt: NOW } });
  }
});

type NewMember = { id: bigint; name?: string; email?: string; available?: bigint; pending?: bigint };

async function addMember(
  shop: string,
  { id, name, email, available = 0n, pending = 0n }: NewMember,
): Promise<void> {
  const person = { displayName: name ?? null, email: email ?? null, customerId: `9${id}` };
  await prisma.member.create({ data: { shop, id, ...person, createdAt: NOW } });
  await prisma.memberBalance.create({ data: { shop, memberId: id, available, pending, seq: 1 } });
}

async function addEvent(
  shop: string,
  deliveryId: string,
  event: { state: string; outcome?: object },
): Promise<void> {
  const times = { triggeredAt: NOW, receivedAt: NOW, nextAttemptAt: NOW };
  const data = {
    shop,
    deliveryId,
    topic: 'refunds/create',
    apiVersion: '2026-07',
    body: '{}',
    ...times,
    ...event,
  };
  await prisma.inboxEvent.create({ data });
}

async function addEntry(shop: string, memberId: bigint, seq: number, source: string): Promise<void> {
  const accounts = { kind: 'earn', fromAccount: 'issued', toAccount: 'available', points: 10n };
  const facts = {
    source,
    key: `${source}:${memberId}:${seq}/0`,
    inputHash: 'x',
    reasons: ['order'],
    actor: 'shopify',
  };
  await prisma.ledgerEntry.create({
    data: { shop, memberId, seq, ...accounts, ...facts, occurredAt: NOW, recordedAt: NOW },
  });
}

async function addOrder(shop: string, orderId: string, memberId: bigint): Promise<void> {
  const times = { occurredAt: NOW, updatedAt: NOW, triggeredAt: NOW };
  const award = { points: 10, nothingBecause: null, currency: 'EUR', breakdown: null, parts: [] };
  const facts = {
    facts: {},
    factsHash: 'x',
    financialStatus: 'paid',
    totalMinor: 1_000n,
    target: 10n,
    award,
  };
  await prisma.order.create({ data: { shop, orderId, name: `#${orderId}`, memberId, ...times, ...facts } });
}

const NO_FILTERS = {
  tier: null,
  segment: null,
  pointsMin: null,
  pointsMax: null,
  activeDays: null,
  state: null,
};

test('members are paged by balance, forth and back, without a gap or a repeat, though many balances are equal', async () => {
  const { presentMembers, MEMBERS_PER_PAGE } = await import('#app/presenters/present-members.ts');
  const shop = SHOP;
  for (let id = 1n; id <= 120n; id += 1n) await addMember(shop, { id, available: id % 7n });
  await addMember(OTHER, { id: 1_000n, available: 999n });
  const page = (cursor: { direction: 'after' | 'before'; key: string } | null) =>
    presentMembers(shop, { search: '', sort: 'balance', filters: NO_FILTERS, cursor });
  const first = await page(null);
  const second = await page({ direction: 'after', key: first.next ?? '' });
  const third = await page({ direction: 'after', key: second.next ?? '' });
  const rows = [first, second, third].flatMap((view) => view.rows);
  expect([first, second, third].map((view) => view.rows.length)).toEqual([
    MEMBERS_PER_PAGE,
    MEMBERS_PER_PAGE,
    20,
  ]);
  expect(new Set(rows.map((row) => row.id)).size).toBe(120);
  expect(rows.map((row) => row.available)).toEqual(rows.map((row) => row.available).sort((a, b) => b - a));
  expect([first.previous, third.next]).toEqual([null, null]);
  expect(await page({ direction: 'before', key: third.previous ?? '' })).toEqual(second);
  expect((await page({ direction: 'before', key: second.previous ?? '' })).rows).toEqual(first.rows);
});

test('a member is found by the beginning of name or mail, whatever its case, and only in her own shop', async () => {
  const { presentMembers } = await import('#app/presenters/present-members.ts');
  await addMember(SHOP, { id: 201n, name: 'Änne Öztürk', email: 'anne@example.com' });
  await addMember(SHOP, { id: 202n, name: 'Zoe', email: 'ÄNDERUNG@example.com' });
  await addMember(SHOP, { id: 203n, name: '100% Anne_', email: 'x@example.com' });
  await addMember(OTHER, { id: 1_201n, name: 'Änne', email: 'anne@example.com' });
  const found = async (search: string) =>
    (await presentMembers(SHOP, { search, sort: 'balance', filters: NO_FILTERS, cursor: null })).rows.map(
      (row) => row.id,
    );
  expect(await found('ANNE@')).toEqual(['201']);
  expect(await found('Zoe')).toEqual(['202']);
  expect(await found('100%')).toEqual(['203']);
  expect(await found('%ann')).toEqual([]);
  expect(await found('nobody')).toEqual([]);
});

test('a forged page key is ignored instead of failing', async () => {
  const { presentMembers } = await import('#app/presenters/present-members.ts');
  const cursor = { direction: 'after' as const, key: "1'; drop table members" };
  expect(
    (await presentMembers(SHOP, { search: '', sort: 'balance', filters: NO_FILTERS, cursor })).rows.length,
  ).toBeGreaterThan(0);
  expect(
    (await presentMembers(SHOP, { search: '', sort: 'newest', filters: NO_FILTERS, cursor })).rows.length,
  ).toBeGreaterThan(0);
});

test('a member shows her entries page by page, with the name of their orders', async () => {
  const { presentMember } = await import('#app/presenters/present-member.ts');
  await addMember(SHOP, { id: 301n, name: 'Erika', available: 300n });
  await addOrder(SHOP, '5001', 301n);
  for (let seq = 1; seq <= 30; seq += 1) await addEntry(SHOP, 301n, seq, 'order:5001');
  await prisma.entryNote.create({ data: { shop: SHOP, memberId: 301n, seq: 30, note: 'Kulanz' } });
  const newest = await presentMember(SHOP, 301n, { entriesBefore: null });
  expect(newest?.entries[0]).toMatchObject({
    seq: 30,
    note: 'Kulanz',
    source: { kind: 'order', orderName: '#5001' },
  });
  const older = await presentMember(SHOP, 301n, { entriesBefore: newest?.older ?? 0 });
  expect(older?.entries.map((entry) => entry.seq)).toEqual([5, 4, 3, 2, 1]);
  expect(older?.older).toBeNull();
  expect(newest?.orders).toMatchObject([{ name: '#5001', points: 10, award: { currency: 'EUR' } }]);
});

test('a member of another shop does not exist', async () => {
  const { presentMember } = await import('#app/presenters/present-member.ts');
  await addMember(OTHER, { id: 1_301n, name: 'Fremd' });
  expect(await presentMember(SHOP, 1_301n, { entriesBefore: null })).toBeUndefined();
});

test('the attention filter shows parked and failed events of this shop only', async () => {
  const { presentActivity } = await import('#app/presenters/present-activity.ts');
  await addOrder(SHOP, '6001', 301n);
  await addEvent(SHOP, 'd1', { state: 'done', outcome: { result: 'booked', orderId: '6001', points: 10 } });
  await addEvent(SHOP, 'd2', { state: 'parked', outcome: { result: 'parked', reason: 'currency' } });
  await addEvent(SHOP, 'd3', { state: 'failed' });
  await addEvent(OTHER, 'd4', { state: 'failed' });
  const all = await presentActivity(SHOP, { filter: 'all', before: null });
  const attention = await presentActivity(SHOP, { filter: 'attention', before: null });
  expect(all.events.map((event) => event.deliveryId)).toEqual(['d3', 'd2', 'd1']);
  expect(all.events[2]).toMatchObject({ order: { id: '6001', name: '#6001' }, outcome: { points: 10 } });
  expect(attention.events.map((event) => event.deliveryId)).toEqual(['d3', 'd2']);
  const older = await presentActivity(SHOP, { filter: 'all', before: BigInt(all.events[0]?.seq ?? 0) });
  expect(older.events.map((event) => event.deliveryId)).toEqual(['d2', 'd1']);
});

test('Home sums up one shop, and values its points at the cheapest amount off', async () => {
  const { presentHome } = await import('#app/presenters/present-home.ts');
  const shop = 'home.myshopify.com';
  const details = {
    name: shop,
    currency: 'EUR',
    timezone: 'UTC',
    locale: 'en',
    planName: 'basic',
    installedAt: NOW,
  };
  await prisma.shop.create({ data: { shop, ...details } });
  await addMember(shop, { id: 2_001n, available: 1_000n, pending: 250n });
  await addMember(shop, { id: 2_002n, available: 50n });
  const config = { rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }] };
  const publication = { appliesFrom: NOW, publishedAt: NOW, publishedBy: 'staff:1' };
  await prisma.programVersion.create({ data: { shop, version: 1, config, ...publication } });
  expect(await presentHome(shop)).toMatchObject({
    program: { version: 1, active: true, rewards: 1 },
    setup: { hasProgram: true, hasReward: true, hasMember: true, hasRedemption: false },
    // 1,300 outstanding × 5.00 ÷ 500
    numbers: { members: 2, available: 1_050, pending: 250, liabilityMinor: 1_300, redemptionsOpen: 0 },
    attention: 0,
    activity: [],
    history: null,
  });
});

test('Home of a shop that has just been installed has nothing and says so', async () => {
  const { presentHome } = await import('#app/presenters/present-home.ts');
  expect(await presentHome('new.myshopify.com')).toMatchObject({
    program: null,
    setup: { hasProgram: false, hasReward: false, hasMember: false, hasRedemption: false },
    numbers: { members: 0, available: 0, liabilityMinor: null },
  });
});

test('a member shows her tier, her deeds, what changed about her, her household, and who took over her books', async () => {
  const { presentMember } = await import('#app/presenters/present-member.ts');
  const shop = 'tiers.myshopify.com';
  const details = { name: shop, currency: 'EUR', timezone: 'UTC', locale: 'en', planName: 'basic' };
  await prisma.shop.create({ data: { shop, ...details, installedAt: NOW } });
  const rules = [
    {},
    { id: 'words', kind: 'deed', deed: 'review', points: 20, title: { en: 'A word from you' } },
    { id: 'shoes', kind: 'goodsFlat', points: 5, goods: { products: ['2'] } },
  ];
  const list = [{ id: 'gold', name: { en: 'Gold', de: 'Gold' }, enter: '100.00' }];
  const publication = { appliesFrom: NOW, publishedAt: NOW, publishedBy: 'staff:1' };
  const config = { earning: { rules }, tiers: { list } };
  await prisma.programVersion.create({ data: { shop, version: 1, config, ...publication } });
  await addMember(shop, { id: 3_001n, name: 'Erika' });
  await addMember(shop, { id: 3_002n, name: 'Otto' });
  const progress = { basis: 'spend', amount: 6_000, nextTierId: 'gold', nextAt: 10_000, keepAt: null };
  const tier = { tierId: null, since: null, keptUntil: null, graceUntil: null, granted: false, progress };
  await prisma.member.updateMany({
    where: { shop, id: { in: [3_001n, 3_002n] } },
    data: { tier, householdId: 3_001n },
  });
  const part = {
    ruleId: 'words',
    kind: 'deed',
    amountMinor: null,
    rate: null,
    factors: [],
    milliPoints: 20_000,
  };
  const award = { points: 20, nothingBecause: null, currency: 'EUR', breakdown: null };
  const parts = [{ ...part, points: 20, cappedPoints: 0 }];
  const about = { shop, memberId: 3_001n };
  await prisma.deed.create({
    data: {
      ...about,
      id: 'd1',
      kind: 'review',
      inputHash: 'x',
      occurredAt: NOW,
      recordedAt: NOW,
      programVersion: 1,
    },
  });
  await prisma.award.create({
    data: {
      ...about,
      source: 'deed:d1',
      points: 20n,
      occurredAt: NOW,
      programVersion: 1,
      award: { ...award, parts },
    },
  });
  await prisma.memberChange.create({
    data: {
      ...about,
      id: 'c1',
      kind: 'tier-granted',
      at: NOW,
      data: { tierId: 'gold', until: null },
      inputHash: 'x',
      actor: 'staff:1',
      recordedAt: NOW,
    },
  });
  await addOrder(shop, '7001', 3_001n);
  const pieces = {
    ...part,
    ruleId: 'shoes',
    kind: 'goodsFlat',
    milliPoints: 15_000,
    points: 15,
    cappedPoints: 0,
  };
  const rate = {
    ...part,
    ruleId: 'orders',
    kind: 'orderAmount',
    amountMinor: 500,
    rate: { points: 1, perMinor: 100 },
    factors: [{ by: 'tier:gold', factor: 2 }],
    points: 10,
    cappedPoints: 0,
  };
  await prisma.order.update({
    where: { shop_orderId: { shop, orderId: '7001' } },
    data: { programVersion: 1, award: { ...award, parts: [rate, pieces] } },
  });
  expect(await presentMember(shop, 3_001n, { entriesBefore: null })).toMatchObject({
    tier: { id: null, progress: { amount: 6_000, next: { names: { de: 'Gold' }, at: 10_000 } } },
    deeds: [{ kind: 'deed', deed: 'review', names: { en: 'A word from you' }, points: 20 }],
    changes: [{ kind: 'tier-granted', tier: { names: { de: 'Gold' }, until: null } }],
    household: [{ displayName: 'Otto' }],
    mergedInto: null,
    orders: [
      { award: { parts: [{ factors: [{ kind: 'tier', names: { en: 'Gold' }, factor: 2 }] }, { each: 5 }] } },
    ],
  });
  await prisma.member.update({
    where: { shop_id: { shop, id: 3_001n } },
    data: { mergedInto: 3_002n, erasedAt: NOW },
  });
  expect(await presentMember(shop, 3_001n, { entriesBefore: null })).toMatchObject({
    mergedInto: { id: '3002', displayName: 'Otto' },
    erasedAt: NOW.toISOString(),
  });
});
