/** A person whose every word is unique, told to the app by every way in: where one of the words turns up, it was hers. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { line, order } from '../fixtures/built-body.ts';
import { forgeToken, staffClaims } from './forgery.ts';
import type { TestSandbox } from './sandbox.ts';
import { askAsStaff } from './staff.ts';

const WORDS = [
  'first',
  'last',
  'mail',
  'phone',
  'street',
  'city',
  'customernote',
  'tag',
  'ordernote',
  'attribute',
  'property',
  'company',
  'key',
  'staffnote',
  'event',
  'eventid',
  'segment',
  'code',
  'title',
  'refundnote',
  'pasttitle',
] as const;
type Word = (typeof WORDS)[number];

export type Canary = { id: string; memberId: string; orderId: number; words: Record<Word, string> };

/** Words of one person: letters alone, that no other text contains. */
function wordsOf(random: () => number): Record<Word, string> {
  const letters = Array.from({ length: 10 }, () => 'bcdfghjkmpqrtvwxz'[Math.floor(random() * 17)]).join('');
  return Object.fromEntries(WORDS.map((word) => [word, `${letters}${word}`])) as Record<Word, string>;
}

export function allWords({ words }: Canary): string[] {
  return Object.values(words);
}

/** Tells of a person by every way in but the reading of the past, which one run does for all. */
export async function plant(sandbox: TestSandbox, random: () => number, index: number): Promise<Canary> {
  const words = wordsOf(random);
  const { id } = await sandbox.act<{ id: string }>('customers', {
    firstName: words.first,
    lastName: words.last,
    email: `${words.mail}@example.com`,
    phone: words.phone,
    note: words.customernote,
    tags: [words.tag],
  });
  const canary: Canary = { id, memberId: '', orderId: 7_000_000 + index, words };
  await sandbox.act('orders', { customerId: id, lines: [{ unitPrice: 70_000 }] });
  for (const [topic, body] of messagesOf(canary)) expect(await sandbox.hook(topic, body), topic).toBe(200);
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ id: string }>('SELECT id FROM members WHERE customer_id = $1', [
    id,
  ]);
  canary.memberId = rows[0]?.id ?? '';
  await tellFacts(sandbox, canary);
  await note(sandbox, canary);
  const redeemed = await sandbox.proxy('redeem', id, { rewardId: 'five', idempotencyKey: words.key });
  expect(redeemed.status).toBe(200);
  await leavePast(sandbox, canary);
  return canary;
}

/** Whole bodies, as Shopify would send them to an app that asks for every field. */
export function messagesOf({ id, orderId, words }: Canary): [string, unknown][] {
  const address = { name: words.last, address1: words.street, city: words.city, phone: words.phone };
  const customer = {
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    first_name: words.first,
    last_name: words.last,
    email: `${words.mail}@example.com`,
    phone: words.phone,
    note: words.customernote,
    tags: words.tag,
    default_address: address,
    updated_at: new Date().toISOString(),
  };
  const item = line({ id: 31, price: '20.00' }, 'EUR');
  const properties = [{ name: 'engraving', value: words.property }];
  const bought = order([{ ...item, product_id: null, title: words.title, properties }], 'EUR', {
    id: orderId,
    admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
    customer,
    email: customer.email,
    billing_address: { ...address, company: words.company },
    shipping_address: address,
    note: words.ordernote,
    note_attributes: [{ name: 'gift', value: words.attribute }],
    discount_codes: [{ code: words.code, amount: '0.00', type: 'fixed_amount' }],
  });
  return [
    ['customers/create', customer],
    ['customers/update', customer],
    ['orders/create', bought],
    ['orders/paid', { ...bought, updated_at: '2026-11-03T10:00:00+01:00' }],
    ['orders/updated', { ...bought, updated_at: '2026-11-04T10:00:00+01:00', unreadable: true }],
    ['refunds/create', { id: 1, order_id: orderId, note: words.refundnote }],
    ['customer.tags_added', { customerId: customer.admin_graphql_api_id, tags: [words.tag] }],
    ['customers/update', { ...customer, id: 'unreadable', note: words.customernote }],
    ['orders/updated', { ...bought, line_items: 'unreadable' }],
  ].map(([topic, body]) => [topic as string, body]);
}

async function tellFacts(sandbox: TestSandbox, { id, words }: Canary): Promise<void> {
  const facts = [
    { kind: 'deed', deed: 'custom', id: words.eventid, customerId: id, name: words.event },
    { kind: 'segment-entered', id: words.eventid, customerId: id, segment: words.segment },
    { kind: 'tags-set', id: words.eventid, customerId: id, tags: [words.tag] },
    { kind: 'birthday', id: words.eventid, customerId: id, birthday: '02-29' },
  ];
  expect((await askAsStaff(sandbox, 'facts', { facts })).status).toBe(200);
}

async function note(sandbox: TestSandbox, { memberId, words }: Canary): Promise<void> {
  const form = { points: '5', reasonCode: 'goodwill', note: words.staffnote, idempotencyKey: randomUUID() };
  const response = await fetch(`${sandbox.appUrl}/app/members/${memberId}.data`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: {
      authorization: `Bearer ${forgeToken(staffClaims(sandbox), sandbox.apiSecret)}`,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    },
  });
  expect(await response.text()).toContain('"ok",true');
}

/** An order that no webhook told of: only the reading of the past finds it. */
async function leavePast(sandbox: TestSandbox, { id, words }: Canary): Promise<void> {
  await sandbox.act('webhooks/enabled', { enabled: false });
  await sandbox.act('orders', {
    customerId: id,
    note: words.ordernote,
    lines: [{ title: words.pasttitle, unitPrice: 900 }],
  });
  await sandbox.act('webhooks/enabled', { enabled: true });
}
