/**
 * A big shop for measuring: members with names, tiers, five entries each, their lots, balances, bookings, orders and
 * redemptions, as the app would have written them. Copied set by set inside the database, about 250,000 rows a second.
 */
import type pg from 'pg';
import { NEW_SURVEY } from '../../app/core/surveys/survey.ts';

const STEP = 50_000;
/** Ids of generated members and customers begin here, so that nothing the sandbox makes is in the way. */
const FIRST = 1_000_000;

export type BigShop = {
  members: number;
  /** Ids of the first and the last. */
  first: number;
  last: number;
};

/**
 * @param template an order that the app has booked: its facts and award are those of all.
 * Each member: two orders (earned, the first partly redeemed) and a third on hold.
 */
export async function fillShop(
  db: pg.Pool,
  shop: string,
  template: string,
  members: number,
): Promise<BigShop> {
  const client = await db.connect();
  try {
    await client.query('SET synchronous_commit = off');
    await client.query(SURVEY, [shop, { ...NEW_SURVEY, name: 'Scale' }]);
    for (let done = 0; done < members; done += STEP) {
      const values = [shop, FIRST + done, FIRST + Math.min(done + STEP, members) - 1];
      for (const statement of [PEOPLE, BALANCES, ENTRIES, LOTS, ALLOCATIONS, BOOKINGS, REDEMPTIONS, SEGMENTS])
        await client.query(statement, values);
      await client.query(ORDERS, [...values, template]);
      await client.query(EVENTS, values);
      await client.query(ANSWERS, values);
    }
    await client.query('RESET synchronous_commit');
    await client.query(`SELECT setval('members_id_seq', $1)`, [FIRST + members]);
    await client.query('VACUUM ANALYZE');
  } finally {
    client.release();
  }
  return { members, first: FIRST, last: FIRST + members - 1 };
}

const FIRST_NAMES = `ARRAY['Anna','Ben','Clara','David','Emma','Finn','Greta','Hanna','Ida','Jonas','Klara','Leon','Mia','Noah',
  'Olivia','Paul','Quirin','Romy','Sofia','Theo','Ulla','Vincent','Wanda','Xaver','Yara','Zoe']`;
const LAST_NAMES = `ARRAY['Albrecht','Bauer','Conrad','Dietz','Ebert','Fischer','Graf','Huber','Iversen','Jansen','Keller','Lang',
  'Meier','Neumann','Otto','Peters','Quandt','Richter','Schulz','Thoma','Ulrich','Vogel','Weber','Xander','Young','Zimmer']`;
/** Points of a member's first and second order, and what is on hold of the third. */
const EARNED = `(200 + m * 7 % 900)`;
const SECOND = `(50 + m % 50)`;
const HELD = '30';
const SPENT = '100';
/** Members came over three years, evenly and in their order. */
const SINCE = `(timestamptz '2023-11-01' + (m - ${FIRST}) % 1000000 * interval '94 seconds')`;

const PEOPLE = `INSERT INTO members (shop, id, customer_id, display_name, email, locale, profile_known, created_at,
    standing_version, standing_synced, tier_id, tier)
  SELECT $1, m, (7000000000 + m)::text, (${FIRST_NAMES})[1 + m % 26] || ' ' || (${LAST_NAMES})[1 + m / 26 % 26] || ' ' || m,
    lower((${FIRST_NAMES})[1 + m % 26]) || '.' || m || '@example.com', 'de', true, ${SINCE}, 1, 1,
    CASE WHEN m % 20 = 0 THEN 'gold' WHEN m % 5 = 0 THEN 'silver' END,
    jsonb_build_object('tierId', CASE WHEN m % 20 = 0 THEN 'gold' WHEN m % 5 = 0 THEN 'silver' END, 'since', null,
      'keptUntil', null, 'graceUntil', null, 'granted', false,
      'progress', jsonb_build_object('basis', 'spend', 'amount', m % 90000, 'nextTierId', null, 'nextAt', null, 'keepAt', null))
  FROM generate_series($2::bigint, $3::bigint) m`;

/** A fifth is VIP, one in twenty of them not any more; one in a thousand is in a segment of the merchant's own. */
const SEGMENTS = `INSERT INTO member_changes (shop, id, member_id, kind, at, data, input_hash, actor, recorded_at)
  SELECT $1, s.kind || ':' || s.segment || ':' || m, m, s.kind, ${SINCE} + s.days * interval '1 day', jsonb_build_object('segment', s.segment), '',
    'treuwerk', ${SINCE}
  FROM generate_series($2::bigint, $3::bigint) m JOIN (VALUES ('segment-entered', 'vip', 5, 20), ('segment-left', 'vip', 100, 30),
    ('segment-entered', 'own', 1000, 20)) AS s(kind, segment, every, days) ON m % s.every = 0`;

const BALANCES = `INSERT INTO member_balances (shop, member_id, seq, pending, available, earned, redeemed, active_at)
  SELECT $1, m, 5, ${HELD}, ${EARNED} - ${SPENT} + ${SECOND}, ${EARNED} + ${SECOND} + ${HELD}, ${SPENT}, ${SINCE} + interval '40 days'
  FROM generate_series($2::bigint, $3::bigint) m`;

const ENTRIES = `INSERT INTO ledger_entries (shop, member_id, seq, kind, from_account, to_account, points, source, key, input_hash,
    reasons, program_version, actor, occurred_at, recorded_at)
  SELECT $1, m, e.seq, e.kind, e.source_account, e.target_account,
    CASE e.seq WHEN 1 THEN ${EARNED} WHEN 2 THEN ${SECOND} WHEN 5 THEN ${HELD} ELSE ${SPENT} END,
    CASE WHEN e.seq IN (3, 4) THEN 'redemption:r' || m ELSE 'order:' || m || least(e.seq, 3) END, 'k' || m || '-' || e.seq, 'generated', e.reasons, 1,
    'shopify', ${SINCE} + e.seq * interval '10 days', ${SINCE} + e.seq * interval '10 days'
  FROM generate_series($2::bigint, $3::bigint) m CROSS JOIN (VALUES
    (1, 'earn', 'issued', 'available', ARRAY['order']), (2, 'earn', 'issued', 'available', ARRAY['order']),
    (3, 'reserve', 'available', 'reserved', ARRAY['redemption']), (4, 'capture', 'reserved', 'redeemed', ARRAY['redemption']),
    (5, 'earn', 'issued', 'pending', ARRAY['order'])) AS e (seq, kind, source_account, target_account, reasons)`;

const LOTS = `INSERT INTO lots (shop, member_id, seq, source, points, remaining, matured, opened_at)
  SELECT $1, m, l.seq, 'order:' || m || least(l.seq, 3),
    CASE l.seq WHEN 1 THEN ${EARNED} WHEN 2 THEN ${SECOND} ELSE ${HELD} END,
    CASE l.seq WHEN 1 THEN ${EARNED} - ${SPENT} WHEN 2 THEN ${SECOND} ELSE ${HELD} END, l.seq < 5, ${SINCE} + l.seq * interval '10 days'
  FROM generate_series($2::bigint, $3::bigint) m CROSS JOIN (VALUES (1), (2), (5)) AS l (seq)`;

const ALLOCATIONS = `INSERT INTO lot_allocations (shop, member_id, seq, lot_seq, points)
  SELECT $1, m, a.seq, 1, ${SPENT} FROM generate_series($2::bigint, $3::bigint) m CROSS JOIN (VALUES (3), (4)) AS a (seq)`;

const BOOKINGS = `INSERT INTO bookings (shop, member_id, source, earned)
  SELECT $1, m, 'order:' || m || o.nr, CASE o.nr WHEN 1 THEN ${EARNED} WHEN 2 THEN ${SECOND} ELSE ${HELD} END
  FROM generate_series($2::bigint, $3::bigint) m CROSS JOIN (VALUES (1), (2), (3)) AS o (nr)`;

const REDEMPTIONS = `INSERT INTO redemptions (shop, id, member_id, reward_id, reward, program_version, points, idempotency_key,
    input_hash, surface, code, state, created_at, ends_at, issued_at, resolved_at, order_id, captured, discount_deleted_at)
  SELECT $1, 'r' || m, m, 'five', '{"id":"five","kind":"amountOff","amount":"5.00","points":100,"active":true}', 1, ${SPENT}, 'key-' || m,
    'generated', 'proxy', 'TW-' || m, 'captured', ${SINCE} + interval '30 days', ${SINCE} + interval '60 days', ${SINCE} + interval '30 days',
    ${SINCE} + interval '40 days', m || '2', ${SPENT}, ${SINCE} + interval '50 days'
  FROM generate_series($2::bigint, $3::bigint) m`;

const ORDERS = `INSERT INTO orders (shop, order_id, name, member_id, customer_id, occurred_at, updated_at, triggered_at, facts, facts_hash,
    financial_status, total_minor, program_version, revision, target, award, traits)
  SELECT $1, m::text || o.nr, '#' || m || o.nr, m, (7000000000 + m)::text, ${SINCE} + o.nr * interval '10 days', ${SINCE} + o.nr * interval '10 days',
    ${SINCE} + o.nr * interval '10 days',
    t.facts || jsonb_build_object('orderId', m::text || o.nr, 'name', '#' || m || o.nr, 'customerId', (7000000000 + m)::text),
    'generated', 'paid', t.total_minor + m % 900, 1, 1, CASE o.nr WHEN 2 THEN ${SECOND} ELSE ${HELD} END, t.award, t.traits
  FROM generate_series($2::bigint, $3::bigint) m CROSS JOIN (VALUES (2), (3)) AS o (nr)
  CROSS JOIN (SELECT facts, award, traits, total_minor FROM orders WHERE shop = $1 AND order_id = $4) t`;

/** One delivery in ten members is remembered; a few want attention. */
/** A survey that everybody was asked within two years; each second one answered. */
const SURVEY = `INSERT INTO surveys (shop, id, config, active, created_at, updated_at, updated_by)
  VALUES ($1, 'scale', $2, true, now(), now(), 'test')`;
const ANSWERS = `INSERT INTO survey_answers (shop, survey_id, member_id, occasion, product_id, product_title, asked_at, answered_at,
    answer, comment, segments, theme)
  SELECT $1, 'scale', m, 'asked', m % 40, 'Product ' || m % 40, a.at, CASE WHEN m % 2 = 0 THEN a.at + interval '1 hour' END,
    CASE WHEN m % 2 = 0 THEN m % 11 END, CASE WHEN m % 8 = 0 THEN 'What she wrote, number ' || m END, ARRAY['vip', 'rfm-loyal'],
    CASE WHEN m % 100 = 0 THEN 'Packaging' END
  FROM generate_series($2::bigint, $3::bigint) AS m, LATERAL (SELECT now() - (m % 700 + 1) * interval '1 day' AS at) AS a`;
const EVENTS = `INSERT INTO inbox_events (shop, delivery_id, topic, api_version, resource_id, triggered_at, received_at, body, state, attempts,
    next_attempt_at, handled_at, outcome)
  SELECT $1, 'generated-' || m, 'orders/paid', '2026-07', m || '3', ${SINCE}, ${SINCE}, '{}', CASE WHEN m % 5000 = 0 THEN 'parked' ELSE 'done' END, 1,
    ${SINCE}, ${SINCE}, '{"result":"booked","reason":"unreadable"}'
  FROM generate_series($2::bigint, $3::bigint) m WHERE m % 10 = 0`;
