/** Journeys as a shop has set them: a row once it has switched one on or written it, none before. */
import { type Journey, parseJourney } from '#app/core/journeys/journey.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type JourneyRow = {
  journey: Journey;
  /** Null while it is off. */
  onSince: Date | null;
  /** The last day of the shop whose calendar was looked through, "2027-03-01". */
  lookedAt: string | null;
  revision: number;
};

type Stored = Omit<JourneyRow, 'journey'> & { config: unknown };
const COLUMNS = 'config, on_since AS "onSince", looked_at AS "lookedAt", revision';
/** A shop has no more than this, ready-made ones included. */
export const JOURNEYS_MAX = 60;

export async function listJourneys(
  shop: string,
  tx: Pick<Transaction, 'query'> = pool(),
): Promise<JourneyRow[]> {
  const { rows } = await tx.query<Stored>({
    name: 'list-journeys',
    text: `SELECT ${COLUMNS} FROM journeys WHERE shop = $1 ORDER BY id LIMIT $2`,
    values: [shop, JOURNEYS_MAX],
  });
  return rows.map(({ config, ...row }) => ({ ...row, journey: parseJourney(config) }));
}

/** @returns the new revision; undefined when somebody else has saved since `seen`, 0 for a journey without a row. */
export async function saveJourney(
  tx: Transaction,
  shop: string,
  change: { journey: Journey; onSince: Date | null; lookedAt: string | null; seen: number },
  by: { at: Date; actor: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ revision: number }>(
    `INSERT INTO journeys AS j (shop, id, config, on_since, looked_at, updated_at, updated_by)
      SELECT $1, $2, $3, $4, $5, $7, $8
      WHERE $6::int = 0 OR EXISTS (SELECT 1 FROM journeys WHERE shop = $1 AND id = $2)
      ON CONFLICT (shop, id) DO UPDATE SET config = $3, on_since = $4, looked_at = $5, revision = j.revision + 1,
        updated_at = $7, updated_by = $8
        WHERE j.revision = $6
      RETURNING revision`,
    [
      shop,
      change.journey.id,
      JSON.stringify(change.journey),
      change.onSince,
      change.lookedAt,
      change.seen,
      by.at,
      by.actor,
    ],
  );
  return rows[0]?.revision;
}

export type CalendarDue = { shop: string; timezone: string };

/** Shops with a journey that is on and whose calendar was not looked through for today, in the order of their names. */
export async function findCalendarsDue(at: Date, limit: number): Promise<CalendarDue[]> {
  const { rows } = await pool().query<CalendarDue>({
    name: 'calendars-due',
    text: `SELECT DISTINCT s.shop, s.timezone FROM journeys j JOIN shops s ON s.shop = j.shop AND s.uninstalled_at IS NULL
      WHERE j.on_since IS NOT NULL
        AND coalesce(j.looked_at, '') < to_char($1::timestamptz AT TIME ZONE s.timezone, 'YYYY-MM-DD')
      ORDER BY s.shop LIMIT $2`,
    values: [at, limit],
  });
  return rows;
}

export async function markLookedAt(tx: Transaction, shop: string, day: string): Promise<void> {
  await tx.query(
    `UPDATE journeys SET looked_at = $2 WHERE shop = $1 AND on_since IS NOT NULL AND coalesce(looked_at, '') < $2`,
    [shop, day],
  );
}

export async function deleteJourney(tx: Transaction, shop: string, id: string): Promise<void> {
  await tx.query('DELETE FROM journeys WHERE shop = $1 AND id = $2', [shop, id]);
}
