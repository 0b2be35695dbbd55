/** Telling a shop of the app what happened in a store: deliveries one by one, doubled, late; then the inbox worked off. */
import { receiveWebhook } from '../../app/services/receive-webhook.ts';
import { handleInbox } from '../../app/services/handle-inbox.ts';
import { type InnerStore, requestOf, type Told } from './inner-store.ts';

/** @throws when the app does not take the delivery. */
export async function tell(
  shop: string,
  event: Told,
  options: { deliveryId?: string; codes?: [string, string][] } = {},
): Promise<void> {
  const body = (options.codes ?? []).reduce((text, [from, to]) => text.replaceAll(from, to), event.body);
  const received = await receiveWebhook(requestOf(shop, { ...event, body }, options.deliveryId));
  if (!received.ok) throw new Error(`${event.topic} was refused: ${received.rejection.code}`);
}

/** Works the inbox off until nothing is open; what waits for a later try is tried at once. */
export async function settleInbox({ db }: Pick<InnerStore, 'db'>): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    while ((await handleInbox()) > 0);
    const { rowCount } = await db.query(
      `UPDATE inbox_events SET next_attempt_at = now() WHERE state IN ('received', 'retry')`,
    );
    if (rowCount === 0) return;
  }
  throw new Error('the inbox does not come to an end');
}
