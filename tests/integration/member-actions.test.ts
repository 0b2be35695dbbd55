/** What staff do with a member: block, tier by hand, merge, erasure; and the list in which she is found. */
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInnerStore, type InnerStore } from '../support/inner-store.ts';

const NONE = { tier: null, segment: null, pointsMin: null, pointsMax: null, activeDays: null, state: null };

let store: InnerStore;
let db: pg.Pool;
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(Date.parse('2026-11-23T10:00:00Z'));
  db = store.db;
});
afterAll(() => store.stop());

const PROGRAM = {
  earning: { rules: [{}, { id: 'welcome', kind: 'deed', deed: 'review', points: 10 }] },
  tiers: {
    basis: 'spend',
    period: { kind: 'lifetime' },
    list: [{ id: 'gold', name: { en: 'Gold' }, enter: '1000' }],
  },
  rewards: [{ id: 'five', kind: 'amountOff', points: 50, amount: '5.00' }],
};

let shops = 0;
async function newShop(): Promise<string> {
  shops += 1;
  return store.addShop(`members ${shops}`, PROGRAM);
}

async function newMember(shop: string, customerId: string, points = 100): Promise<number> {
  const { ensureMembers } = await import('../../app/db/members.ts');
  const { transaction } = await import('../../app/db/transaction.ts');
  const person = { customerId, profile: null, contactHash: null };
  const ids = await transaction((tx) => ensureMembers(tx, shop, [person], new Date()));
  const id = ids.get(customerId) ?? 0;
  const { adjustPoints } = await import('../../app/services/adjust-points.ts');
  if (points > 0) {
    const given = await adjustPoints({
      ...{ shop, memberId: BigInt(id), points, reasonCode: 'other', note: '', actor: 'staff:1' },
      idempotencyKey: `given-${customerId}`,
    });
    expect(given.ok).toBe(true);
  }
  return id;
}

async function review(shop: string, customerId: string, at: string): Promise<void> {
  const { takeFacts } = await import('../../app/services/take-facts.ts');
  const fact = { id: `review ${at}`, customerId, kind: 'deed', deed: 'review', at };
  const taken = await takeFacts({ shop, body: { facts: [fact] }, actor: 'staff:1' });
  expect(taken.ok).toBe(true);
}

async function availableOf(shop: string, memberId: number): Promise<number> {
  const { rows } = await db.query<{ available: number }>(
    'SELECT available::float8 AS available FROM member_balances WHERE shop = $1 AND member_id = $2',
    [shop, memberId],
  );
  return rows[0]?.available ?? 0;
}

const BY = { actor: 'staff:7' };

test('a blocked member earns and redeems nothing, what came before stays, and unblocking ends it', async () => {
  const shop = await newShop();
  const memberId = await newMember(shop, '7001');
  const { blockMember } = await import('../../app/services/block-member.ts');
  const { redeem } = await import('../../app/services/redeem.ts');
  await review(shop, '7001', '2026-11-22T10:00:00Z');
  expect(await availableOf(shop, memberId)).toBe(110);
  expect(await blockMember({ shop, ...BY, memberId, reason: 'checking' })).toMatchObject({ ok: true });
  await review(shop, '7001', '2026-11-22T11:00:00Z');
  expect(await availableOf(shop, memberId)).toBe(120);
  store.setTime(Date.parse('2026-11-23T11:00:00Z'));
  await review(shop, '7001', '2026-11-23T10:30:00Z');
  expect(await availableOf(shop, memberId)).toBe(120);
  const wish = { shop, customerId: '7001', rewardId: 'five', surface: 'proxy' as const };
  const refused = await redeem({ ...wish, idempotencyKey: 'while-blocked' });
  expect(refused).toMatchObject({ ok: false, rejection: { code: 'program-paused' } });
  const { loadStanding } = await import('../../app/services/load-standing.ts');
  expect(await loadStanding(shop, '7001')).toMatchObject({ blocked: true, available: 120 });
  expect(await blockMember({ shop, ...BY, memberId, reason: null })).toMatchObject({ ok: true });
  store.setTime(Date.parse('2026-11-23T12:00:00Z'));
  await review(shop, '7001', '2026-11-23T11:30:00Z');
  expect(await availableOf(shop, memberId)).toBe(130);
  expect(await loadStanding(shop, '7001')).not.toHaveProperty('blocked');
  const { rows } = await db.query(
    'SELECT deed, data FROM staff_deeds WHERE shop = $1 AND actor = $2 ORDER BY id',
    [shop, BY.actor],
  );
  expect(rows).toEqual([
    { deed: 'member-blocked', data: { reason: 'checking' } },
    { deed: 'member-unblocked', data: { reason: null } },
  ]);
});

test('a reason that there is not, a member that there is not and one that is gone are refused', async () => {
  const shop = await newShop();
  const memberId = await newMember(shop, '7001');
  const { blockMember } = await import('../../app/services/block-member.ts');
  const { mergeByStaff } = await import('../../app/services/merge-by-staff.ts');
  expect(await blockMember({ shop, ...BY, memberId, reason: 'mood' })).toMatchObject({
    rejection: { code: 'reason-invalid' },
  });
  expect(await blockMember({ shop, ...BY, memberId: 1, reason: 'abuse' })).toMatchObject({
    rejection: { code: 'member-unknown' },
  });
  expect(await mergeByStaff({ shop, ...BY, from: memberId, to: memberId })).toMatchObject({
    rejection: { code: 'merge-impossible' },
  });
  const other = await newMember(await newShop(), '7002');
  expect(await mergeByStaff({ shop, ...BY, from: other, to: memberId })).toMatchObject({
    rejection: { code: 'member-unknown' },
  });
});

test('a merge by staff brings points and a block over, and cannot be done twice', async () => {
  const shop = await newShop();
  const [from, to] = [await newMember(shop, '7001', 40), await newMember(shop, '7002', 60)];
  const { blockMember } = await import('../../app/services/block-member.ts');
  const { mergeByStaff } = await import('../../app/services/merge-by-staff.ts');
  await blockMember({ shop, ...BY, memberId: from, reason: 'abuse' });
  expect(await mergeByStaff({ shop, ...BY, from, to })).toMatchObject({ ok: true });
  expect(await availableOf(shop, to)).toBe(100);
  const { rows } = await db.query(
    'SELECT blocked_at IS NOT NULL AS blocked FROM members WHERE shop = $1 ORDER BY id',
    [shop],
  );
  expect(rows).toEqual([{ blocked: false }, { blocked: true }]);
  expect(await mergeByStaff({ shop, ...BY, from, to })).toMatchObject({
    rejection: { code: 'merge-impossible' },
  });
});

test('a tier by hand holds until the end of its day; another shop’s tier or a day gone by is refused', async () => {
  const shop = await newShop();
  const memberId = await newMember(shop, '7001');
  const { moveTier } = await import('../../app/services/move-tier.ts');
  const give = (tierId: string, untilDay: string | null) =>
    moveTier({ shop, ...BY, memberId, tierId, untilDay });
  expect(await give('platinum', null)).toMatchObject({ rejection: { code: 'tier-unknown' } });
  expect(await give('gold', '2020-01-01')).toMatchObject({ rejection: { code: 'request-invalid' } });
  expect(await give('gold', '2026-12-31')).toMatchObject({ ok: true });
  const { rows } = await db.query(
    'SELECT tier_id AS tier, revisit_at AS until FROM members WHERE shop = $1',
    [shop],
  );
  expect(rows).toEqual([{ tier: 'gold', until: new Date('2027-01-01T00:00:00Z') }]);
});

test('the list is filtered by tier, points, activity and state, and pages meet without a gap', async () => {
  const shop = await newShop();
  const { moveTier } = await import('../../app/services/move-tier.ts');
  const { blockMember } = await import('../../app/services/block-member.ts');
  const { presentMembers, MEMBERS_PER_PAGE } = await import('../../app/presenters/present-members.ts');
  const ids: number[] = [];
  for (let index = 0; index < MEMBERS_PER_PAGE + 5; index += 1)
    ids.push(await newMember(shop, String(9_000 + index), 10 * (index + 1)));
  const [first = 0, second = 0, third = 0] = ids;
  await moveTier({ shop, ...BY, memberId: first, tierId: 'gold', untilDay: null });
  await blockMember({ shop, ...BY, memberId: second, reason: 'other' });
  await review(shop, String(9_002), '2026-11-01T10:00:00Z');
  const found = async (filters: Partial<typeof NONE> | Record<string, unknown>) => {
    const view = await presentMembers(shop, {
      ...{ search: '', sort: 'newest', cursor: null, filters: { ...NONE, ...filters } },
    });
    expect(view.count?.number).toBe(view.count && view.next ? ids.length : view.rows.length);
    return view.rows.map(({ id }) => Number(id));
  };
  expect(await found({ tier: 'gold' })).toEqual([first]);
  expect(await found({ state: 'blocked' })).toEqual([second]);
  expect(await found({ activeDays: 90 })).toEqual([third]);
  expect(await found({ activeDays: -90, pointsMax: 40 })).toEqual([ids[3], second, first]);
  expect(await found({ pointsMin: 20, pointsMax: 20 })).toEqual([second]);
  expect(await found({ tier: 'gold', state: 'blocked' })).toEqual([]);
  await enter(shop, [first, second, third], 'segment-entered', 'vip', '2026-11-01T10:00:00Z');
  await enter(shop, [first, second], 'segment-left', 'vip', '2026-11-02T10:00:00Z');
  await enter(shop, [second], 'segment-entered', 'vip', '2026-11-03T10:00:00Z');
  await enter(shop, [first], 'segment-entered', 'other', '2026-11-03T10:00:00Z');
  expect(await found({ segment: 'vip' })).toEqual([third, second]);
  expect(await found({ segment: 'vip', state: 'blocked' })).toEqual([second]);
  expect(await found({ segment: 'nobodys' })).toEqual([]);
  for (const sort of ['balance', 'newest'] as const) {
    const seen: string[] = [];
    let key: string | null = null;
    do {
      const cursor: { direction: 'after'; key: string } | null =
        key === null ? null : { direction: 'after', key };
      const page = await presentMembers(shop, { search: '', sort, filters: NONE, cursor });
      seen.push(...page.rows.map(({ id }) => id));
      key = page.next;
    } while (key !== null);
    expect(seen).toHaveLength(ids.length);
    expect(new Set(seen).size).toBe(ids.length);
  }
  const byNumber = await presentMembers(shop, {
    search: '9003',
    sort: 'balance',
    filters: NONE,
    cursor: null,
  });
  expect(byNumber.rows.map(({ customerId }) => customerId)).toEqual(['9003']);
});

async function enter(
  shop: string,
  memberIds: number[],
  kind: 'segment-entered' | 'segment-left',
  segment: string,
  at: string,
): Promise<void> {
  const { pool } = await import('../../app/db/pool.ts');
  await pool().query(
    `INSERT INTO member_changes (shop, id, member_id, kind, at, data, input_hash, actor, recorded_at)
      SELECT $1, concat_ws(':', $3::text, $4::text, $5::text, m), m, $3, $5::timestamptz, jsonb_build_object('segment', $4::text), '', 'test', now()
      FROM unnest($2::bigint[]) m`,
    [shop, memberIds, kind, segment, at],
  );
}
