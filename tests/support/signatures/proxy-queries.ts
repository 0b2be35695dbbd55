/** Queries of the app proxy that Shopify did not sign so, and genuine ones in any order. */
import { createHmac, randomBytes } from 'node:crypto';
import { type Random, shuffled } from '../../../sandbox/store/random.ts';
import { type Attempt, type Family, flip, nowSeconds, pick, type Target } from './attempt.ts';

type Pair = [name: string, value: string];
type Forgery = (good: Pair[], target: Target, random: Random) => Pair[];

const ME = 'logged_in_customer_id';
const NEEDED = ['shop', 'path_prefix', 'timestamp', ME, 'signature'];

const change = (pairs: Pair[], name: string, to: (value: string) => string): Pair[] =>
  pairs.map(([one, value]) => [one, one === name ? to(value) : value]);
const without = (pairs: Pair[], name: string): Pair[] => pairs.filter(([one]) => one !== name);
const anyone = (random: Random) => String(1 + Math.floor(random() * 1e9));

const FORGERIES: Record<string, Forgery> = {
  'another customer': (good, _target, random) => change(good, ME, () => anyone(random)),
  'another shop': (good, { otherShop }) => change(good, 'shop', () => otherShop),
  'another time': (good, _target, random) =>
    change(good, 'timestamp', (value) => String(Number(value) - 1 - Math.floor(random() * 60))),
  'another path': (good) => change(good, 'path_prefix', (value) => `${value}/x`),
  'a character of the signature': (good, _target, random) =>
    change(good, 'signature', (value) => flip(value, random)),
  'a beginning of the signature': (good, _target, random) =>
    change(good, 'signature', (value) => value.slice(0, Math.floor(random() * value.length))),
  'the signature in base64': (good) =>
    change(good, 'signature', (value) => Buffer.from(value, 'hex').toString('base64')),
  'a signature by chance': (good) => change(good, 'signature', () => randomBytes(32).toString('hex')),
  'something missing': (good, _target, random) => without(good, pick(random, NEEDED)),
  'something empty': (good, _target, random) =>
    change(good, pick(random, ['shop', 'timestamp', 'signature', 'path_prefix']), () => ''),
  'something added': (good, _target, random) => [
    ...good,
    [pick(random, ['customer_id', 'a', 'zz', 'hmac', 'locale', '__proto__', 'constructor']), anyone(random)],
  ],
  'something twice, the wrong one last': (good, _target, random) => [...good, doubled(random)],
  'something twice, the wrong one first': (good, _target, random) => [doubled(random), ...good],
  'the same twice': (good, _target, random) => {
    const name = pick(random, NEEDED);
    return [...good, ...good.filter(([one]) => one === name)];
  },
  'a list': (good, _target, random) => {
    const name = pick(random, NEEDED);
    return [...good, [`${name}${pick(random, ['[]', '[0]', '%5B%5D'])}`, anyone(random)]];
  },
  'a list in place of one': (good, _target, random) => {
    const name = pick(random, NEEDED);
    return good.map(([one, value]) => [one === name ? `${one}[]` : one, value]);
  },
  'a signed repeat': (_good, target, random) => sign(target, [...base(target), [ME, anyone(random)]]),
  'a signed list of customers': (_good, target, random) =>
    sign(target, [...without(base(target), ME), [ME, `${target.customerId},${anyone(random)}`]]),
  'a signed customer that is none': (_good, target, random) =>
    sign(target, [
      ...without(base(target), ME),
      [ME, pick(random, ["1' OR '1'='1", '-1', '1.5', '1e3', ' 1', 'null', '0x10', '１'])],
    ]),
  'a signed shop that is none': (_good, target, random) =>
    sign(target, [
      ...without(base(target), 'shop'),
      ['shop', pick(random, ['evil.example.com', `${target.shop}.evil.example.com`, '', 'localhost'])],
    ]),
  stale: (_good, target, random) =>
    sign(target, at(base(target), String(nowSeconds() - 120 - Math.floor(random() * 1e7)))),
  'from the future': (_good, target, random) =>
    sign(target, at(base(target), String(nowSeconds() + 120 + Math.floor(random() * 1e7)))),
  'a time that is none': (_good, target, random) =>
    sign(target, at(base(target), pick(random, ['now', '', '1e400', 'NaN', '1.5', '-1']))),
  'another secret': (_good, target, random) => sign({ ...target, apiSecret: String(random()) }, base(target)),
  'the public key as secret': (_good, target) => sign({ ...target, apiSecret: target.apiKey }, base(target)),
  "the admin's signature": (good, target) => [
    ...without(good, 'signature'),
    ['hmac', good.find(([one]) => one === 'signature')?.[1] ?? target.shop],
  ],
  'a border moved, before the customer': (_good, target, random) => {
    // A visitor, signed out, asks with `a` and `m`; the text that Shopify signs can be parted in another way.
    const wanted = anyone(random);
    const visitor: Pair[] = [...change(base(target), ME, () => ''), ['a', '1'], ['m', `${ME}=${wanted}`]];
    const signature = sign(target, visitor).find(([name]) => name === 'signature')?.[1] ?? '';
    return [...without(base(target), ME), ['a', `1${ME}=m=`], [ME, wanted], ['signature', signature]];
  },
  'a border moved, into a name': (_good, target, random) => {
    const wanted = anyone(random);
    const visitor: Pair[] = [
      ...change(base(target), ME, () => ''),
      ['a', `1${ME}=${wanted}`],
      ['p', '1path_prefix=/y'],
    ];
    const signature = sign(target, visitor).find(([name]) => name === 'signature')?.[1] ?? '';
    return [
      ['a', '1'],
      [ME, wanted],
      [`${ME}=p`, '1'],
      ...change(without(base(target), ME), 'path_prefix', (value) => `/ypath_prefix=${value}`),
      ['signature', signature],
    ];
  },
};

export const proxyQueries: Family = {
  name: 'proxy queries',
  forge(target, random) {
    const what = pick(random, Object.keys(FORGERIES));
    const pairs = FORGERIES[what]?.(sign(target, base(target)), target, random) ?? [];
    return ask(`query, ${what}`, pairs, random() < 0.5 ? 'standing' : 'redeem');
  },
  /** The signature is over the sorted names: in whatever order they come, they are genuine. */
  genuine(target, random) {
    const more: Pair[] = random() < 0.5 ? [] : [['locale', 'de']];
    return ask('query', shuffled(sign(target, [...base(target), ...more]), random), 'standing');
  },
};

function ask(what: string, pairs: Pair[], route: 'standing' | 'redeem'): Attempt {
  const body = JSON.stringify({ rewardId: 'five', idempotencyKey: 'forged-key-1' });
  const init = route === 'redeem' ? { method: 'POST', body } : {};
  return { what: `${what}, at ${route}`, path: `/proxy/${route}?${new URLSearchParams(pairs)}`, init };
}

function base(target: Target): Pair[] {
  return [
    ['shop', target.shop],
    ['path_prefix', '/apps/treuwerk'],
    ['timestamp', String(nowSeconds())],
    [ME, target.customerId],
  ];
}

function at(pairs: Pair[], timestamp: string): Pair[] {
  return change(pairs, 'timestamp', () => timestamp);
}

function doubled(random: Random): Pair {
  const name = pick(random, NEEDED);
  return [name, name === 'signature' ? 'x' : anyone(random)];
}

/** As Shopify signs: names sorted, repeats joined by commas, no mark between. */
function sign({ apiSecret }: Target, pairs: Pair[]): Pair[] {
  const names = [...new Set(pairs.map(([name]) => name))].sort();
  const valuesOf = (name: string) => pairs.filter(([one]) => one === name).map(([, value]) => value);
  const message = names.map((name) => `${name}=${valuesOf(name).join(',')}`).join('');
  return [...pairs, ['signature', createHmac('sha256', apiSecret).update(message).digest('hex')]];
}
