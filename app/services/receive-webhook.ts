/** Takes in one webhook delivery: genuine, of bearable size, well-formed; stored raw, then answered. */
import { ok, rejected, type Result } from '#app/core/result.ts';
import { storeDelivery } from '#app/db/inbox.ts';
import { nudgeInbox } from '#app/jobs/nudge.ts';
import { parseShopifyJson, restId } from '#app/shopify/json.ts';
import { validateWebhook } from '#app/shopify/validate-webhook.ts';

/** Shopify's largest order bodies are a few megabytes. */
export const WEBHOOK_BYTES_MAX = 8 * 1024 * 1024;
/** How much of what is too long is still taken off the line. */
const DISCARDED_BYTES_MAX = 16 * 1024 * 1024;

export async function receiveWebhook(request: Request): Promise<Result<{ stored: boolean }>> {
  const body = await readLimited(request, WEBHOOK_BYTES_MAX);
  if (body === undefined) return rejected('request-too-large');
  const headers = validateWebhook(request, body);
  if (headers === 'unsigned') return rejected('request-unsigned');
  if (headers === 'malformed') return rejected('request-invalid');
  const parsed = parseShopifyJson(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed) || body.includes('\0')) {
    return rejected('request-invalid');
  }
  const stored = await storeDelivery({ ...headers, resourceId: resourceOf(headers.topic, parsed), body });
  nudgeInbox();
  return ok({ stored });
}

/** The order or customer that a delivery is about, for those who look for it. */
function resourceOf(topic: string, body: object): string | null {
  const record = body as Record<string, unknown>;
  if (topic.startsWith('customer')) return customerOf(record);
  const edit = record.order_edit as Record<string, unknown> | undefined;
  const orderId =
    topic === 'orders/edited' ? edit?.order_id : topic.startsWith('orders/') ? undefined : record.order_id;
  return restId(orderId === undefined ? record : { id: orderId }) ?? null;
}

/** News of customers name them in four ways. */
function customerOf(record: Record<string, unknown>): string | null {
  const { customer, customer_id, customerId, admin_graphql_api_customer_kept_id: kept } = record;
  if (kept !== undefined) return restId({ admin_graphql_api_id: kept }) ?? null;
  if (customerId !== undefined) return restId({ admin_graphql_api_id: customerId }) ?? null;
  if (customer_id !== undefined) return restId({ id: customer_id }) ?? null;
  if (typeof customer === 'object' && customer !== null) return restId(customer) ?? null;
  return restId(record) ?? null;
}

/** @returns undefined when the body is longer than allowed; it is not read to its end then. */
export async function readLimited(request: Request, bytesMax: number): Promise<string | undefined> {
  const stated = request.headers.get('content-length');
  if (Number(stated ?? 0) > bytesMax) {
    if (request.body) void discardRest(request.body.getReader());
    return undefined;
  }
  // A stated length is kept by the server; only a body in chunks must be counted while it is read.
  if (stated !== null || !request.body) return request.text();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.byteLength;
    if (size > bytesMax) {
      void discardRest(reader);
      return undefined;
    }
    chunks.push(value);
  }
}

/** A sender hears the answer only when it may go on sending: some of the rest is read and dropped, then the line is cut. */
async function discardRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let left = DISCARDED_BYTES_MAX; left > 0;) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender has gone: nothing is left to read.
  }
}
