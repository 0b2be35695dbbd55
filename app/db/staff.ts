/** People of the merchant who have opened the app, and what each may do. */
import type { Role } from '#app/core/team/roles.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type StaffRow = {
  userId: string;
  name: string | null;
  email: string | null;
  isOwner: boolean;
  role: Role | null;
  firstSeen: Date;
  lastSeen: Date;
  toldAt: Date | null;
};

const COLUMNS = `user_id AS "userId", name, email, is_owner AS "isOwner", role, first_seen AS "firstSeen",
  last_seen AS "lastSeen", told_at AS "toldAt"`;
/** More people than any shop has staff. */
const STAFF_MAX = 500;

/** With the shop's settings as stored; null when it has none. One statement: every page asks. */
export async function findStaff(
  shop: string,
  userId: string,
): Promise<{ person: StaffRow | undefined; settings: unknown }> {
  const { rows } = await pool().query<Partial<StaffRow> & { settings: unknown }>({
    name: 'find-staff',
    text: `SELECT ${COLUMNS}, s.config AS settings FROM (SELECT 1) one
      LEFT JOIN staff_members m ON m.shop = $1 AND m.user_id = $2
      LEFT JOIN shop_settings s ON s.shop = $1`,
    values: [shop, userId],
  });
  const [row] = rows;
  if (!row) return { person: undefined, settings: null };
  const { settings, ...person } = row;
  return { person: isPerson(person) ? person : undefined, settings };
}

function isPerson(row: Partial<StaffRow>): row is StaffRow {
  return row.userId != null;
}

export async function listStaff(shop: string): Promise<StaffRow[]> {
  const { rows } = await pool().query<StaffRow>(
    `SELECT ${COLUMNS} FROM staff_members WHERE shop = $1 ORDER BY is_owner DESC, name, user_id LIMIT ${STAFF_MAX}`,
    [shop],
  );
  return rows;
}

/** Whom a task of the app's own goes to: the one who is named, else whoever owns the shop; null while nobody is known. */
export async function findTaskOwner(
  tx: Transaction,
  shop: string,
  userId: string | null,
): Promise<string | null> {
  const { rows } = await tx.query<{ userId: string }>(
    `SELECT user_id AS "userId" FROM staff_members WHERE shop = $1 AND (user_id = $2 OR is_owner)
      ORDER BY user_id = $2 DESC NULLS LAST, user_id LIMIT 1`,
    [shop, userId],
  );
  return rows[0]?.userId ?? null;
}

export type Told = { name: string | null; email: string | null; isOwner: boolean };

/** Notes that somebody was here; what Shopify told of her, when it told anything. */
export async function seeStaff(
  shop: string,
  userId: string,
  told: Told | undefined,
  at: { now: Date; real: Date },
): Promise<void> {
  await pool().query(
    `INSERT INTO staff_members AS m (shop, user_id, name, email, is_owner, first_seen, last_seen, told_at)
      VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
      ON CONFLICT (shop, user_id) DO UPDATE SET last_seen = $6,
        name = CASE WHEN $8 THEN $3 ELSE m.name END, email = CASE WHEN $8 THEN $4 ELSE m.email END,
        is_owner = CASE WHEN $8 THEN $5 ELSE m.is_owner END, told_at = $7`,
    [
      shop,
      userId,
      told?.name ?? null,
      told?.email ?? null,
      told?.isOwner ?? false,
      at.now,
      at.real,
      told !== undefined,
    ],
  );
}

/** @returns undefined when nobody of that id was ever here. */
export async function lockRole(
  tx: Transaction,
  shop: string,
  userId: string,
): Promise<{ role: Role | null; isOwner: boolean } | undefined> {
  const { rows } = await tx.query<{ role: Role | null; isOwner: boolean }>(
    `SELECT role, is_owner AS "isOwner" FROM staff_members WHERE shop = $1 AND user_id = $2 FOR UPDATE`,
    [shop, userId],
  );
  return rows[0];
}

export async function setRole(
  tx: Transaction,
  shop: string,
  userId: string,
  role: Role | null,
): Promise<void> {
  await tx.query('UPDATE staff_members SET role = $3 WHERE shop = $1 AND user_id = $2', [shop, userId, role]);
}
