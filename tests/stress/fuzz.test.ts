/**
 * Real payloads, spoiled in every way: ids above 2^53, numbers that are none, NULs, halves of surrogate pairs, nesting
 * of 10,000, megabytes, wrong types. No fault of ours, no write from what is invalid, no hang; what is valid after all
 * says the same to a strict reader that was written apart, and the books close.
 *
 * A fifteenth goes over HTTP to the running app with its worker; the rest strikes the readers in this process.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePool } from '../../app/db/pool.ts';
import { interpretDelivery } from '../../app/services/interpret-delivery.ts';
import { type parseOrder } from '../../app/shopify/webhooks/parse-order.ts';
import { seededRandom } from '../../sandbox/store/random.ts';
import { ROOT } from '../support/architecture/sources.ts';
import { expectBooksClosed } from '../support/books.ts';
import { forgeToken, staffClaims } from '../support/forgery.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { mutateJson } from '../support/fuzz/mutate.ts';
import {
  type Answer,
  atRest,
  type Call,
  hugeBody,
  type KeptCall,
  keptCall,
  pageCall,
  proxyCall,
  sendAll,
  staffCall,
  strangeHeaders,
  webhookCall,
} from '../support/fuzz/over-http.ts';
import { readPayloads } from '../support/fuzz/payloads.ts';
import { isUnsound } from '../support/fuzz/strict-order.ts';
import { judge, strike, tell } from '../support/fuzz/strike.ts';
import {
  deliveries,
  type Interpret,
  pasts,
  programs,
  proxyQueries,
  type Target,
} from '../support/fuzz/targets.ts';
import { tellDatabase } from '../support/inner-store.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const MUTATIONS = Number(process.env.FUZZ_MUTATIONS ?? 3_000);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const PROGRAM = {
  rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
  tiers: { list: [{ id: 'gold', name: { en: 'Gold' }, enter: '100', entryGift: 5 }] },
  people: { householdMembersMax: 3 },
};

const payloads = readPayloads();
const share = (part: number) => Math.ceil(MUTATIONS * part);

let sandbox: TestSandbox;
let customer: string;
let token: string;
beforeAll(async () => {
  process.stdout.write(`fuzz: seed ${SEED}, ${MUTATIONS} mutations of ${payloads.length} payloads\n`);
  sandbox = await startSandbox({ program: PROGRAM });
  await tellDatabase(sandbox.databaseUrl, 3);
  const claims = staffClaims(sandbox, { exp: Math.floor(Date.now() / 1_000) + 3_600 });
  token = forgeToken(claims, sandbox.apiSecret);
  customer = (await sandbox.act<{ id: string }>('customers', { firstName: 'Erika' })).id;
  await sandbox.act('orders', { customerId: customer, taxesIncluded: false, lines: [{ unitPrice: 95_000 }] });
  await sandbox.settled();
});
afterAll(async () => {
  await closePool();
  await sandbox.stop();
});

const TARGETS: { name: string; target: Target; part: number }[] = [
  { name: 'deliveries', target: deliveries(payloads), part: 0.6 },
  { name: 'proxy queries', target: proxyQueries('test-secret'), part: 0.13 },
  { name: 'programs', target: programs(), part: 0.1 },
  { name: 'pasts', target: pasts(), part: 0.1 },
];

test.for(TARGETS)('$name: every mutation is borne, and what is taken is what stands there', async (one) => {
  expect(tell(await strike(one.target, SEED, share(one.part)))).toEqual([]);
});

/** The least of what failed once or easily could: the first line names what it is for. */
const KEPT = path.join(ROOT, 'tests/fixtures/fuzz');

test.for(readdirSync(KEPT).filter((file) => file.endsWith('.txt')))('%s is borne', async (file) => {
  const [name = '', ...rest] = readFileSync(path.join(KEPT, file), 'utf8').trimEnd().split('\n');
  const target = TARGETS.find((one) => one.name === name)?.target;
  if (!target) throw new Error(`${file} is for ${name}, which is nothing that is struck`);
  expect(await judge(target, rest.join('\n'))).toEqual([]);
});

test.for<[fault: string, planted: Interpret]>([
  [
    'ids that lose digits',
    (topic, body) => read(topic, body, (facts) => ({ ...facts, orderId: rounded(facts.orderId) })),
  ],
  ['text with NULs', (topic, body) => read(topic, body, (facts) => ({ ...facts, name: 'a\0b' }))],
  ['prices without their cents', (topic, body) => read(topic, body, withoutCents)],
  ['no patience with what is no object', (topic, body) => read(topic, body, (facts) => facts, JSON.parse)],
])('a reader with %s is caught', async ([, planted]) => {
  expect(await strike(deliveries(payloads, planted), SEED, 3_000)).not.toEqual([]);
});

type Facts = NonNullable<ReturnType<typeof parseOrder>>['facts'];

function read(
  topic: string,
  body: string,
  change: (facts: Facts) => Facts,
  parse: (text: string) => unknown = () => ({}),
): ReturnType<Interpret> {
  parse(body);
  const event = {
    ...{ shop: 's', deliveryId: 'd', eventId: null, topic, apiVersion: '2026-07', resourceId: null },
    ...{ triggeredAt: new Date(0), body, attempts: 0 },
  };
  const shop = { ...{ shop: 's', name: 'S', currency: 'EUR', timezone: 'UTC', locale: 'en' }, isPlus: false };
  const meaning = interpretDelivery(event, { ...shop, installedAt: new Date(0), uninstalledAt: null });
  if (meaning.kind !== 'snapshot') return meaning;
  return { ...meaning, input: { ...meaning.input, facts: change(meaning.input.facts) } };
}

function rounded(id: string): string {
  return BigInt(Number(id)).toString();
}

function withoutCents(facts: Facts): Facts {
  const whole = (minor: number) => minor - (minor % 100);
  const lines = facts.lines.map((line) => ({ ...line, unitPriceMinor: whole(line.unitPriceMinor) }));
  return { ...facts, lines };
}

/** Deliveries that end the access of their shop go to one of their own. */
const ENDING = ['app/uninstalled', 'shop/redact'];

function spoiledDeliveries(count: number, other: string): { unsound: Call[]; rest: Call[] } {
  const calls: { unsound: Call[]; rest: Call[] } = { unsound: [], rest: [] };
  const target = deliveries(payloads);
  for (let number = 0; number < count; number += 1) {
    const random = seededRandom(SEED + 1 + number * 104_729);
    const input = target.make(random);
    const at = input.indexOf('\n');
    const topic = input.slice(0, at);
    const body = number % 400 === 399 ? hugeBody(random) : input.slice(at + 1);
    const shop = ENDING.includes(topic) ? other : sandbox.shop;
    const headers = random() < 0.1 ? strangeHeaders(random) : {};
    const call = webhookCall({ shop, apiSecret: sandbox.apiSecret }, topic, body, headers);
    calls[isUnsound(topic, body) ? 'unsound' : 'rest'].push(call);
  }
  return calls;
}

async function countInbox(): Promise<number> {
  const { rows } = await sandbox.db.query<{ n: number }>('SELECT count(*)::int AS n FROM inbox_events');
  return rows[0]?.n ?? 0;
}

/** Until every delivery is handled. @throws with what holds up those that are not. */
async function settled(): Promise<void> {
  const open = `FROM inbox_events WHERE state NOT IN ('done', 'ignored', 'parked')`;
  await sandbox.settled().catch(async () => {
    const { rows } = await sandbox.db.query(
      `SELECT topic, state, attempts, error, left(body, 400) AS body ${open}`,
    );
    throw new Error(JSON.stringify(rows, null, 1));
  });
  const { rows } = await sandbox.db.query(`SELECT topic, state, error, left(body, 400) AS body ${open}`);
  expect(rows).toEqual([]);
}

async function started(): Promise<string | undefined> {
  const metrics = await (await fetch(`${sandbox.appUrl}/metrics`)).text();
  return /^process_start_time_seconds (.+)$/m.exec(metrics)?.[1];
}

test('over HTTP no delivery is a fault of ours, unsound ones write nothing, and the books close', async () => {
  const other = await addFreshShop(sandbox, 'fuzz', 'EUR', PROGRAM);
  const [before, running, inbox] = [await atRest(sandbox.db), await started(), await countInbox()];
  const { unsound, rest } = spoiledDeliveries(share(0.05), other);
  const refused = await sendAll(sandbox.appUrl, unsound);
  await settled();
  expect(refused.problems).toEqual([]);
  expect(await atRest(sandbox.db)).toBe(before);
  // Each of the same name has the same answer, so that every 200 is a row and nothing else is.
  expect((await countInbox()) - inbox).toBe(refused.answers.filter(({ status }) => status === 200).length);

  const taken = await sendAll(sandbox.appUrl, rest);
  await settled();
  expect(taken.problems).toEqual([]);
  expect(taken.answers.filter(({ status }) => status === 200).length).toBeGreaterThan(rest.length / 2);
  for (const shop of [sandbox.shop, other]) await expectBooksClosed(shop);
  expect(await started()).toBe(running);
  process.stdout.write(`fuzz: ${unsound.length} unsound deliveries, ${rest.length} others over HTTP\n`);
});

test('over HTTP no request of a shopper or of staff is a fault of ours, and what is refused writes nothing', async () => {
  const calls = [
    ...make(share(0.01), (random) => proxyCall(random, sandbox, customer)),
    ...make(share(0.007), (random) => staffCall(random, token, customer, PROGRAM)),
    ...make(share(0.003), (random) => pageCall(random, token)),
  ];
  const first = await sendAll(sandbox.appUrl, calls);
  expect(first.problems).toEqual([]);
  const refused = first.answers.filter(isRefused).map(({ call }) => call);
  expect(refused.length).toBeGreaterThan(calls.length / 10);
  await settled();
  const before = await atRest(sandbox.db);
  const second = await sendAll(sandbox.appUrl, refused);
  expect(second.problems).toEqual([]);
  expect(second.answers.filter((answer) => !isRefused(answer))).toEqual([]);
  expect(await atRest(sandbox.db)).toBe(before);
  await expectBooksClosed(sandbox.shop);
  process.stdout.write(`fuzz: ${calls.length} requests, ${refused.length} of them refused\n`);
});

function make(count: number, one: (random: () => number) => Call): Call[] {
  return Array.from({ length: count }, (_, number) => one(seededRandom(SEED + 2 + number * 15_485_863)));
}

function isRefused({ status }: Answer): boolean {
  return status >= 400 && status < 500;
}

test('no call that met a fault once meets one now', async () => {
  const kept = JSON.parse(readFileSync(path.join(KEPT, 'calls.json'), 'utf8')) as KeptCall[];
  const calls = kept.map((one) => keptCall(sandbox, token, one));
  const { answers, problems } = await sendAll(sandbox.appUrl, calls);
  expect(problems).toEqual([]);
  expect(answers).toHaveLength(kept.length);
});

test('an app that answers with a fault, or never, is caught', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/hang') return;
    response.writeHead(request.url === '/fault' ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const calls = ['/fault', '/hang', '/sound'].map((name) => ({ name, path: name, init: {} }));
  const { problems } = await sendAll(url, calls, 500);
  expect(problems).toEqual([
    expect.stringContaining('/fault: 500'),
    expect.stringContaining('/hang: Timeout'),
  ]);
  server.closeAllConnections();
  server.close();
});

test('`npm run replay` ends with 0 or says what is wrong with its files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-fuzz-'));
  const [events, program] = [path.join(folder, 'events.ndjson'), path.join(folder, 'program.json')];
  const [lines, configs] = [pasts(), programs()];
  for (let number = 0; number < Math.max(4, share(0.0005)); number += 1) {
    const random = seededRandom(SEED + 3 + number);
    writeFileSync(events, number % 2 ? lines.make(random) : mutateJson(random, [lines.make(random)]));
    writeFileSync(program, configs.make(random));
    const flags = ['--events', events, '--json', ...(number % 3 ? [] : ['--program', program])];
    const run = spawnSync(process.execPath, ['scripts/replay.ts', ...flags], {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: 30_000,
    });
    const said = `${number}: ${run.status} ${run.stderr.slice(0, 500)}`;
    expect([0, 2], said).toContain(run.status);
    expect(run.stderr, said).not.toMatch(/^\s+at /m);
    expect(run.stdout === '', said).toBe(run.status === 2);
  }
  rmSync(folder, { recursive: true });
});
