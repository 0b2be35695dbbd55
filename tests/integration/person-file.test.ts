/** A person asks what is known of her: a file that she can read, with all there is, that the merchant sends and that goes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForData, downloadFile } from '../support/person-files.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

async function customer(firstName: string, locale: string): Promise<string> {
  const email = `${firstName.replace(/\W/g, '').toLowerCase()}@example.com`;
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName, email });
  await sandbox.act('orders', { customerId: id, customerLocale: locale, lines: [{ unitPrice: 4_200 }] });
  await sandbox.settled();
  return id;
}

test('the file says in her language what is known of her, and of nobody else', async () => {
  const id = await customer('Rosa <b>', 'de');
  await customer('Stella', 'en');
  const { html, status } = await downloadFile(sandbox, await askForData(sandbox, id, 1));
  expect(status).toBe(200);
  expect(html).toContain('<html lang="de">');
  expect(html).toContain('Rosa &lt;b&gt;');
  expect(html).toContain('rosab@example.com');
  expect(html).toContain('Gesammelt');
  expect(html).toMatch(/42,00/);
  expect(html).not.toMatch(/stella/i);
  expect(html).not.toMatch(/<(?:link|img|iframe|script(?! type="application\/json"))/);
  const data = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  expect(JSON.parse(data)).toMatchObject({ version: 1, customerId: id, shortened: false });
});

test('a request is answered once however often it comes, noted as sent, and moot once she is forgotten', async () => {
  const id = await customer('Tilda', 'en');
  const request = await askForData(sandbox, id, 2);
  await askForData(sandbox, id, 2);
  const stored = () =>
    sandbox.db.query(
      'SELECT state, file IS NOT NULL AS kept, email, due_at - requested_at AS term FROM privacy_requests WHERE id = $1',
      [request],
    );
  expect((await stored()).rows).toMatchObject([{ state: 'ready', kept: true, term: { days: 30 } }]);
  expect((await askAsStaff(sandbox, 'privacy', { id: request })).status).toBe(200);
  expect((await stored()).rows).toMatchObject([{ state: 'sent' }]);
  expect((await askAsStaff(sandbox, 'privacy', { id: 'none' })).status).toBe(404);
  await sandbox.act(`customers/${id}/privacy`, { kind: 'customers/redact' });
  await sandbox.settled();
  expect((await stored()).rows).toMatchObject([{ state: 'sent', kept: false, email: null }]);
  expect((await downloadFile(sandbox, request)).status).toBe(404);
});

test('a file is given to staff of its shop alone', async () => {
  const request = await askForData(sandbox, await customer('Ulla', 'en'), 3);
  const nobody = await downloadFile(sandbox, request, 'not.a.token');
  expect(nobody.status).not.toBe(200);
  expect(nobody.html).not.toMatch(/ulla/i);
  await sandbox.db.query(`UPDATE privacy_requests SET shop = 'other.myshopify.com' WHERE id = $1`, [request]);
  const other = await downloadFile(sandbox, request);
  expect(other.status).toBe(404);
  expect(other.html).not.toMatch(/ulla/i);
});
