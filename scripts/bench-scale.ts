/**
 * How cost follows size: shops of 1,000, 10,000 and 100,000 members with ten entries each, side by side in one database. The
 * same number of new orders is booked in each, in turns, so that noise meets all alike; then time passes over everybody.
 */
import type pg from 'pg';
import { orderBody, timed } from './bench-support.ts';

export const SIZES = [1_000, 10_000, 100_000] as const;
const ENTRIES_PER_MEMBER = 10;
const ORDERS_PER_ROUND = 1_500;
const ROUNDS = 9;
const TIERED = {
  tiers: {
    period: { kind: 'calendarYear' },
    list: [
      { id: 'silver', name: { en: 'Silver' }, enter: '50.00' },
      { id: 'gold', name: { en: 'Gold' }, enter: '500.00' },
    ],
  },
};

export type Scale = {
  /** Seconds per 1,000 orders by number of members: the median of the rounds. */
  orders: Map<number, number>;
  /** Seconds for one plain statement per order in the same rounds. */
  control: number;
  /** Seconds for all members of the largest shop. */
  expirySeconds: number;
  tierSeconds: number;
  entries: number;
};

export async function benchScale(db: pg.Pool): Promise<Scale> {
  for (const members of SIZES) await fillShop(db, members);
  await db.query('ANALYZE');
  const { handleInbox } = await import('#app/services/handle-inbox.ts');
  const times = new Map<number, number[]>(SIZES.map((members) => [members, []]));
  const controls: number[] = [];
  await db.query(
    'CREATE TABLE scale_control (shop text, key text, member bigint, points bigint, PRIMARY KEY (shop, key))',
  );
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Every size takes every turn, so that what comes before weighs on none alone.
    const turn = round % SIZES.length;
    for (const members of [...SIZES.slice(turn), ...SIZES.slice(0, turn)]) {
      await fillInbox(db, members, round);
      const seconds = await timed(async () => {
        while ((await handleInbox()) > 0);
      });
      // The first round only warms up.
      if (round > 0) times.get(members)?.push(seconds);
    }
    const plain = await timed(() => plainStatements(db, round));
    if (round > 0) controls.push(plain);
  }
  const perThousand = (list: number[]) => (median(list) * 1_000) / ORDERS_PER_ROUND;
  return {
    orders: new Map([...times].map(([members, list]) => [members, perThousand(list)])),
    control: perThousand(controls),
    expirySeconds: await benchExpiry(db),
    tierSeconds: await benchTiers(db),
    entries: SIZES.reduce((sum, members) => sum + members * ENTRIES_PER_MEMBER, 0),
  };
}

function shopOf(members: number): string {
  return `bench-${members}.myshopify.com`;
}

/** Members with a past: entries that replay to their balances, spent lots and two open ones, one order each. */
async function fillShop(db: pg.Pool, members: number): Promise<void> {
  const shop = shopOf(members);
  const first = SIZES.filter((size) => size < members).reduce((sum, size) => sum + size, 1_000_000);
  const run = (text: string, ...more: unknown[]) => db.query(text, [shop, members, first, ...more]);
  await db.query(
    `INSERT INTO shops (shop, name, currency, timezone, locale, plan_name, installed_at)
      VALUES ($1, 'Bench', 'EUR', 'Europe/Berlin', 'de', 'Basic', now())`,
    [shop],
  );
  await db.query(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by)
      VALUES ($1, 1, '{}', '1970-01-01', now(), 'bench')`,
    [shop],
  );
  await run(`INSERT INTO members (shop, id, customer_id, profile_known, created_at)
    SELECT $1, $3 + n, ($3 + n)::text, true, now() FROM generate_series(1, $2::int) AS n`);
  await run(
    `INSERT INTO member_balances (shop, member_id, seq, available, earned)
      SELECT $1, $3 + n, $4, $4 * 10, $4 * 10 FROM generate_series(1, $2::int) AS n`,
    ENTRIES_PER_MEMBER,
  );
  await run(
    `INSERT INTO ledger_entries (shop, member_id, seq, kind, from_account, to_account, points, source, key, input_hash,
        reasons, program_version, actor, occurred_at, recorded_at)
      SELECT $1, $3 + n, s, 'earn', 'issued', 'available', 10, 'order:p' || ($3 + n) || '-' || s,
        'order:p' || ($3 + n) || '-' || s || ':1/0', 'h', '{order}', 1, 'shopify', now() - interval '90 days',
        now() - interval '90 days'
      FROM generate_series(1, $2::int) AS n, generate_series(1, $4::int) AS s`,
    ENTRIES_PER_MEMBER,
  );
  await run(
    `INSERT INTO lots (shop, member_id, seq, source, points, remaining, matured, opened_at, matures_at)
      SELECT $1, $3 + n, s, 'order:p' || ($3 + n) || '-' || s, 10, 10, true, now() - interval '90 days',
        now() - interval '90 days'
      FROM generate_series(1, $2::int) AS n, generate_series(1, $4::int) AS s`,
    ENTRIES_PER_MEMBER,
  );
  await run(
    `INSERT INTO bookings (shop, member_id, source, earned)
      SELECT $1, $3 + n, 'order:p' || ($3 + n) || '-' || s, 10
      FROM generate_series(1, $2::int) AS n, generate_series(1, $4::int) AS s`,
    ENTRIES_PER_MEMBER,
  );
}

async function fillInbox(db: pg.Pool, members: number, round: number): Promise<void> {
  const first = SIZES.filter((size) => size < members).reduce((sum, size) => sum + size, 1_000_000);
  const bodies = Array.from({ length: ORDERS_PER_ROUND }, (_, index) => {
    const body = JSON.parse(orderBody(members * 1_000 + round * ORDERS_PER_ROUND + index)) as BenchOrder;
    const customer = first + 1 + ((index * 7_919 + round * 104_729) % members);
    body.customer = { id: customer, admin_graphql_api_id: `gid://shopify/Customer/${customer}` };
    return JSON.stringify(body);
  });
  await db.query(
    `INSERT INTO inbox_events (shop, delivery_id, topic, api_version, triggered_at, received_at, body, next_attempt_at)
      SELECT $1, $2 || '-' || n, 'orders/paid', '2026-07', now(), now(), b, now()
      FROM unnest($3::text[]) WITH ORDINALITY AS x(b, n)`,
    [shopOf(members), `scale-${round}`, bodies],
  );
}

type BenchOrder = { customer: Record<string, unknown> };

async function plainStatements(db: pg.Pool, round: number): Promise<void> {
  let next = 0;
  const sender = async () => {
    for (let index = next++; index < ORDERS_PER_ROUND; index = next++) {
      await db.query({
        name: 'scale-control',
        text: 'INSERT INTO scale_control VALUES ($1, $2, $3, 10) ON CONFLICT DO NOTHING',
        values: [shopOf(1_000), `${round}-${index}`, index],
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
}

/** Half of everybody's lots lapse at one instant. */
async function benchExpiry(db: pg.Pool): Promise<number> {
  const shop = shopOf(Math.max(...SIZES));
  await db.query(
    `UPDATE lots SET expires_at = now() - interval '1 minute' WHERE shop = $1 AND seq <= 5 AND remaining > 0`,
    [shop],
  );
  await db.query(`UPDATE member_balances SET next_due_at = now() - interval '1 minute' WHERE shop = $1`, [
    shop,
  ]);
  const { passTimeForDue } = await import('#app/services/pass-time.ts');
  return timed(async () => {
    while ((await passTimeForDue()) > 0);
  });
}

/** A program with tiers is published, and everybody is judged by it. */
async function benchTiers(db: pg.Pool): Promise<number> {
  const shop = shopOf(Math.max(...SIZES));
  await db.query(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by)
      VALUES ($1, 2, $2, '1970-01-01', now(), 'bench')`,
    [shop, JSON.stringify(TIERED)],
  );
  await db.query(`UPDATE members SET revisit_at = now() - interval '1 minute' WHERE shop = $1`, [shop]);
  const { revisitMembers } = await import('#app/services/revisit-members.ts');
  return timed(async () => {
    while ((await revisitMembers()) > 0);
  });
}

function median(list: number[]): number {
  return [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0;
}
