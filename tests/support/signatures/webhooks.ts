/** Webhook deliveries with a wrong HMAC in every way that we could think of, and genuine ones. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Random } from '../../../sandbox/store/random.ts';
import { type Attempt, type Family, flip, pick, type Target } from './attempt.ts';

/** Heard and not needed: a genuine one is stored and books nothing. */
const TOPICS = ['products/update', 'themes/publish', 'shop/update'];

type Forgery = (
  raw: string,
  right: string,
  target: Target,
  random: Random,
) => { raw?: string; hmac: string | null };

const sign = (secret: string, text: string, algorithm = 'sha256') =>
  createHmac(algorithm, secret).update(text).digest('base64');

const FORGERIES: Record<string, Forgery> = {
  'a character of the signature': (_raw, right, _target, random) => ({ hmac: flip(right, random, 1) }),
  'a character of the body': (raw, right, _target, random) => ({
    raw: raw.replace(/[0-9a-f]{8}-/, (found) => `${flip(found.slice(0, 8), random)}-`),
    hmac: right,
  }),
  'a space after the body': (raw, right) => ({ raw: `${raw} `, hmac: right }),
  'another amount': (raw, right) => ({ raw: raw.replace('"price":"10.00"', '"price":"99.00"'), hmac: right }),
  'another secret': (raw, _right, _target, random) => ({ hmac: sign(String(random()), raw) }),
  'an empty secret': (raw) => ({ hmac: sign('', raw) }),
  'the public key as secret': (raw, _right, { apiKey }) => ({ hmac: sign(apiKey, raw) }),
  'the secret in capitals': (raw, _right, { apiSecret }) => ({ hmac: sign(`${apiSecret} `, raw) }),
  'SHA-1': (raw, _right, { apiSecret }) => ({ hmac: sign(apiSecret, raw, 'sha1') }),
  'SHA-512': (raw, _right, { apiSecret }) => ({ hmac: sign(apiSecret, raw, 'sha512') }),
  'a bare hash': (raw) => ({ hmac: createHash('sha256').update(raw).digest('base64') }),
  'secret and body hashed': (raw, _right, { apiSecret }) => ({
    hmac: createHash('sha256')
      .update(apiSecret + raw)
      .digest('base64'),
  }),
  hexadecimal: (_raw, right) => ({ hmac: Buffer.from(right, 'base64').toString('hex') }),
  'no padding': (_raw, right) => ({ hmac: right.replace(/=+$/, '') }),
  'more padding': (_raw, right) => ({ hmac: `${right}=` }),
  'a beginning alone': (_raw, right, _target, random) => ({
    hmac: right.slice(0, 1 + Math.floor(random() * (right.length - 1))),
  }),
  'two signatures': (_raw, right) => ({ hmac: `${right}, ${right}` }),
  'a wrong one before': (_raw, right) => ({ hmac: `AAAA, ${right}` }),
  'no signature': () => ({ hmac: null }),
  'an empty signature': () => ({ hmac: '' }),
  'the signature of an empty body': (_raw, _right, { apiSecret }) => ({ hmac: sign(apiSecret, '') }),
  'the signature of another delivery': (_raw, _right, { apiSecret }, random) => ({
    hmac: sign(apiSecret, bodyOf(random)),
  }),
  'the signature of the shop and the body': (raw, _right, { apiSecret, shop }) => ({
    hmac: sign(apiSecret, shop + raw),
  }),
  'the signature of the body written anew': (raw, _right, { apiSecret }) => ({
    hmac: sign(apiSecret, JSON.stringify(JSON.parse(raw), null, 1)),
  }),
  'letters in another case': (_raw, right) => ({
    hmac: right.toLowerCase() === right ? 'x' : right.toLowerCase(),
  }),
};

export const webhooks: Family = {
  name: 'webhooks',
  forge(target, random) {
    const raw = bodyOf(random);
    const right = sign(target.apiSecret, raw);
    const what = pick(random, Object.keys(FORGERIES));
    const forged = FORGERIES[what]?.(raw, right, target, random) ?? { hmac: null };
    // Orders, too: what is believed by mistake would be booked.
    return delivery(
      target,
      `webhook, ${what}`,
      forged.raw ?? raw,
      forged.hmac,
      pick(random, ['orders/paid', ...TOPICS]),
    );
  },
  genuine(target, random) {
    const raw = bodyOf(random);
    return delivery(target, 'webhook', raw, sign(target.apiSecret, raw), pick(random, TOPICS));
  },
};

function bodyOf(random: Random): string {
  const id = Math.floor(random() * 1e12);
  return JSON.stringify({
    id,
    token: randomUUID(),
    currency: 'EUR',
    financial_status: 'paid',
    processed_at: '2026-11-20T12:00:00Z',
    updated_at: '2026-11-20T12:00:00Z',
    title: pick(random, ['Hemd', 'Größe 42', '日本', 'a"b\\c', '']),
    customer: { id: id + 1 },
    line_items: [{ id: id + 2, quantity: 1, price: '10.00' }],
  });
}

function delivery(target: Target, what: string, raw: string, hmac: string | null, topic: string): Attempt {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': target.shop,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-triggered-at': new Date().toISOString(),
    ...(hmac === null ? {} : { 'x-shopify-hmac-sha256': hmac }),
  };
  return { what, path: '/webhooks', init: { method: 'POST', body: raw, headers } };
}
