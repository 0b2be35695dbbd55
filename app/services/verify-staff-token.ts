/** Who works at the till that asks: shop and user from the signed token, never from a parameter. */
import { ok, rejected, type Result } from '#app/core/result.ts';
import { type Speech, speechOf } from '#app/core/shopper/languages.ts';
import { findShop } from '#app/db/shops.ts';
import { verifyPosToken } from '#app/shopify/verify-pos-token.ts';

export type Till = {
  shop: string;
  /** As the ledger names who did something: "staff:42". */
  actor: string;
  speech: Speech;
};

export async function verifyStaffToken(request: Request): Promise<Result<Till>> {
  const caller = await verifyPosToken(request);
  if (!caller) return rejected('request-unsigned');
  const shop = await findShop(caller.shop);
  if (!shop || shop.uninstalledAt) return rejected('shop-unknown');
  const asked = new URL(request.url).searchParams.get('locale') ?? request.headers.get('accept-language');
  return ok({ shop: caller.shop, actor: `staff:${caller.userId}`, speech: speechOf(asked) });
}
