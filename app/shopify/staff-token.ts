/**
 * Whether a session token is one of the merchant's staff. Shoppers' tokens, which checkout and account extensions get, are
 * signed with the same secret for the same app: what tells them apart is the issuer, the shop's admin.
 * Source: Shopify's documentation of session tokens (`iss` and `dest`).
 */
import { shopifyLibrary } from '#app/shopify/library.ts';

/** @throws Response 401 when a request carries a genuine token that is not staff's; the library judges all others. */
export async function refuseShoppersToken(request: Request): Promise<void> {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const token = bearer ?? new URL(request.url).searchParams.get('id_token');
  if (!token) return;
  const claims = await shopifyLibrary.session.decodeSessionToken(token).catch(() => undefined);
  if (claims && !isStaffs(claims)) throw new Response(null, { status: 401 });
}

/** A token without an end would be good for ever; Shopify makes none such. */
function isStaffs({ iss, dest, exp }: { iss?: string; dest?: string; exp?: number }): boolean {
  if (typeof exp !== 'number') return false;
  const shop = /^https:\/\/([^/]+)$/.exec(dest ?? '')?.[1] ?? '';
  return Boolean(shopifyLibrary.utils.sanitizeShop(shop)) && iss === `${dest}/admin`;
}
