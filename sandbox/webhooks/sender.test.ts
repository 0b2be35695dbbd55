import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { testStore } from '../store/testing.ts';
import { checkFilter, onlyFields, passesFilter } from './filter.ts';
import { makeSender } from './sender.ts';

type Received = { headers: IncomingMessage['headers']; body: string };

/** An app that answers with the given statuses in turn, then 200. */
async function withApp(
  statuses: number[],
  act: (url: string, received: Received[]) => Promise<void>,
): Promise<void> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, received);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function senderFor(url: string) {
  const { context } = testStore();
  context.config.appUrl = url;
  context.state.installed = true;
  const subscription = { topic: 'orders/paid', uri: '/webhooks', includeFields: null, filter: null };
  return makeSender(context, {
    apiVersion: '2026-07',
    subscriptions: [subscription],
    scopes: [],
    definitions: [],
  });
}

const event = (body: string) => ({ topic: 'orders/paid', body, at: '2026-05-01T12:00:00.000Z' });

test('a delivery is signed over its raw body and carries Shopify’s headers', async () => {
  await withApp([], async (url, received) => {
    const sender = senderFor(url);
    sender.send(event('{"id":1}'));
    await sender.idle();
    const [only] = received;
    expect(only?.body).toBe('{"id":1}');
    expect(only?.headers['x-shopify-hmac-sha256']).toBe(
      createHmac('sha256', 'secret').update('{"id":1}').digest('base64'),
    );
    expect(only?.headers).toMatchObject({
      'x-shopify-topic': 'orders/paid',
      'x-shopify-shop-domain': 'test.myshopify.com',
    });
  });
});

test('a delivery that fails is tried again with the same id', async () => {
  await withApp([500, 503], async (url, received) => {
    const sender = senderFor(url);
    sender.send(event('{}'));
    await sender.idle();
    expect(received).toHaveLength(3);
    expect(new Set(received.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(1);
    expect(sender.deliveries[0]?.state).toBe('delivered');
  });
});

test('deliveries held back go out when they are let go, as often and in the order that was asked for', async () => {
  await withApp([], async (url, received) => {
    const sender = senderFor(url);
    sender.hold();
    for (let index = 0; index < 8; index += 1) sender.send(event(`{"n":${index}}`));
    await sender.idle();
    expect(received).toHaveLength(0);
    expect(await sender.flush({ shuffleSeed: 5, copies: 2 })).toBe(16);
    expect(received).toHaveLength(16);
    expect(new Set(received.map((one) => one.body)).size).toBe(8);
  });
});

test('a topic without subscription is not sent, and nothing is sent to an app that is not installed', async () => {
  await withApp([], async (url, received) => {
    const sender = senderFor(url);
    sender.send({ ...event('{}'), topic: 'products/create' });
    await sender.idle();
    expect(received).toHaveLength(0);
  });
});

test('filters and field lists work on nested fields and refuse what they do not know', () => {
  const body = { id: 1, customer: { id: 5, email: 'a' }, lines: [{ sku: 'A', price: 3 }] };
  expect(passesFilter('customer.id:* AND lines.price:>=3', body)).toBe(true);
  expect(passesFilter('lines.sku:B OR id:2', body)).toBe(false);
  expect(passesFilter('NOT lines.sku:B', body)).toBe(true);
  expect(onlyFields(['id', 'customer.id', 'lines.sku'], body)).toEqual({
    id: 1,
    customer: { id: 5 },
    lines: [{ sku: 'A' }],
  });
  expect(() => checkFilter('(a:1)')).toThrow('not simulated');
});
