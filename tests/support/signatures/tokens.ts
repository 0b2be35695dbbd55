/** Session tokens of staff and shoppers, forged, ended, for others, or carried to the wrong door; and genuine ones. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Random } from '../../../sandbox/store/random.ts';
import { extensionClaims, staffClaims } from '../forgery.ts';
import { type Attempt, type Family, flip, nowSeconds, pick, type Target } from './attempt.ts';

type Claims = Record<string, unknown>;
type Door = { path: string; init: RequestInit; claims: (target: Target, more?: Claims) => Claims };

const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

const staff = (target: Target, more: Claims = {}) => staffClaims(target, more);
const shopper = (target: Target, more: Claims = {}) => extensionClaims(target, target.customerId, more);

const STAFF_DOORS: Door[] = [
  { path: '/app/api/history-import', init: {}, claims: staff },
  { path: '/app/api/draft', init: {}, claims: staff },
  { path: '/app/finance/csv?report=movements', init: {}, claims: staff },
  { path: '/app/api/program', init: post({ config: { hold: { days: 9 } } }), claims: staff },
  { path: '/app/api/facts', init: post({ facts: [] }), claims: staff },
];
const SHOPPER_DOORS: Door[] = [
  // The standing is told to nobody in particular, too: with the program alone.
  { path: '/api/extension/activity', init: {}, claims: shopper },
  {
    path: '/api/extension/redeem',
    init: post({ rewardId: 'five', idempotencyKey: 'forged-key-1' }),
    claims: shopper,
  },
];

const TILL_DOORS: Door[] = [
  { path: '/api/pos/find?q=erika', init: {}, claims: staff },
  { path: '/api/pos/standing?customerId=1', init: {}, claims: staff },
  { path: '/api/pos/activity?customerId=1', init: {}, claims: staff },
  { path: '/api/pos/order?customerId=1&orderId=1', init: {}, claims: staff },
  {
    path: '/api/pos/redeem',
    init: post({ customerId: '1', rewardId: 'five', idempotencyKey: 'forged-key-2' }),
    claims: staff,
  },
  { path: '/api/pos/undo', init: post({ customerId: '1', redemptionId: 'x' }), claims: staff },
];

type Forgery = (door: Door, target: Target, random: Random) => string | null;

/** Forgeries that either door must refuse. */
const FORGERIES: Record<string, Forgery> = {
  'a text that is no token': (_door, _target, random) =>
    pick(random, ['x', '..', 'a.b', 'a.b.c', 'null', randomBytes(60).toString('base64url')]),
  'algorithm none, no signature': (door, target, random) =>
    `${jwt({ alg: pick(random, ['none', 'None', 'NONE', 'nOnE', '']) }, door.claims(target), null)}`,
  'algorithm none, with the right signature': (door, target) =>
    jwt({ alg: 'none' }, door.claims(target), target.apiSecret),
  'another algorithm, signed by it': (door, target, random) => {
    const bits = pick(random, ['384', '512']);
    return jwt({ alg: `HS${bits}` }, door.claims(target), target.apiSecret, `sha${bits}`);
  },
  'an asymmetric algorithm over a shared key': (door, target, random) =>
    jwt({ alg: pick(random, ['RS256', 'ES256', 'PS256', 'EdDSA']) }, door.claims(target), target.apiSecret),
  'a key of its own in the header': (door, target) =>
    jwt(
      {
        alg: 'HS256',
        jwk: { kty: 'oct', k: Buffer.from('mine').toString('base64url') },
        kid: '../../dev/null',
      },
      door.claims(target),
      'mine',
    ),
  'an extension that must be understood': (door, target) =>
    jwt({ alg: 'HS256', crit: ['b64'], b64: false }, door.claims(target), target.apiSecret),
  'another secret': (door, target, random) => jwt(HEADER, door.claims(target), String(random())),
  'the public key as secret': (door, target) => jwt(HEADER, door.claims(target), target.apiKey),
  'the secret in base64': (door, target) =>
    jwt(HEADER, door.claims(target), Buffer.from(target.apiSecret).toString('base64')),
  'a character of a genuine token': (door, target, random) =>
    // The last character holds bits that mean nothing.
    flip(jwt(HEADER, door.claims(target), target.apiSecret), random, 1),
  'a genuine signature under other claims': (door, target, random) =>
    swap(
      jwt(HEADER, door.claims(target), target.apiSecret),
      door.claims(target, { sub: `gid://shopify/Customer/${Math.floor(random() * 1e9)}`, sid: 'x' }),
    ),
  'a genuine signature under another shop': (door, target) => {
    const { otherShop } = target;
    const claims = door.claims({ ...target, shop: otherShop });
    return swap(jwt(HEADER, door.claims(target), target.apiSecret), claims);
  },
  'parts cut off': (door, target, random) =>
    jwt(HEADER, door.claims(target), target.apiSecret)
      .split('.')
      .slice(0, pick(random, [1, 2]))
      .join('.'),
  'a part too many': (door, target) => `${jwt(HEADER, door.claims(target), target.apiSecret)}.x`,
  'another audience': (door, target, random) =>
    signed(door, target, { aud: pick(random, ['another-app', '', null, 5, [target.apiKey], undefined]) }),
  'no shop or none of Shopify': (door, target, random) =>
    signed(door, target, {
      dest: pick(random, [
        undefined,
        '',
        'evil.example.com',
        'https://evil.example.com',
        `https://${target.shop}.evil.example.com`,
        `https://evil.example.com/${target.shop}`,
        `https://${target.shop}@evil.example.com`,
        `https://${target.shop}:8443`,
        'javascript://%0a',
      ]),
    }),
  'an end that is past, missing or no number': (door, target, random) =>
    signed(door, target, {
      exp: pick(random, [nowSeconds() - 30 - Math.floor(random() * 1e6), undefined, 'never', null]),
    }),
  'a beginning to come': (door, target, random) =>
    signed(door, target, { nbf: nowSeconds() + 30 + Math.floor(random() * 1e6), exp: nowSeconds() + 1e7 }),
};

const STAFF_FORGERIES: Record<string, Forgery> = {
  "a shopper's token": (_door, target) => jwt(HEADER, shopper(target), target.apiSecret),
  "a shopper's token with the shop as staff's have it": (_door, target) =>
    jwt(HEADER, shopper(target, { dest: `https://${target.shop}` }), target.apiSecret),
  'another issuer': (door, target, random) =>
    signed(door, target, {
      iss: pick(random, [
        undefined,
        '',
        `https://${target.shop}`,
        `https://${target.shop}/account`,
        `https://${target.otherShop}/admin`,
        `https://${target.shop}.evil.example.com/admin`,
        'https://evil.example.com/admin',
      ]),
    }),
};

/** The till asks without a page of the admin around it: nobody is sent to a sign-in. */
const TILL_FORGERIES: Record<string, Forgery> = {
  ...STAFF_FORGERIES,
  'no token': () => null,
  'a user that is none': (door, target, random) =>
    signed(door, target, {
      sub: pick(random, [
        undefined,
        '',
        'me',
        '-1',
        '1 OR 1=1',
        `gid://shopify/Customer/${target.customerId}`,
        'gid://shopify/User/42',
        '9'.repeat(21),
      ]),
    }),
};

const SHOPPER_FORGERIES: Record<string, Forgery> = {
  'no token': () => null,
  "a member of staff's token": (_door, target) => jwt(HEADER, staff(target), target.apiSecret),
  'nobody, or a customer that is none': (door, target, random) =>
    signed(door, target, {
      sub: pick(random, [
        undefined,
        '',
        'me',
        "gid://shopify/Customer/1' OR 1=1",
        'gid://shopify/Customer/-1',
        'gid://shopify/Order/1',
      ]),
    }),
};

export const tokens: Family = {
  name: 'session tokens',
  forge(target, random) {
    const [doors, own] = pick(random, [
      [STAFF_DOORS, STAFF_FORGERIES],
      [SHOPPER_DOORS, SHOPPER_FORGERIES],
      [TILL_DOORS, TILL_FORGERIES],
    ] as const);
    const door = pick(random, doors);
    const kinds = { ...FORGERIES, ...own };
    const what = pick(random, Object.keys(kinds));
    return at(door, `token, ${what}, at ${door.path}`, kinds[what]?.(door, target, random) ?? null);
  },
  genuine(target, random) {
    const door = pick(random, [STAFF_DOORS[0], STAFF_DOORS[1], SHOPPER_DOORS[0], TILL_DOORS[1]]);
    if (!door) throw new Error('no door');
    return at(door, `token at ${door.path}`, jwt(HEADER, door.claims(target), target.apiSecret));
  },
};

const HEADER = { alg: 'HS256', typ: 'JWT' };

function at(door: Door, what: string, token: string | null): Attempt {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  return { what, path: door.path, init: { ...door.init, headers } };
}

function signed(door: Door, target: Target, more: Claims): string {
  return jwt(HEADER, door.claims(target, more), target.apiSecret);
}

function jwt(header: Claims, claims: Claims, secret: string | null, algorithm = 'sha256'): string {
  const unsigned = `${part(header)}.${part(claims)}`;
  return `${unsigned}.${secret === null ? '' : createHmac(algorithm, secret).update(unsigned).digest('base64url')}`;
}

function swap(token: string, claims: Claims): string {
  const [header, , signature] = token.split('.');
  return `${header}.${part(claims)}.${signature}`;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
