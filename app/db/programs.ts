/** Published program versions of a shop. A version is never changed; publishing adds one. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';

export type ProgramVersion = { version: number; config: Program; appliesFrom: Date; publishedAt: Date };

/** All versions, newest first: few per shop, so that choosing one needs no further query. */
export async function listVersions(shop: string, tx?: Transaction): Promise<ProgramVersion[]> {
  const { rows } = await (tx ?? pool()).query<Omit<ProgramVersion, 'config'> & { config: unknown }>({
    name: 'list-versions',
    text: `SELECT version, config, applies_from AS "appliesFrom", published_at AS "publishedAt"
      FROM program_versions WHERE shop = $1 ORDER BY version DESC`,
    values: [shop],
  });
  return rows.map((row) => ({ ...row, config: programSchema.parse(row.config) }));
}

/** The version that applies to what occurred at an instant: the newest one whose time had come by then. */
export function versionAt(versions: ProgramVersion[], at: number): ProgramVersion | undefined {
  return versions.find((one) => one.appliesFrom.getTime() <= at);
}

export async function insertVersion(
  tx: Transaction,
  shop: string,
  version: { config: Program; appliesFrom: Date; publishedAt: Date; publishedBy: string },
): Promise<number> {
  // The shop's row serializes two people who publish at once.
  await tx.query('SELECT 1 FROM shops WHERE shop = $1 FOR UPDATE', [shop]);
  const { rows } = await tx.query<{ version: number }>(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by)
      SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM program_versions WHERE shop = $1
      RETURNING version`,
    [shop, JSON.stringify(version.config), version.appliesFrom, version.publishedAt, version.publishedBy],
  );
  return rows[0]?.version ?? 0;
}
