/** Staff send parked or failed deliveries back to the inbox: one, or all of them in bounded rounds. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { reopenDeliveries, reopenDelivery } from '#app/db/inbox.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
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
  await note(command, 1);
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
  await note(command, round.opened);
  nudgeInbox();
  return ok(round);
}

async function note({ shop, actor }: { shop: string; actor: string }, opened: number): Promise<void> {
  if (opened === 0) return;
  await transaction((tx) => noteDeed(tx, { shop, actor, deed: 'events-retried', data: { opened } }, now()));
}
