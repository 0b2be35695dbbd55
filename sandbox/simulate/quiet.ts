/** Brings a simulation to rest: the weather clears, lost deliveries are made good, all background work comes to its end. */
import type { Delivery } from '../webhooks/sender.ts';
import { rest } from './machine.ts';
import type { World } from './world.ts';

const QUIET_MS = 90_000;
/** Real time is not waited for: what waits for its next attempt gets it now. */
const HURRY_AFTER_MS = 1_000;

/** @returns what is still open after the time that rest may take; empty when all is quiet. */
export async function comeToRest(world: World): Promise<Record<string, number>> {
  const { machine } = world;
  await clearSky(world);
  await machine.act('app/ready');
  await machine.act('webhooks/idle');
  if (world.heals) await healLostDeliveries(world);
  // Moving the clock by nothing runs everything that is due.
  await machine.act('clock', { advanceMs: 0 });
  const deadline = Date.now() + QUIET_MS;
  let hurryAt = Date.now() + HURRY_AFTER_MS;
  for (;;) {
    const open = await openWork(world);
    if (Object.keys(open).length === 0 || Date.now() > deadline) return open;
    if (Date.now() > hurryAt) {
      await hurry(world);
      hurryAt = Date.now() + HURRY_AFTER_MS;
    }
    await rest(40);
  }
}

export async function clearSky({ machine }: World): Promise<void> {
  await machine.act('faults/usage-count-lags', { lags: false });
  await machine.act('faults/clear');
  await machine.act('webhooks/flush');
}

/** What was lost on the way for ever is found by the app itself, when it compares its books with Shopify. */
export async function healLostDeliveries(world: World): Promise<void> {
  const lost = await world.machine.read<Delivery[]>('deliveries?state=dropped,failed');
  const fresh = lost.filter(({ id }) => !world.healed.has(id));
  if (fresh.length === 0) return;
  const begun = await countComparisons(world);
  const deadline = Date.now() + QUIET_MS;
  await world.machine.staff('/app/api/reconcile', {});
  while ((await countComparisons(world)) <= begun) {
    if (Date.now() > deadline) throw new Error('the comparison with the store comes to no end');
    await rest(40);
  }
  for (const { id } of fresh) world.healed.add(id);
}

async function countComparisons({ machine }: World): Promise<number> {
  const { rows } = await machine.db.query<{ done: number }>(
    `SELECT count(*)::int AS done FROM drift_reports WHERE shop = $1 AND state = 'done'`,
    [machine.shop],
  );
  return rows[0]?.done ?? 0;
}

async function openWork({ machine }: World): Promise<Record<string, number>> {
  const { now } = await machine.read<{ now: string }>('clock');
  const { rows } = await machine.db.query<{ name: string; open: number }>(
    `SELECT * FROM (
      SELECT 'deliveries' AS name, count(*)::int AS open FROM inbox_events WHERE state IN ('received', 'retry')
      UNION ALL SELECT 'redemptions', count(*)::int FROM redemptions
        WHERE state IN ('reserved', 'releasing') OR (state = 'issued' AND ends_at <= $1)
      UNION ALL SELECT 'standings', count(*)::int FROM members
        WHERE standing_version > standing_synced AND customer_id IS NOT NULL
      UNION ALL SELECT 'due', count(*)::int FROM member_balances WHERE next_due_at <= $1
    ) work WHERE open > 0`,
    [now],
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.open]));
}

async function hurry({ machine }: World): Promise<void> {
  await machine.db.query(
    `UPDATE redemptions SET next_attempt_at = now()
      WHERE state IN ('reserved', 'releasing', 'issued') AND next_attempt_at > now()`,
  );
  await machine.db.query(
    `UPDATE inbox_events SET next_attempt_at = now() WHERE state = 'retry' AND next_attempt_at > now()`,
  );
}
