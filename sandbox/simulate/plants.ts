/** Damage done on purpose just before the last check, so that the checker can be seen to find it. */
import { expectedPoints, type SeenOrder } from './model.ts';
import { keepOrder, type World } from './world.ts';

export const PLANTS = ['lost-point', 'lost-webhook', 'unpaid-code'] as const;
export type Plant = (typeof PLANTS)[number];

/** @throws when there is nothing to damage. */
export async function plantDamage(world: World, plant: Plant): Promise<void> {
  switch (plant) {
    case 'lost-point':
      return damage(
        world,
        `UPDATE member_balances SET available = available - 1 WHERE shop = $1 AND member_id =
          (SELECT member_id FROM member_balances WHERE shop = $1 AND available > 0 ORDER BY member_id LIMIT 1)`,
      );
    case 'unpaid-code':
      return damage(
        world,
        `UPDATE redemptions SET state = 'released', released = points WHERE shop = $1 AND id =
          (SELECT id FROM redemptions WHERE shop = $1 AND state = 'issued' ORDER BY id LIMIT 1)`,
      );
    case 'lost-webhook':
      return refundUnheard(world);
  }
}

async function damage({ machine }: World, text: string): Promise<void> {
  const { rowCount } = await machine.db.query(text, [machine.shop]);
  if (rowCount !== 1) throw new Error('there is nothing to damage');
}

/** The books close and are wrong all the same: only a comparison with the store can see it. */
async function refundUnheard(world: World): Promise<void> {
  const { machine, plan, placed } = world;
  const worth = (order: SeenOrder) => expectedPoints(order, plan.program, plan.currency).least;
  const [best] = [...placed.values()]
    .filter(({ order }) => order.customerId !== null && worth(order) > 0)
    .sort((one, other) => worth(other.order) - worth(one.order));
  if (!best) throw new Error('there is nothing to damage');
  await machine.act('webhooks/enabled', { enabled: false });
  keepOrder(world, await machine.act<SeenOrder>(`orders/${best.order.id}/cancel`, {}));
  await machine.act('webhooks/enabled', { enabled: true });
}
