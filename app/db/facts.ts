/** Facts about members beside their orders: deeds and changes, each recorded once under its id. */
import { EVENT_OF_CHANGE, EVENT_OF_DEED, type MemberEvent } from '#app/core/journeys/events.ts';
import { noteEvents } from '#app/db/member-events.ts';
import { markScoreDues } from '#app/db/score-dues.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type DeedRecord = {
  id: string;
  memberId: number;
  kind: string;
  name: string | null;
  occurredAt: Date;
  withdrawnAt: Date | null;
  programVersion: number | null;
  inputHash: string;
};

/** Stands in place of the hash of a deed that was read: its time is a guess that whatever is told of it replaces. */
export const READ_DEED = 'read';

/** Of some ids, those of deeds that are known. */
export async function findKnownDeeds(tx: Transaction, shop: string, ids: string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'known-deeds',
    text: 'SELECT id FROM deeds WHERE shop = $1 AND id = ANY($2::text[])',
    values: [shop, ids],
  });
  return new Set(rows.map(({ id }) => id));
}

/** @returns ids that were known with another input: an alarm. The same input again changes nothing. */
export async function saveDeeds(
  tx: Transaction,
  shop: string,
  deeds: DeedRecord[],
  at: Date,
): Promise<Set<string>> {
  if (deeds.length === 0) return new Set();
  const { rows } = await tx.query<{ id: string; input_hash: string }>({
    name: 'save-deeds',
    text: `INSERT INTO deeds AS d (shop, id, member_id, kind, name, occurred_at, withdrawn_at, program_version, input_hash,
        recorded_at)
      SELECT $1, x.*, $10 FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[],
        $7::timestamptz[], $8::int[], $9::text[]) AS x
      ON CONFLICT (shop, id) DO UPDATE SET withdrawn_at = coalesce(d.withdrawn_at, excluded.withdrawn_at),
        occurred_at = CASE WHEN d.input_hash = $11 THEN excluded.occurred_at ELSE d.occurred_at END,
        program_version = CASE WHEN d.input_hash = $11 THEN excluded.program_version ELSE d.program_version END,
        input_hash = CASE WHEN d.input_hash = $11 THEN excluded.input_hash ELSE d.input_hash END
      RETURNING id, input_hash`,
    values: [
      shop,
      deeds.map((one) => one.id),
      deeds.map((one) => one.memberId),
      deeds.map((one) => one.kind),
      deeds.map((one) => one.name),
      deeds.map((one) => one.occurredAt.toISOString()),
      deeds.map((one) => one.withdrawnAt?.toISOString() ?? null),
      deeds.map((one) => one.programVersion),
      deeds.map((one) => one.inputHash),
      at,
      READ_DEED,
    ],
  });
  await noteEvents(tx, shop, deeds.flatMap(deedEvent), at);
  const hashes = new Map(deeds.map((one) => [one.id, one.inputHash]));
  const differs = (row: { id: string; input_hash: string }) =>
    hashes.get(row.id) !== row.input_hash && hashes.get(row.id) !== READ_DEED;
  return new Set(rows.filter(differs).map((row) => row.id));
}

/** What was only read is no news. */
function deedEvent({ id, memberId, kind, occurredAt, withdrawnAt, inputHash }: DeedRecord): MemberEvent[] {
  const event = EVENT_OF_DEED[kind];
  if (!event || withdrawnAt !== null || inputHash === READ_DEED) return [];
  return [{ memberId, kind: event, key: id, at: occurredAt, data: {} }];
}

export type ChangeRecord = {
  id: string;
  memberId: number;
  kind: string;
  at: Date;
  data: Record<string, unknown>;
  inputHash: string;
  actor: string;
};

/** @returns ids that were known with another input. */
export async function saveChanges(
  tx: Transaction,
  shop: string,
  changes: ChangeRecord[],
  recordedAt: Date,
): Promise<Set<string>> {
  if (changes.length === 0) return new Set();
  const { rows } = await tx.query<{ id: string; input_hash: string }>({
    name: 'save-changes',
    text: `INSERT INTO member_changes AS c (shop, id, member_id, kind, at, data, input_hash, actor, recorded_at)
      SELECT $1, x.*, $9 FROM unnest($2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::text[],
        $8::text[]) AS x
      ON CONFLICT (shop, id) DO UPDATE SET id = c.id RETURNING id, input_hash`,
    values: [
      shop,
      changes.map((one) => one.id),
      changes.map((one) => one.memberId),
      changes.map((one) => one.kind),
      changes.map((one) => one.at.toISOString()),
      changes.map((one) => JSON.stringify(one.data)),
      changes.map((one) => one.inputHash),
      changes.map((one) => one.actor),
      recordedAt,
    ],
  });
  await noteEvents(tx, shop, changes.flatMap(changeEvent), recordedAt);
  const hashes = new Map(changes.map((one) => [one.id, one.inputHash]));
  return new Set(rows.filter((row) => hashes.get(row.id) !== row.input_hash).map((row) => row.id));
}

function changeEvent({ id, memberId, kind, at, data }: ChangeRecord): MemberEvent[] {
  const event = EVENT_OF_CHANGE[kind];
  if (!event) return [];
  const { segment } = data;
  return [{ memberId, kind: event, key: id, at, data: typeof segment === 'string' ? { segment } : {} }];
}

/** All facts of one member become another's: the two are one person. */
export async function moveFacts(tx: Transaction, shop: string, from: number, to: number): Promise<void> {
  for (const table of ['deeds', 'member_changes', 'orders']) {
    await tx.query(`UPDATE ${table} SET member_id = $3 WHERE shop = $1 AND member_id = $2`, [shop, from, to]);
  }
  // Both may have used the same key; the key of the one that moves then names her own redemption.
  await tx.query(
    `UPDATE redemptions r SET member_id = $3, idempotency_key = CASE WHEN EXISTS (SELECT 1 FROM redemptions o
        WHERE o.shop = $1 AND o.member_id = $3 AND o.idempotency_key = r.idempotency_key)
      THEN r.id ELSE r.idempotency_key END
      WHERE shop = $1 AND member_id = $2`,
    [shop, from, to],
  );
  // What both had counts twice, as it is booked: whoever judges the one that stays sees that it is too much.
  await tx.query(
    `INSERT INTO awards (shop, member_id, source, points, revision, occurred_at, program_version, award)
      SELECT shop, $3, source, points, revision, occurred_at, program_version, award FROM awards
      WHERE shop = $1 AND member_id = $2
      ON CONFLICT (shop, member_id, source) DO UPDATE SET points = awards.points + excluded.points,
        revision = greatest(awards.revision, excluded.revision)`,
    [shop, from, to],
  );
  await tx.query('DELETE FROM awards WHERE shop = $1 AND member_id = $2', [shop, from]);
  await markScoreDues(tx, shop, [from, to]);
}

/** Changes that were brought by mistake: whoever calls judges the members anew. */
export async function deleteChanges(tx: Transaction, shop: string, ids: string[]): Promise<void> {
  await tx.query('DELETE FROM member_changes WHERE shop = $1 AND id = ANY($2::text[])', [shop, ids]);
}
