/** Who a shopper's request is from: the app proxy's signature, or an extension's session token. Never a parameter. */
import { ok, rejected, type Result } from '#app/core/result.ts';
import { speechOf } from '#app/core/shopper/languages.ts';
import { findShop } from '#app/db/shops.ts';
import type { Shopper } from '#app/services/answer-shopper.ts';
import { verifyExtensionToken } from '#app/shopify/verify-extension-token.ts';
import { verifyProxy } from '#app/shopify/verify-proxy.ts';

export async function verifyProxyShopper(request: Request): Promise<Result<Shopper>> {
  const caller = await verifyProxy(request);
  if (!caller) return rejected('request-unsigned');
  return known({ ...caller, speech: speechOf(caller.locale), surface: 'proxy' });
}

export async function verifyExtensionShopper(request: Request): Promise<Result<Shopper>> {
  const caller = await verifyExtensionToken(request);
  if (!caller) return rejected('request-unsigned');
  const query = new URL(request.url).searchParams;
  const speech = speechOf(query.get('locale') ?? request.headers.get('accept-language'));
  // Where she was is for the books' readers alone.
  const surface = query.get('surface') === 'account' ? 'account' : 'checkout';
  return known({ ...caller, speech, surface });
}

async function known(shopper: Shopper): Promise<Result<Shopper>> {
  const shop = await findShop(shopper.shop);
  return shop && !shop.uninstalledAt ? ok(shopper) : rejected('shop-unknown');
}
