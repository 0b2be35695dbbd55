/** Web and workers as processes of their own: health, metrics, one webhook followed through the logs, stops in order. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { line, order as orderBody } from '../fixtures/built-body.ts';
import { type AppBeside, startBeside } from '../support/app-beside.ts';
import { expectBooksClosed } from '../support/books.ts';
import { callProxy, sendWebhook, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';

const TOKEN = 'a-token-that-only-prometheus-knows';

let sandbox: TestSandbox;
let web: AppBeside;
let workers: AppBeside[];
let serial = 0;
beforeAll(async () => {
  sandbox = await startSandbox({
    program: { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] },
    // Its own app serves the store's webhooks and leaves the work to the workers beside it.
    env: { TREUWERK_ROLE: 'web' },
  });
  [web, ...workers] = await Promise.all([
    startBeside(sandbox, { TREUWERK_ROLE: 'web', TREUWERK_METRICS_TOKEN: TOKEN }),
    startBeside(sandbox, { TREUWERK_ROLE: 'worker' }),
    startBeside(sandbox, { TREUWERK_ROLE: 'worker' }),
  ]);
});
afterAll(async () => {
  await Promise.all([web, ...workers].map((one) => one.stop()));
  await sandbox.stop();
});

/** A paid order told to the web process beside. @returns the status and the delivery's id. */
async function buy(customerId: string, price = '200.00'): Promise<{ status: number; delivery: string }> {
  serial += 1;
  const id = 7_000_000 + serial;
  const body = orderBody([line({ id: 11, price }, 'EUR')], 'EUR', {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    customer: { id: customerId, admin_graphql_api_id: `gid://shopify/Customer/${customerId}` },
  });
  const delivery = randomUUID();
  const send = () =>
    sendWebhook({ ...sandbox, appUrl: web.url }, 'orders/paid', body, { 'X-Shopify-Webhook-Id': delivery });
  // As Shopify does, again while the app is too busy to take it.
  const status = await until(send, (answer) => answer < 500);
  return { status, delivery };
}

async function newCustomer(): Promise<string> {
  return (await sandbox.act<{ id: string }>('customers', { firstName: 'Ops' })).id;
}

async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  return response.status;
}

test('an idle line is kept longer than web servers in front keep theirs', async () => {
  const response = await fetch(`${web.url}/healthz`);
  await response.arrayBuffer();
  const [, seconds] = /timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(120);
});

test('every role answers health, readiness and metrics at a port of its own', async () => {
  for (const { opsUrl } of [web, ...workers])
    for (const route of ['healthz', 'readyz', 'metrics'])
      expect(await statusOf(`${opsUrl}/${route}`)).toBe(200);
});

test('at the public address metrics need the token, and without one they do not exist', async () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  expect(await statusOf(`${web.url}/metrics`)).toBe(401);
  expect(await statusOf(`${web.url}/metrics`, bearer(`${TOKEN}x`))).toBe(401);
  expect(await statusOf(`${web.url}/metrics`, bearer(TOKEN))).toBe(200);
  expect(await statusOf(`${sandbox.appUrl}/metrics`)).toBe(404);
  expect(await statusOf(`${sandbox.appUrl}/metrics`, bearer(TOKEN))).toBe(404);
});

test('metrics name routes by their patterns and tell of inbox, redemptions, standings, jobs, loops', async () => {
  const customer = await newCustomer();
  await buy(customer);
  await sandbox.settled();
  await statusOf(`${web.url}/app/members/4711`);
  await statusOf(`${web.url}/no/such/${customer}`);
  const [ofWeb, ofWorker] = await Promise.all(
    [web, ...workers.slice(0, 1)].map(async ({ opsUrl }) => (await fetch(`${opsUrl}/metrics`)).text()),
  );
  for (const wanted of [
    /^treuwerk_request_seconds_count\{method="POST",route="\/webhooks",status="200"\} \d+$/m,
    /^treuwerk_request_seconds_count\{method="GET",route="\/app\/members\/:memberId",status="\d+"\} \d+$/m,
    /^treuwerk_request_seconds_count\{method="GET",route="other",status="404"\} \d+$/m,
    /^treuwerk_webhook_answer_seconds_bucket\{le="0.05",status="200"\} \d+$/m,
    /^treuwerk_database_up 1$/m,
    /^treuwerk_inbox_open 0$/m,
    /^treuwerk_inbox_parked \d+$/m,
    /^treuwerk_inbox_failed 0$/m,
    /^treuwerk_inbox_oldest_seconds 0$/m,
    /^treuwerk_inbox_lag_seconds 0$/m,
    /^treuwerk_redemptions\{state="reserved"\} \d+$/m,
    /^treuwerk_redemptions_stuck 0$/m,
    /^treuwerk_standings_stale \d+$/m,
    /^treuwerk_jobs\{queue="audit-books",state="queued"\} \d+$/m,
    /^treuwerk_database_connections\{pool="intake",state="waited for"\} 0$/m,
    /^process_resident_memory_bytes \d+/m,
  ])
    expect(ofWeb).toMatch(wanted);
  expect(ofWorker).toMatch(/^treuwerk_loop_success_seconds\{loop="inbox"\} [\d.]+$/m);
  expect(ofWorker).toMatch(/^treuwerk_loop_failures\{loop="standings"\} \d+$/m);
  expect(`${ofWeb}${ofWorker}`).not.toContain(customer);
  expect(`${ofWeb}${ofWorker}`).not.toContain(sandbox.shop);
});

test('one webhook is followed through the logs: request, delivery, job', async () => {
  const { delivery } = await buy(await newCustomer());
  await sandbox.settled();
  const stored = web.lines().find((one) => one.delivery === delivery);
  expect(stored).toMatchObject({ msg: 'delivery stored', topic: 'orders/paid', shop: sandbox.shop });
  const answered = web.lines().filter((one) => one.request === stored?.request);
  expect(answered.map((one) => one.msg)).toEqual(['delivery stored', 'request answered']);
  const taken = workers.flatMap((one) => one.lines()).filter((one) => JSON.stringify(one).includes(delivery));
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({ msg: 'deliveries taken up', job: expect.stringMatching(/^inbox-/) });
});

test('SIGTERM amid a redemption and webhooks: they are answered, nothing is lost, others go on', async () => {
  const customer = await newCustomer();
  await buy(customer, '500.00');
  await sandbox.settled();
  await sandbox.act('faults', { operation: 'discountCodeBasicCreate', kind: 'latency', ms: 1_500 });
  const redeeming = callProxy<{ code?: string }>(
    web.url,
    sandbox.apiSecret,
    sandbox.shop,
    'redeem',
    customer,
    {
      rewardId: 'five',
      idempotencyKey: 'while-stopping',
    },
  );
  const sending = Promise.allSettled(Array.from({ length: 40 }, () => buy(customer, '1.00')));
  await untilReserved();
  const [goingWeb, goingWorker] = [web, workers[0]];
  const [webEnd, workerEnd] = await Promise.all([goingWeb.stop(), goingWorker?.stop()]);
  const answers = await sending;
  for (const ended of [webEnd, workerEnd]) {
    expect(ended?.code).toBe(0);
    expect(ended?.ms).toBeLessThan(20_000);
  }
  const redeemed = await redeeming;
  expect(redeemed).toMatchObject({ status: 200, json: { code: expect.any(String) } });
  // What came too late for this process was refused at the door; nobody was told 200 for nothing.
  const kept = answers.flatMap((one) =>
    one.status === 'fulfilled' && one.value.status === 200 ? [one.value] : [],
  );
  const { rows } = await sandbox.db.query<{ id: string }>('SELECT delivery_id AS id FROM inbox_events');
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(kept.map(({ delivery }) => delivery)));
  await sandbox.settled();
  await expectBooksClosed(sandbox.shop);
  [web, workers[0]] = await Promise.all([
    startBeside(sandbox, { TREUWERK_ROLE: 'web', TREUWERK_METRICS_TOKEN: TOKEN }),
    startBeside(sandbox, { TREUWERK_ROLE: 'worker' }),
  ]);
});

async function untilReserved(): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { rowCount } = await sandbox.db.query(`SELECT 1 FROM redemptions WHERE state = 'reserved'`);
    if (rowCount === 1) return;
    if (Date.now() > deadline) throw new Error('the redemption does not begin');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('from the word to stop on a process is not ready, while it still answers for operators', async () => {
  const going = await startBeside(sandbox, { TREUWERK_ROLE: 'web', TREUWERK_DRAIN_SECONDS: '2' });
  const ended = going.stop();
  const deadline = Date.now() + 1_500;
  let answer = { status: 200, text: '' };
  while (answer.status === 200 && Date.now() < deadline) {
    const response = await fetch(`${going.opsUrl}/readyz`);
    answer = { status: response.status, text: await response.text() };
  }
  expect(answer).toEqual({ status: 503, text: 'stopping\n' });
  // A load balancer that has not noticed yet may still send requests.
  expect(await statusOf(`${going.url}/healthz`)).toBe(200);
  expect((await ended).code).toBe(0);
});

test('two workers share the inbox and nothing is done twice', async () => {
  const customers = await Promise.all(Array.from({ length: 4 }, newCustomer));
  const sent = Array.from({ length: 120 }, (_, index) => buy(customers[index % 4] ?? '', '3.00'));
  expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([200]));
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ customer: string; points: number }>(
    `SELECT m.customer_id AS customer, (pending + available)::float8 AS points FROM member_balances b
      JOIN members m ON m.shop = b.shop AND m.id = b.member_id WHERE m.customer_id = ANY($1)`,
    [customers],
  );
  expect(rows.map(({ points }) => points)).toEqual([90, 90, 90, 90]);
  await expectBooksClosed(sandbox.shop);
});
