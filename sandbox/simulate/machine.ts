/** The sandbox of a simulation: a child process in a folder of its own, on ports of its own, and how to talk to it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { makeSignatures } from '../store/signatures.ts';
import type { SandboxConfig } from '../store/context.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 120_000;
const STOP_MS = 30_000;
const ANSWER_MS = 60_000;
const TOLD_MAX = 40_000;

type Ready = {
  appUrl: string;
  storeUrl: string;
  shop: string;
  apiKey: string;
  apiSecret: string;
  databaseUrl: string;
};

/** Undefined when the app died before it answered. */
export type Reply<T> = { status: number; json: T } | undefined;

export type Machine = Ready & {
  db: pg.Pool;
  /** A POST to the control API. @throws when the store refuses. */
  act: <T = unknown>(route: string, body?: unknown) => Promise<T>;
  read: <T>(route: string) => Promise<T>;
  /** The app proxy as Shopify calls it for a shopper. */
  proxy: <T>(route: string, customerId: string, body?: unknown) => Promise<Reply<T>>;
  /** A form of the app's admin, as a signed-in member of staff sends it; the answer as text. */
  staff: (
    route: string,
    form: Record<string, string>,
  ) => Promise<{ status: number; text: string } | undefined>;
  /** Runs `npm run books` on the shop. */
  books: () => Promise<unknown>;
  /** What the sandbox and the app have said last. */
  told: () => string;
  stop: () => Promise<void>;
};

export async function startMachine(options: {
  currency: string;
  program: unknown;
  /** A database to use; default: one that the app starts in the folder. */
  databaseUrl: string | undefined;
}): Promise<Machine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-simulate-'));
  // An embedded Postgres drops its rights and must be able to enter.
  chmodSync(folder, 0o755);
  const programFile = path.join(folder, 'program.json');
  writeFileSync(programFile, JSON.stringify(options.program));
  const sandboxDir = path.join(folder, 'sandbox');
  const flags = ['--port', '0', '--empty', '--currency', options.currency, '--program', programFile];
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [path.join(ROOT, 'sandbox/main.ts'), ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl+C reaches the simulation alone, which stops the sandbox in order.
    detached: true,
    env: {
      ...environment,
      TREUWERK_SANDBOX_DIR: sandboxDir,
      LOG_LEVEL: 'error',
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    },
  });
  const told = collect(child);
  const stopChild = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return connect(await awaitReady(path.join(sandboxDir, 'ready.json'), child, told), told, stopChild);
  } catch (error) {
    await stopChild();
    throw error;
  }
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-TOLD_MAX);
    });
  }
  return () => text;
}

async function awaitReady(file: string, child: ChildProcess, told: () => string): Promise<Ready> {
  const deadline = Date.now() + READY_MS;
  while (!existsSync(file)) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`the sandbox is not ready: ${told()}`);
    await rest(100);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Ready;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(force);
}

function connect(ready: Ready, told: () => string, stopChild: () => Promise<void>): Machine {
  const db = new pg.Pool({ connectionString: ready.databaseUrl, max: 2 });
  // A connection that breaks is replaced by the pool.
  db.on('error', () => undefined);
  const control = (route: string) => `${ready.storeUrl}/__sandbox/${route}`;
  const sign = makeSignatures(ready as unknown as SandboxConfig);
  return {
    ...ready,
    db,
    told,
    act: async <T>(route: string, body: unknown = {}) => {
      const response = await fetch(control(route), { method: 'POST', body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`${route}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    read: async <T>(route: string) => {
      const response = await fetch(control(route));
      if (!response.ok) throw new Error(`${route}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    proxy: async <T>(route: string, customerId: string, body?: unknown) => {
      const query = sign.proxyQuery(new URLSearchParams(), customerId);
      const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const answer = await ask(`${ready.appUrl}/proxy/${route}?${query}`, post);
      return answer && { status: answer.status, json: JSON.parse(answer.text) as T };
    },
    staff: (route, form) =>
      ask(`${ready.appUrl}${route}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: {
          authorization: `Bearer ${sign.idToken()}`,
          'user-agent': 'Mozilla/5.0 (X11; Linux) Chrome/140',
        },
      }),
    books: () => runBooks(ready),
    stop: async () => {
      await db.end();
      await stopChild();
    },
  };
}

async function ask(url: string, init: RequestInit): Promise<{ status: number; text: string } | undefined> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

async function runBooks({ shop, databaseUrl }: Ready): Promise<unknown> {
  const child = spawn(process.execPath, ['scripts/books.ts', '--shop', shop, '--json'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  let out = '';
  let problems = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  if (!out.startsWith('{')) throw new Error(`npm run books said nothing: ${problems.slice(-2_000)}`);
  return JSON.parse(out);
}

export function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
