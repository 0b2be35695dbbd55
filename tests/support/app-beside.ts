/** Processes of the app beside a sandbox's own, in any role, on its database: started, read, stopped as in earnest. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../sandbox/app-process.ts';
import { type AskMemory, askMemoryOf } from './memory.ts';
import type { Ready } from './sandbox.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 60_000;

export type AppBeside = {
  url: string;
  /** Health, readiness, metrics. */
  opsUrl: string;
  /** Everything that it has written so far. */
  output: () => string;
  /** The log's lines, parsed. */
  lines: () => Record<string, unknown>[];
  /** Only when started with the flags `MEASURED`. */
  askMemory: AskMemory;
  /** SIGTERM. @returns how it ended, and after how long. */
  stop: () => Promise<{ code: number | null; ms: number }>;
  kill: () => Promise<void>;
  pid: number;
};

/** Starts a process and waits until it is ready; `env` comes last. */
export async function startBeside(
  to: Pick<Ready, 'storeUrl' | 'apiKey' | 'apiSecret' | 'databaseUrl'>,
  env: Record<string, string> = {},
  nodeFlags: string[] = [],
): Promise<AppBeside> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-beside-'));
  const [port, opsPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    [...nodeFlags, '--import', path.join(ROOT, 'sandbox/preload.ts'), 'app/server.ts'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        NODE_ENV: 'development',
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: to.databaseUrl,
        TREUWERK_DATA_DIR: folder,
        LOG_LEVEL: 'info',
        PORT: String(port),
        HOST: '127.0.0.1',
        TREUWERK_OPS_PORT: String(opsPort),
        SHOPIFY_API_KEY: to.apiKey,
        SHOPIFY_API_SECRET: to.apiSecret,
        SHOPIFY_APP_URL: `http://127.0.0.1:${port}`,
        SANDBOX_STORE_URL: to.storeUrl,
        ...env,
      },
    },
  );
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const output = () => written.join('');
  const opsUrl = `http://127.0.0.1:${opsPort}`;
  await awaitReady(opsUrl, child, output);
  return {
    url: `http://127.0.0.1:${port}`,
    opsUrl,
    output,
    lines: () => output().split('\n').filter(isObject).map(parse),
    askMemory: askMemoryOf(child),
    pid: child.pid ?? 0,
    stop: async () => {
      const began = performance.now();
      const code = await end(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
      return { code, ms: performance.now() - began };
    },
    kill: async () => {
      await end(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function awaitReady(opsUrl: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const answer = await fetch(`${opsUrl}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`the app beside did not become ready: ${output().slice(-3_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

function isObject(line: string): boolean {
  return line.startsWith('{') && line.endsWith('}');
}

function parse(line: string): Record<string, unknown> {
  return JSON.parse(line) as Record<string, unknown>;
}
