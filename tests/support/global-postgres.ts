/** One real Postgres for the whole run, with a migrated template from which every test file copies its database. */
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../app/db/embedded-postgres.ts';

export const TEMPLATE = 'treuwerk_template';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

let running: Promise<{ url: string; stop: () => Promise<void>; folder: string }> | undefined;
let users = 0;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  running ??= start();
  users += 1;
  const { url, stop, folder } = await running;
  project.provide('postgresUrl', url);
  return async () => {
    users -= 1;
    if (users > 0) return;
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function start() {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-test-'));
  chmodSync(folder, 0o755);
  // Tests that kill Postgres start one of their own: here durability would only cost time.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  const database = await startEmbeddedPostgres({ dataDir: folder, settings });
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  await migrateTemplate(urlOf(database.url, TEMPLATE));
  return { ...database, folder };
}

async function migrateTemplate(url: string): Promise<void> {
  await import('./environment.ts');
  const { migrate } = await import('../../app/db/provide-database.ts');
  await migrate(url);
}

export function urlOf(base: string, database: string): string {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
}
