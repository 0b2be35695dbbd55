/** Webhooks in numbers, sent as Shopify sends them over kept-alive connections, and what the app must have of them afterwards. */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { line, order } from '../fixtures/built-body.ts';

const TRIES_MAX = 8;
const AGAIN_MS = 1_000;

export type Target = { appUrl: string; shop: string; apiSecret: string };
/** `status` 0: the line was cut. Times in milliseconds. */
export type Answer = { delivery: string; status: number; ms: number; at: number };
export type Insisted = Answer & { refusals: number };
export type Sender = {
  send: (body: string, delivery?: string) => Promise<Answer>;
  /** As Shopify: what is refused is sent again under the same id. @returns the first answer and how many refusals. */
  insist: (body: string) => Promise<Insisted>;
  close: () => void;
};

export function openSender({ appUrl, shop, apiSecret }: Target, connections: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send: Sender['send'] = (body, delivery = randomUUID()) =>
    new Promise((resolve) => {
      // Waiting for a line of our own is no time of the app's.
      let began = performance.now();
      const done = (status: number) =>
        resolve({ delivery, status, ms: performance.now() - began, at: performance.now() });
      const outgoing = request(
        `${appUrl}/webhooks`,
        { method: 'POST', agent, headers: headersOf(body, delivery, shop, apiSecret) },
        (response) => {
          response.resume();
          response.on('end', () => done(response.statusCode ?? 0));
          response.on('error', () => done(0));
        },
      );
      outgoing.once('socket', () => (began = performance.now()));
      outgoing.on('error', () => done(0));
      outgoing.end(body);
    });
  return {
    send,
    insist: async (body) => {
      const first = await send(body);
      let refusals = 0;
      for (let last = first; last.status !== 200; last = await send(body, first.delivery)) {
        refusals += 1;
        if (refusals > TRIES_MAX) throw new Error(`a webhook is refused for good: ${last.status}`);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
      return { ...first, status: 200, refusals };
    },
    close: () => agent.destroy(),
  };
}

export function refusalsOf(answers: Insisted[]): number {
  return answers.reduce((sum, { refusals }) => sum + refusals, 0);
}

function headersOf(body: string, delivery: string, shop: string, secret: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-shopify-topic': 'orders/paid',
    'x-shopify-shop-domain': shop,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': delivery,
    'x-shopify-triggered-at': new Date().toISOString(),
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
  };
}

/** A paid order of so many units of money, which are so many points under the bare program. */
export function paidOrder(id: number, customerId: string, points: number): string {
  return JSON.stringify(
    order([line({ id: 11, price: `${points}.00` }, 'EUR')], 'EUR', {
      id,
      admin_graphql_api_id: `gid://shopify/Order/${id}`,
      customer: { id: customerId, admin_graphql_api_id: `gid://shopify/Customer/${customerId}` },
    }),
  );
}

/** Begins something so many times a second until the time is up, then waits for all of it. */
export async function steadily<T>(
  perSecond: number,
  seconds: number,
  begin: (index: number) => Promise<T>,
): Promise<T[]> {
  const begun: Promise<T>[] = [];
  const started = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const wait = started + (index * 1_000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    begun.push(begin(index));
  }
  return Promise.all(begun);
}

/** What was answered with 200 and is not in the inbox. */
export async function lostOf(db: pg.Pool, answers: Answer[]): Promise<string[]> {
  const kept = await db.query<{ id: string }>('SELECT delivery_id AS id FROM inbox_events');
  const there = new Set(kept.rows.map(({ id }) => id));
  return answers
    .filter(({ status, delivery }) => status === 200 && !there.has(delivery))
    .map(({ delivery }) => delivery);
}

/** Waits until nothing is open any more. @throws when deliveries were not done in the end. */
export async function allHandled(db: pg.Pool, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const { rows } = await db.query<{ state: string; count: number }>(
      `SELECT state, count(*)::int AS count FROM inbox_events WHERE state <> 'done' GROUP BY state`,
    );
    if (rows.length === 0) return;
    const open = rows.some(({ state }) => state === 'received' || state === 'retry');
    if (!open || Date.now() > deadline) throw new Error(`deliveries are left: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export type Spread = { count: number; p50: number; p95: number; p99: number; max: number };

export function spreadOf(times: number[]): Spread {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const [p50, p95, p99, max] = [at(0.5), at(0.95), at(0.99), sorted.at(-1) ?? 0].map(
    (value) => Math.round(value * 10) / 10,
  );
  return { count: sorted.length, p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, max: max ?? 0 };
}

/** Figures that the report of the arm takes up, printed as well. */
export function tellDetails(arm: string, details: Record<string, unknown>): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const folder = path.join(root, 'node_modules/.treuwerk');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `proof-${arm}-details.json`), JSON.stringify(details));
  process.stdout.write(`${arm}: ${JSON.stringify(details)}\n`);
}
