/**
 * Speaks with the shop: the app behind the proxy, and the cart. Every failure carries a sentence for the shopper.
 */
const PATIENCE_MS = 20_000;

/** Asks the app: GET without a body, POST with one. `final` on the error says that a retry would not help. */
export async function ask(data, path, body) {
  const mark = path.includes('?') ? '&' : '?';
  const response = await fetch(`${data.proxy}/${path}${mark}locale=${data.locale}`, {
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
  const refusal = reply?.error;
  throw Object.assign(
    failure(refusal?.message ?? data.texts.offline, Boolean(refusal) && response.status < 500),
    { code: refusal?.code },
  );
}

export async function getCart(data) {
  return cartReply(data, fetch(`${data.cart}.js`, { headers: { accept: 'application/json' } }));
}

/** Sets the cart's codes, all of them. `mine` is the code to name if the cart does not answer. */
export async function setCodes(data, codes, mine) {
  return cartReply(data, post(`${data.update}.js`, { discount: codes.join(',') }), mine);
}

/** Puts one unit of a free product into the cart, marked with its code, and tells what the cart then holds. */
export async function addGift(data, variantId, code) {
  const items = [{ id: variantId, quantity: 1, properties: { _treuwerk: code } }];
  await cartReply(data, post(`${data.cart}/add.js`, { items }), code);
  return getCart(data);
}

/** Takes the units out again that were put in for a code. */
export async function takeGifts(data, cart, code) {
  let left = cart;
  for (const item of cart.items.filter((one) => one.properties?._treuwerk === code))
    left = await cartReply(data, post(`${data.cart}/change.js`, { id: item.key, quantity: 0 }), code);
  return left;
}

function post(url, body) {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** What each code takes off this cart, in hundredths: off lines and off all of them. */
export function savingsOf(cart) {
  const lines = cart.items.flatMap((item) => item.line_level_discount_allocations ?? []);
  const all = [
    ...lines.map(({ amount, discount_application }) => ({ ...discount_application, off: amount })),
    ...(cart.cart_level_discount_applications ?? []).map((one) => ({
      ...one,
      off: one.total_allocated_amount,
    })),
  ].filter(({ type }) => type === 'discount_code');
  return codesOf(cart).map((code) => ({
    code,
    saves: all.reduce((sum, { title, off }) => (same(title, code) ? sum + off : sum), 0),
  }));
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
