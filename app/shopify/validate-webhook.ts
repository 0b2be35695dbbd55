/** Whether a webhook delivery is Shopify's: the HMAC over the raw body, and the headers that name it. */
import { shopifyLibrary } from '#app/shopify/library.ts';

export type WebhookHeaders = {
  shop: string;
  deliveryId: string;
  eventId: string | null;
  topic: string;
  apiVersion: string;
  triggeredAt: Date;
};

/** `unsigned` when the signature is wrong or missing, `malformed` when a header is missing or no such header. */
export async function validateWebhook(
  request: Request,
  rawBody: string,
): Promise<WebhookHeaders | 'unsigned' | 'malformed'> {
  const result = await shopifyLibrary.webhooks.validate({ rawBody, rawRequest: request });
  if (!result.valid) return result.reason === 'missing_headers' ? 'malformed' : 'unsigned';
  const header = (name: string) => request.headers.get(`x-shopify-${name}`) ?? '';
  const shop = shopifyLibrary.utils.sanitizeShop(header('shop-domain'));
  const deliveryId = header('webhook-id');
  const topic = header('topic').toLowerCase();
  if (!shop || deliveryId.length > 200 || !/^[a-z_.]+\/[a-z_]+$/.test(topic)) return 'malformed';
  const triggeredAt = new Date(header('triggered-at') || Date.now());
  return {
    shop,
    deliveryId,
    eventId: header('event-id').slice(0, 200) || null,
    topic,
    apiVersion: header('api-version').slice(0, 20),
    triggeredAt: Number.isNaN(triggeredAt.getTime()) ? new Date() : triggeredAt,
  };
}
