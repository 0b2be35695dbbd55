/** What audits of a shop's books found. */
import { pool } from '#app/db/pool.ts';

const KEPT = 60;

export type BookAudit = {
  at: Date;
  members: number;
  entries: number;
  violations: number;
  /** The first of them. */
  listed: { member: string | null; rule: number; message: string }[];
};

export async function saveBookAudit(shop: string, audit: BookAudit): Promise<void> {
  await pool().query(
    `INSERT INTO book_audits (shop, at, members, entries, violations, listed) SELECT $1, $2, $3, $4, $5, $6
      WHERE EXISTS (SELECT 1 FROM shops WHERE shop = $1) ON CONFLICT DO NOTHING`,
    [shop, audit.at, audit.members, audit.entries, audit.violations, JSON.stringify(audit.listed)],
  );
  await pool().query(
    `DELETE FROM book_audits WHERE shop = $1 AND at < (SELECT at FROM book_audits WHERE shop = $1 ORDER BY at DESC OFFSET ${KEPT} LIMIT 1)`,
    [shop],
  );
}

export async function findBookAudit(shop: string): Promise<BookAudit | undefined> {
  const { rows } = await pool().query<Omit<BookAudit, 'entries'> & { entries: string }>(
    `SELECT at, members, entries::text, violations, listed FROM book_audits WHERE shop = $1 ORDER BY at DESC LIMIT 1`,
    [shop],
  );
  const [row] = rows;
  return row && { ...row, entries: Number(row.entries) };
}
