/**
 * The insight of a big shop: cohort matrix, bridge and RFM each within a second over all orders, one more order at the same
 * price as in a small shop, and every figure as Postgres works it out from the orders.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bridgeOf } from '../../app/core/lifetime-value/bridge.ts';
import { cohortMatrix } from '../../app/core/lifetime-value/cohorts.ts';
import { monthOfDay } from '../../app/core/lifetime-value/months.ts';
import { countScores, readBridge, readCohorts } from '../../app/db/insight.ts';
import { countScored, readCuts } from '../../app/db/shop-scores.ts';
import { pool } from '../../app/db/pool.ts';
import { scoreDueMembers } from '../../app/services/score-members.ts';
import { scoreShop } from '../../app/services/score-shop.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { expectedMonths, expectedScores, storedMonths, storedScores } from '../support/scores-oracle.ts';

const ORDERS = Number(process.env.INSIGHT_ORDERS ?? 8_000);
const MEMBERS = Math.ceil(ORDERS / 4);
const BUDGET_MS = 1_000;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOW = Date.UTC(2026, 5, 15, 12);
const TODAY = Math.floor(NOW / 86_400_000);

let store: InnerStore;
let shop: string;
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(NOW);
  shop = await store.addShop('insight-scale', {});
  await fill();
}, 1_200_000);
afterAll(() => store.stop());

test('the insight of a big shop is there within a second, and right', { timeout: 3_000_000 }, async () => {
  const figures: Record<string, number> = {};
  const time = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const value = await work();
    figures[name] = Math.round(performance.now() - began);
    return value;
  };
  await time('everybody scored, thresholds included', () => scoreShop(shop));
  await store.db.query('VACUUM ANALYZE member_scores');
  await store.db.query('VACUUM ANALYZE member_months');
  const cohorts = await time('cohort matrix', () => readCohorts(shop));
  const bridge = await time('bridge', () => readBridge(shop, 1, cohorts));
  const cuts = await time('RFM quintiles', async () =>
    readCuts(pool(), shop, await countScored(pool(), shop)),
  );
  const counts = await time('RFM groups and levels', () => countScores(shop));
  const due = await store.db.query<{ id: number }>(
    'SELECT min(member_id) AS id FROM member_scores WHERE shop = $1',
    [shop],
  );
  await store.db.query('INSERT INTO score_dues (shop, member_id) VALUES ($1, $2)', [shop, due.rows[0]?.id]);
  await time('one more order', scoreDueMembers);
  process.stdout.write(`insight of ${ORDERS} orders, in ms: ${JSON.stringify(figures)}\n`);
  note(figures);
  for (const name of ['cohort matrix', 'bridge', 'RFM quintiles', 'RFM groups and levels', 'one more order'])
    expect(figures[name], name).toBeLessThan(BUDGET_MS);

  const matrix = cohortMatrix(cohorts, monthOfDay(TODAY));
  const customers = matrix.reduce((sum, one) => sum + one.customers, 0);
  expect(customers).toBe(counts.customers);
  expect(Object.values(counts.groups).reduce((sum, n) => sum + n, 0)).toBe(counts.customers);
  expect(cuts.orders).toHaveLength(4);
  const months = bridgeOf(bridge, TODAY);
  expect(months.reduce((sum, one) => sum + one.new, 0)).toBe(customers);
  const active = await store.db.query<{ n: number }>(
    'SELECT count(DISTINCT member_id)::int AS n FROM member_months WHERE shop = $1 AND month = $2 AND orders > 0',
    [shop, monthOfDay(TODAY)],
  );
  expect(months.at(-1)?.active).toBe(active.rows[0]?.n);
  if (ORDERS > 100_000) return;
  expect(await storedScores(store.db, shop)).toEqual(await expectedScores(store.db, shop));
  expect(await storedMonths(store.db, shop)).toEqual(await expectedMonths(store.db, shop));
});

/** Orders over three years: few customers order often, most once or twice. */
async function fill(): Promise<void> {
  await store.db.query(
    `INSERT INTO members (shop, id, customer_id, created_at) SELECT $1, m, (7000000000 + m)::text, now() FROM generate_series(1, $2::int) m`,
    [shop, MEMBERS],
  );
  for (let from = 1; from <= ORDERS; from += 50_000) {
    await store.db.query(
      `INSERT INTO orders (shop, order_id, name, member_id, customer_id, occurred_at, updated_at, triggered_at, facts, facts_hash,
          financial_status, total_minor, award)
        SELECT $1, o::text, '#' || o, m, (7000000000 + m)::text, at, at, at,
          jsonb_build_object('test', false, 'lines', jsonb_build_array(jsonb_build_object('productId', (o % 500)::text)),
            'refunds', CASE WHEN o % 20 = 0 THEN jsonb_build_array(jsonb_build_object('at', to_char(at + interval '9 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'moneyMinor', 500))
              ELSE '[]' END),
          '', CASE WHEN o % 20 = 0 THEN 'partially_refunded' ELSE 'paid' END, 500 + (o * 7919) % 9500, '{}'
        FROM (SELECT o, 1 + floor($4 * power(((o * 48271::bigint) % 2147483647) / 2147483647.0, 2))::bigint % $4 AS m,
            timestamptz '2023-06-16' + ((o * 69621::bigint) % 1090) * interval '1 day' + (o % 86400) * interval '1 second' AS at
          FROM generate_series($2::bigint, $3::bigint) o) x`,
      [shop, from, Math.min(from + 49_999, ORDERS), MEMBERS],
    );
  }
  await store.db.query('VACUUM ANALYZE orders');
}

/** Into the report of the proof. */
function note(milliseconds: Record<string, number>): void {
  if (process.env.INSIGHT_ORDERS === undefined) return;
  const file = path.join(ROOT, 'node_modules/.treuwerk/proof-insight-scale-details.json');
  writeFileSync(file, JSON.stringify({ orders: ORDERS, members: MEMBERS, milliseconds }));
}
