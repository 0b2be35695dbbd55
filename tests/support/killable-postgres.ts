/** A Postgres of a test's own, with durability as in earnest, that is killed whole and started again on the same files. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedDatabase, startEmbeddedPostgres } from '../../app/db/embedded-postgres.ts';

export type KillablePostgres = {
  /** @returns the address, another one after every start. */
  start: (settings?: Record<string, string>) => Promise<string>;
  /** SIGKILL to the server and all of its processes at once: what it had not flushed is gone. */
  kill: () => Promise<void>;
  remove: () => Promise<void>;
};

export function makeKillablePostgres(): KillablePostgres {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-killed-'));
  chmodSync(folder, 0o755);
  let running: (EmbeddedDatabase & { pid: number }) | undefined;
  return {
    start: async (settings = {}) => {
      const database = await startEmbeddedPostgres({ dataDir: folder, settings });
      running = { ...database, pid: await postmasterOf(database.url) };
      return database.url;
    },
    kill: async () => {
      if (!running) return;
      const { pid } = running;
      running = undefined;
      // The parent stands still first, so that it starts nothing new and ends nothing in order.
      process.kill(pid, 'SIGSTOP');
      const all = [...childrenOf(pid), pid];
      all.forEach(endNow);
      while (all.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    remove: async () => {
      await running?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ file: string }>(`SELECT pg_read_file('postmaster.pid') AS file`);
  await client.end();
  const pid = Number(rows[0]?.file.split('\n')[0]);
  if (!pid) throw new Error('Postgres has written no process id');
  return pid;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)?.parent === parent);
}

function isAlive(pid: number): boolean {
  const state = statOf(pid)?.state;
  return state !== undefined && state !== 'Z';
}

/** `pid (name) state ppid …`: the name may hold anything but ends with the last bracket. */
function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
