/** Published program versions of a shop. A version is never changed; publishing adds one. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';

export type ProgramVersion = {
  version: number;
  config: Program;
  appliesFrom: Date;
  publishedAt: Date;
  /** Points that it gives mature no earlier; null for no such limit. */
  lifeFrom: Date | null;
};

/** All versions, newest first: few per shop, so that choosing one needs no further query. */
export async function listVersions(shop: string, tx?: Transaction): Promise<ProgramVersion[]> {
  const { rows } = await (tx ?? pool()).query<Omit<ProgramVersion, 'config'> & { config: unknown }>({
    name: 'list-versions',
    text: `SELECT version, config, applies_from AS "appliesFrom", published_at AS "publishedAt",
        life_from AS "lifeFrom" FROM program_versions WHERE shop = $1 ORDER BY version DESC`,
    values: [shop],
  });
  return rows.map((row) => ({ ...row, config: programSchema.parse(row.config) }));
}

/** The version that applies to what occurred at an instant: the newest one whose time had come by then. */
export function versionAt(versions: ProgramVersion[], at: number): ProgramVersion | undefined {
  return versions.find((one) => one.appliesFrom.getTime() <= at);
}

/**
 * Adds a version, unless the newest one says the same for the same time: then someone asks again whose first answer was
 * lost. @returns the version's number
 */
export async function insertVersion(
  tx: Transaction,
  shop: string,
  version: {
    config: Program;
    appliesFrom: Date | undefined;
    publishedAt: Date;
    publishedBy: string;
    note: string;
    restores: number | null;
    lifeFrom?: Date;
  },
): Promise<number> {
  const { config, appliesFrom, publishedAt, publishedBy } = version;
  const body = JSON.stringify(config);
  // The shop's row serializes two people who publish at once.
  await tx.query('SELECT 1 FROM shops WHERE shop = $1 FOR UPDATE', [shop]);
  const newest = await tx.query<{ version: number; same: boolean }>(
    `SELECT version, config = $2::jsonb
        AND CASE WHEN $3::timestamptz IS NULL THEN applies_from <= $4 ELSE applies_from = $3 END AS same
      FROM program_versions WHERE shop = $1 ORDER BY version DESC LIMIT 1`,
    [shop, body, appliesFrom, publishedAt],
  );
  const [before] = newest.rows;
  if (before?.same) return before.version;
  const next = (before?.version ?? 0) + 1;
  await tx.query(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by, note, restores,
        life_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      shop,
      next,
      body,
      appliesFrom ?? publishedAt,
      publishedAt,
      publishedBy,
      version.note,
      version.restores,
      version.lifeFrom ?? null,
    ],
  );
  return next;
}

export type ProgramDraft = {
  config: Program;
  basedOn: number;
  revision: number;
  updatedAt: Date;
  updatedBy: string;
};

export async function findDraft(shop: string, tx?: Transaction): Promise<ProgramDraft | undefined> {
  const { rows } = await (tx ?? pool()).query<Omit<ProgramDraft, 'config'> & { config: unknown }>(
    `SELECT config, based_on AS "basedOn", revision, updated_at AS "updatedAt", updated_by AS "updatedBy"
      FROM program_drafts WHERE shop = $1`,
    [shop],
  );
  const [row] = rows;
  return row && { ...row, config: programSchema.parse(row.config) };
}

/**
 * Saves a draft over the revision that its author has seen; 0 when she saw none.
 * @returns the new revision, or undefined when somebody else has saved meanwhile.
 */
export async function saveDraft(
  tx: Transaction,
  shop: string,
  draft: { config: Program; basedOn: number; seen: number; at: Date; actor: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>(
    `INSERT INTO program_drafts AS d (shop, config, based_on, revision, updated_at, updated_by)
      SELECT $1, $2, $3, 1, $5, $6 WHERE $4 = 0 OR EXISTS (SELECT 1 FROM program_drafts WHERE shop = $1)
      ON CONFLICT (shop) DO UPDATE SET config = excluded.config, revision = d.revision + 1,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by WHERE d.revision = $4
      RETURNING revision`,
    [shop, JSON.stringify(draft.config), draft.basedOn, draft.seen, draft.at, draft.actor],
  );
  return rows[0]?.revision;
}

/** @returns false when there was none. */
export async function deleteDraft(tx: Transaction, shop: string): Promise<boolean> {
  const { rowCount } = await tx.query('DELETE FROM program_drafts WHERE shop = $1', [shop]);
  return rowCount === 1;
}
