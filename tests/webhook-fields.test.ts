/** Webhooks bring the fields that the app reads, and no others: what is not sent need not be kept, nor erased. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { InboxEvent } from '#app/db/inbox.ts';
import { interpretDelivery } from '#app/services/interpret-delivery.ts';
import { createCustomer } from '../sandbox/store/customers.ts';
import { createOrder } from '../sandbox/store/orders.ts';
import { customerBody } from '../sandbox/store/payloads-beside.ts';
import { orderBody } from '../sandbox/store/payloads.ts';
import { testStore } from '../sandbox/store/testing.ts';
import { readAppConfig, type Subscription } from '../sandbox/webhooks/app-config.ts';
import { onlyFields, withOnly } from '../sandbox/webhooks/filter.ts';
import { fieldsRead } from './support/fields-read.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAYLOADS = path.join(ROOT, '../shared/data/shopify-fixtures');
if (!existsSync(PAYLOADS))
  process.stderr.write(`\nSKIPPED: the real Shopify payloads are not at ${PAYLOADS}.\n\n`);
const COMPLIANCE = ['customers/data_request', 'customers/redact', 'shop/redact'];
const subscriptions = readAppConfig(path.join(ROOT, 'shopify.app.toml')).subscriptions.filter(
  ({ topic }) => !COMPLIANCE.includes(topic),
);

/** What is wrong with the fields of these subscriptions, in words. */
function checkFields(all: Subscription[]): string[] {
  return all.flatMap(({ topic, includeFields }) => {
    const read = fieldsRead(topic);
    if (!read) return [`${topic}: nobody says what is read of it; see tests/support/fields-read.ts`];
    if (!includeFields) return [`${topic}: without include_fields everything is sent`];
    return [
      ...read.filter((one) => !includeFields.includes(one)).map((one) => `${topic} lacks ${one}`),
      ...includeFields.filter((one) => !read.includes(one)).map((one) => `${topic} does not need ${one}`),
    ];
  });
}

test('every subscription asks for exactly the fields that its parser reads', () => {
  expect(subscriptions.length).toBeGreaterThan(10);
  expect(checkFields(subscriptions)).toEqual([]);
});

test('a field too many, a field too few and no list at all are found', () => {
  const [paid] = subscriptions.filter(({ topic }) => topic === 'orders/paid');
  if (!paid?.includeFields) throw new Error('orders/paid is subscribed to');
  const fields = paid.includeFields;
  expect(checkFields([{ ...paid, includeFields: [...fields, 'billing_address.phone'] }])).toEqual([
    'orders/paid does not need billing_address.phone',
  ]);
  expect(
    checkFields([{ ...paid, includeFields: fields.filter((one) => one !== 'line_items.quantity') }]),
  ).toEqual(['orders/paid lacks line_items.quantity']);
  expect(checkFields([{ ...paid, includeFields: null }])).toHaveLength(1);
});

const SHOP = {
  shop: 'fields.myshopify.com',
  name: 'Fields',
  currency: 'EUR',
  timezone: 'UTC',
  locale: 'en',
  isPlus: false,
  installedAt: new Date(0),
  uninstalledAt: null,
};

function meaningOf(topic: string, body: string) {
  const keys = { shop: SHOP.shop, deliveryId: 'd', eventId: null, apiVersion: '2026-07', resourceId: null };
  const event: InboxEvent = { ...keys, topic, triggeredAt: new Date(0), body, attempts: 0 };
  return interpretDelivery(event, SHOP);
}

function fieldsOf(topic: string): string[] {
  return subscriptions.find((one) => one.topic === topic)?.includeFields ?? [];
}

test.skipIf(!existsSync(PAYLOADS))('a real payload means the same with these fields alone', () => {
  let orders = 0;
  for (const body of realBodies(PAYLOADS)) {
    const text = JSON.stringify(body);
    const meaning = meaningOf('orders/updated', text);
    expect(meaningOf('orders/updated', withOnly(fieldsOf('orders/updated'), text))).toEqual(meaning);
    if (meaning.kind === 'snapshot' || meaning.kind === 'hint') orders += 1;
  }
  expect(orders).toBeGreaterThan(10);
});

/** Orders in files of whatever shape: alone, under a name, in a list. */
function* realBodies(folder: string): Generator<Record<string, unknown>> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
    yield* ordersIn(parsed(text));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function* ordersIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if ('line_items' in value && 'currency' in value) yield value as Record<string, unknown>;
  else for (const part of Object.values(value)) yield* ordersIn(part);
}

test('neither address nor telephone number nor note is sent', () => {
  const { context } = testStore();
  const customer = createCustomer(context, {
    id: '9007199254740993',
    firstName: 'Ada',
    email: 'ada@example.com',
    phone: '+49 30 1234567',
    note: 'calls on Mondays',
    address: {
      firstName: 'Ada',
      lastName: 'L',
      address1: 'Hauptstrasse 1',
      zip: '10115',
      city: 'Berlin',
      countryCode: 'DE',
      phone: '+49 30 1234567',
    },
  });
  const order = createOrder(context, { customerId: customer.id, lines: [{ unitPrice: 1_250 }] });
  const sent = [
    withOnly(fieldsOf('orders/paid'), JSON.stringify(orderBody(context, order))),
    withOnly(fieldsOf('customers/update'), JSON.stringify(customerBody(context, customer))),
  ];
  for (const text of sent) {
    expect(text).toContain('ada@example.com');
    expect(text).toContain('9007199254740993');
    expect(text).not.toMatch(/Hauptstrasse|10115|Berlin|1234567|Mondays|address1|phone/);
  }
  expect(onlyFields(['a.b'], { a: [null, { b: 1, c: 2 }] })).toEqual({ a: [{}, { b: 1 }] });
});
