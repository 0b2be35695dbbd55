/** What became of each row of a file: written with what the row booked, read for the report and for the way back. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type RowOutcome = 'booked' | 'repaired' | 'refused';
export type TransferRow = {
  /** Counted from 1, without the heading. */
  row: number;
  /** The line of the file in which it begins. */
  line: number;
  outcome: RowOutcome;
  code: string | null;
  field: string | null;
  /** Keyed hash of whom and what it is about: the same again is a double. */
  person: string | null;
  memberId: number | null;
  points: number;
  before: unknown;
};

export async function clearRows(tx: Transaction, shop: string, id: string): Promise<void> {
  await tx.query('DELETE FROM transfer_rows WHERE shop = $1 AND transfer_id = $2', [shop, id]);
}

export async function insertRows(
  tx: Transaction,
  shop: string,
  id: string,
  rows: TransferRow[],
): Promise<void> {
  await tx.query({
    name: 'insert-transfer-rows',
    text: `INSERT INTO transfer_rows (shop, transfer_id, row, line, outcome, code, field, person, member_id, points, before)
      SELECT $1, $2, * FROM unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[],
        $10::bigint[], $11::jsonb[])`,
    values: [
      shop,
      id,
      rows.map((one) => one.row),
      rows.map((one) => one.line),
      rows.map((one) => one.outcome),
      rows.map((one) => one.code),
      rows.map((one) => one.field),
      rows.map((one) => one.person),
      rows.map((one) => one.memberId),
      rows.map((one) => one.points),
      rows.map((one) => (one.before === null ? null : JSON.stringify(one.before))),
    ],
  });
}

/** Of some hashes, the first row of the file that has each. */
export async function findEarlier(
  tx: Transaction,
  shop: string,
  id: string,
  persons: string[],
): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ person: string; row: number }>({
    name: 'earlier-transfer-rows',
    text: `SELECT person, min(row) AS row FROM transfer_rows
      WHERE shop = $1 AND transfer_id = $2 AND person = ANY($3::text[]) AND outcome <> 'refused' GROUP BY person`,
    values: [shop, id, persons],
  });
  return new Map(rows.map(({ person, row }) => [person, row]));
}

/** Booked rows that nobody has taken back yet, the last first. */
export async function nextToUndo(
  tx: Transaction,
  shop: string,
  id: string,
  limit: number,
): Promise<{ row: number; memberId: number; points: number; before: unknown }[]> {
  const { rows } = await tx.query<{ row: number; memberId: number; points: number; before: unknown }>({
    name: 'transfer-rows-to-undo',
    text: `SELECT t.row, coalesce(m.heir_id, m.id) AS "memberId", t.points, t.before FROM transfer_rows t
      JOIN members m ON m.shop = t.shop AND m.id = t.member_id
      WHERE t.shop = $1 AND t.transfer_id = $2 AND t.outcome <> 'refused' AND t.undone IS NULL
      ORDER BY t.row DESC LIMIT $3`,
    values: [shop, id, limit],
  });
  return rows;
}

export async function noteUndone(
  tx: Transaction,
  shop: string,
  id: string,
  rows: { row: number; undone: number }[],
): Promise<void> {
  await tx.query(
    `UPDATE transfer_rows t SET undone = x.u FROM unnest($3::int[], $4::bigint[]) AS x(r, u)
      WHERE t.shop = $1 AND t.transfer_id = $2 AND t.row = x.r`,
    [shop, id, rows.map((one) => one.row), rows.map((one) => one.undone)],
  );
}

export type RowSums = {
  rows: number;
  booked: number;
  repaired: number;
  refused: number;
  given: number;
  taken: number;
  members: number;
  undone: number;
  kept: number;
  problems: Record<string, number>;
};

/** One pass over the rows of a run. */
export async function sumRows(tx: Transaction, shop: string, id: string): Promise<RowSums> {
  const { rows } = await tx.query<Omit<RowSums, 'problems'>>(
    `SELECT count(*) AS rows, count(*) FILTER (WHERE outcome = 'booked') AS booked,
        count(*) FILTER (WHERE outcome = 'repaired') AS repaired, count(*) FILTER (WHERE outcome = 'refused') AS refused,
        coalesce(sum(points) FILTER (WHERE outcome <> 'refused' AND points > 0), 0)::bigint AS given,
        coalesce(-sum(points) FILTER (WHERE outcome <> 'refused' AND points < 0), 0)::bigint AS taken,
        count(DISTINCT member_id) FILTER (WHERE outcome <> 'refused') AS members,
        coalesce(sum(abs(undone)), 0)::bigint AS undone,
        coalesce(sum(abs(points) - abs(undone)) FILTER (WHERE undone IS NOT NULL), 0)::bigint AS kept
      FROM transfer_rows WHERE shop = $1 AND transfer_id = $2`,
    [shop, id],
  );
  const codes = await tx.query<{ code: string; count: number }>(
    `SELECT code, count(*) AS count FROM transfer_rows WHERE shop = $1 AND transfer_id = $2 AND code IS NOT NULL
      GROUP BY code ORDER BY code`,
    [shop, id],
  );
  const [sums] = rows;
  if (!sums) throw new Error('an aggregate has a row');
  return { ...sums, problems: Object.fromEntries(codes.rows.map(({ code, count }) => [code, count])) };
}

export type ReportRow = Pick<
  TransferRow,
  'row' | 'line' | 'outcome' | 'code' | 'field' | 'memberId' | 'points'
> & {
  undone: number | null;
};

/** Rows that were refused, repaired or not wholly taken back, some at a time. */
export async function* listProblems(shop: string, id: string): AsyncGenerator<ReportRow[]> {
  for (let after = 0; ;) {
    const { rows } = await pool().query<ReportRow>(
      `SELECT row, line, outcome, code, field, member_id AS "memberId", points, undone FROM transfer_rows
        WHERE shop = $1 AND transfer_id = $2 AND row > $3
          AND (code IS NOT NULL OR (undone IS NOT NULL AND undone <> points)) ORDER BY row LIMIT 1000`,
      [shop, id, after],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < 1_000) return;
    after = last.row;
  }
}

/** Members by mail address: one, or several who share it. Those who have become another are found by hers. */
export async function findByMail(
  tx: Transaction,
  shop: string,
  mails: string[],
): Promise<Map<string, number[]>> {
  const { rows } = await tx.query<{ mail: string; id: number }>({
    name: 'members-by-mail',
    text: `SELECT lower(email) AS mail, id FROM members WHERE shop = $1 AND lower(email) = ANY($2::text[])
      AND heir_id IS NULL AND erased_at IS NULL ORDER BY id`,
    values: [shop, mails],
  });
  return new Map(
    [...Map.groupBy(rows, ({ mail }) => mail)].map(([mail, found]) => [mail, found.map(({ id }) => id)]),
  );
}

/** Of some hashes of addresses, those of people who asked to be forgotten. */
export async function findErasedContacts(
  tx: Transaction,
  shop: string,
  hashes: string[],
): Promise<Set<string>> {
  const { rows } = await tx.query<{ hash: string }>(
    'SELECT contact_hash AS hash FROM erased_contacts WHERE shop = $1 AND contact_hash = ANY($2::text[])',
    [shop, hashes],
  );
  return new Set(rows.map(({ hash }) => hash));
}

/** What imports have kept of people for the way back goes with them. */
export async function forgetBefore(tx: Transaction, shop: string, memberIds: number[]): Promise<void> {
  await tx.query(
    `UPDATE transfer_rows SET before = NULL WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND before IS NOT NULL`,
    [shop, memberIds],
  );
}
