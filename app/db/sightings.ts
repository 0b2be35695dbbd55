/** Surfaces that have asked the app for something: first and last time. */
import { pool } from '#app/db/pool.ts';

export type Sighting = { surface: string; lastSeenAt: Date };

export async function noteSighting(shop: string, surface: string, at: Date): Promise<void> {
  await pool().query(
    `INSERT INTO surface_sightings AS s (shop, surface, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $3)
      ON CONFLICT (shop, surface) DO UPDATE SET last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at)`,
    [shop, surface, at],
  );
}

export async function listSightings(shop: string): Promise<Sighting[]> {
  const { rows } = await pool().query<Sighting>(
    `SELECT surface, last_seen_at AS "lastSeenAt" FROM surface_sightings WHERE shop = $1`,
    [shop],
  );
  return rows;
}
