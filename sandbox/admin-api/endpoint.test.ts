import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { createCustomer } from '../store/customers.ts';
import { createOrder } from '../store/orders.ts';
import { createProduct } from '../store/products.ts';
import { refundOrder } from '../store/refunds.ts';
import { testStore } from '../store/testing.ts';
import { type AdminApi, mountAdminApi, type SandboxHono } from './endpoint.ts';

const SCOPES = [
  'read_customers',
  'write_customers',
  'read_discounts',
  'write_discounts',
  'read_orders',
  'read_products',
];

function start() {
  const { context, events } = testStore();
  const app: SandboxHono = new Hono();
  const folder = mkdtempSync(path.join(tmpdir(), 'bulk-'));
  const appConfig = { apiVersion: '2026-07', subscriptions: [], scopes: SCOPES, definitions: [] };
  const api = mountAdminApi(app, context, { appConfig, bulkFolder: folder, killApp: () => {} });
  return { context, events, app, api, folder };
}

/** The schema takes half a second to build: once for all. */
let shared: ReturnType<typeof start>;
beforeAll(() => {
  shared = start();
});

async function token(app: SandboxHono, over: Record<string, unknown> = {}) {
  const grant = {
    client_id: 'key',
    client_secret: 'secret',
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: shared.context.sign.idToken(),
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
    ...over,
  };
  const response = await app.request('/admin/oauth/access_token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(grant),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function ask(query: string, variables: Record<string, unknown> = {}, accessToken?: string) {
  const access = accessToken ?? (await token(shared.app)).body['access_token'] ?? '';
  const response = await shared.app.request('/admin/api/2026-07/graphql.json', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': access },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...JSON.parse(await response.text()) };
}

test('without a valid token the answer is 401', async () => {
  expect((await ask('{shop{id}}', {}, 'shpat_wrong')).status).toBe(401);
});

test('a forged or expired id token gets no access token', async () => {
  expect((await token(shared.app, { subject_token: `${shared.context.sign.idToken()}x` })).status).toBe(400);
  expect(
    (await token(shared.app, { subject_token: shared.context.sign.idToken({ expiresInSeconds: -5 }) }))
      .status,
  ).toBe(400);
  expect((await token(shared.app, { client_secret: 'other' })).status).toBe(401);
});

test('a refresh token rotates, and the old one ends when the new access token is first used', async () => {
  const first = (await token(shared.app)).body;
  const grant = { grant_type: 'refresh_token', refresh_token: first['refresh_token'] };
  const second = (await token(shared.app, grant)).body;
  expect((await token(shared.app, grant)).status).toBe(200);
  await ask('{shop{id}}', {}, second['access_token']);
  expect((await token(shared.app, grant)).status).toBe(400);
});

test('what the real schema does not know is refused with status 200, as at Shopify', async () => {
  const reply = await ask('{orders(first:1){nodes{pointsBalance}}}');
  expect(reply.status).toBe(200);
  expect(reply.errors[0].message).toContain('Cannot query field "pointsBalance" on type "Order"');
});

test('a field of the schema that the sandbox does not have is a loud error and never made up', async () => {
  const reply = await ask('{shop{paymentSettings{supportedDigitalWallets}}}');
  expect(reply.errors[0].message).toBe('sandbox: Shop.paymentSettings is not simulated');
});

test('a field beyond the granted scopes is denied', async () => {
  const reply = await ask('{giftCards(first:1){nodes{id}}}');
  expect(reply.errors[0].extensions.code).toBe('ACCESS_DENIED');
});

test('an order is read with its lines, refunds and the search by discount code', async () => {
  const { context } = shared;
  const customer = createCustomer(context, { email: 'ada@example.com', firstName: 'Ada' });
  const order = createOrder(context, {
    customerId: customer.id,
    lines: [{ unitPrice: 1_250, quantity: 2 }],
    orderDiscount: 500,
    discountCode: 'TW-1',
  });
  refundOrder(context, order.id, { lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }] });
  const reply = await ask(
    `{orders(first:5,query:"discount_code:tw-1"){nodes{
       displayFinancialStatus currentSubtotalPriceSet{shopMoney{amount}} customer{displayName}
       lineItems(first:5){nodes{currentQuantity discountAllocations{allocatedAmountSet{shopMoney{amount}} discountApplication{... on DiscountCodeApplication{code}}}}}
       refunds{refundLineItems(first:5){nodes{quantity subtotalSet{shopMoney{amount}}}}}}}}`,
  );
  expect(reply.errors).toBeUndefined();
  expect(reply.data.orders.nodes).toEqual([
    {
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      currentSubtotalPriceSet: { shopMoney: { amount: '10.0' } },
      customer: { displayName: 'Ada' },
      lineItems: {
        nodes: [
          {
            currentQuantity: 1,
            discountAllocations: [
              { allocatedAmountSet: { shopMoney: { amount: '5.0' } }, discountApplication: { code: 'TW-1' } },
            ],
          },
        ],
      },
      refunds: [
        { refundLineItems: { nodes: [{ quantity: 1, subtotalSet: { shopMoney: { amount: '10.0' } } }] } },
      ],
    },
  ]);
});

test('instants are told to the second', async () => {
  const order = createOrder(shared.context, {
    lines: [{ unitPrice: 100 }],
    processedAt: '2026-05-01T10:00:00.123Z',
  });
  const reply = await ask('query($id:ID!){order(id:$id){processedAt}}', {
    id: `gid://shopify/Order/${order.id}`,
  });
  expect(reply.data.order.processedAt).toBe('2026-05-01T10:00:00Z');
});

const CREATE = `mutation($d:DiscountCodeBasicInput!){discountCodeBasicCreate(basicCodeDiscount:$d){codeDiscountNode{id} userErrors{field code message}}}`;
const discount = (code: string) => ({
  title: code,
  code,
  startsAt: '2026-01-01T00:00:00Z',
  customerGets: {
    items: { all: true },
    value: { discountAmount: { amount: '5.00', appliesOnEachItem: false } },
  },
});

test('a code that exists already is TAKEN', async () => {
  await ask(CREATE, { d: discount('ONCE') });
  const again = await ask(CREATE, { d: discount('once') });
  expect(again.data.discountCodeBasicCreate.userErrors).toEqual([
    {
      field: ['basicCodeDiscount', 'code'],
      code: 'TAKEN',
      message: 'Code must be unique. Please try a different code.',
    },
  ]);
});

test('a fault after the effect loses the answer and keeps the effect; before it neither happens', async () => {
  const { api } = shared;
  api.faults.add({ operation: 'discountCodeBasicCreate', kind: 'server_error', when: 'after' });
  expect((await ask(CREATE, { d: discount('LOST-ANSWER') })).status).toBe(500);
  api.faults.add({ operation: 'discountCodeBasicCreate', kind: 'server_error', when: 'before' });
  expect((await ask(CREATE, { d: discount('NEVER') })).status).toBe(500);
  const codes = [...shared.context.state.discounts.values()].flatMap((entry) =>
    entry.codes.map((code) => code.code),
  );
  expect(codes).toContain('LOST-ANSWER');
  expect(codes).not.toContain('NEVER');
  expect((await ask(CREATE, { d: discount('FINE') })).status).toBe(200);
});

test('an empty bucket throttles, and says when it is full again', async () => {
  const access = (await token(shared.app)).body['access_token'];
  shared.api.bucket.drain();
  const reply = await ask('{orders(first:250){nodes{lineItems(first:250){nodes{product{id}}}}}}', {}, access);
  expect(reply.errors[0].extensions.code).toBe('THROTTLED');
  expect(reply.extensions.cost.throttleStatus.restoreRate).toBe(1_000);
  shared.api.bucket.settle(20_000, 0);
});

async function bulk(api: AdminApi, query: string) {
  const result = api.run(
    'mutation($q:String!){bulkOperationRunQuery(query:$q){bulkOperation{id} userErrors{message}}}',
    { q: query },
  );
  return JSON.parse(JSON.stringify(result.data)).bulkOperationRunQuery;
}

test('a bulk operation writes parents before their children and names them', async () => {
  const { context, api, folder, events } = shared;
  createOrder(context, { lines: [{ unitPrice: 100 }, { unitPrice: 200 }] });
  const { userErrors } = await bulk(api, '{orders{edges{node{id lineItems{edges{node{id quantity}}}}}}}');
  expect(userErrors).toEqual([]);
  await api.bulk.idle();
  const operation = [...context.state.bulkOperations.values()].at(-1);
  const lines = readFileSync(path.join(folder, operation?.file ?? ''), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(operation?.objectCount ?? -1);
  const orders = lines.filter((line) => line.__parentId === undefined);
  expect(orders).toHaveLength(context.state.orders.size);
  expect(lines.slice(-2).map((line) => line.__parentId)).toEqual([orders.at(-1).id, orders.at(-1).id]);
  expect(events.at(-1)?.topic).toBe('bulk_operations/finish');
});

test('orders, customers and products with costs are read at once; a sixth operation beside five is refused', async () => {
  const { context, api, folder, events } = shared;
  const customer = createCustomer(context, { firstName: 'Ada', email: 'bulk@example.com', tags: ['vip'] });
  const product = createProduct(context, { title: 'Lamp', price: 1_000, cost: 421 });
  const from = context.state.bulkOperations.size;
  const queries = [
    '{orders{edges{node{id}}}}',
    '{customers{edges{node{id displayName locale tags defaultEmailAddress{emailAddress}}}}}',
    '{products{edges{node{id tags collections{edges{node{id}}} variants{edges{node{id inventoryItem{unitCost{amount}}}}}}}}}',
    '{customers{edges{node{id}}}}',
    '{orders{edges{node{id}}}}',
  ];
  const told = events.length;
  for (const query of queries) expect((await bulk(api, query)).userErrors).toEqual([]);
  const sixth = await bulk(api, '{orders{edges{node{id}}}}');
  expect(sixth.userErrors[0].message).toContain('already in progress');
  await api.bulk.idle();
  const operations = [...context.state.bulkOperations.values()].slice(from);
  expect(operations.map(({ status }) => status)).toEqual(queries.map(() => 'COMPLETED'));
  const finished = events.slice(told).filter(({ topic }) => topic === 'bulk_operations/finish');
  expect(finished).toHaveLength(queries.length);
  const people = readFileSync(path.join(folder, operations[1]?.file ?? ''), 'utf8')
    .trim()
    .split('\n');
  expect(people.map((line) => JSON.parse(line))).toContainEqual({
    id: `gid://shopify/Customer/${customer.id}`,
    displayName: 'Ada',
    locale: customer.locale,
    tags: ['vip'],
    defaultEmailAddress: { emailAddress: 'bulk@example.com' },
  });
  const goods = readFileSync(path.join(folder, operations[2]?.file ?? ''), 'utf8');
  expect(operations[2]?.rootObjectCount).toBe(context.state.products.size);
  expect(
    goods
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toContainEqual({
    id: `gid://shopify/ProductVariant/${product.variants[0]?.id}`,
    inventoryItem: { unitCost: { amount: '4.21' } },
    __parentId: `gid://shopify/Product/${product.id}`,
  });
});

test('a bulk query with a connection inside a list is refused as Shopify refuses it', async () => {
  const { userErrors } = await bulk(
    shared.api,
    '{orders{edges{node{id refunds{id refundLineItems{edges{node{quantity}}}}}}}}',
  );
  expect(userErrors[0].message).toContain('connection field within a list field');
});

test('metafields in the app’s own namespace are written and read by $app', async () => {
  const customer = createCustomer(shared.context, { email: 'm@example.com' });
  const ownerId = `gid://shopify/Customer/${customer.id}`;
  const set =
    'mutation($m:[MetafieldsSetInput!]!){metafieldsSet(metafields:$m){metafields{namespace} userErrors{field message}}}';
  const written = await ask(set, {
    m: [{ ownerId, namespace: '$app', key: 'standing', type: 'json', value: '{"v":1}' }],
  });
  expect(written.data.metafieldsSet).toEqual({ metafields: [{ namespace: 'app--1' }], userErrors: [] });
  const read = await ask(
    'query($id:ID!){customer(id:$id){metafield(namespace:"$app",key:"standing"){jsonValue}}}',
    { id: ownerId },
  );
  expect(read.data.customer.metafield.jsonValue).toEqual({ v: 1 });
  const bad = await ask(set, { m: [{ ownerId, key: 'standing', type: 'json', value: '{' }] });
  expect(bad.data.metafieldsSet.userErrors[0].message).toBe('Value is invalid JSON.');
});
