/**
 * The app under test as a child process: started with the preload, brought back when it dies, told the time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type AppProcess = {
  url: string;
  /** Resolves when `/health/ready` answers 200. */
  ready: () => Promise<void>;
  /** Tells the app its business time and waits until the jobs that became due have run. */
  setClock: (offsetMs: number) => Promise<void>;
  /** SIGKILL: what a crash is. The app is started again. */
  kill: () => void;
  /** How often it was started again, for whatever reason. */
  restarts: () => number;
  stop: () => Promise<void>;
};

export type AppSettings = {
  port: number;
  storeUrl: string;
  apiKey: string;
  apiSecret: string;
  dataDir: string;
  env?: NodeJS.ProcessEnv;
  onLine: (line: string) => void;
  /** The app is up again after a crash. */
  onRestarted: () => void;
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** An app that was ready may die as often as tests like; one that never is must not spin. */
const FAILURES_MAX = 5;
const READY_MS = 120_000;
const STOP_MS = 15_000;

export function startApp(settings: AppSettings): AppProcess {
  const url = `http://127.0.0.1:${settings.port}`;
  let child: ChildProcess = launch(settings, url);
  let stopping = false;
  /** Deaths in a row before the app was ready. */
  let failures = 0;
  let clockOffset = 0;
  let messageId = 0;
  let startedAgain = 0;

  const watch = () => {
    child.once('exit', (code, signal) => {
      if (stopping) return;
      failures += 1;
      if (failures > FAILURES_MAX) {
        settings.onLine(`The app died ${failures} times before it was ready: it stays down.`);
        return;
      }
      startedAgain += 1;
      settings.onLine(`The app ended (${signal ?? code}). It is started again.`);
      child = launch(settings, url, clockOffset);
      watch();
      void afterRestart();
    });
  };
  const ready = async () => {
    const deadline = Date.now() + READY_MS;
    while (!stopping) {
      if (await answersReady(url)) {
        failures = 0;
        return;
      }
      if (failures > FAILURES_MAX) throw new Error('the app does not stay up');
      if (Date.now() > deadline) throw new Error(`the app was not ready within ${READY_MS / 1_000} seconds`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const setClock = async (offsetMs: number) => {
    clockOffset = offsetMs;
    await ready();
    messageId += 1;
    await tellClock(child, offsetMs, messageId);
  };
  const afterRestart = async () => {
    try {
      await ready();
      if (clockOffset !== 0) await setClock(clockOffset);
      settings.onRestarted();
    } catch (error) {
      settings.onLine(error instanceof Error ? error.message : String(error));
    }
  };
  watch();
  return {
    url,
    ready,
    setClock,
    kill: () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
    },
    restarts: () => startedAgain,
    stop: async () => {
      stopping = true;
      await end(child);
    },
  };
}

export async function freePort(preferred?: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred ? freePort().then(resolve, reject) : reject(error)));
    probe.listen(preferred ?? 0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** `clockOffset`: business time must not fall back while an app that was killed comes up again. */
function launch(settings: AppSettings, url: string, clockOffset = 0): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--import', path.join(ROOT, 'sandbox/preload.ts'), path.join(ROOT, 'app/server.ts')],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        // Mails of a sandbox may go to a mail catcher on the same machine.
        TREUWERK_MAIL_PRIVATE: 'true',
        // Not production: only then does the app let its clock be moved.
        NODE_ENV: 'development',
        ...settings.env,
        PORT: String(settings.port),
        HOST: '127.0.0.1',
        SHOPIFY_API_KEY: settings.apiKey,
        SHOPIFY_API_SECRET: settings.apiSecret,
        SHOPIFY_APP_URL: url,
        TREUWERK_DATA_DIR: settings.dataDir,
        APP_BRIDGE_URL: `${settings.storeUrl}/app-bridge.js`,
        SANDBOX_STORE_URL: settings.storeUrl,
        SANDBOX_CLOCK_OFFSET_MS: String(clockOffset),
      },
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) settings.onLine(line);
    });
  }
  return child;
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

async function tellClock(child: ChildProcess, offsetMs: number, id: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (error?: string) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      if (error) reject(new Error(error));
      else resolve();
    };
    const onExit = () => done('the app ended while its clock was moved');
    const onMessage = (message: unknown) => {
      const reply = message as { type?: string; id?: number; error?: string };
      if (reply.type === 'clock-done' && reply.id === id) done(reply.error);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
    if (!child.connected) done('the app is not running');
    else child.send({ type: 'clock', offsetMs, id });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(force);
}
