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

/** @returns undefined when the signature is wrong or a header is missing or malformed. */
export async function validateWebhook(request: Request, rawBody: string): Promise<WebhookHeaders | undefined> {
  const result = await shopifyLibrary.webhooks.validate({ rawBody, rawRequest: request });
  if (!result.valid) return undefined;
  const header = (name: string) => request.headers.get(`x-shopify-${name}`) ?? '';
  const shop = shopifyLibrary.utils.sanitizeShop(header('shop-domain'));
  const deliveryId = header('webhook-id');
  const topic = header('topic').toLowerCase();
  if (!shop || deliveryId.length > 200 || !/^[a-z_.]+\/[a-z_]+$/.test(topic)) return undefined;
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
