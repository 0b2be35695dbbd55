/**
 * The app's own database, seen from outside. The app ends the server that it started; one that a killed app left
 * behind belongs to nobody, and the sandbox ends it, found by the address that the app wrote down. Where the
 * cluster lies is noted too, since it may lie outside the data folder and must go when the sandbox starts anew.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

const ADDRESS = 'database-url';
const CLUSTER = 'cluster-folder';

export function databaseAddress(dataDir: string): string | undefined {
  const file = path.join(dataDir, ADDRESS);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : process.env['DATABASE_URL'];
}

/** Notes where the cluster lies, once the app is up. */
export async function noteCluster(dataDir: string): Promise<void> {
  const address = ownAddress(dataDir);
  const rows = address ? await ask(address, "select current_setting('data_directory') as answer") : undefined;
  if (rows) writeFileSync(path.join(dataDir, CLUSTER), rows);
}

/** Ends the database server if it still runs. */
export async function endDatabase(dataDir: string): Promise<void> {
  const address = ownAddress(dataDir);
  const file = address ? await ask(address, "select pg_read_file('postmaster.pid') as answer") : undefined;
  const pid = Number(file?.split('\n')[0]);
  if (!pid) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 5_000 && isAlive(pid); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Removes the cluster of a data folder that is about to be removed. */
export async function removeCluster(dataDir: string): Promise<void> {
  await endDatabase(dataDir);
  const file = path.join(dataDir, CLUSTER);
  if (!existsSync(file)) return;
  const cluster = readFileSync(file, 'utf8');
  if (!path.isAbsolute(cluster) || !existsSync(path.join(cluster, 'PG_VERSION'))) return;
  rmSync(cluster, { recursive: true, force: true });
  rmSync(`${cluster}.password`, { force: true });
}

/** Only a database that the app keeps itself is ours to end. */
function ownAddress(dataDir: string): string | undefined {
  return process.env['DATABASE_URL'] === undefined ? databaseAddress(dataDir) : undefined;
}

async function ask(address: string, question: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ answer: string }>(question);
    return rows[0]?.answer;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
