/** A person asked what is known of her: noted with the day by which she must have the answer, which a job then makes. */
import type { InboxEvent } from '#app/db/inbox.ts';
import { insertPrivacyRequest } from '#app/db/privacy-requests.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { DAY_MS } from '#app/core/time.ts';
import { enqueue } from '#app/jobs/queue.ts';
import { keyedHash } from '#app/services/contact-hash.ts';

/** Shopify and the law give thirty days. */
const DUE_DAYS = 30;

export type DataRequest = {
  customerId: string;
  email: string | null;
  orderIds: string[];
  requestId: string | null;
};

export async function openPrivacyRequest(
  tx: Transaction,
  event: Pick<InboxEvent, 'shop' | 'triggeredAt' | 'deliveryId'>,
  { customerId, email, orderIds, requestId }: DataRequest,
): Promise<void> {
  const { shop, triggeredAt } = event;
  // Her number would outlive her in the request's name.
  const id = keyedHash(shop, `request:${customerId}:${requestId ?? event.deliveryId}`).slice(0, 22);
  const dueAt = new Date(triggeredAt.getTime() + DUE_DAYS * DAY_MS);
  const request = { shop, id, customerId, email, orderIds, requestedAt: triggeredAt, dueAt };
  if (!(await insertPrivacyRequest(tx, request))) return;
  await enqueue(tx, 'answer-person', { shop, id }, `${shop}:${id}`);
}
