/**
 * People whose every word is unique are told by every way in. The file that answers them has every word that a search of the
 * whole database finds; once they are forgotten no search finds any, in tables, queues, logs or exports, whatever arrives
 * late; and once the shop is forgotten, no row of it is left. Their internal numbers, and Shopify's ids of orders, stay.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../sandbox/store/random.ts';
import { expectBooksClosed } from '../support/books.ts';
import { allWords, type Canary, messagesOf, plant } from '../support/canaries.ts';
import { askForData, downloadFile } from '../support/person-files.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { searchDatabase } from '../support/search-database.ts';
import { askAsStaff } from '../support/staff.ts';

const PEOPLE = Number(process.env.ERASURE_PEOPLE ?? 2);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** What each person must at least have left behind, or the search proves nothing. */
const TRACES_MIN = 12;
const PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }] };

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM, env: { LOG_LEVEL: 'debug' } });
});
afterAll(() => sandbox.stop());

test('what is known of people is told to them, then forgotten everywhere, and their shop after them', async () => {
  process.stdout.write(`erasure: seed ${SEED}, ${PEOPLE} people\n`);
  const random = seededRandom(SEED);
  const people: Canary[] = [];
  for (let index = 0; index < PEOPLE; index += 1) people.push(await plant(sandbox, random, index));
  await readPast();
  const sums = await sumsOf();
  for (const [index, person] of people.entries()) {
    const found = await wordsFound(person);
    expect(found.length).toBeGreaterThanOrEqual(TRACES_MIN);
    const { html } = await downloadFile(sandbox, await askForData(sandbox, person.id, index + 1));
    expect(found.filter((word) => !html.toLowerCase().includes(word))).toEqual([]);
    await forget(person);
    expect(await tracesOf(person)).toEqual([]);
  }
  expect(await sumsOf()).toEqual(sums);
  await expectBooksClosed(sandbox.shop);
  for (const person of people) {
    for (const [topic, body] of messagesOf(person)) expect(await sandbox.hook(topic, body)).toBe(200);
  }
  await sandbox.settled();
  await readPast();
  for (const person of people) expect(await tracesOf(person)).toEqual([]);
  await expectBooksClosed(sandbox.shop);
  await expectFound(people[0]);
  await forgetShop();
});

/** The control: an eraser that passes over one table, whichever it is, is caught. */
async function expectFound(person: Canary | undefined): Promise<void> {
  if (!person) throw new Error('there are people');
  const word = person.words.staffnote;
  const planted: [string, string][] = [
    ['public.entry_notes', `INSERT INTO entry_notes VALUES ($1, 0, 0, $2)`],
    ['public.inbox_events', `UPDATE inbox_events SET body = $2 WHERE shop = $1 AND body = '{}'`],
    ['public.members', `UPDATE members SET display_name = $2 WHERE shop = $1`],
    [
      'public.orders',
      `UPDATE orders SET facts = facts || jsonb_build_object('name', $2::text) WHERE shop = $1`,
    ],
    ['pgboss.job', `UPDATE pgboss.job SET output = jsonb_build_object('shop', $1::text, 'said', $2::text)`],
  ];
  for (const [table, sql] of planted) {
    const client = await sandbox.db.connect();
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query(sql, [sandbox.shop, word]);
      expect(rowCount, table).toBeGreaterThan(0);
      const found = await searchDatabase(client, [word]);
      expect([...new Set(found.map((one) => one.table))]).toEqual([table]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }
}

async function wordsFound(person: Canary): Promise<string[]> {
  const found: string[] = [];
  for (const word of allWords(person)) {
    if ((await searchDatabase(sandbox.db, [word])).length > 0) found.push(word);
  }
  return found;
}

/** Where a word of hers, or her number at Shopify, still stands. */
async function tracesOf(person: Canary): Promise<string[]> {
  const words = allWords(person);
  const stored = await searchDatabase(sandbox.db, [...words, person.id]);
  const printed = sandbox.printed().toLowerCase();
  const csv = await Promise.all(['movement-rows', 'liability-rows'].map(exported));
  return [
    ...stored.map(({ table, text, row }) => `${table}: ${text} in ${row}`),
    ...words.filter((word) => printed.includes(word)).map((word) => `log: ${word}`),
    ...words.filter((word) => csv.join('').toLowerCase().includes(word)).map((word) => `export: ${word}`),
  ];
}

async function exported(report: string): Promise<string> {
  const token = await (await fetch(`${sandbox.storeUrl}/__sandbox/id-token`)).text();
  const response = await fetch(`${sandbox.appUrl}/app/finance/csv?report=${report}`, {
    headers: {
      authorization: `Bearer ${token}`,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    },
  });
  return response.text();
}

async function forget({ id, orderId, words }: Canary): Promise<void> {
  const customer = { id: Number(id), email: `${words.mail}@example.com`, phone: words.phone };
  const body = { shop_id: 1, shop_domain: sandbox.shop, customer, orders_to_redact: [orderId] };
  expect(await sandbox.hook('customers/redact', body)).toBe(200);
  await sandbox.settled();
}

async function forgetShop(): Promise<void> {
  const { shop } = sandbox;
  await sandbox.hook('app/uninstalled', { id: 1 });
  await sandbox.settled();
  await sandbox.hook('shop/redact', { shop_id: 1, shop_domain: shop });
  await sandbox.settled();
  expect(await searchDatabase(sandbox.db, [shop])).toEqual([]);
}

async function readPast(): Promise<void> {
  const started = await askAsStaff(sandbox, 'history-import', {});
  expect(started.status).toBe(202);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { rows } = await sandbox.db.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM history_imports WHERE state NOT IN ('done', 'failed')`,
    );
    if (rows[0]?.open === 0) return;
    if (Date.now() > deadline) throw new Error('the past is not read in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function sumsOf(): Promise<unknown> {
  const { rows } = await sandbox.db.query(
    `SELECT kind, from_account, to_account, sum(points)::text AS points, count(*)::int AS entries FROM ledger_entries
      WHERE shop = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [sandbox.shop],
  );
  return rows;
}
