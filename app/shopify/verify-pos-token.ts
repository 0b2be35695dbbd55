/**
 * Whether a request of the till is genuine: its session token is signed with the app's secret for this app, and was
 * issued to a member of staff. Shoppers' tokens bear the same signature: what tells them apart is the issuer, the
 * shop's admin, and a user's plain number in `sub`, where theirs have none or a customer.
 * Source: Shopify's documentation of session tokens (`iss`, `dest`, `sub`).
 */
import { shopifyLibrary } from '#app/shopify/library.ts';

export async function verifyPosToken(
  request: Request,
): Promise<{ shop: string; userId: string } | undefined> {
  const token = /^Bearer (.{1,4000})$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (!token) return undefined;
  try {
    const { dest, iss, sub, exp } = await shopifyLibrary.session.decodeSessionToken(token);
    if (typeof exp !== 'number' || iss !== `${dest}/admin`) return undefined;
    const shop = shopifyLibrary.utils.sanitizeShop(/^https:\/\/([^/]+)$/.exec(dest)?.[1] ?? '');
    return shop && /^\d{1,20}$/.test(sub) ? { shop, userId: sub } : undefined;
  } catch {
    return undefined;
  }
}
