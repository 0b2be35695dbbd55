/** A member's facts, all of them: what the core judges when one fact bears on another. One round trip per table. */
import type { Award } from '#app/core/earning/award.ts';
import type { Deed, HistoryOrder, MemberChange } from '#app/core/earning/evaluate-member.ts';
import type { LineTraits } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import type { Transaction } from '#app/db/transaction.ts';

/** What a source other than an order was last judged to give. */
export type StoredAward = { source: string; points: number; revision: number };

/** An order in a history, with what it was last judged to give and what it needs to be booked again. */
export type StoredHistoryOrder = HistoryOrder & { target: number; revision: number; factsHash: string };

export type StoredHistory = {
  memberId: number;
  orders: StoredHistoryOrder[];
  deeds: Deed[];
  changes: MemberChange[];
  awards: StoredAward[];
  birthday: string | null;
  birthdaySince: number | null;
  alreadyGiven: string[];
  customerId: string | null;
};

/** To be called under the members' locks: nothing of a history changes without them. */
export async function loadHistories(
  tx: Transaction,
  shop: string,
  memberIds: number[],
): Promise<Map<number, StoredHistory>> {
  const values = [shop, memberIds];
  const histories = new Map<number, StoredHistory>();
  const members = await tx.query<MemberRow>({
    name: 'history-members',
    text: `SELECT m.id, m.customer_id, m.birthday, m.birthday_since, e.given FROM members m
      LEFT JOIN erased_contacts e ON e.shop = m.shop AND e.contact_hash = m.contact_hash
      WHERE m.shop = $1 AND m.id = ANY($2::bigint[])`,
    values,
  });
  for (const row of members.rows) {
    histories.set(row.id, {
      memberId: row.id,
      orders: [],
      deeds: [],
      changes: [],
      awards: [],
      birthday: row.birthday,
      birthdaySince: row.birthday_since?.getTime() ?? null,
      alreadyGiven: row.given ?? [],
      customerId: row.customer_id,
    });
  }
  await addOrders(tx, values, histories);
  await addDeeds(tx, values, histories);
  await addChanges(tx, values, histories);
  await addAwards(tx, values, histories);
  return histories;
}

/** Whether one of these members has ever left the program or been blocked. */
export async function hasAnyLeft(tx: Transaction, shop: string, memberIds: number[]): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'has-any-left',
    text: `SELECT 1 FROM member_changes WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND kind IN ('left', 'blocked')
      LIMIT 1`,
    values: [shop, memberIds],
  });
  return rowCount === 1;
}

type Values = [shop: string, memberIds: number[]] | (string | number[])[];

async function addOrders(tx: Transaction, values: Values, histories: Map<number, StoredHistory>) {
  const { rows } = await tx.query<OrderRow>({
    name: 'history-orders',
    text: `SELECT member_id, facts, traits, program_version, target, revision, facts_hash FROM orders
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND parked_reason IS NULL ORDER BY occurred_at, order_id`,
    values,
  });
  for (const row of rows) {
    histories.get(row.member_id)?.orders.push({
      facts: row.facts,
      traits: row.traits ?? {},
      version: row.program_version,
      target: row.target,
      revision: row.revision,
      factsHash: row.facts_hash,
    });
  }
}

async function addDeeds(tx: Transaction, values: Values, histories: Map<number, StoredHistory>) {
  const { rows } = await tx.query<DeedRow>({
    name: 'history-deeds',
    text: `SELECT member_id, id, kind, name, occurred_at, withdrawn_at, program_version FROM deeds
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) ORDER BY occurred_at, id`,
    values,
  });
  for (const row of rows) {
    histories.get(row.member_id)?.deeds.push({
      id: row.id,
      kind: row.kind,
      name: row.name,
      occurredAt: row.occurred_at.getTime(),
      withdrawnAt: row.withdrawn_at?.getTime() ?? null,
      version: row.program_version,
    });
  }
}

async function addChanges(tx: Transaction, values: Values, histories: Map<number, StoredHistory>) {
  const { rows } = await tx.query<ChangeRow>({
    name: 'history-changes',
    text: `SELECT member_id, kind, at, data FROM member_changes
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) ORDER BY at, id`,
    values,
  });
  const tags = new Map<number, Set<string>>();
  for (const row of rows) {
    histories.get(row.member_id)?.changes.push(toChange(row, tags));
  }
}

/** Tags are told as what came and what went; the core asks which there were. */
function toChange(row: ChangeRow, tagsOf: Map<number, Set<string>>): MemberChange {
  const at = row.at.getTime();
  // The data was checked when the change was recorded; kind and data belong together.
  if (!row.kind.startsWith('tags-')) return { ...row.data, kind: row.kind, at } as MemberChange;
  const tags = foldTags(tagsOf.get(row.member_id) ?? [], row.kind, row.data.tags as string[]);
  tagsOf.set(row.member_id, tags);
  return { kind: 'tags', tags: [...tags], at };
}

/** The tags after a change of them, in lower case. */
export function foldTags(before: Iterable<string>, kind: string, changed: string[]): Set<string> {
  const told = changed.map((tag) => tag.toLowerCase());
  if (kind === 'tags-added') return new Set([...before, ...told]);
  if (kind === 'tags-removed') return new Set([...before].filter((tag) => !told.includes(tag)));
  return new Set(told);
}

async function addAwards(tx: Transaction, values: Values, histories: Map<number, StoredHistory>) {
  const { rows } = await tx.query<StoredAward & { member_id: number }>({
    name: 'history-awards',
    text: `SELECT member_id, source, points, revision FROM awards
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) ORDER BY source`,
    values,
  });
  for (const { member_id, ...award } of rows) histories.get(member_id)?.awards.push(award);
}

export type AwardWrite = {
  memberId: number;
  source: string;
  points: number;
  revision: number;
  occurredAt: number;
  programVersion: number | null;
  award: Award;
};

export async function saveAwards(tx: Transaction, shop: string, awards: AwardWrite[]): Promise<void> {
  if (awards.length === 0) return;
  await tx.query({
    name: 'save-awards',
    text: `INSERT INTO awards (shop, member_id, source, points, revision, occurred_at, program_version, award)
      SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::int[], $6::timestamptz[], $7::int[], $8::jsonb[])
      ON CONFLICT (shop, member_id, source) DO UPDATE SET points = excluded.points, revision = excluded.revision,
        occurred_at = excluded.occurred_at, program_version = excluded.program_version, award = excluded.award`,
    values: [
      shop,
      awards.map((one) => one.memberId),
      awards.map((one) => one.source),
      awards.map((one) => one.points),
      awards.map((one) => one.revision),
      awards.map((one) => new Date(one.occurredAt).toISOString()),
      awards.map((one) => one.programVersion),
      awards.map((one) => JSON.stringify(one.award)),
    ],
  });
}

/** New judgements of orders whose facts have not changed. */
export async function saveOrderAwards(
  tx: Transaction,
  shop: string,
  orders: { orderId: string; revision: number; award: Award }[],
): Promise<void> {
  if (orders.length === 0) return;
  await tx.query({
    name: 'save-order-awards',
    text: `UPDATE orders o SET revision = x.r, target = x.t, award = x.a
      FROM unnest($2::text[], $3::int[], $4::bigint[], $5::jsonb[]) AS x(o, r, t, a)
      WHERE o.shop = $1 AND o.order_id = x.o`,
    values: [
      shop,
      orders.map((one) => one.orderId),
      orders.map((one) => one.revision),
      orders.map((one) => one.award.points),
      orders.map((one) => JSON.stringify(one.award)),
    ],
  });
}

type MemberRow = {
  id: number;
  customer_id: string | null;
  birthday: string | null;
  birthday_since: Date | null;
  given: string[] | null;
};
type OrderRow = {
  member_id: number;
  facts: OrderFacts;
  traits: Record<string, LineTraits> | null;
  program_version: number | null;
  target: number;
  revision: number;
  facts_hash: string;
};
type DeedRow = {
  member_id: number;
  id: string;
  kind: Deed['kind'];
  name: string | null;
  occurred_at: Date;
  withdrawn_at: Date | null;
  program_version: number | null;
};
type ChangeRow = { member_id: number; kind: string; at: Date; data: Record<string, unknown> };
