/** What Shopify sent is kept as long as the setting says and no longer; what is still to be done keeps its words. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { tidyPrivacy } from '../../app/services/tidy-privacy.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';

const DAYS = 3;

let store: InnerStore;
beforeAll(async () => {
  vi.stubEnv('TREUWERK_INBOX_DAYS', String(DAYS));
  store = await startInnerStore();
});
afterAll(async () => {
  await store.stop();
  vi.unstubAllEnvs();
});

async function deliver(shop: string, id: string, state: string, ageDays: number): Promise<void> {
  await store.db.query(
    `INSERT INTO inbox_events (shop, delivery_id, topic, api_version, triggered_at, received_at, next_attempt_at, body, state, error)
      VALUES ($1, $2, 'customers/update', '2026-07', now(), now() - make_interval(secs => $4::float8 * 86400), now(), '{"email":"ada@example.com"}', $3,
        'ada@example.com is odd')`,
    [shop, id, state, ageDays],
  );
}

test('bodies and errors of handled deliveries go after the days of the setting; newer and open ones stay', async () => {
  const shop = await store.addShop('retention', {});
  for (const state of ['done', 'ignored', 'parked', 'failed', 'received', 'retry'])
    for (const age of [DAYS + 0.1, DAYS - 0.1])
      await deliver(shop, `${state} ${age > DAYS ? 'old' : 'new'}`, state, age);
  await tidyPrivacy();
  await tidyPrivacy();
  const { rows } = await store.db.query<{ id: string; words: boolean }>(
    `SELECT delivery_id AS id, body LIKE '%ada@%' OR coalesce(error, '') LIKE '%ada@%' AS words FROM inbox_events
      WHERE shop = $1`,
    [shop],
  );
  // What became of each delivery can still be told.
  expect(rows).toHaveLength(12);
  const blank = rows.filter(({ words }) => !words).map(({ id }) => id);
  expect(blank.sort()).toEqual(['done old', 'failed old', 'ignored old', 'parked old']);
});
