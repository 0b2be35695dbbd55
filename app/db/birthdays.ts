/** Day and month of birth, and since when they are known. */
import type { Transaction } from '#app/db/transaction.ts';

/** Day and month of birth. A change never makes a date known for longer than it is. */
export async function saveBirthdays(
  tx: Transaction,
  shop: string,
  birthdays: { memberId: number; birthday: string }[],
  at: Date,
): Promise<void> {
  if (birthdays.length === 0) return;
  await tx.query(
    `WITH locked AS (SELECT id FROM members WHERE shop = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR UPDATE)
      UPDATE members m SET birthday_since = CASE WHEN m.birthday = x.b THEN m.birthday_since ELSE $4 END, birthday = x.b
      FROM locked, unnest($2::bigint[], $3::text[]) AS x(i, b) WHERE m.shop = $1 AND m.id = locked.id AND x.i = locked.id`,
    [shop, birthdays.map((one) => one.memberId), birthdays.map((one) => one.birthday), at],
  );
}

export async function loadBirthdays(
  tx: Transaction,
  shop: string,
  memberIds: number[],
): Promise<Map<number, { birthday: string | null; since: string | null }>> {
  const { rows } = await tx.query<{ id: number; birthday: string | null; since: Date | null }>(
    'SELECT id, birthday, birthday_since AS since FROM members WHERE shop = $1 AND id = ANY($2::bigint[])',
    [shop, memberIds],
  );
  return new Map(
    rows.map(({ id, birthday, since }) => [id, { birthday, since: since?.toISOString() ?? null }]),
  );
}

/** Birthdays as they were, for members who still have the one that was set. */
export async function restoreBirthdays(
  tx: Transaction,
  shop: string,
  birthdays: { memberId: number; birthday: string | null; since: string | null; set: string }[],
): Promise<void> {
  if (birthdays.length === 0) return;
  await tx.query(
    `UPDATE members m SET birthday = x.b, birthday_since = x.s
      FROM unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[]) AS x(i, b, s, was)
      WHERE m.shop = $1 AND m.id = x.i AND m.birthday = x.was`,
    [
      shop,
      birthdays.map((one) => one.memberId),
      birthdays.map((one) => one.birthday),
      birthdays.map((one) => one.since),
      birthdays.map((one) => one.set),
    ],
  );
}
