/**
 * Looks for texts in the whole database: every column of every table in every schema but Postgres's own, whatever its type.
 * Case does not matter. Numbers are found only as whole numbers, for their digits may stand in any hash.
 */
import type pg from 'pg';

export type Found = { table: string; column: string; text: string; row: string };

/** @param except tables left out, by `schema.table`. */
export async function searchDatabase(
  db: Pick<pg.Pool, 'query'>,
  texts: string[],
  except: string[] = [],
): Promise<Found[]> {
  const found: Found[] = [];
  for (const { table, columns } of await tablesOf(db)) {
    if (except.includes(table)) continue;
    const whole = columns.map((column) => textOf(column)).join(` || E'\\n' || `);
    const { rows } = await db.query<{ row: string }>(
      `SELECT ${whole} AS row FROM ${quoted(table)} WHERE (${whole}) ~* $1 LIMIT 20`,
      [texts.map(patternOf).join('|')],
    );
    for (const { row } of rows) found.push(...matchesIn(table, columns, row, texts));
  }
  return found;
}

type Column = { name: string; type: string };

/** Partitions are searched with the table that they belong to. */
async function tablesOf(db: Pick<pg.Pool, 'query'>): Promise<{ table: string; columns: Column[] }[]> {
  const { rows } = await db.query<{ table: string; name: string; type: string }>(
    `SELECT n.nspname || '.' || c.relname AS table, a.attname AS name, t.typname AS type
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
        JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      ORDER BY 1, a.attnum`,
  );
  const tables = Map.groupBy(rows, ({ table }) => table);
  return [...tables].map(([table, columns]) => ({ table, columns }));
}

/** Bytes are read as text as far as they are text. */
function textOf({ name, type }: Column): string {
  const column = `"${name}"`;
  return type === 'bytea' ? `coalesce(encode(${column}, 'escape'), '')` : `coalesce(${column}::text, '')`;
}

function matchesIn(table: string, columns: Column[], row: string, texts: string[]): Found[] {
  const named = columns.map(({ name }) => name).join(', ');
  return texts
    .filter((text) => new RegExp(patternOf(text, true), 'i').test(row))
    .map((text) => ({ table, column: named, text, row: row.slice(0, 500) }));
}

function patternOf(text: string, javascript: unknown = false): string {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (!/^\d+$/.test(text)) return escaped;
  return javascript === true ? `\\b${escaped}\\b` : `\\y${escaped}\\y`;
}

function quoted(table: string): string {
  return table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}
