/** Whether an app proxy request is Shopify's, and for whom: shop and customer come from the signed query alone. */
import { numericText } from '#app/shopify/json.ts';
import { shopifyLibrary } from '#app/shopify/library.ts';

const SIGNED_ONCE = ['shop', 'signature', 'timestamp', 'path_prefix', 'logged_in_customer_id'];

export type ProxyCaller = { shop: string; customerId: string | null; locale: string | null };

/** @returns undefined when the signature is wrong, stale, or one of its parts stands there twice or not at all. */
export async function verifyProxy(request: Request): Promise<ProxyCaller | undefined> {
  const query = new URL(request.url).searchParams;
  if (SIGNED_ONCE.some((name) => query.getAll(name).length !== 1)) return undefined;
  if (query.has('hmac') || !isUnambiguous(query)) return undefined;
  try {
    if (!(await shopifyLibrary.utils.validateHmac(query as never, { signator: 'appProxy' })))
      return undefined;
  } catch {
    return undefined;
  }
  const shop = shopifyLibrary.utils.sanitizeShop(query.get('shop') ?? '');
  const customer = query.get('logged_in_customer_id') ?? '';
  if (!shop || (customer !== '' && !numericText(customer))) return undefined;
  return {
    shop,
    customerId: customer || null,
    locale: query.get('locale') ?? request.headers.get('accept-language'),
  };
}

/**
 * The signed text joins names and values without a mark between them: text that a visitor has added to her address could be
 * parted in another way and pass for another customer, under the same signature. So no name or value may hold what looks
 * like one of the parameters that count.
 */
function isUnambiguous(query: URLSearchParams): boolean {
  return [...query].every(([name, value]) =>
    SIGNED_ONCE.every((one) => !name.includes(`${one}=`) && !value.includes(`${one}=`)),
  );
}
