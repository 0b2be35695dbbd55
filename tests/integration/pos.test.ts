/** The till: staff find a member, redeem for her and undo; whoever is not staff is refused. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FindReply, TillRedeemReply, TillReply } from '../../app/core/contracts/till.ts';
import type { ActivityReply, OrderReply, StandingReply } from '../../app/core/contracts/proxy.ts';
import { expectNothingWritten, extensionClaims, forgeToken, staffClaims } from '../support/forgery.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] };

let sandbox: TestSandbox;
let anna: string;
let stranger: string;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'], program: PROGRAM });
  const add = async (person: object) => (await sandbox.act<{ id: string }>('customers', person)).id;
  anna = await add({
    firstName: 'Anna',
    lastName: 'Österle',
    email: 'anna@till.example.com',
    phone: '+4917612345678',
  });
  stranger = await add({ firstName: 'Bernd', lastName: 'Neu', email: 'bernd@till.example.com' });
  await sandbox.act('orders', { customerId: anna, taxesIncluded: false, lines: [{ unitPrice: 35_000 }] });
  await sandbox.settled();
});
afterAll(() => sandbox.stop());

type Answer<T> = { status: number; json: T };

async function ask<T = { error: { code: string; message: string } }>(
  path: string,
  body?: unknown,
  claims: Record<string, unknown> = staffClaims(sandbox, { sub: '77' }),
): Promise<Answer<T>> {
  const response = await fetch(`${sandbox.appUrl}/api/pos/${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${forgeToken(claims, sandbox.apiSecret)}` },
  });
  return { status: response.status, json: (await response.json()) as T };
}

async function find(text: string, locale = 'de-DE'): Promise<FindReply> {
  const found = await ask<FindReply>(`find?locale=${locale}&q=${encodeURIComponent(text)}`);
  expect(found.status).toBe(200);
  return found.json;
}

test.for<[what: string, text: string]>([
  ['her whole mail', 'anna@till.example.com'],
  ['the beginning of her mail', 'ANNA@ti'],
  ['her name', 'Anna Österle'],
  ['the beginning of her name', 'anna ö'],
  ['her number with the country', '+49 176 1234-5678'],
  ['her number with two zeros', '0049 176 12345678'],
  ['her number as it is dialled at home', '0176/12345678'],
])('she is found by %s', async ([, text]) => {
  expect(await find(text)).toEqual({
    people: [{ customerId: anna, name: 'Anna Österle', email: 'anna@till.example.com', available: 350 }],
    partial: false,
  });
});

test('whoever never bought is found, too, and nobody where there is nobody', async () => {
  expect((await find('bernd@till.example.com')).people).toEqual([
    { customerId: stranger, name: 'Bernd Neu', email: 'bernd@till.example.com', available: 0 },
  ]);
  expect((await find('nobody@till.example.com')).people).toEqual([]);
  expect((await find('"*) OR tag:x -')).people).toEqual([]);
});

test('whatever is typed or scanned is a search: nothing breaks, and nobody is told of who was not meant', async () => {
  const texts = [
    ...[
      '((((((',
      '+++++',
      '-----',
      '00000',
      '+49 (0) ',
      '12345678901234567890123456789012',
      '@@',
      'a@',
      '@b.de',
      'x@y@z',
    ],
    ...[
      'OR',
      'NOT',
      '-x',
      '*:*',
      'id:1 OR id:2',
      "' OR 99=99 --",
      '%_%',
      '\\\\',
      '{}',
      '\u{1F600}\u{1F600}',
      '\ud800\ud800',
    ],
    ...['treuwerk:', 'treuwerk:1', `treuwerk:${anna}.`, `treuwerk:${anna}.${'é'.repeat(16)}`, 'TREUWERK:x'],
  ];
  const answers = await Promise.all(
    texts.map((text) =>
      ask<Partial<FindReply>>(`find?q=${encodeURIComponent(text.toWellFormed())}&locale=de-DE`),
    ),
  );
  expect(answers.map(({ status }) => status).filter((status) => ![200, 400, 422].includes(status))).toEqual(
    [],
  );
  expect(answers.flatMap(({ json }) => json.people ?? [])).toEqual([]);
});

test('her own code names her alone; one with another signature names nobody', async () => {
  const token = forgeToken(extensionClaims(sandbox, anna), sandbox.apiSecret);
  const reply = await fetch(`${sandbox.appUrl}/api/extension/standing`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { memberCode = '' } = (await reply.json()) as StandingReply;
  expect(memberCode).toMatch(new RegExp(`^treuwerk:${anna}\\.[\\w-]{16}$`));
  expect((await find(memberCode)).people.map(({ customerId }) => customerId)).toEqual([anna]);
  const other = memberCode.replace(`:${anna}.`, `:${stranger}.`);
  const refused = await ask(`find?q=${encodeURIComponent(other)}&locale=de`);
  expect(refused).toMatchObject({ status: 422, json: { error: { code: 'member-code-invalid' } } });
});

test('while Shopify is silent members are found by name and mail, and that is said', async () => {
  await sandbox.act('faults', { operation: 'customers', kind: 'server_error', times: null });
  try {
    const found = await find('anna@till.example.com');
    expect(found).toMatchObject({ people: [{ customerId: anna, name: 'Anna Österle' }], partial: true });
  } finally {
    await sandbox.act('faults/clear');
  }
});

test('staff redeem for her once, however often they tap, the ledger keeps who did it, and the undo brings all back', async () => {
  const before = await ask<TillReply>(`standing?customerId=${anna}`);
  expect(before.json).toMatchObject({
    standing: { available: 350 },
    program: { currency: 'EUR' },
    earnsAtTill: true,
  });
  const body = { customerId: anna, rewardId: 'five', idempotencyKey: `till-${randomUUID()}` };
  const first = await ask<TillRedeemReply>('redeem', body);
  const again = await ask<TillRedeemReply>('redeem', body);
  expect(first).toMatchObject({
    status: 200,
    json: { points: 100, standing: { available: 250, reserved: 100 } },
  });
  expect(again.json.code).toBe(first.json.code);
  const { redemptionId } = first.json;
  const { rows } = await sandbox.db.query<{ actor: string; surface: string }>(
    `SELECT e.actor, r.surface FROM redemptions r JOIN ledger_entries e
      ON e.shop = r.shop AND e.member_id = r.member_id AND e.source = 'redemption:' || r.id AND e.kind = 'reserve'
      WHERE r.shop = $1 AND r.id = $2`,
    [sandbox.shop, redemptionId],
  );
  expect(rows).toEqual([{ actor: 'staff:77', surface: 'pos' }]);
  const elsewhere = await ask('undo', { customerId: stranger, redemptionId });
  expect(elsewhere).toMatchObject({ status: 404, json: { error: { code: 'redemption-unknown' } } });
  const undone = await ask<TillReply>('undo', { customerId: anna, redemptionId });
  expect(undone.json.standing).toMatchObject({ available: 350, reserved: 0 });
});

test('her entries and what an order brought are told in the language of the till, an order of hers alone', async () => {
  const activity = await ask<ActivityReply>(`activity?customerId=${anna}&locale=fr-CH`);
  expect(activity.json.entries.at(-1)).toMatchObject({ points: 350, tone: 'gain' });
  expect(activity.json.entries.at(-1)?.what).toBe('Commande #1001');
  const [{ id } = { id: '' }] = await sandbox.read<{ id: string }[]>('orders');
  const order = await ask<OrderReply>(`order?customerId=${anna}&orderId=${id}`);
  expect(order.json).toMatchObject({ known: true, points: 350, state: 'usable' });
  const elsewhere = await ask<OrderReply>(`order?customerId=${stranger}&orderId=${id}`);
  expect(elsewhere.json).toMatchObject({ known: false, points: 0 });
});

test('a customer without points is refused in the language of the till', async () => {
  const body = { customerId: stranger, rewardId: 'five', idempotencyKey: `till-${randomUUID()}` };
  const refused = await ask('redeem?locale=de-CH', body);
  expect(refused).toMatchObject({
    status: 409,
    json: {
      error: { code: 'points-insufficient', message: 'Dafür braucht es 100 Punkte; verfügbar sind 0.' },
    },
  });
});

test('of two codes the till hears both amounts before points are set aside, and staff may replace', async () => {
  await sandbox.act('discounts', { code: 'SUMMER', amount: 300 });
  const body = {
    customerId: anna,
    rewardId: 'five',
    cart: { subtotalMinor: 4_990, currency: 'EUR', codes: [{ code: 'SUMMER', savesMinor: 300 }] },
  };
  const asked = await ask('redeem', { ...body, idempotencyKey: `till-${randomUUID()}` });
  expect(asked).toMatchObject({
    status: 409,
    json: {
      error: { code: 'code-replaced', codes: { code: 'SUMMER', savesMinor: 300, rewardSavesMinor: 500 } },
    },
  });
  const replaced = { ...body, replace: true, idempotencyKey: `till-${randomUUID()}` };
  const redeemed = await ask<TillRedeemReply>('redeem', replaced);
  expect(redeemed).toMatchObject({ status: 200, json: { points: 100 } });
  await ask('undo', { customerId: anna, redemptionId: redeemed.json.redemptionId });
});

test.for<[what: string, path: string, body: object | undefined]>([
  ['a search for one letter', 'find?q=a', undefined],
  ['a search without a text', 'find', undefined],
  ['a search for a book', `find?q=${'x'.repeat(101)}`, undefined],
  ['a standing of nobody', 'standing', undefined],
  ['a customer that is no number', 'standing?customerId=gid://shopify/Customer/1', undefined],
  ['entries of nobody', 'activity', undefined],
  ['an order without a number', `order?customerId=1&orderId=x`, undefined],
  ['a redemption for nobody', 'redeem', { rewardId: 'five', idempotencyKey: 'till-nobody' }],
  ['an undo for nobody', 'undo', { redemptionId: 'x' }],
])('%s is no valid request', async ([, path, body]) => {
  await expectNothingWritten(sandbox, async () => {
    expect(await ask(path, body)).toMatchObject({
      status: 400,
      json: { error: { code: 'request-invalid' } },
    });
  });
});

test('no shopper is staff, no staff is a shopper, whatever their tokens borrow from each other', async () => {
  const asStaff = (more: object) => ({ ...staffClaims(sandbox), ...more });
  const customer = `gid://shopify/Customer/${anna}`;
  const shoppers: Record<string, Record<string, unknown>> = {
    'a shopper': extensionClaims(sandbox, anna),
    'a guest': extensionClaims(sandbox, anna, { sub: undefined }),
    'a shopper with the shop as staff have it': extensionClaims(sandbox, anna, {
      dest: `https://${sandbox.shop}`,
    }),
    'a shopper of a plain number': extensionClaims(sandbox, anna, { sub: anna }),
    'a customer in a token of the admin': asStaff({ sub: customer }),
    'the admin of another shop': asStaff({ iss: 'https://other.myshopify.com/admin' }),
    'no issuer': asStaff({ iss: undefined }),
    'a shop without its scheme': asStaff({ dest: sandbox.shop, iss: `${sandbox.shop}/admin` }),
    'another app': asStaff({ aud: 'another-app' }),
    'an end that is past': asStaff({ exp: Math.floor(Date.now() / 1_000) - 60 }),
    'no end': asStaff({ exp: undefined }),
  };
  for (const [what, claims] of Object.entries(shoppers)) {
    expect((await ask(`standing?customerId=${anna}`, undefined, claims)).status, what).toBe(401);
  }
  for (const claims of [staffClaims(sandbox), asStaff({ sub: customer }), asStaff({ sub: anna })]) {
    const response = await fetch(`${sandbox.appUrl}/api/extension/standing`, {
      headers: { authorization: `Bearer ${forgeToken(claims, sandbox.apiSecret)}` },
    });
    expect(response.status).toBe(401);
  }
});

test('the sandboxed till may ask from anywhere', async () => {
  for (const [route, method] of [
    ['find', 'GET'],
    ['standing', 'GET'],
    ['activity', 'GET'],
    ['order', 'GET'],
    ['redeem', 'POST'],
    ['undo', 'POST'],
  ] as const) {
    const preflight = await fetch(`${sandbox.appUrl}/api/pos/${route}`, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
    const refused = await fetch(`${sandbox.appUrl}/api/pos/${route}`, { method });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
  }
});

test('whoever reads out the customers is stopped, and only that one', async () => {
  const hasty = staffClaims(sandbox, { sub: '99' });
  const answers = await Promise.all(Array.from({ length: 130 }, () => ask('find?q=zz', undefined, hasty)));
  expect(answers.some(({ status }) => status === 429)).toBe(true);
  expect((await ask('find?q=zz')).status).toBe(200);
});
