/** Staff send a parked or failed delivery back to the inbox. */
import { ok, rejected, type Result } from '#app/core/result.ts';
import { reopenDelivery } from '#app/db/inbox.ts';
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
