/** The open format is complete: every table of the database is exported or named as staying behind, every column described. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { NOT_EXPORTED, SECTIONS } from '../support/transfer-files.ts';

test('every table with a shop is exported, or the reason why not is given', async () => {
  const { url } = await createTestDatabase();
  const db = new pg.Pool({ connectionString: url });
  const { rows } = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shop'`,
  );
  const known = [...SECTIONS.map(({ table }) => table), ...Object.keys(NOT_EXPORTED)];
  const remedy = 'a new table goes into SECTIONS or NOT_EXPORTED of app/db/whole-export.ts';
  expect(rows.map(({ name }) => name).sort(), remedy).toEqual(known.sort());
  const undescribed = await undescribedColumns(db);
  expect(undescribed, 'docs/export-format.md describes every column').toEqual([]);
  await db.end();
});

async function undescribedColumns(db: pg.Pool): Promise<string[]> {
  const text = readFileSync(new URL('../../docs/export-format.md', import.meta.url), 'utf8');
  const missing: string[] = [];
  for (const { name, table, omit } of SECTIONS) {
    const part = text.split(`### ${name}\n`)[1]?.split('\n### ')[0] ?? '';
    const { rows } = await db.query<{ column: string }>(
      `SELECT column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    );
    const columns = rows.map(({ column }) => column).filter((one) => one !== 'shop' && !omit.includes(one));
    missing.push(...columns.filter((one) => !part.includes(`\`${one}\``)).map((one) => `${name}.${one}`));
  }
  return missing;
}
