/**
 * Whether a request of a checkout or account extension is genuine: its session token is signed with the app's secret,
 * names the shop in `dest` (with or without scheme) and, when someone is signed in, the customer in `sub`. A token that the
 * shop's admin has issued is staff's, and no shopper's.
 */
import { shopifyLibrary } from '#app/shopify/library.ts';

export async function verifyExtensionToken(
  request: Request,
): Promise<{ shop: string; customerId: string | null } | undefined> {
  const token = /^Bearer (.{1,4000})$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (!token) return undefined;
  try {
    const payload = await shopifyLibrary.session.decodeSessionToken(token);
    if (typeof payload.exp !== 'number' || payload.iss?.endsWith('/admin')) return undefined;
    const shop = shopifyLibrary.utils.sanitizeShop(payload.dest.replace(/^https:\/\//, ''));
    if (!shop) return undefined;
    // Whoever is not signed in has no `sub`; another subject is no shopper.
    const sub = payload.sub as string | undefined;
    if (sub === undefined || sub === '') return { shop, customerId: null };
    const [, customerId] = /^gid:\/\/shopify\/Customer\/(\d{1,20})$/.exec(sub) ?? [];
    return customerId === undefined ? undefined : { shop, customerId };
  } catch {
    return undefined;
  }
}
