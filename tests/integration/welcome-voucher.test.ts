/** The voucher for a first order: one per address, none by looking, none for who has ordered, and there again after Shopify was silent. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setMail, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
let box: Mailbox;
beforeAll(async () => {
  box = await startMailbox();
  sandbox = await startSandbox({ program: {} });
  await setMail(sandbox.db, sandbox.shop, smtpTo(box.port, { welcome: { percent: 15, days: 10 } }));
});
afterAll(async () => {
  await sandbox.stop();
  await box.stop();
});

/** Asks on the page of the shop. @returns the address behind the mail's link. */
async function ask(email: string): Promise<string> {
  const before = box.mails.length;
  const response = await fetch(`${sandbox.storeUrl}/apps/treuwerk/newsletter`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, consent: 'yes', word: `word-of-this-page-${before}` }),
  });
  expect(response.status).toBe(200);
  const mail = (await box.has(before + 1)).at(-1);
  const [link] = /https?:\/\/[^\s"<]+\/m\/confirm\/[^\s"<]+/.exec(mail?.text ?? '') ?? [];
  if (!link) throw new Error('the mail has no link');
  return link;
}

async function page(link: string, method: 'GET' | 'POST'): Promise<string> {
  return (await fetch(link, { method })).text();
}

const codeIn = (html: string): string | undefined => /HELLO-[A-Z0-9]{10}/.exec(html)?.[0];

async function discounts(): Promise<string[]> {
  const all = await sandbox.read<{ codes: { code: string }[] }[]>('discounts');
  return all.flatMap(({ codes }) => codes.map(({ code }) => code)).filter((one) => one.startsWith('HELLO-'));
}

test('looking makes none; confirmed there is one, also the second time and for a second request', async () => {
  const link = await ask('vera@example.com');
  expect(codeIn(await page(link, 'GET'))).toBeUndefined();
  const code = codeIn(await page(link, 'POST'));
  expect(code).toBeDefined();
  const again = await Promise.all([page(link, 'POST'), page(link, 'POST'), page(link, 'GET')]);
  expect(again.map(codeIn)).toEqual([code, code, code]);
  const other = await ask('Vera@Example.com ');
  expect(codeIn(await page(other, 'POST'))).toBe(code);
  expect(await discounts()).toEqual([code]);
});

test('when Shopify is silent it says so, and the same code is there at the next try', async () => {
  const link = await ask('wilma@example.com');
  const before = await discounts();
  await sandbox.act('faults', {
    operation: 'discountCodeBasicCreate',
    kind: 'server_error',
    when: 'after',
    times: 1,
  });
  const late = await page(link, 'POST');
  expect(codeIn(late)).toBeUndefined();
  expect(late).toContain('<button');
  const code = codeIn(await page(link, 'POST'));
  expect(code).toBeDefined();
  expect((await discounts()).filter((one) => !before.includes(one))).toEqual([code]);
});

test('who has ordered before gets news, and no voucher', async () => {
  const { id: customerId } = await sandbox.act<{ id: string }>('customers', { email: 'olga@example.com' });
  await sandbox.act('orders', { customerId, lines: [{ unitPrice: 1_000 }] });
  await sandbox.settled();
  const confirmed = await page(await ask('olga@example.com'), 'POST');
  expect(codeIn(confirmed)).toBeUndefined();
  expect(confirmed).toContain('role="status"');
});
