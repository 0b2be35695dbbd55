/** Brings a simulation to rest: the weather clears, lost deliveries are made good, all background work comes to its end. */
import type { Delivery } from '../webhooks/sender.ts';
import { rest } from './machine.ts';
import { keepOrder, type World } from './world.ts';
import type { SeenOrder } from './model.ts';

const QUIET_MS = 90_000;
/** Real time is not waited for: what waits for its next attempt gets it now. */
const HURRY_AFTER_MS = 1_000;

/** @returns what is still open after the time that rest may take; empty when all is quiet. */
export async function comeToRest(world: World): Promise<Record<string, number>> {
  const { machine } = world;
  await clearSky(world);
  await machine.act('app/ready');
  await machine.act('webhooks/idle');
  await healLostDeliveries(world);
  await machine.act('webhooks/idle');
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

/**
 * Makes good what was lost on the way for ever. This is the one place to change when the app compares its orders with
 * Shopify's by itself: then it is made to do so here instead.
 *
 * Until then a lost delivery heals as it would in a shop: something else happens to the order, and Shopify tells the
 * whole of it again.
 */
export async function healLostDeliveries(world: World): Promise<number> {
  const deliveries = await world.machine.read<Delivery[]>('deliveries?state=dropped,failed');
  const lost = new Set(deliveries.flatMap((delivery) => orderOf(delivery) ?? []));
  const touched = [...lost].filter((id) => world.placed.has(id) && !healed(world, id, deliveries));
  for (const id of touched) {
    const note = { note: `seen at step ${world.step}` };
    keepOrder(world, await world.machine.act<SeenOrder>(`orders/${id}/note`, note));
  }
  for (const { id } of deliveries) world.healed.add(id);
  return touched.length;
}

function healed(world: World, orderId: string, deliveries: Delivery[]): boolean {
  return deliveries.every((one) => orderOf(one) !== orderId || world.healed.has(one.id));
}

function orderOf({ topic, body }: Delivery): string | undefined {
  const [, id] =
    (topic.startsWith('orders/') && topic !== 'orders/edited'
      ? /"id":(\d+)/.exec(body)
      : /"order_id":(\d+)/.exec(body)) ?? [];
  return id;
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
