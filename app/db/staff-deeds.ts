/** The log of what staff did: written in the transaction of the deed, read newest first. */
import type { StaffDeedName } from '#app/core/team/deeds.ts';
import { staffIdOf } from '#app/core/team/roles.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type DeedData = Record<string, string | number | boolean | null>;
export type StaffDeed = {
  shop: string;
  actor: string;
  deed: StaffDeedName;
  /** What it was about: "member:17", "version:3". */
  subject?: string;
  /** Ids, numbers and codes; nothing that names a person. */
  data?: DeedData;
};

/** Deeds of others than staff leave their trace elsewhere and are not noted here. */
export async function noteDeed(tx: Transaction, deed: StaffDeed, at: Date): Promise<void> {
  if (staffIdOf(deed.actor) === undefined) return;
  await tx.query(
    'INSERT INTO staff_deeds (shop, at, actor, deed, subject, data) VALUES ($1, $2, $3, $4, $5, $6)',
    [deed.shop, at, deed.actor, deed.deed, deed.subject ?? null, JSON.stringify(deed.data ?? {})],
  );
}

export type NotedDeed = {
  id: string;
  at: Date;
  actor: string;
  deed: string;
  subject: string | null;
  data: DeedData;
};

/** Newest first, before a deed's id, of one person or of all. */
export async function listDeeds(
  shop: string,
  query: { before: string | null; actor: string | null; limit: number },
): Promise<NotedDeed[]> {
  const { rows } = await pool().query<NotedDeed>(
    `SELECT id::text, at, actor, deed, subject, data FROM staff_deeds
      WHERE shop = $1 AND ($2::bigint IS NULL OR id < $2) AND ($3::text IS NULL OR actor = $3)
      ORDER BY id DESC LIMIT $4`,
    [shop, query.before, query.actor, query.limit],
  );
  return rows;
}
