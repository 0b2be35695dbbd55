/** A running sandbox for a test file: the real command with a database of its own, driven over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createTestDatabase } from './database.ts';
import { until } from './until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 90_000;

export type Ready = {
  appUrl: string;
  storeUrl: string;
  shop: string;
  apiKey: string;
  apiSecret: string;
  databaseUrl: string;
  pid: number;
};

export type TestSandbox = Ready & {
  db: pg.Pool;
  /** A POST to the control API. @throws when it answers with an error. */
  act: <T = Record<string, unknown>>(path: string, body?: unknown) => Promise<T>;
  read: <T>(path: string) => Promise<T>;
  /** Delivers a webhook of our own making, signed as Shopify signs. @returns the status. */
  hook: (topic: string, body: unknown, headers?: Record<string, string>) => Promise<number>;
  /** The app proxy as Shopify calls it. */
  proxy: <T = Record<string, never>>(
    route: string,
    customerId: string,
    body?: unknown,
    query?: Record<string, string>,
  ) => Promise<Reply<T>>;
  /** Waits until every delivery has been sent and handled. */
  settled: () => Promise<void>;
  /** Waits, beyond that, until Shopify has everybody's standing: pages of the storefront show it. */
  written: () => Promise<void>;
  /** What sandbox and app have printed: all of it, when a level of logs was asked for. */
  printed: () => string;
  stop: () => Promise<void>;
};

export type Reply<T> = { status: number; json: T };

export async function startSandbox(
  options: {
    args?: string[];
    program?: unknown;
    keep?: string;
    env?: Record<string, string>;
    databaseUrl?: string;
  } = {},
): Promise<TestSandbox> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-sandbox-'));
  const url = options.databaseUrl ?? (await createTestDatabase()).url;
  const args = ['--port', '0', ...(options.args ?? ['--empty'])];
  if (options.program !== undefined) {
    writeFileSync(path.join(folder, 'program.json'), JSON.stringify(options.program));
    args.push('--program', path.join(folder, 'program.json'));
  }
  const sandboxDir = path.join(folder, 'sandbox');
  const child = spawn(process.execPath, ['sandbox/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: url,
      TREUWERK_SANDBOX_DIR: sandboxDir,
      LOG_LEVEL: 'warn',
      ...options.env,
    },
  });
  const output = collect(child, options.env?.LOG_LEVEL === undefined ? 20_000 : Infinity);
  const ready = await awaitReady(path.join(sandboxDir, 'ready.json'), child, output);
  const sandbox = connect(ready, url, output, async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  });
  if (options.env?.TREUWERK_ROLE !== 'web') await programShown(sandbox.db);
  return sandbox;
}

/** Pages of the store show the program once the app has told Shopify, which it does shortly after publishing. */
async function programShown(db: pg.Pool): Promise<void> {
  await until(
    async () => (await db.query('SELECT 1 FROM shops WHERE public_version > public_synced LIMIT 1')).rowCount,
    (behind) => behind === 0,
  );
}

function collect(child: ChildProcess, lengthMax: number): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
      if (output.text.length > lengthMax) output.text = output.text.slice(-lengthMax);
    });
  }
  return output;
}

async function awaitReady(file: string, child: ChildProcess, output: { text: string }): Promise<Ready> {
  const deadline = Date.now() + READY_MS;
  while (!existsSync(file)) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`the sandbox is not ready: ${output.text}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Ready;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function connect(
  ready: Ready,
  databaseUrl: string,
  output: { text: string },
  stop: () => Promise<void>,
): TestSandbox {
  const db = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  const { appUrl, storeUrl, apiSecret, shop } = ready;

  async function act<T>(route: string, body: unknown = {}): Promise<T> {
    const response = await fetch(`${storeUrl}/__sandbox/${route}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function settled(): Promise<void> {
    await act('webhooks/idle');
    const deadline = Date.now() + 60_000;
    for (;;) {
      const { rows } = await db.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM inbox_events WHERE state IN ('received', 'retry')`,
      );
      if (rows[0]?.open === 0) return;
      if (Date.now() > deadline) throw new Error(`${rows[0]?.open} deliveries are still open`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function written(): Promise<void> {
    await settled();
    await until(
      async () =>
        (await db.query('SELECT 1 FROM members WHERE standing_version > standing_synced LIMIT 1')).rowCount,
      (stale) => stale === 0,
    );
  }

  return {
    ...ready,
    databaseUrl,
    db,
    act,
    settled,
    written,
    read: async <T>(route: string) => (await (await fetch(`${storeUrl}/__sandbox/${route}`)).json()) as T,
    hook: (topic, body, headers) => sendWebhook(ready, topic, body, headers),
    printed: () => output.text,
    proxy: (route, customerId, body, query) =>
      callProxy(appUrl, apiSecret, shop, route, customerId, body, query),
    stop: async () => {
      await db.end();
      await stop();
    },
  };
}

export async function sendWebhook(
  to: Pick<Ready, 'appUrl' | 'apiSecret' | 'shop'>,
  topic: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<number> {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${to.appUrl}/webhooks`, {
    method: 'POST',
    body: raw,
    headers: {
      'content-type': 'application/json',
      'X-Shopify-Topic': topic,
      'X-Shopify-Shop-Domain': to.shop,
      'X-Shopify-API-Version': '2026-07',
      'X-Shopify-Webhook-Id': randomUUID(),
      'X-Shopify-Triggered-At': new Date().toISOString(),
      'X-Shopify-Hmac-Sha256': createHmac('sha256', to.apiSecret).update(raw, 'utf8').digest('base64'),
      ...headers,
    },
  });
  await response.arrayBuffer();
  return response.status;
}

/** Query of an app proxy request with Shopify's signature: sorted `key=value`, joined without a separator. */
export function signedQuery(
  apiSecret: string,
  shop: string,
  customerId: string,
  more: Record<string, string> = {},
): URLSearchParams {
  const query: Record<string, string> = {
    shop,
    path_prefix: '/apps/treuwerk',
    timestamp: String(Math.floor(Date.now() / 1000)),
    logged_in_customer_id: customerId,
    ...more,
  };
  const message = Object.keys(query)
    .sort()
    .map((key) => `${key}=${query[key]}`)
    .join('');
  query.signature = createHmac('sha256', apiSecret).update(message).digest('hex');
  return new URLSearchParams(query);
}

export async function callProxy<T>(
  appUrl: string,
  apiSecret: string,
  shop: string,
  route: string,
  customerId: string,
  body?: unknown,
  query: Record<string, string> = {},
): Promise<Reply<T>> {
  const signed = signedQuery(apiSecret, shop, customerId, query);
  const response = await fetch(`${appUrl}/proxy/${route}?${signed}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as T };
}
