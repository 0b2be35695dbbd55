/** Our check of a delivery against the library's, on deliveries of every kind. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { env } from '#app/env.server.ts';
import { shopifyLibrary } from '#app/shopify/library.ts';
import { validateWebhook } from '#app/shopify/validate-webhook.ts';

const sign = (body: string) =>
  createHmac('sha256', env().SHOPIFY_API_SECRET).update(body, 'utf8').digest('base64');

function delivery(headers: Record<string, string>): Request {
  return new Request('https://app.example/webhooks', { method: 'POST', headers });
}

const GENUINE = {
  'X-Shopify-Topic': 'orders/paid',
  'X-Shopify-Shop-Domain': 'one.myshopify.com',
  'X-Shopify-API-Version': '2026-07',
  'X-Shopify-Webhook-Id': 'd-1',
};

test('ten thousand deliveries, genuine and forged, are judged as the library judges them', async () => {
  const change = fc.constantFrom(
    'none',
    'body',
    'signature',
    'secret',
    'case',
    'padding',
    'missing',
    'empty',
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), change, fc.nat(3), async (text, how, which) => {
      const signed = sign(text);
      const signature: Record<string, string> = {
        signature: signed.slice(0, -5) + 'AAAA=',
        secret: createHmac('sha256', 'other').update(text).digest('base64'),
        case: signed.toLowerCase(),
        padding: signed.replace('=', ''),
        empty: '',
      };
      const headers: Record<string, string> = {
        ...GENUINE,
        'X-Shopify-Hmac-Sha256': signature[how] ?? signed,
      };
      if (how === 'missing') delete headers[Object.keys(GENUINE)[which] ?? ''];
      const rawBody = how === 'body' ? `${text}.` : text;
      const library = await shopifyLibrary.webhooks.validate({ rawBody, rawRequest: delivery(headers) });
      const own = validateWebhook(delivery(headers), rawBody);
      expect(typeof own === 'object').toBe(library.valid);
      if (!library.valid) expect(own).toBe(library.reason === 'missing_headers' ? 'malformed' : 'unsigned');
    }),
    { numRuns: 10_000 },
  );
});
