/** A member's ledger as she remembers it: what she earned stands where she did it, everything else where it happened to her points. */
import { pool } from '#app/db/pool.ts';

export type ActivityRow = {
  seq: number;
  kind: string;
  fromAccount: string;
  toAccount: string;
  points: number;
  source: string;
  reasons: string[];
  at: Date;
};
export type ActivityPlace = { at: Date; seq: number };

/** Newest first, from after `place` on. Waived points are left out: they were never missing. */
export async function listActivity(
  shop: string,
  memberId: number,
  place: ActivityPlace | null,
  limit: number,
): Promise<ActivityRow[]> {
  const { rows } = await pool().query<ActivityRow>({
    name: 'list-activity',
    text: `SELECT * FROM (
        SELECT seq, kind, from_account AS "fromAccount", to_account AS "toAccount", points, source, reasons,
          CASE WHEN kind = 'earn' THEN occurred_at ELSE recorded_at END AS at
        FROM ledger_entries WHERE shop = $1 AND member_id = $2 AND kind <> 'waive') AS entries
      WHERE $3::timestamptz IS NULL OR (at, seq) < ($3, $4) ORDER BY at DESC, seq DESC LIMIT $5`,
    values: [shop, memberId, place?.at ?? null, place?.seq ?? null, limit],
  });
  return rows;
}
