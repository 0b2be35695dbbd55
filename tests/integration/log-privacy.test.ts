/** A day of a shop at the most talkative level: nothing of a person and no secret is in the logs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanText, messageOf } from '../../app/log.ts';
import { line, order as orderBody } from '../fixtures/built-body.ts';
import { type AppBeside, startBeside } from '../support/app-beside.ts';
import { forgeToken, staffClaims } from '../support/forgery.ts';
import { callProxy, sendWebhook, signedQuery, startSandbox, type TestSandbox } from '../support/sandbox.ts';

const PERSON = {
  email: 'canary.mail@canary-domain.test',
  firstName: 'Canaryfirst',
  lastName: 'Canarylast',
  phone: '+49301234567890',
  street: 'Canarystraße 17',
};
const NOTE = 'canary note of a member of staff';

let sandbox: TestSandbox;
let app: AppBeside;
beforeAll(async () => {
  sandbox = await startSandbox({
    program: { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] },
    env: { TREUWERK_ROLE: 'web' },
  });
  app = await startBeside(sandbox, { LOG_LEVEL: 'debug' });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});

/** What of the secrets stands in a text, if any. */
function found(text: string, secrets: string[]): string[] {
  return secrets.filter((secret) => secret !== '' && text.includes(secret));
}

async function tellOrder(
  customerId: string,
  topic: string,
  body: Record<string, unknown> = {},
): Promise<void> {
  const id = 7_100_000 + Math.floor(Math.random() * 1e6);
  const full = orderBody([line({ id: 11, price: '300.00' }, 'EUR')], 'EUR', {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    email: PERSON.email,
    note: NOTE,
    shipping_address: { first_name: PERSON.firstName, address1: PERSON.street, phone: PERSON.phone },
    customer: {
      id: customerId,
      admin_graphql_api_id: `gid://shopify/Customer/${customerId}`,
      email: PERSON.email,
      first_name: PERSON.firstName,
      last_name: PERSON.lastName,
    },
    ...body,
  });
  await sendWebhook({ ...sandbox, appUrl: app.url }, topic, full);
}

test('a day with refusals and faults leaves no person and no secret in the logs', async () => {
  const { id } = await sandbox.act<{ id: string }>('customers', PERSON);
  const staff = forgeToken(staffClaims(sandbox), sandbox.apiSecret);
  const query = signedQuery(sandbox.apiSecret, sandbox.shop, id);
  await tellOrder(id, 'orders/paid');
  await sandbox.settled();
  // What is unreadable, in every way.
  await tellOrder(id, 'orders/paid', { total_price: PERSON.email, total_price_set: PERSON.lastName });
  await tellOrder(id, 'customers/update', { id: PERSON.email });
  await sendWebhook({ ...sandbox, appUrl: app.url }, 'orders/paid', `{"email":"${PERSON.email}"`);
  await sendWebhook(
    { ...sandbox, appUrl: app.url },
    'orders/paid',
    `{"email":"${PERSON.email}","id":"${NOTE}"}`,
  );
  // A redemption that Shopify refuses with her name in its words, and one that works.
  const proxy = { rewardId: 'five', idempotencyKey: randomUUID() };
  await sandbox.act('faults', {
    operation: 'discountCodeBasicCreate',
    kind: 'graphql_error',
    message: `customer ${PERSON.email} is unknown`,
  });
  await callProxy(app.url, sandbox.apiSecret, sandbox.shop, 'redeem', id, proxy);
  await callProxy(app.url, sandbox.apiSecret, sandbox.shop, 'redeem', id, {
    ...proxy,
    idempotencyKey: randomUUID(),
  });
  await fetch(`${app.url}/proxy/standing?${query}&email=${PERSON.email}`);
  // Staff look for her, and write about her.
  const headers = { authorization: `Bearer ${staff}`, 'user-agent': 'Mozilla/5.0 Chrome/140.0' };
  for (const path of [
    `/app/members?q=${PERSON.lastName}`,
    `/app/members/1?id_token=${staff}`,
    '/app/activity',
  ])
    await (await fetch(`${app.url}${path}`, { headers })).text();
  const form = { points: '5', reasonCode: 'goodwill', note: NOTE, idempotencyKey: randomUUID() };
  await fetch(`${app.url}/app/members/1.data`, { method: 'POST', headers, body: new URLSearchParams(form) });
  await sandbox.act('tokens/expire');
  await tellOrder(id, 'refunds/create', { order_id: 99_999_999 });
  await tellOrder(id, 'customers/redact');
  await sandbox.settled();

  const { rows } = await sandbox.db.query<{ accessToken: string; refreshToken: string | null }>(
    'SELECT "accessToken", "refreshToken" FROM sessions',
  );
  const secrets = [
    ...Object.values(PERSON),
    NOTE,
    staff,
    sandbox.apiSecret,
    query.get('signature') ?? '',
    ...rows.flatMap((row) => [row.accessToken, row.refreshToken ?? '']),
    new URL(sandbox.databaseUrl).password,
  ];
  expect(secrets.length).toBeGreaterThan(10);
  expect(app.lines().length).toBeGreaterThan(20);
  expect(found(app.output(), secrets)).toEqual([]);
  // The same search finds what is there.
  expect(found(`${app.output()} ${PERSON.email}`, secrets)).toEqual([PERSON.email]);
});

test.for<[text: string, clean: string]>([
  ['could not write to erika@example.test today', 'could not write to [mail] today'],
  ['token shpat_0123456789abcdef was refused', 'token [token] was refused'],
  ['connect postgresql://me:pass@db/treuwerk failed', 'connect postgresql://[login]@db/treuwerk failed'],
  ['invalid input syntax for type bigint: "Erika Muster"', 'invalid input syntax for type bigint'],
  [`Bearer ${forgeToken({ sub: '1' }, 'secret')}`, 'Bearer [token]'],
])('%s is logged without what it should not say', ([text, clean]) => {
  expect(cleanText(text)).toBe(clean);
});

test('an error of Prisma is logged without the query that it quotes', () => {
  const error = new Error(
    '\nInvalid `prisma.member.findMany()` invocation:\n\n{ email: "a@b.test" }\n\nTimed out.',
  );
  error.name = 'PrismaClientKnownRequestError';
  expect(messageOf(error)).toBe('Timed out.');
});
