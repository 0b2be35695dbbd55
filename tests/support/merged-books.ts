/** Books of two members of whom one became the other, as rows. */
import type pg from 'pg';

/** The entries of a merge as the ledger makes them: 300 earned in March 2025, 100 of them used, all taken over in June. */
export async function insertMerge(db: pg.Pool, shop: string): Promise<void> {
  const entries = `(1, 1, 'earn', 'issued', 'available', 300, '2025-03-01'),
    (1, 2, 'reserve', 'available', 'reserved', 100, '2025-04-01'),
    (1, 3, 'capture', 'reserved', 'redeemed', 100, '2025-04-01'),
    (1, 4, 'transfer', 'available', 'transferred', 200, '2025-06-01'),
    (1, 5, 'transfer', 'redeemed', 'transferred', 100, '2025-06-01'),
    (2, 1, 'transfer', 'transferred', 'available', 300, '2025-06-01'),
    (2, 2, 'reserve', 'available', 'reserved', 100, '2025-06-01'),
    (2, 3, 'capture', 'reserved', 'redeemed', 100, '2025-06-01')`;
  await db.query(
    `INSERT INTO ledger_entries (shop, member_id, seq, kind, from_account, to_account, points, source, key, input_hash,
        actor, occurred_at, recorded_at)
      SELECT $1, m, s, k, f, t, p, 'x', m || '/' || s, 'x', 'test', d::timestamptz, d::timestamptz
      FROM (VALUES ${entries}) AS x(m, s, k, f, t, p, d)`,
    [shop],
  );
  await db.query(
    `INSERT INTO lots (shop, member_id, seq, source, points, remaining, matured, opened_at, expiry)
      SELECT $1, m, 1, 'x', 300, r, true, '2025-03-01', '{"kind":"never"}' FROM (VALUES (1, 0), (2, 200)) AS x(m, r)`,
    [shop],
  );
  await db.query(
    `INSERT INTO lot_allocations (shop, member_id, seq, lot_seq, points) SELECT $1, m, s, 1, p
      FROM (VALUES (1, 2, 100), (1, 3, 100), (1, 4, 200), (1, 5, 100), (2, 2, 100), (2, 3, 100)) AS x(m, s, p)`,
    [shop],
  );
}
