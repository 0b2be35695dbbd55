/** Lots in the database: read with a member's books, written as they stand after the entries. */
import { type LotExpiry, NEVER } from '#app/core/ledger/expiry.ts';
import type { Lot, MemberState } from '#app/core/ledger/state.ts';
import type { OpenBooks } from '#app/db/books.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** The open lots of each member, and those that its loaded reservations took from. */
export async function loadLots(
  tx: Transaction,
  shop: string,
  ids: number[],
  states: Map<number, MemberState>,
): Promise<void> {
  const wanted = ids.flatMap((id) =>
    [...(states.get(id)?.reservations.values() ?? [])].flatMap((held) =>
      [...held.reserved, ...held.captured].map((allocation) => ({ id, seq: allocation.lotSeq })),
    ),
  );
  const { rows } = await tx.query<LotRow>({
    name: 'load-lots',
    text: `SELECT ${LOT_COLUMNS} FROM lots WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND remaining > 0
      UNION SELECT ${LOT_COLUMNS} FROM lots
      WHERE shop = $1 AND (member_id, seq) IN (SELECT * FROM unnest($3::bigint[], $4::int[]))`,
    values: [shop, ids, wanted.map(({ id }) => id), wanted.map(({ seq }) => seq)],
  });
  for (const row of rows) states.get(row.member_id)?.lots.set(row.seq, toLot(row));
}

export async function insertLots(tx: Transaction, shop: string, books: OpenBooks[]): Promise<void> {
  const rows = books.flatMap(({ memberId, state, loaded }) =>
    [...state.lots.values()].filter((lot) => !loaded.lots.has(lot.seq)).map((lot) => ({ memberId, ...lot })),
  );
  if (rows.length === 0) return;
  await tx.query({
    name: 'insert-lots',
    text: `INSERT INTO lots (shop, member_id, seq, source, points, remaining, matured, opened_at, matures_at,
        expires_at, expiry, grace_given)
      SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::text[], $5::bigint[], $6::bigint[], $7::bool[],
        $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::jsonb[], $12::bool[])`,
    values: [
      shop,
      rows.map((row) => row.memberId),
      rows.map((row) => row.seq),
      rows.map((row) => row.source),
      rows.map((row) => row.points),
      rows.map((row) => row.remaining),
      rows.map((row) => row.matured),
      rows.map((row) => isoOf(row.openedAt)),
      rows.map((row) => isoOf(row.maturesAt)),
      rows.map((row) => isoOf(row.expiresAt)),
      rows.map((row) => jsonOf(row.expiry)),
      rows.map((row) => row.graceGiven),
    ],
  });
}

/** Writes the lots that were loaded and have changed. @returns whether there were any. */
export async function updateLots(tx: Transaction, shop: string, books: OpenBooks[]): Promise<boolean> {
  const changed = books.flatMap(({ memberId, state, loaded }) =>
    [...state.lots.values()]
      .filter((lot) => loaded.lots.has(lot.seq) && differs(lot, loaded.lots.get(lot.seq)))
      .map((lot) => ({ memberId, ...lot })),
  );
  if (changed.length === 0) return false;
  await tx.query({
    name: 'update-lots',
    text: `UPDATE lots l SET remaining = x.r, matured = x.ma, matures_at = x.mat, expires_at = x.ex,
        expiry = x.e, grace_given = x.g
      FROM unnest($2::bigint[], $3::int[], $4::bigint[], $5::bool[], $6::timestamptz[], $7::timestamptz[],
        $8::jsonb[], $9::bool[]) AS x(m, s, r, ma, mat, ex, e, g)
      WHERE l.shop = $1 AND l.member_id = x.m AND l.seq = x.s`,
    values: [
      shop,
      changed.map((row) => row.memberId),
      changed.map((row) => row.seq),
      changed.map((row) => row.remaining),
      changed.map((row) => row.matured),
      changed.map((row) => isoOf(row.maturesAt)),
      changed.map((row) => isoOf(row.expiresAt)),
      changed.map((row) => jsonOf(row.expiry)),
      changed.map((row) => row.graceGiven),
    ],
  });
  return true;
}

function differs(lot: Lot, other: Lot | undefined): boolean {
  return (
    lot.remaining !== other?.remaining ||
    lot.matured !== other.matured ||
    lot.maturesAt !== other.maturesAt ||
    lot.expiresAt !== other.expiresAt ||
    lot.expiry !== other.expiry ||
    lot.graceGiven !== other.graceGiven
  );
}

const LOT_COLUMNS = `member_id, seq, source, points, remaining, matured, opened_at, matures_at, expires_at,
  expiry, grace_given`;

export type LotRow = {
  member_id: number;
  seq: number;
  source: string;
  points: number;
  remaining: number;
  matured: boolean;
  opened_at: Date;
  matures_at: Date | null;
  expires_at: Date | null;
  /** Null for points that never expire. */
  expiry: LotExpiry | null;
  grace_given: boolean;
};

export function toLot(row: LotRow): Lot {
  return {
    seq: row.seq,
    source: row.source,
    points: row.points,
    remaining: row.remaining,
    matured: row.matured,
    openedAt: row.opened_at.getTime(),
    maturesAt: row.matures_at?.getTime() ?? null,
    expiresAt: row.expires_at?.getTime() ?? null,
    expiry: row.expiry ?? NEVER,
    graceGiven: row.grace_given,
  };
}

function jsonOf(expiry: LotExpiry): string | null {
  return expiry.kind === 'never' ? null : JSON.stringify(expiry);
}

export function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
