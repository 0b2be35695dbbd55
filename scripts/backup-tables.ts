/**
 * What a backup holds of a database: every table of the app, its rows as text, and where its sequences stand. The queue's own
 * schema stays out: schedules are made anew at every start.
 */
import type pg from 'pg';

export type TableShape = { name: string; columns: { name: string; type: string }[] };
export type SequenceState = { table: string; column: string; value: string };

/** Text that says the same in every session. */
export const SETTINGS = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'`;

export async function migrationsOf(db: pg.ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  );
  return rows.map(({ name }) => name);
}

export async function tablesOf(db: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await db.query<{ table: string; name: string; type: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum`,
  );
  return [...Map.groupBy(rows, (row) => row.table)].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
  }));
}

export async function sequencesOf(db: pg.ClientBase, tables: TableShape[]): Promise<SequenceState[]> {
  const states: SequenceState[] = [];
  for (const table of tables)
    for (const { name } of table.columns) {
      const { rows } = await db.query<{ sequence: string | null }>(
        'SELECT pg_get_serial_sequence($1, $2) AS sequence',
        [quoted(table.name), name],
      );
      const sequence = rows[0]?.sequence;
      if (!sequence) continue;
      const at = await db.query<{ value: string }>(
        `SELECT (last_value + CASE WHEN is_called THEN 1 ELSE 0 END)::text AS value FROM ${sequence}`,
      );
      states.push({ table: table.name, column: name, value: at.rows[0]?.value ?? '1' });
    }
  return states;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
