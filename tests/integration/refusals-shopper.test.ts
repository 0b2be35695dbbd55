/** Shoppers' requests that are forged, stale, another's or malformed: the right status, and nothing written. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNothingWritten, extensionClaims, forgeToken, staffClaims } from '../support/forgery.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { sendWebhook, signedQuery, startSandbox, type TestSandbox } from '../support/sandbox.ts';

const PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] };
const OTHER_CUSTOMER = '880099';

let sandbox: TestSandbox;
let customer: string;
let otherShop: string;
let redemptionId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'], program: PROGRAM });
  customer = (await sandbox.act<{ id: string }>('customers', { firstName: 'Erika' })).id;
  await sandbox.act('orders', { customerId: customer, taxesIncluded: false, lines: [{ unitPrice: 35_000 }] });
  await sandbox.settled();
  const redeemed = await sandbox.proxy<{ redemptionId: string }>('redeem', customer, {
    rewardId: 'five',
    idempotencyKey: 'refusals-1',
  });
  redemptionId = redeemed.json.redemptionId;
  otherShop = await addFreshShop(sandbox, 'other', 'EUR', PROGRAM);
  await sendWebhook({ ...sandbox, shop: otherShop }, 'orders/paid', {
    id: 5,
    currency: 'EUR',
    financial_status: 'paid',
    processed_at: '2026-11-20T12:00:00Z',
    updated_at: '2026-11-20T12:00:00Z',
    customer: { id: OTHER_CUSTOMER },
    line_items: [{ id: 6, quantity: 1, price: '777.00' }],
  });
  await sandbox.settled();
});
afterAll(() => sandbox.stop());

type Answer = { status: number; text: string };

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${sandbox.appUrl}${path}`, { redirect: 'manual', ...init });
  return { status: response.status, text: await response.text() };
}

const REDEEM = { rewardId: 'five', idempotencyKey: 'refusals-forged' };
const PROXY_ROUTES = ['standing', 'redeem', 'undo'];

/** Each route of the proxy with a query of our making. */
function viaProxy(
  route: string,
  query: string,
  body: unknown = route === 'undo' ? { redemptionId } : REDEEM,
): Promise<Answer> {
  const init =
    route === 'standing'
      ? {}
      : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  return ask(`/proxy/${route}?${query}`, init);
}

function viaExtension(
  route: string,
  token: string | undefined,
  body: unknown = route === 'undo' ? { redemptionId } : REDEEM,
): Promise<Answer> {
  const init =
    route === 'standing'
      ? {}
      : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  return ask(`/api/extension/${route}`, {
    ...init,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}

/** Signs any list of parameters as Shopify does: repeated ones joined by a comma. */
function signAll(parameters: [string, string][], secret = sandbox.apiSecret): string {
  const names = [...new Set(parameters.map(([name]) => name))].sort();
  const message = names
    .map(
      (name) =>
        `${name}=${parameters
          .filter(([one]) => one === name)
          .map(([, value]) => value)
          .join(',')}`,
    )
    .join('');
  const query = new URLSearchParams(parameters);
  query.set('signature', createHmac('sha256', secret).update(message).digest('hex'));
  return query.toString();
}

function parameters(more: [string, string][] = [], at = Date.now()): [string, string][] {
  return [
    ['shop', sandbox.shop],
    ['path_prefix', '/apps/treuwerk'],
    ['timestamp', String(Math.floor(at / 1_000))],
    ...more,
  ];
}

function forgedQueries(): Record<string, string> {
  const good = signedQuery(sandbox.apiSecret, sandbox.shop, customer);
  const with_ = (change: (query: URLSearchParams) => void) => {
    const query = new URLSearchParams(good);
    change(query);
    return query.toString();
  };
  const me: [string, string] = ['logged_in_customer_id', customer];
  return {
    'nothing at all': '',
    'no signature': with_((query) => query.delete('signature')),
    'an empty signature': with_((query) => query.set('signature', '')),
    'another customer': with_((query) => query.set('logged_in_customer_id', '1')),
    'another shop': with_((query) => query.set('shop', otherShop)),
    'a parameter added': with_((query) => query.append('customer_id', '1')),
    'a parameter taken away': with_((query) => query.delete('path_prefix')),
    'the customer twice': with_((query) => query.append('logged_in_customer_id', '1')),
    'the customer as a list': with_((query) => query.append('logged_in_customer_id[]', '1')),
    'the signature twice': with_((query) => query.append('signature', 'x')),
    'another secret': signAll(parameters([me]), 'another secret'),
    'a signed repeat of the customer': signAll(parameters([me, ['logged_in_customer_id', '1']])),
    'a stale timestamp': signAll(parameters([me], Date.now() - 3_600_000)),
    'a timestamp to come': signAll(parameters([me], Date.now() + 3_600_000)),
    'a timestamp that is none': signAll([
      ['shop', sandbox.shop],
      ['path_prefix', '/x'],
      ['timestamp', 'now'],
      me,
    ]),
    'a customer who is a list': signAll(parameters([['logged_in_customer_id', `${customer},1`]])),
    'a customer with an injection': signAll(
      parameters([['logged_in_customer_id', `${customer}' OR '1'='1`]]),
    ),
    'a customer below zero': signAll(parameters([['logged_in_customer_id', '-1']])),
    'a shop that is none': signAll([
      ['shop', 'evil.example.com'],
      ['path_prefix', '/x'],
      ['timestamp', String(Math.floor(Date.now() / 1_000))],
      me,
    ]),
  };
}

test('a proxy query that is tampered with, stale or repeated is refused on every route', async () => {
  await expectNothingWritten(sandbox, async () => {
    for (const [name, query] of Object.entries(forgedQueries())) {
      for (const route of PROXY_ROUTES)
        expect((await viaProxy(route, query)).status, `${route}: ${name}`).toBe(401);
    }
  });
});

test('the customer comes from the signature: an id beside it, even a signed one, changes nothing', async () => {
  const query = signedQuery(sandbox.apiSecret, sandbox.shop, customer, { customer_id: OTHER_CUSTOMER });
  const answer = await viaProxy('standing', query.toString());
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([200, { available: 250, reserved: 100 }]);
});

test('a visitor who is not signed in is told to sign in', async () => {
  await expectNothingWritten(sandbox, async () => {
    for (const route of PROXY_ROUTES) {
      const answer = await viaProxy(route, signedQuery(sandbox.apiSecret, sandbox.shop, '').toString());
      expect([answer.status, JSON.parse(answer.text)], route).toMatchObject([
        401,
        { error: { code: 'signed-out' } },
      ]);
    }
  });
});

test("another shop's customer is nobody here, and her own shop's redemptions are out of reach", async () => {
  await expectNothingWritten(sandbox, async () => {
    const here = signedQuery(sandbox.apiSecret, sandbox.shop, OTHER_CUSTOMER).toString();
    expect(JSON.parse((await viaProxy('standing', here)).text)).toMatchObject({ available: 0 });
    expect((await viaProxy('redeem', here)).status).toBe(409);
    expect((await viaProxy('undo', here)).status).toBe(404);
    const there = signedQuery(sandbox.apiSecret, otherShop, OTHER_CUSTOMER).toString();
    expect(JSON.parse((await viaProxy('standing', there)).text)).toMatchObject({ available: 777 });
    expect((await viaProxy('undo', there)).status).toBe(404);
  });
});

test('a shop that is not installed is unknown', async () => {
  const query = signedQuery(sandbox.apiSecret, 'stranger.myshopify.com', customer).toString();
  for (const route of PROXY_ROUTES) expect((await viaProxy(route, query)).status, route).toBe(404);
});

const BAD_BODIES: [string, string, number][] = [
  ['no JSON', '{', 400],
  ['nothing', '', 400],
  ['null', 'null', 400],
  ['a list', '[]', 400],
  ['a form', 'rewardId=five&idempotencyKey=refusals-form', 400],
  ['a number for a reward', '{"rewardId":5,"idempotencyKey":"refusals-2"}', 400],
  ['an empty reward', '{"rewardId":"","idempotencyKey":"refusals-2"}', 400],
  ['no key', '{"rewardId":"five"}', 400],
  ['a short key', '{"rewardId":"five","idempotencyKey":"x"}', 400],
  ['a key with a NUL', '{"rewardId":"five","idempotencyKey":"refusals\\u0000"}', 400],
  ['a long key', `{"rewardId":"five","idempotencyKey":"${'k'.repeat(101)}"}`, 400],
  ['nesting', `{"rewardId":${'['.repeat(4_000)}${']'.repeat(4_000)},"idempotencyKey":"refusals-2"}`, 400],
  ['20,000 bytes', `{"rewardId":"${'x'.repeat(20_000)}","idempotencyKey":"refusals-2"}`, 413],
  ['an unknown reward', '{"rewardId":"six","idempotencyKey":"refusals-2"}', 404],
  ['a reward of a prototype', '{"rewardId":"__proto__","idempotencyKey":"refusals-2"}', 404],
  ['a reward with a NUL', '{"rewardId":"fi\\u0000ve","idempotencyKey":"refusals-2"}', 404],
];

test.each(BAD_BODIES)('redeeming with %s is refused', async (_, body, status) => {
  await expectNothingWritten(sandbox, async () => {
    const query = signedQuery(sandbox.apiSecret, sandbox.shop, customer).toString();
    const token = forgeToken(extensionClaims(sandbox, customer), sandbox.apiSecret);
    expect((await viaProxy('redeem', query, body)).status).toBe(status);
    expect((await viaExtension('redeem', token, body)).status).toBe(status);
  });
});

test('points, amounts and customers in the body are not heard', async () => {
  const query = signedQuery(sandbox.apiSecret, sandbox.shop, OTHER_CUSTOMER).toString();
  await expectNothingWritten(sandbox, async () => {
    const body = {
      ...REDEEM,
      points: -100_000,
      amount: 1e308,
      customerId: customer,
      logged_in_customer_id: customer,
    };
    expect((await viaProxy('redeem', query, body)).status).toBe(409);
  });
});

test.each([
  '{}',
  '{"redemptionId":5}',
  '{"redemptionId":""}',
  '{"redemptionId":"\\u0000"}',
  `{"redemptionId":"' OR 1=1"}`,
  '{',
  '[]',
])('undoing with %s is refused', async (body) => {
  await expectNothingWritten(sandbox, async () => {
    expect(
      (await viaProxy('undo', signedQuery(sandbox.apiSecret, sandbox.shop, customer).toString(), body))
        .status,
    ).toBe(400);
  });
});

test('undoing a redemption that does not exist is refused', async () => {
  const body = { redemptionId: 'x' };
  await expectNothingWritten(sandbox, async () => {
    expect(
      (await viaProxy('undo', signedQuery(sandbox.apiSecret, sandbox.shop, customer).toString(), body))
        .status,
    ).toBe(404);
  });
});

test('reading where only writing is allowed, and the other way round, is refused', async () => {
  await expectNothingWritten(sandbox, async () => {
    const query = signedQuery(sandbox.apiSecret, sandbox.shop, customer).toString();
    const headers = {
      authorization: `Bearer ${forgeToken(extensionClaims(sandbox, customer), sandbox.apiSecret)}`,
    };
    for (const route of ['redeem', 'undo']) {
      expect((await ask(`/proxy/${route}?${query}`)).status, route).toBe(405);
      expect((await ask(`/api/extension/${route}`, { headers })).status, route).toBe(405);
    }
    for (const path of [`/proxy/standing?${query}`, '/api/extension/standing']) {
      expect((await ask(path, { method: 'POST', headers })).status, path).toBe(405);
    }
  });
});

function forgedTokens(): Record<string, string | undefined> {
  const claims = (more = {}) => extensionClaims(sandbox, customer, more);
  const good = forgeToken(claims(), sandbox.apiSecret);
  const [header, , signature] = good.split('.');
  const swapped = Buffer.from(JSON.stringify(claims({ sub: 'gid://shopify/Customer/1' }))).toString(
    'base64url',
  );
  const past = Math.floor(Date.now() / 1_000) - 3_600;
  return {
    'no token': undefined,
    'no token at all': 'x',
    'three points': '..',
    'algorithm none': forgeToken(claims(), sandbox.apiSecret, 'none'),
    'another secret': forgeToken(claims(), 'another secret'),
    'another audience': forgeToken(claims({ aud: 'another-app' }), sandbox.apiSecret),
    'no audience': forgeToken(claims({ aud: undefined }), sandbox.apiSecret),
    'an ended token': forgeToken(claims({ exp: past }), sandbox.apiSecret),
    'a token to come': forgeToken(claims({ nbf: Math.floor(Date.now() / 1_000) + 3_600 }), sandbox.apiSecret),
    'another payload': `${header}.${swapped}.${signature}`,
    'no shop': forgeToken(claims({ dest: undefined }), sandbox.apiSecret),
    'a shop that is none': forgeToken(claims({ dest: 'evil.example.com' }), sandbox.apiSecret),
    'a token of 5,000 characters': 'x'.repeat(5_000),
    'nobody signed in': forgeToken(claims({ sub: undefined }), sandbox.apiSecret),
    'a customer who is none': forgeToken(
      claims({ sub: "gid://shopify/Customer/1' OR 1=1" }),
      sandbox.apiSecret,
    ),
    'a member of staff': forgeToken(staffClaims(sandbox), sandbox.apiSecret),
  };
}

test('a session token that is forged, ended or for another app is refused on every route', async () => {
  await expectNothingWritten(sandbox, async () => {
    for (const [name, token] of Object.entries(forgedTokens())) {
      for (const route of PROXY_ROUTES)
        expect((await viaExtension(route, token)).status, `${route}: ${name}`).toBe(
          isGuest(route, name) ? 200 : 401,
        );
    }
  });
});

/** Who has no name may know the program. */
function isGuest(route: string, name: string): boolean {
  return route === 'standing' && name === 'nobody signed in';
}

test('a genuine token of another shop sees that shop and nothing of this one', async () => {
  await expectNothingWritten(sandbox, async () => {
    const token = forgeToken(extensionClaims({ ...sandbox, shop: otherShop }, customer), sandbox.apiSecret);
    expect(JSON.parse((await viaExtension('standing', token)).text)).toMatchObject({
      standing: { available: 0 },
    });
    expect((await viaExtension('undo', token)).status).toBe(404);
    const stranger = forgeToken(
      extensionClaims({ ...sandbox, shop: 'stranger.myshopify.com' }, customer),
      sandbox.apiSecret,
    );
    expect((await viaExtension('standing', stranger)).status).toBe(404);
  });
});
