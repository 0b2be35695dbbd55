/** The app started on an empty database and killed while it migrates: alone, or with the command that migrates for it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';
import { freePort } from '../../sandbox/app-process.ts';
import { urlOf } from './global-postgres.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 90_000;

export type MigratingApp = {
  databaseUrl: string;
  /** Starts the app and kills it after so many milliseconds, with its children or alone. */
  startAndKill: (afterMs: number, withChildren: boolean) => Promise<void>;
  /** Starts the app; it must become ready by itself. */
  startAndWait: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function prepareMigratingApp(): Promise<MigratingApp> {
  const base = inject('postgresUrl');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const databaseUrl = urlOf(base, name);
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-migrating-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  let output = '';

  function launch(): ChildProcess {
    child = spawn(process.execPath, ['--import', path.join(ROOT, 'sandbox/preload.ts'), 'app/server.ts'], {
      cwd: ROOT,
      // A group of its own, so that it can be killed with its children.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        NODE_ENV: 'test',
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: databaseUrl,
        TREUWERK_DATA_DIR: folder,
        LOG_LEVEL: 'warn',
        PORT: String(port),
        HOST: '127.0.0.1',
        SHOPIFY_API_KEY: 'test-key',
        SHOPIFY_API_SECRET: 'test-secret',
        SHOPIFY_APP_URL: `http://127.0.0.1:${port}`,
        SANDBOX_STORE_URL: 'http://127.0.0.1:1',
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5_000)));
    return child;
  }

  async function end(one: ChildProcess, withChildren: boolean): Promise<void> {
    if (one.exitCode !== null || one.signalCode !== null || one.pid === undefined) return;
    const ended = new Promise((resolve) => one.once('exit', resolve));
    process.kill(withChildren ? -one.pid : one.pid, 'SIGKILL');
    await ended;
  }

  return {
    databaseUrl,
    startAndKill: async (afterMs, withChildren) => {
      const one = launch();
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await end(one, withChildren);
    },
    startAndWait: async () => {
      const one = launch();
      const deadline = Date.now() + READY_MS;
      for (;;) {
        const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
        if (response?.status === 200) return;
        if (one.exitCode !== null || Date.now() > deadline)
          throw new Error(`the app did not become ready: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    stop: async () => {
      if (child) await end(child, true);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
