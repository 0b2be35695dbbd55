/**
 * Speaks with the shop: the app behind the proxy, and the cart. Every failure carries a sentence for the shopper.
 */
const PATIENCE_MS = 20_000;

/** Asks the app: GET without a body, POST with one. `final` on the error says that a retry would not help. */
export async function ask(data, path, body) {
  const response = await fetch(`${data.proxy}/${path}?locale=${data.locale}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      'accept-language': data.locale,
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const reply = await response.json().catch(() => null);
  if (response.ok && reply) return reply;
  if (response.status === 401) throw failure(data.texts.sign_in_again, true);
  throw failure(reply?.error?.message ?? data.texts.offline, Boolean(reply?.error) && response.status < 500);
}

export async function getCart(data) {
  return cartReply(data, fetch(`${data.cart}.js`, { headers: { accept: 'application/json' } }));
}

/** Sets the cart's codes, all of them. `mine` is the code to name if the cart does not answer. */
export async function setCodes(data, codes, mine) {
  const body = JSON.stringify({ discount: codes.join(',') });
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return cartReply(data, fetch(`${data.update}.js`, { method: 'POST', headers, body }), mine);
}

export function codesOf(cart) {
  return (cart.discount_codes ?? []).map((entry) => entry.code);
}

/** Shopify compares codes without regard to case. */
export function same(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}

async function cartReply(data, request, mine) {
  const response = await request.catch(() => null);
  if (response?.ok) return response.json();
  throw failure(mine ? data.texts.cart_offline.replace('%code%', mine) : data.texts.offline, false);
}

function failure(sentence, final) {
  return Object.assign(new Error(sentence), { sentence, final });
}
