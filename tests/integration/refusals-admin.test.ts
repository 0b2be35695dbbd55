/** Requests to the merchant's pages without a genuine token, or with content that no page sends: refused, nothing written. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  expectNothingWritten,
  extensionClaims,
  forgeToken,
  postChunked,
  staffClaims,
} from '../support/forgery.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
let token: string;
let customer: string;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
  token = forgeToken(staffClaims(sandbox, { exp: Math.floor(Date.now() / 1_000) + 600 }), sandbox.apiSecret);
  customer = (await sandbox.act<{ id: string }>('customers', { firstName: 'Erika' })).id;
  await sandbox.act('orders', { customerId: customer, taxesIncluded: false, lines: [{ unitPrice: 5_000 }] });
  await sandbox.settled();
});
afterAll(() => sandbox.stop());

const PAGES = ['/app', '/app/members', '/app/program', '/app/activity', '/app/api/history-import'];
const WRITES = ['/app/api/program', '/app/api/history-import'];

async function ask(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; location: string | null; text: string }> {
  // Known bots are sent away before any token is looked at.
  const headers = {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    ...init.headers,
  };
  const response = await fetch(`${sandbox.appUrl}${path}`, { redirect: 'manual', ...init, headers });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

function publish(
  body: string,
  bearer: string | undefined = token,
): Promise<{ status: number; text: string }> {
  const headers = {
    'content-type': 'application/json',
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  };
  return ask('/app/api/program', { method: 'POST', body, headers });
}

function forgedTokens(): Record<string, string> {
  const claims = (more = {}) => staffClaims(sandbox, more);
  const past = Math.floor(Date.now() / 1_000) - 3_600;
  const shopper = (more = {}) => forgeToken(extensionClaims(sandbox, customer, more), sandbox.apiSecret);
  return {
    'no token at all': 'x',
    'algorithm none': forgeToken(claims(), sandbox.apiSecret, 'none'),
    'another secret': forgeToken(claims(), 'another secret'),
    'another audience': forgeToken(claims({ aud: 'another-app' }), sandbox.apiSecret),
    'an ended token': forgeToken(claims({ exp: past, nbf: past - 60 }), sandbox.apiSecret),
    'no shop': forgeToken(claims({ dest: undefined }), sandbox.apiSecret),
    'a shop that is none': forgeToken(claims({ dest: 'https://evil.example.com' }), sandbox.apiSecret),
    "a shopper's token": shopper(),
    "a shopper's token that names the shop as staff's do": shopper({ dest: `https://${sandbox.shop}` }),
    "a shopper's token of another issuer": shopper({
      dest: `https://${sandbox.shop}`,
      iss: `https://${sandbox.shop}/account`,
    }),
  };
}

/** Signed in means: a page or data. Everything else is a refusal or the way to sign in, never a fault of ours. */
function expectRefused(
  { status, location }: { status: number; location: string | null },
  what: string,
): void {
  const signIn = status >= 300 && status < 400 && /auth|login|session-token|oauth/.test(location ?? '');
  expect(signIn || (status >= 400 && status < 500), `${what}: ${status} ${location ?? ''}`).toBe(true);
}

test('without a token no page and no data of the merchant is shown', async () => {
  await expectNothingWritten(sandbox, async () => {
    for (const path of PAGES) {
      for (const query of ['', `?shop=${sandbox.shop}`, '?shop=evil.example.com', '?shop[]=a&shop=b']) {
        const answer = await ask(path + query);
        if (answer.status === 200) expect(answer.text, path + query).not.toContain('Erika');
        else expectRefused(answer, path + query);
      }
    }
  });
});

test('a forged, ended or foreign token opens no page', async () => {
  await expectNothingWritten(sandbox, async () => {
    for (const [name, bearer] of Object.entries(forgedTokens())) {
      for (const path of PAGES) {
        expectRefused(
          await ask(path, { headers: { authorization: `Bearer ${bearer}` } }),
          `${path}: ${name}`,
        );
        const answer = await ask(`${path}?shop=${sandbox.shop}&host=aG9zdA&embedded=1&id_token=${bearer}`);
        if (answer.status === 200) expect(answer.text, `${path}: ${name}`).not.toContain('Erika');
        else expectRefused(answer, `${path} by address: ${name}`);
      }
    }
  });
});

test('a forged, ended or foreign token publishes no program and starts no import', async () => {
  await expectNothingWritten(sandbox, async () => {
    for (const path of WRITES) {
      expectRefused(await ask(path, { method: 'POST', body: '{"config":{}}' }), `${path}: no token`);
      for (const [name, bearer] of Object.entries(forgedTokens())) {
        const init = {
          method: 'POST',
          body: '{"config":{}}',
          headers: { authorization: `Bearer ${bearer}` },
        };
        expectRefused(await ask(path, init), `${path}: ${name}`);
      }
    }
  }, ['history_imports']);
});

const reward = (change: Record<string, unknown>) => ({
  rewards: [{ id: 'r', kind: 'amountOff', points: 100, amount: '5.00', ...change }],
});
const rule = (change: Record<string, unknown>) => ({ earning: { rules: [change] } });

const BAD_PROGRAMS: [string, unknown][] = [
  ['nothing', null],
  ['a list', []],
  ['a text', 'program'],
  ['an unknown field', { generous: true }],
  ['an unknown field in a reward', reward({ free: true })],
  ['negative points for an amount', rule({ points: -1 })],
  ['points in exponents', rule({ points: 1e300 })],
  ['a ten-thousandth of a point', rule({ points: 0.0001 })],
  ['a rule for every 0.00', rule({ perAmount: '0.00' })],
  ['a rule for every -1', rule({ perAmount: '-1' })],
  ['two rules of one name', { earning: { rules: [{}, {}] } }],
  ['a reward for nothing', reward({ points: 0 })],
  ['a reward below zero', reward({ points: -100 })],
  ['a reward for more than there can be', reward({ points: 1e15 })],
  ['an amount off below zero', reward({ amount: '-5.00' })],
  ['an amount off with too many decimals', reward({ amount: '5.001' })],
  ['an amount off beyond all numbers', reward({ amount: '9'.repeat(40) })],
  ['150 percent off', { rewards: [{ id: 'r', kind: 'percentOff', points: 1, percent: 150 }] }],
  ['the same reward twice', { rewards: [...reward({}).rewards, ...reward({}).rewards] }],
  [
    '51 rewards',
    { rewards: Array.from({ length: 51 }, (_, index) => ({ ...reward({}).rewards[0], id: `r${index}` })) },
  ],
  ['an id with spaces', reward({ id: 'a b' })],
  ['a hold below zero', { hold: { days: -1 } }],
  ['an expiry of no days', { expiry: { kind: 'afterDays', days: 0 } }],
  ['an unknown kind of reward', reward({ kind: 'cash' })],
  ['a title with a NUL', reward({ title: { en: 'five\0euros' } })],
  ['a name with half a surrogate pair', { pointsName: { en: { one: '\ud800', other: 'x' } } }],
];

test.each(BAD_PROGRAMS)('a program that is or has %s is refused with the reason', async (_, config) => {
  await expectNothingWritten(sandbox, async () => {
    const answer = await publish(JSON.stringify({ config }));
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      422,
      { error: { code: 'program-invalid' } },
    ]);
  });
});

const TWIN = { kind: 'freeShipping', code: 'TWIN', audience: { kind: 'segment', segment: 'vip' } };
const GOLD = { name: { en: 'Gold' } };

test.each([
  [
    'two tiers with one name',
    { tiers: { list: [GOLD, GOLD].map((one, at) => ({ ...one, id: `t${at}`, enter: `${at + 1}00` })) } },
  ],
  ['a rule for a tier that is none', { earning: { rules: [{ points: 1, tiers: ['none'] }] } }],
  ['terms without an address', { people: { terms: { version: '1', url: {} } } }],
  ['a code of two offers', { offers: [TWIN, TWIN].map((one, at) => ({ ...one, id: `o${at}` })) }],
])('a program with %s must be mended, whoever asks to publish it', async (_, config) => {
  await expectNothingWritten(sandbox, async () => {
    const answer = await publish(JSON.stringify({ config }));
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      422,
      { error: { code: 'program-unmended' } },
    ]);
  });
});

test.each([
  ['no JSON', '{', 400],
  ['no config and a stranger field', '{"program":{}}', 400],
  ['a date that is none', '{"config":{},"appliesFrom":"tomorrow"}', 400],
  ['a day that is none', '{"config":{},"fromDay":"2026-02-30"}', 400],
  ['a date beyond the calendar', '{"config":{},"appliesFrom":"9999999-01-01T00:00:00Z"}', 400],
  ['1 MB', JSON.stringify({ config: { note: 'x'.repeat(1_048_576) } }), 413],
  ['nesting', `{"config":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422],
])('a publication with %s is refused', async (_, body, status) => {
  await expectNothingWritten(sandbox, async () => expect((await publish(body)).status).toBe(status));
});

test('a publication that never ends is refused while it is still being sent', async () => {
  await expectNothingWritten(sandbox, async () => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    };
    const piece = Buffer.alloc(64 * 1024, 'x');
    expect(await postChunked(`${sandbox.appUrl}/app/api/program`, headers, piece, 1_000_000)).toBe(413);
  });
});

test('addresses that lead nowhere, and searches with anything in them, are no fault of ours', async () => {
  await expectNothingWritten(sandbox, async () => {
    const headers = { authorization: `Bearer ${token}` };
    for (const id of ['0', 'x', '-1', '1.5', '%00', "1'%20OR%201=1", '9'.repeat(30), '9007199254740993']) {
      expect((await ask(`/app/members/${id}`, { headers })).status, id).toBe(404);
    }
    for (const query of [
      'q=%00',
      'q=%ff',
      "q='%20OR%201=1",
      'after=%00',
      'before=x',
      'sort=__proto__',
      `q=${'x'.repeat(3_000)}`,
      'search=%00',
    ]) {
      expect((await ask(`/app/members?${query}`, { headers })).status, query).toBe(200);
    }
    for (const query of ['before=%00', 'before=-1', `before=${'9'.repeat(30)}`, 'filter=%00']) {
      expect((await ask(`/app/activity?${query}`, { headers })).status, query).toBe(200);
    }
  });
});

test('a genuine token publishes a sound program, so that the refusals above mean something', async () => {
  const answer = await publish('{"config":{"hold":{"days":3}}}');
  expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { version: 2 }]);
});
