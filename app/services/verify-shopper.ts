/** Who a shopper's request is from: the app proxy's signature, or an extension's session token. Never a parameter. */
import { languageOf } from '#app/core/rejection.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findShop } from '#app/db/shops.ts';
import type { Shopper } from '#app/services/answer-shopper.ts';
import { verifyExtensionToken } from '#app/shopify/verify-extension-token.ts';
import { verifyProxy } from '#app/shopify/verify-proxy.ts';

export async function verifyProxyShopper(request: Request): Promise<Result<Shopper>> {
  const caller = await verifyProxy(request);
  if (!caller) return rejected('request-unsigned');
  return known({ ...caller, language: languageOf(caller.locale), surface: 'proxy' });
}

export async function verifyExtensionShopper(request: Request): Promise<Result<Shopper>> {
  const caller = await verifyExtensionToken(request);
  if (!caller) return rejected('request-unsigned');
  const language = languageOf(
    new URL(request.url).searchParams.get('locale') ?? request.headers.get('accept-language'),
  );
  return known({ ...caller, language, surface: 'checkout' });
}

async function known(shopper: Shopper): Promise<Result<Shopper>> {
  const shop = await findShop(shopper.shop);
  return shop && !shop.uninstalledAt ? ok(shopper) : rejected('shop-unknown');
}
