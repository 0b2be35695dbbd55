/**
 * The sandbox's store inside the test process, without a port: what happens in it comes out as signed webhooks, and the
 * app's requests to Shopify are answered by its Admin API. Only the network is replaced.
 *
 * Several shops of the app may meet one store, so that the same history can be told to each in another way.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import pg from 'pg';
import { vi } from 'vitest';
import { type AdminApi, mountAdminApi, type SandboxHono } from '../../sandbox/admin-api/endpoint.ts';
import type { SandboxContext, StoreEvent } from '../../sandbox/store/context.ts';
import { emptyState } from '../../sandbox/store/model.ts';
import { localCustoms, makeStore } from '../../sandbox/store/store.ts';
import { readAppConfig } from '../../sandbox/webhooks/app-config.ts';
import { withOnly } from '../../sandbox/webhooks/filter.ts';
import { createTestDatabase } from './database.ts';
import { hmac } from './forgery.ts';
import { addFreshShop } from './fresh-shop.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOKEN = 'shpat_inner-store';
const STORE_URL = 'http://inner-store.invalid';

export type Told = StoreEvent & { id: string };

export type InnerStore = {
  context: SandboxContext;
  api: AdminApi;
  db: pg.Pool;
  databaseUrl: string;
  /** A shop of the app that meets this store; `aliases` are codes that it knows by another name. */
  addShop: (name: string, program: unknown) => Promise<string>;
  /** In what this shop hears and reads, the store's code stands under the shop's own. */
  alias: (shop: string, codeAtStore: string, codeOfShop: string) => void;
  /** The webhooks of what happened since the last call, of the topics that the app subscribes to. */
  takeEvents: () => Told[];
  /** Business and real time of app and store. */
  setTime: (ms: number) => void;
  stop: () => Promise<void>;
};

/** @param pool connections of the app in this process. */
export async function startInnerStore(pool = 10): Promise<InnerStore> {
  const { url } = await createTestDatabase();
  await tellDatabase(url, pool);
  const db = new pg.Pool({ connectionString: url, max: 3 });
  const appConfig = readAppConfig(path.join(ROOT, 'shopify.app.toml'));
  const { context } = makeStore(
    {
      shop: 'inner-store.myshopify.com',
      shopName: 'Inner store',
      storeUrl: STORE_URL,
      appUrl: 'http://127.0.0.1:1',
      apiKey: 'test-key',
      apiSecret: 'test-secret',
      appId: '1',
      currency: 'EUR',
      locale: 'de',
      ...localCustoms('EUR'),
      plus: true,
      shipping: { title: { en: 'Standard', de: 'Standard' }, price: 490, freeFrom: null },
    },
    emptyState(),
    { ...appConfig, subscriptions: [] },
  );
  const events: Told[] = [];
  const fields = new Map(appConfig.subscriptions.map(({ topic, includeFields }) => [topic, includeFields]));
  context.emit = (event) => {
    const told = fields.get(event.topic);
    if (told === undefined) return;
    events.push({ ...event, body: withOnly(told, event.body), id: randomUUID() });
  };
  allowToken(context);
  const bulkFolder = mkdtempSync(path.join(tmpdir(), 'treuwerk-bulk-'));
  const app: SandboxHono = new Hono();
  const api = mountAdminApi(app, context, { appConfig, bulkFolder, killApp: () => {} });
  // The proofs are about the books, not about waiting for Shopify's budget.
  api.bucket.take = () => true;
  app.get('/__sandbox/bulk/:file', (c) => {
    const file = path.join(bulkFolder, path.basename(c.req.param('file')));
    return existsSync(file) ? c.body(readFileSync(file)) : c.text('This link has expired', 403);
  });
  const aliases = new Map<string, [string, string][]>();
  const restore = answerRequests(app, aliases);
  return {
    context,
    api,
    db,
    databaseUrl: url,
    addShop: (name, program) => addShop(db, name, program),
    alias: (shop, from, to) => void aliases.set(shop, [...(aliases.get(shop) ?? []), [from, to]]),
    takeEvents: () => events.splice(0),
    setTime: (ms) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      vi.setSystemTime(ms);
    },
    stop: async () => {
      vi.useRealTimers();
      restore();
      const [{ closePool }, { closePrisma }] = await Promise.all([
        import('../../app/db/pool.ts'),
        import('../../app/db/prisma.ts'),
      ]);
      await closePrisma();
      await closePool();
      await db.end();
    },
  };
}

/** The app's modules read the environment once: they are told anew, whatever was imported before. */
export async function tellDatabase(url: string, pool: number): Promise<void> {
  process.env.DATABASE_POOL = String(pool);
  const { provideDatabaseUrl } = await import('../../app/env.server.ts');
  provideDatabaseUrl(url);
}

function allowToken(context: SandboxContext): void {
  context.state.tokens.set(TOKEN, {
    accessToken: TOKEN,
    expiresAt: null,
    refreshToken: null,
    refreshExpiresAt: null,
    parent: null,
    revoked: false,
  });
}

async function addShop(db: pg.Pool, name: string, program: unknown): Promise<string> {
  const shop = await addFreshShop({ db }, name, 'EUR', program);
  await db.query(
    `INSERT INTO sessions (shop, id, state, "isOnline", scope, "accessToken") VALUES ($1, $2, '', false, '', $3)`,
    [shop, `offline_${shop}`, TOKEN],
  );
  return shop;
}

/** Requests for Shopify's hosts reach the store, all others are refused. @returns what puts things back. */
function answerRequests(app: SandboxHono, aliases: Map<string, [string, string][]>): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { hostname, pathname, search, origin } = new URL(request.url);
    if (!hostname.endsWith('.myshopify.com') && origin !== STORE_URL)
      throw new TypeError(`a test asked for ${hostname}`);
    // A bulk file lies at the store itself, which does not say who asks: only shops with names of their own read one.
    const names = origin === STORE_URL ? [...aliases.values()].flat() : (aliases.get(hostname) ?? []);
    const body = rename(await request.text(), names, 'toStore');
    const reply = await app.request(pathname + search, {
      method: request.method,
      headers: request.headers,
      ...(body === '' ? {} : { body }),
    });
    const text = rename(await reply.text(), names, 'toShop');
    return new Response(text, { status: reply.status, headers: reply.headers });
  };
  return () => {
    globalThis.fetch = real;
  };
}

function rename(text: string, names: [string, string][], way: 'toStore' | 'toShop'): string {
  return names.reduce(
    (all, [atStore, ofShop]) =>
      way === 'toShop' ? all.replaceAll(atStore, ofShop) : all.replaceAll(ofShop, atStore),
    text,
  );
}

/** One webhook delivery, signed, as the route hands it to the app. */
export function requestOf(shop: string, event: Told, deliveryId = event.id): Request {
  return new Request('http://127.0.0.1:1/webhooks', {
    method: 'POST',
    body: event.body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': event.topic,
      'x-shopify-shop-domain': shop,
      'x-shopify-api-version': '2026-07',
      'x-shopify-webhook-id': deliveryId,
      'x-shopify-triggered-at': event.at,
      'x-shopify-hmac-sha256': hmac('test-secret', event.body),
    },
  });
}
