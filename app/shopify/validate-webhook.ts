/**
 * Whether a webhook delivery is Shopify's: the HMAC over the raw body, and the headers that name it. The same rules as
 * the library's `webhooks.validate`, held to it by a test, without its cost (docs/decisions/008).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isInstant } from '#app/core/time.ts';
import { env } from '#app/env.server.ts';
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
export function validateWebhook(
  request: Request,
  rawBody: string,
): WebhookHeaders | 'unsigned' | 'malformed' {
  const header = (name: string) => request.headers.get(`x-shopify-${name}`) ?? '';
  if (!isSigned(rawBody, header('hmac-sha256'))) return 'unsigned';
  const shop = shopifyLibrary.utils.sanitizeShop(header('shop-domain'));
  const deliveryId = header('webhook-id');
  const apiVersion = header('api-version');
  const topic = header('topic').toLowerCase();
  if (!shop || !deliveryId || deliveryId.length > 200 || !apiVersion) return 'malformed';
  if (!/^[a-z_]+[./][a-z_]+$/.test(topic)) return 'malformed';
  const triggeredAt = new Date(header('triggered-at') || Date.now());
  return {
    shop,
    deliveryId,
    eventId: header('event-id').slice(0, 200) || null,
    topic,
    apiVersion: apiVersion.slice(0, 20),
    triggeredAt: isInstant(triggeredAt.getTime()) ? triggeredAt : new Date(),
  };
}

/** Base64 of HMAC-SHA256 with the app's secret, compared in constant time; an empty body is never signed. */
export function isSigned(rawBody: string, signature: string): boolean {
  if (rawBody === '' || signature === '') return false;
  const own = createHmac('sha256', env().SHOPIFY_API_SECRET).update(rawBody, 'utf8').digest('base64');
  const given = Buffer.from(signature);
  const expected = Buffer.from(own);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
