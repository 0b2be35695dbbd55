/** The app as an installation starts it: from a folder of its files, with its settings alone. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { freePort } from '../../sandbox/app-process.ts';

const READY_MS = 60_000;

export type Production = {
  url: string;
  /** What readiness says, or what the process said before it ended. */
  heard: string;
  stop: () => Promise<void>;
};

export async function startProduction(folder: string, settings: Record<string, string>): Promise<Production> {
  const [port, opsPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ['app/server.ts'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: String(port),
      TREUWERK_OPS_PORT: String(opsPort),
      TREUWERK_DATA_DIR: path.join(folder, 'data'),
      ...settings,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const deadline = Date.now() + READY_MS;
  let heard = '';
  while (heard !== 'ready' && child.exitCode === null && Date.now() < deadline) {
    heard = await fetch(`http://127.0.0.1:${opsPort}/readyz`).then(
      (response) => response.text(),
      () => '',
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    heard: heard === 'ready' ? heard : output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
