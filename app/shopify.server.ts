/** Wiring of the Shopify library, kept thin so that a move to its successor stays mechanical. */
import '@shopify/shopify-app-remix/adapters/node';
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { sessionStorage } from '#app/db/sessions.ts';
import { env } from '#app/env.server.ts';
import { registerShop } from '#app/services/register-shop.ts';
import { refuseShoppersToken } from '#app/shopify/staff-token.ts';

const shopify = shopifyApp({
  apiKey: env().SHOPIFY_API_KEY,
  apiSecretKey: env().SHOPIFY_API_SECRET,
  appUrl: env().SHOPIFY_APP_URL,
  apiVersion: ApiVersion.July26,
  authPathPrefix: '/auth',
  distribution: AppDistribution.AppStore,
  sessionStorage,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    // Runs on every token exchange, about hourly: registering is idempotent.
    afterAuth: async ({ session }) => {
      await registerShop({ shop: session.shop, accessToken: session.accessToken ?? '' });
    },
  },
  logger: { level: 0 },
});

export const authenticate = { admin: authenticateAdmin };
export const addDocumentResponseHeaders = shopify.addDocumentResponseHeaders;

/** Staff alone: the library takes any token that is signed for this app, shoppers' among them. */
async function authenticateAdmin(request: Request) {
  await refuseShoppersToken(request);
  return shopify.authenticate.admin(request);
}
