/** Staff send parked or failed deliveries back to the inbox: one, or all of them in bounded rounds. */
import { ok, rejected, type Result } from '#app/core/result.ts';
import { reopenDeliveries, reopenDelivery } from '#app/db/inbox.ts';
import { nudgeInbox } from '#app/jobs/nudge.ts';
import { log } from '#app/log.ts';

export async function retryEvent(command: {
  shop: string;
  deliveryId: string;
  actor: string;
}): Promise<Result<{ state: string }>> {
  const before = await reopenDelivery(command.shop, command.deliveryId);
  if (before === undefined) return rejected('event-unknown');
  if (before !== 'parked' && before !== 'failed') return rejected('event-not-retryable');
  log.info(
    { shop: command.shop, delivery: command.deliveryId, actor: command.actor },
    'delivery opened again',
  );
  nudgeInbox();
  return ok({ state: 'received' });
}

const ROUND = 1_000;

/** The oldest first; whoever has more asks again. */
export async function retryAllEvents(command: {
  shop: string;
  actor: string;
}): Promise<Result<{ opened: number; more: boolean }>> {
  const round = await reopenDeliveries(command.shop, ROUND);
  log.info({ shop: command.shop, actor: command.actor, ...round }, 'deliveries opened again');
  nudgeInbox();
  return ok(round);
}
