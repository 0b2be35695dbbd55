/** What the benches share: a database of their own, generated orders, a load of requests, time taken. */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../app/db/embedded-postgres.ts';

export const SHOP = 'bench.myshopify.com';
export const API_KEY = 'bench-key';
export const API_SECRET = 'bench-secret';

/** A durable Postgres (fsync on, as in production) that goes away afterwards. */
export async function startBenchDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-bench-'));
  chmodSync(folder, 0o755);
  // No checkpoint falls into some of the rounds and not into others.
  const settings = {
    max_connections: '100',
    shared_buffers: '512MB',
    max_wal_size: '8GB',
    checkpoint_timeout: '1h',
  };
  const database = await startEmbeddedPostgres({ dataDir: folder, settings });
  return {
    url: database.url,
    stop: async () => {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An order body of ordinary size, about 6 kB as Shopify sends it; every eighth order is a customer's next one. */
export function orderBody(index: number): string {
  const price = ((index * 7_919) % 20_000) + 500;
  const amount = (price / 100).toFixed(2);
  const money = {
    shop_money: { amount, currency_code: 'EUR' },
    presentment_money: { amount, currency_code: 'EUR' },
  };
  const line = (id: number) => ({
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    title: 'Leinenhemd, natur, Größe M',
    name: 'Leinenhemd - natur / M',
    product_id: 8_000_000 + (index % 500),
    variant_id: 9_000_000 + (index % 900),
    vendor: 'Winter & Töchter',
    sku: `LH-${index % 900}`,
    quantity: 1,
    current_quantity: 1,
    price: amount,
    price_set: money,
    total_discount: '0.00',
    total_discount_set: money,
    discount_allocations: [],
    tax_lines: [
      {
        title: 'MwSt',
        rate: 0.19,
        price: '1.00',
        price_set: { shop_money: { amount: '1.00', currency_code: 'EUR' } },
      },
    ],
    gift_card: false,
    taxable: true,
    requires_shipping: true,
    fulfillable_quantity: 1,
    properties: [],
    grams: 300,
  });
  const address = {
    first_name: 'Erika',
    last_name: 'Muster',
    address1: 'Lindenstraße 4',
    zip: '10969',
    city: 'Berlin',
    country: 'Germany',
    country_code: 'DE',
  };
  return JSON.stringify({
    id: 5_000_000 + index,
    admin_graphql_api_id: `gid://shopify/Order/${5_000_000 + index}`,
    name: `#${index}`,
    currency: 'EUR',
    presentment_currency: 'EUR',
    created_at: '2026-05-01T10:00:00+02:00',
    processed_at: '2026-05-01T10:00:00+02:00',
    updated_at: '2026-05-01T10:00:05+02:00',
    financial_status: 'paid',
    fulfillment_status: null,
    source_name: 'web',
    taxes_included: false,
    test: false,
    total_price: amount,
    total_price_set: money,
    current_total_price_set: money,
    subtotal_price_set: money,
    payment_gateway_names: ['shopify_payments'],
    customer: {
      id: 700_000 + (index >> 3),
      admin_graphql_api_id: `gid://shopify/Customer/${700_000 + (index >> 3)}`,
      email: `erika.${index >> 3}@example.test`,
      first_name: 'Erika',
      last_name: 'Muster',
      default_address: address,
    },
    billing_address: address,
    shipping_address: address,
    line_items: [line(index * 2 + 1), line(index * 2 + 2)],
    shipping_lines: [
      {
        title: 'Standard',
        price: '4.90',
        price_set: { shop_money: { amount: '4.90', currency_code: 'EUR' } },
        tax_lines: [],
        discount_allocations: [],
      },
    ],
    discount_codes: [],
    refunds: [],
    fulfillments: [],
    note_attributes: [],
    client_details: { user_agent: 'Mozilla/5.0', browser_ip: '203.0.113.7' },
  });
}

export function webhookHeaders(body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-shopify-topic': 'orders/paid',
    'x-shopify-shop-domain': SHOP,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-triggered-at': new Date().toISOString(),
    'x-shopify-hmac-sha256': createHmac('sha256', API_SECRET).update(body).digest('base64'),
  };
}

export type Load = {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  failed: number;
  count: number;
};

/** Posts `count` prepared requests over `connections` kept-alive connections; bounded, and it stops by itself. */
export async function postAll(
  url: string,
  count: number,
  connections: number,
  make: (index: number) => string,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  let next = 0;
  const started = performance.now();
  const sender = async () => {
    for (let index = next++; index < count; index = next++) {
      const body = make(index);
      const begun = performance.now();
      if ((await post(url, agent, body)) !== 200) failed += 1;
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  return { perSecond: count / seconds, ...percentiles(times), failed, count };
}

/** Posts at a steady rate, as Shopify would, for so many seconds. */
export async function postSteadily(
  url: string,
  perSecond: number,
  seconds: number,
  make: (index: number) => string,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const times: number[] = [];
  let failed = 0;
  const pending: Promise<void>[] = [];
  const started = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = started + (index * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const body = make(index);
    const begun = performance.now();
    pending.push(
      post(url, agent, body).then((status) => {
        if (status !== 200) failed += 1;
        times.push(performance.now() - begun);
      }),
    );
  }
  await Promise.all(pending);
  agent.destroy();
  return { perSecond, ...percentiles(times), failed, count: times.length };
}

function post(url: string, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      url,
      { method: 'POST', agent, headers: webhookHeaders(body) },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export function percentiles(times: number[]): { p50: number; p95: number; p99: number } {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}
