/** Recommending the shop: from a member's link to her points, the friend's voucher a real discount at the store. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { signedQuery, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';

const DAY_MS = 86_400_000;
const PROGRAM = {
  hold: { days: 14 },
  referrals: { active: true, friend: { kind: 'percentOff', percent: 10 }, orderMinimum: '20.00', openMax: 3 },
  earning: {
    rules: [
      { kind: 'orderAmount', points: 1 },
      { id: 'friends', kind: 'deed', deed: 'referral', points: 500 },
    ],
  },
};

let sandbox: TestSandbox;
let variantId: string;
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM });
  const product = await sandbox.act<{ variants: { id: string }[] }>('products', {
    title: 'Cup',
    price: 10_000,
  });
  variantId = product.variants[0]?.id ?? '';
});
afterAll(() => sandbox.stop());

type Standing = { available: number; debt: number; referral?: { code: string } };
type Row = {
  id: string;
  state: string;
  score: number | null;
  findings: { check: string }[];
  voucher_code: string;
};
type Order = { id: string; lines: { id: string }[] };

let serial = 0;
/** Somebody with a door of her own. */
function person(firstName: string, change: object = {}) {
  serial += 1;
  const lastName = `Nr${serial}`;
  const address = {
    firstName,
    lastName,
    address1: `Weg ${serial}`,
    zip: `1${1000 + serial}`,
    city: 'Berlin',
    countryCode: 'DE',
    phone: null as string | null,
  };
  return {
    email: `${firstName.toLowerCase()}-of-${serial}@example.test`,
    firstName,
    lastName,
    address,
    ...change,
  };
}

async function advocate(
  given = person('Anna'),
): Promise<{ id: string; code: string; given: ReturnType<typeof person> }> {
  const { id } = await sandbox.act<{ id: string }>('customers', given);
  await sandbox.settled();
  const code = (await standing(id)).referral?.code ?? '';
  expect(code).toMatch(/^[A-Z2-9]{8}$/);
  return { id, code, given };
}

async function standing(id: string): Promise<Standing> {
  return (await sandbox.proxy<Standing>('standing', id)).json;
}

/** As a browser without a session, through the store's proxy. */
async function landing(code: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(`${sandbox.storeUrl}/apps/treuwerk/r/${code}`, init);
  expect(response.status).toBe(200);
  return response.text();
}

function take(code: string, word = randomBytes(18).toString('base64url')): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return landing(code, { method: 'POST', headers, body: new URLSearchParams({ word }) });
}

async function voucherOf(code: string): Promise<string> {
  const [, voucher] = /data-treuwerk-code>([^<]+)</.exec(await take(code)) ?? [];
  expect(voucher).toMatch(/^FRIEND-[A-Z2-9]{10}$/);
  return voucher ?? '';
}

async function buy(voucher: string, friend: ReturnType<typeof person>, quantity = 1): Promise<Order> {
  const { email, address } = friend;
  const order = await sandbox.act<Order>('checkout', {
    email,
    address,
    codes: [voucher],
    lines: [{ variantId, quantity }],
  });
  await sandbox.settled();
  return order;
}

async function referral(voucher: string): Promise<Row> {
  const { rows } = await sandbox.db.query<Row>('SELECT * FROM referrals WHERE voucher_code = $1', [voucher]);
  return rows[0] as Row;
}

async function reaches(voucher: string, state: string): Promise<Row> {
  return until(
    () => referral(voucher),
    (row) => row.state === state,
  );
}

async function discount(voucher: string) {
  const all = await sandbox.read<{ codes: { code: string }[]; value: object }[]>('discounts');
  return all.find(({ codes }) => codes.some(({ code }) => code === voucher));
}

test('from link to points: the friend saves, and the advocate is thanked once the order is safe', async () => {
  const anna = await advocate();
  const page = await landing(anna.code, { headers: { 'accept-language': 'de' } });
  expect(page).toContain('Anna hat etwas für dich: 10');
  expect(page).toContain('</header>');
  const voucher = await voucherOf(anna.code);
  const order = await buy(voucher, person('Ben'));
  const { json } = { json: await sandbox.read<{ totalDiscounts?: number }>(`orders/${order.id}`) };
  expect(JSON.stringify(json)).toContain(voucher);
  await reaches(voucher, 'ordered');
  expect(await standing(anna.id)).toMatchObject({ available: 0 });
  await sandbox.act('clock', { advanceMs: 13 * DAY_MS });
  expect((await referral(voucher)).state).toBe('ordered');
  await sandbox.act('clock', { advanceMs: DAY_MS + 3_600_000 });
  await reaches(voucher, 'rewarded');
  expect(await standing(anna.id)).toMatchObject({ available: 500 });
  await sandbox.act(`orders/${order.id}/refund`, { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] });
  await sandbox.settled();
  await reaches(voucher, 'lost');
  expect(await standing(anna.id)).toMatchObject({ available: 0, debt: 0 });
  await expectBooksClosed(sandbox.shop);
});

test('the same page asked again gives the same voucher, and one advocate’s friends hold so many at once', async () => {
  const anna = await advocate();
  const word = 'one-word-that-is-told-twice';
  const [first, again] = [await take(anna.code, word), await take(anna.code, word)];
  expect(/FRIEND-\w+/.exec(again)?.[0]).toBe(/FRIEND-\w+/.exec(first)?.[0]);
  const many = await Promise.all(Array.from({ length: 10 }, () => take(anna.code)));
  expect(many.filter((page) => page.includes('data-treuwerk-code'))).toHaveLength(2);
  const { rows } = await sandbox.db.query('SELECT 1 FROM referrals WHERE code = $1', [anna.code]);
  expect(rows).toHaveLength(3);
});

test('two friends with one voucher: one order counts', async () => {
  const anna = await advocate();
  const voucher = await voucherOf(anna.code);
  const given = { discountCode: voucher, orderDiscount: 1_000, lines: [{ unitPrice: 10_000 }] };
  const [ben, cleo] = await Promise.all(
    [person('Ben'), person('Cleo')].map((one) => sandbox.act<{ id: string }>('customers', one)),
  );
  await Promise.all([ben, cleo].map((one) => sandbox.act('orders', { ...given, customerId: one?.id })));
  await sandbox.settled();
  await reaches(voucher, 'ordered');
  await sandbox.act('clock', { advanceMs: 20 * DAY_MS });
  await reaches(voucher, 'rewarded');
  expect(await standing(anna.id)).toMatchObject({ available: 500 });
});

test('who recommends herself under another mailbox is refused with the reasons, and staff can let it go and take that back', async () => {
  const anna = await advocate();
  const voucher = await voucherOf(anna.code);
  await buy(voucher, { ...anna.given, email: `other-${serial}@example.test` });
  const row = await reaches(voucher, 'refused');
  expect(row.findings.map(({ check }) => check)).toEqual(['same-person', 'same-name', 'same-address']);
  await sandbox.act('clock', { advanceMs: 20 * DAY_MS });
  expect((await referral(voucher)).state).toBe('refused');
  for (const [decision, state, available] of [
    ['approved', 'rewarded', 500],
    [null, 'refused', 0],
    ['approved', 'rewarded', 500],
    ['refused', 'refused', 0],
  ] as const) {
    expect((await askAsStaff(sandbox, 'referral', { id: row.id, decision })).status).toBe(200);
    expect((await referral(voucher)).state).toBe(state);
    expect(await standing(anna.id)).toMatchObject({ available });
  }
  await expectBooksClosed(sandbox.shop);
});

test('a household is asked about when it shares a telephone, and honest strangers never are', async () => {
  const anna = await advocate(person('Anna', { phone: '+49301234567' }));
  const voucher = await voucherOf(anna.code);
  const home = { ...anna.given.address, firstName: 'Ben', phone: '030 1234567' };
  await buy(voucher, { ...person('Ben'), address: home });
  const row = await reaches(voucher, 'review');
  expect(row.findings.map(({ check }) => check)).toEqual(['same-phone', 'same-address']);
});

test('a friend who has bought before is none, nor is one whom another voucher has brought', async () => {
  const [anna, dora] = [await advocate(), await advocate(person('Dora'))];
  const [first, second] = [await voucherOf(anna.code), await voucherOf(dora.code)];
  const ben = person('Ben');
  await buy(first, ben);
  await reaches(first, 'ordered');
  await buy(second, { ...ben, email: `ben-again-${serial}@example.test` });
  expect((await reaches(second, 'refused')).findings.map(({ check }) => check)).toContain('known-friend');
  const third = await voucherOf(dora.code);
  await buy(third, ben);
  expect((await reaches(third, 'refused')).findings.map(({ check }) => check)).toContain('existing-customer');
});

test('an order below the minimum, or cancelled before it is safe, thanks nobody', async () => {
  const anna = await advocate();
  const voucher = await voucherOf(anna.code);
  const order = await buy(voucher, person('Ben'));
  await sandbox.act(`orders/${order.id}/cancel`, {});
  await sandbox.settled();
  await reaches(voucher, 'lost');
  await sandbox.act('clock', { advanceMs: 20 * DAY_MS });
  expect(await standing(anna.id)).toMatchObject({ available: 0 });
});

test('an unused voucher ends, and the merchant’s list of discounts is tidied', async () => {
  const anna = await advocate();
  const voucher = await voucherOf(anna.code);
  expect(await discount(voucher)).toBeDefined();
  await sandbox.act('clock', { advanceMs: 31 * DAY_MS });
  await reaches(voucher, 'expired');
  await until(
    () => discount(voucher),
    (found) => found === undefined,
  );
});

test('while Shopify is silent the page says so, and the same page tries again', async () => {
  const anna = await advocate();
  await sandbox.act('faults', {
    operation: 'discountCodeBasicCreate',
    kind: 'server_error',
    when: 'after',
    times: 1,
  });
  const word = 'a-word-for-a-silent-shop';
  const first = await take(anna.code, word);
  const again = await take(anna.code, word);
  expect([first.includes('FRIEND-'), again.includes('FRIEND-')]).toEqual([false, true]);
  const voucher = /FRIEND-\w+/.exec(again)?.[0] ?? '';
  const all = await sandbox.read<{ codes: { code: string }[] }[]>('discounts');
  expect(all.filter(({ codes }) => codes.some(({ code }) => code === voucher))).toHaveLength(1);
});

test('links that lead nowhere, forged signatures and wild words are answered without a voucher', async () => {
  const anna = await advocate();
  const { rows: before } = await sandbox.db.query('SELECT 1 FROM referrals');
  expect(await landing('NOBODYS7')).toContain('role="status"');
  expect(await take('NOBODYS7')).toContain('role="status"');
  for (const word of ['', 'short', '<script>', 'x'.repeat(3_000)])
    expect(await take(anna.code, word)).not.toContain('data-treuwerk-code');
  const query = signedQuery(sandbox.apiSecret, sandbox.shop, '');
  query.set('signature', '0'.repeat(64));
  expect((await fetch(`${sandbox.appUrl}/proxy/r/${anna.code}?${query}`)).status).toBe(401);
  const own = await callProxyText(`r/${anna.code}`, anna.id);
  expect(own).not.toContain('<form');
  const { rows: after } = await sandbox.db.query('SELECT 1 FROM referrals');
  expect(after.length).toBe(before.length);
});

async function callProxyText(route: string, customerId: string): Promise<string> {
  const query = signedQuery(sandbox.apiSecret, sandbox.shop, customerId);
  return (await fetch(`${sandbox.appUrl}/proxy/${route}?${query}`)).text();
}

test('a link says nothing in another shop, and brings nothing there', async () => {
  const anna = await advocate();
  const other = await addFreshShop(sandbox, 'other-shop', 'EUR', PROGRAM as never);
  const query = signedQuery(sandbox.apiSecret, other, '');
  const body = new URLSearchParams({ word: 'a-word-from-another-shop' });
  const [seen, taken] = await Promise.all([
    fetch(`${sandbox.appUrl}/proxy/r/${anna.code}?${query}`).then((reply) => reply.text()),
    fetch(`${sandbox.appUrl}/proxy/r/${anna.code}?${query}`, { method: 'POST', body }).then((reply) =>
      reply.text(),
    ),
  ]);
  for (const page of [seen, taken])
    expect([page.includes('Anna'), page.includes('FRIEND-')]).toEqual([false, false]);
  const { rows } = await sandbox.db.query('SELECT 1 FROM referrals WHERE shop = $1', [other]);
  expect(rows).toEqual([]);
});

test('the page of a member has her link in every way, and none for a visitor', async () => {
  const anna = await advocate();
  const page = await callProxyText('refer', anna.id);
  const link = `https://${sandbox.shop}/apps/treuwerk/r/${anna.code}`;
  expect(page).toContain(`value="${link}"`);
  expect(page).toContain('https://wa.me/?text=');
  expect(page).toContain('mailto:?subject=');
  expect(page).toContain('<svg');
  expect(page).toContain('500 points');
  const visitor = await callProxyText('refer', '');
  expect([visitor.includes('/r/'), visitor.includes('account_login_url')]).toEqual([false, true]);
});

test('a name that is HTML and Liquid stays a name', async () => {
  const anna = await advocate(person('<b>{{shop.name}}{%raw%}'));
  const page = await landing(anna.code);
  expect(page).not.toContain('<b>{{');
  expect(page).toContain('&lt;b&gt;&#123;&#123;shop.name&#125;&#125;');
});

test('who was merged, blocked or forgotten recommends as the one she became, or not at all', async () => {
  const [anna, kept] = [await advocate(), await advocate(person('Kept'))];
  await sandbox.act('customers/merge', { keptId: kept.id, deletedId: anna.id });
  await sandbox.settled();
  const voucher = await voucherOf(anna.code);
  await buy(voucher, person('Ben'));
  await sandbox.act('clock', { advanceMs: 20 * DAY_MS });
  await reaches(voucher, 'rewarded');
  expect(await standing(kept.id)).toMatchObject({ available: 500 });
  await sandbox.act(`customers/${kept.id}/privacy`, { kind: 'customers/redact' });
  await sandbox.settled();
  await until(
    () => landing(anna.code),
    (page) => !page.includes('<form'),
  );
});
