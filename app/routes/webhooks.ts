/** Shopify's webhooks: verified, stored raw, answered. What they mean is the inbox worker's. */
import type { ActionFunctionArgs } from '@remix-run/node';
import { describeRejection } from '#app/core/rejection.ts';
import { receiveWebhook } from '#app/services/receive-webhook.ts';

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const received = await receiveWebhook(request);
  if (received.ok) return new Response(null, { status: 200 });
  return new Response(null, { status: describeRejection(received.rejection, 'en').status });
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
