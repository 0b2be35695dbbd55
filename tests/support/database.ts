/** A database of its own for a test file, copied from the migrated template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { TEMPLATE, urlOf } from './global-postgres.ts';

/** Creates the database and tells this process's app modules about it; call before importing any of them. */
export async function createTestDatabase(): Promise<{ url: string }> {
  const base = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  try {
    // Two files that copy the template at once would refuse each other.
    await admin.query('SELECT pg_advisory_lock(7201)');
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  } finally {
    await admin.end();
  }
  const url = urlOf(base, name);
  process.env.DATABASE_URL = url;
  return { url };
}
