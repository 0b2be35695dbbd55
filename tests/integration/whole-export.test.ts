/** Staff export everything over HTTP, and bring it into the shop again; the file goes with a person who is forgotten. */
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { emptyShop, rowsOf } from '../support/transfer-files.ts';
import { until } from '../support/until.ts';
import { downloadAsStaff, transferSettled, uploadAsStaff } from '../support/transfers-by-staff.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

/** Scores follow an order; the first ones begin the shop's own row. */
async function scored(): Promise<void> {
  await until(
    async () => (await sandbox.db.query('SELECT 1 FROM score_dues LIMIT 1')).rowCount,
    (open) => open === 0,
  );
}

async function exported(): Promise<{ id: string; file: Buffer }> {
  const { json } = await askAsStaff(sandbox, 'transfers', { export: true });
  const id = String(json.id);
  expect((await transferSettled(sandbox, id)).state).toBe('done');
  const response = await downloadAsStaff(sandbox, `transfer-file?id=${id}`);
  return { id, file: Buffer.from(await response.arrayBuffer()) };
}

test('what a shop has goes out as a file and comes back', async () => {
  const { id: customerId } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Wanda',
    email: 'wanda@example.com',
  });
  await sandbox.act('orders', { customerId, lines: [{ unitPrice: 4_200 }] });
  await sandbox.settled();
  await scored();
  const before = await rowsOf(sandbox.db, sandbox.shop);
  const { file } = await exported();
  expect(gunzipSync(file).toString()).toContain('wanda@example.com');
  const upload = await uploadAsStaff(sandbox, 'restore', 'copy.ndjson.gz', file);
  expect(upload.status).toBe(201);
  const started = await askAsStaff(sandbox, 'transfers', { id: upload.json.id, step: 'start' });
  expect(started).toMatchObject({ status: 409, json: { error: { code: 'shop-not-empty' } } });
  await emptyShop(sandbox.db, sandbox.shop);
  expect((await askAsStaff(sandbox, 'transfers', { id: upload.json.id, step: 'start' })).status).toBe(200);
  const done = await transferSettled(sandbox, String(upload.json.id));
  expect(done).toMatchObject({ state: 'done', refusal: null });
  expect(await rowsOf(sandbox.db, sandbox.shop)).toEqual(before);
  const { rows } = await sandbox.db.query('SELECT deed FROM staff_deeds WHERE shop = $1 ORDER BY id', [
    sandbox.shop,
  ]);
  expect(rows.map(({ deed }: { deed: string }) => deed)).toEqual([
    ...['program-published', 'export-started', 'export-fetched', 'import-started', 'import-done'],
  ]);
});

test('a file ends with its time, and with a person who asks to be forgotten', async () => {
  const { id } = await exported();
  const { id: customerId } = await sandbox.act<{ id: string }>('customers', { firstName: 'Xenia' });
  await sandbox.act('orders', { customerId, lines: [{ unitPrice: 1_000 }] });
  await sandbox.settled();
  await sandbox.act(`customers/${customerId}/privacy`, { kind: 'customers/redact' });
  await sandbox.settled();
  expect((await downloadAsStaff(sandbox, `transfer-file?id=${id}`)).status).toBe(404);
  const { rowCount } = await sandbox.db.query('SELECT 1 FROM transfer_parts WHERE transfer_id = $1', [id]);
  expect(rowCount).toBe(0);
});

test('what is empty or another shop’s is refused', async () => {
  expect(await uploadAsStaff(sandbox, 'restore', 'empty', '')).toMatchObject({
    status: 422,
    json: { error: { code: 'file-empty' } },
  });
  const { id } = await exported();
  await sandbox.db.query(`UPDATE transfers SET shop = 'other.myshopify.com' WHERE id = $1`, [id]);
  expect((await downloadAsStaff(sandbox, `transfer-file?id=${id}`)).status).toBe(404);
  expect((await downloadAsStaff(sandbox, `transfers?id=${id}`)).status).toBe(404);
});
