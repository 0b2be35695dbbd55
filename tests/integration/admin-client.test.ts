/** The Admin API client against a store whose bucket empties: whoever shops waits for nobody, and what failed says what it was. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminAccess, requestAdmin, ShopifyError } from '../../app/shopify/admin-client.ts';
import {
  FindCodeDocument,
  OrderFactsDocument,
  ShopFactsDocument,
} from '../../app/shopify/generated/admin-api.ts';
import { makeBucket } from '../../sandbox/admin-api/throttle.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';

const TOKEN = 'shpat_inner-store';
const READ = { repeatable: true };

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore(2);
});
afterAll(() => store.stop());

/** A shop of its own for each test: its queue has no past. */
const accessOf = (name: string): AdminAccess => ({ shop: `${name}.myshopify.com`, accessToken: TOKEN });
const readOrder = (access: AdminAccess, signal?: AbortSignal) =>
  requestAdmin(
    access,
    OrderFactsDocument,
    { id: 'gid://shopify/Order/1' },
    signal ? { ...READ, signal } : READ,
  );
const findCode = (access: AdminAccess) => requestAdmin(access, FindCodeDocument, { code: 'NONE' }, READ);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

test('four floods of background work hold up no redemption, though the bucket is empty all the time', async () => {
  Object.assign(store.api.bucket, makeBucket(false));
  const access = accessOf('flooded');
  const stop = new AbortController();
  let done = 0;
  const floods = Array.from({ length: 4 }, async () => {
    while (!stop.signal.aborted) {
      const burst = Array.from({ length: 25 }, () =>
        readOrder({ ...access, kind: 'background' }, stop.signal),
      );
      const answers = await Promise.allSettled(burst);
      done += answers.filter(({ status }) => status === 'fulfilled').length;
    }
  });
  // So that the first points are gone.
  for (let index = 0; index < 40 && store.api.bucket.take(100); index += 1);
  const waits: number[] = [];
  for (let index = 0; index < 10; index += 1) waits.push(await timed(() => findCode(access)));
  const before = done;
  await expect.poll(() => done, { timeout: 30_000 }).toBeGreaterThan(before);
  stop.abort();
  await Promise.all(floods);
  expect(Math.max(...waits)).toBeLessThan(4_000);
}, 90_000);

test('a shop whose bucket is empty holds up no other', async () => {
  Object.assign(store.api.bucket, makeBucket(false));
  const stop = new AbortController();
  store.api.bucket.drain();
  const waiting = Array.from({ length: 20 }, () => readOrder(accessOf('poor'), stop.signal));
  const settled = Promise.allSettled(waiting);
  await expect.poll(() => store.api.calls.some(({ operations }) => operations.includes('order'))).toBe(true);
  Object.assign(store.api.bucket, makeBucket(true));
  expect(await timed(() => findCode(accessOf('rich')))).toBeLessThan(2_000);
  stop.abort();
  await settled;
});

test('a request that Shopify sends back is sent again, whatever it does', async () => {
  Object.assign(store.api.bucket, makeBucket(true));
  store.api.faults.add({ operation: 'shop', kind: 'throttled', times: 2 });
  store.api.faults.add({ operation: 'shop', kind: 'too_many_requests', times: 1 });
  const answer = await requestAdmin(
    accessOf('again'),
    ShopFactsDocument,
    { plans: false },
    { repeatable: false },
  );
  expect(answer.shop.name).toBe('Inner store');
});

test('what may not be repeated is asked once, what may be is asked four times', async () => {
  for (const [name, repeatable, calls] of [
    ['once', false, 1],
    ['often', true, 4],
  ] as const) {
    store.api.faults.clear();
    store.api.faults.add({ operation: 'shop', kind: 'server_error', times: 10 });
    const before = store.api.calls.length;
    await expect(
      requestAdmin(accessOf(name), ShopFactsDocument, { plans: false }, { repeatable }),
    ).rejects.toMatchObject({
      outcome: 'unknown',
      operation: 'ShopFacts',
    });
    expect(store.api.calls.length - before).toBe(calls);
  }
  store.api.faults.clear();
});

/** The network itself, answering as told. */
async function withAnswers<T>(answers: (() => Response)[], work: () => Promise<T>): Promise<T> {
  const real = globalThis.fetch;
  globalThis.fetch = () =>
    Promise.resolve((answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.error());
  try {
    return await work();
  } finally {
    globalThis.fetch = real;
  }
}

const json = (body: unknown, status: number, headers: Record<string, string>) => () =>
  Response.json(body, { status, headers: { 'content-type': 'application/json', ...headers } });

test('a failure carries the id by which Shopify finds the request', async () => {
  const failure = await withAnswers([json({ errors: 'down' }, 500, { 'x-request-id': 'req-77' })], () =>
    requestAdmin(accessOf('named'), ShopFactsDocument, { plans: false }, { repeatable: false }),
  ).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ShopifyError);
  expect(failure).toMatchObject({ outcome: 'unknown', operation: 'ShopFacts', requestId: 'req-77' });
});

test('Retry-After is kept to, by every request of the shop', async () => {
  const busy = json({ errors: 'slow down' }, 429, { 'retry-after': '1.5' });
  const good = json({ data: { codeDiscountNodeByCode: null } }, 200, {});
  const access = accessOf('quiet');
  await withAnswers([busy, good], async () => {
    const first = timed(() => findCode(access));
    expect(await first).toBeGreaterThan(1_400);
  });
});
