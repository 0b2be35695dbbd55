/** Shopify's API library for signatures and tokens alone: it loads no session and calls nobody. */
import '@shopify/shopify-api/adapters/web-api';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import { env } from '#app/env.server.ts';

export const shopifyLibrary = shopifyApi({
  apiKey: env().SHOPIFY_API_KEY,
  apiSecretKey: env().SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.July26,
  hostName: new URL(env().SHOPIFY_APP_URL).host,
  isEmbeddedApp: true,
  logger: { level: 0 },
});
