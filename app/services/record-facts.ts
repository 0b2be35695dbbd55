/**
 * Takes in what members did beside ordering, and what changed about them: once per id, in batches. The members' books are
 * brought to what all their facts together give.
 */
import { givesForDeeds, judgesOrdersAlone, type MemberChange } from '#app/core/earning/evaluate-member.ts';
import type { DEEDS } from '#app/core/program/earning-rules.ts';
import type { Program } from '#app/core/program/program.ts';
import { appendBooks, openBooks } from '#app/db/books.ts';
import { type ChangeRecord, type DeedRecord, READ_DEED, saveChanges, saveDeeds } from '#app/db/facts.ts';
import { loadHistories } from '#app/db/histories.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions, type ProgramVersion, versionAt } from '#app/db/programs.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { judgeMembers } from '#app/services/judge-members.ts';

export type DeedKind = (typeof DEEDS)[number] | 'visit';

export type DeedFact = {
  type: 'deed';
  /** Names the deed once and for all: the same id never counts twice. */
  id: string;
  memberId: number;
  kind: DeedKind;
  name: string | null;
  occurredAt: Date;
  withdrawnAt: Date | null;
  /** The deed was read, not told of: what is known of it, or told of it later, stands. */
  read?: true;
};

type WithoutTime<Change> = Change extends { at: number } ? Omit<Change, 'at'> : never;
export type ChangeFact = {
  type: 'change';
  id: string;
  memberId: number;
  at: Date;
  actor: string;
  change:
    | WithoutTime<Exclude<MemberChange, { kind: 'tags' }>>
    | { kind: 'tags-added' | 'tags-removed' | 'tags-set'; tags: string[] };
};

export type FactOutcome = { id: string; result: 'recorded' | 'conflict' };

/** The members exist. @returns one outcome per fact, in the same order. */
export async function recordFacts(
  tx: Transaction,
  shop: ShopRow,
  facts: (DeedFact | ChangeFact)[],
  now: Date,
  /** Writes about these members themselves, made under their locks and before they are judged. */
  besides: { memberIds: number[]; write: () => Promise<void> } = { memberIds: [], write: async () => {} },
): Promise<FactOutcome[]> {
  const memberIds = [...new Set([...facts.map(({ memberId }) => memberId), ...besides.memberIds])];
  const versions = await listVersions(shop.shop, tx);
  const books = await openBooks(tx, shop.shop, memberIds, now, { allSourcesOf: memberIds });
  await besides.write();
  const conflicts = await save(tx, shop.shop, facts, versions, now);
  for (const id of conflicts)
    log.error({ shop: shop.shop, fact: id, alarm: true }, 'known with another input');
  if (facts.some(isAboutTakingPart) || versions.some(({ config }) => needsMembers(config))) {
    const histories = await loadHistories(tx, shop.shop, memberIds);
    await judgeMembers({ tx, shop, now, versions, books, histories });
  }
  await appendBooks(tx, shop.shop, [...books.values()], now);
  const changed = [...books.values()].filter(({ entries }) => entries.length > 0);
  await markStandingsStale(tx, shop.shop, [
    ...changed.map(({ memberId }) => memberId),
    ...facts.filter(shows).map(({ memberId }) => memberId),
  ]);
  return facts.map(({ id }) => ({ id, result: conflicts.has(id) ? 'conflict' : 'recorded' }));
}

/** Whether what a member did beside ordering, or is, can change what she should have. */
function needsMembers(config: Program): boolean {
  return givesForDeeds(config) || !judgesOrdersAlone(config);
}

/** Whether surfaces show it, though no points moved. */
function shows(fact: DeedFact | ChangeFact): boolean {
  return isAboutTakingPart(fact) || (fact.type === 'change' && fact.change.kind.startsWith('segment-'));
}

/** Whoever has left, or is blocked, earns under no program. */
function isAboutTakingPart(fact: DeedFact | ChangeFact): boolean {
  return fact.type === 'change' && ['left', 'joined', 'blocked', 'unblocked'].includes(fact.change.kind);
}

async function save(
  tx: Transaction,
  shop: string,
  facts: (DeedFact | ChangeFact)[],
  versions: ProgramVersion[],
  now: Date,
): Promise<Set<string>> {
  const deeds = new Map<string, DeedRecord>();
  const changes = new Map<string, ChangeRecord>();
  const conflicts = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'deed') {
      const record = deedRecord(fact, versions);
      const twin = deeds.get(fact.id);
      if (twin && twin.inputHash !== record.inputHash) conflicts.add(fact.id);
      deeds.set(fact.id, { ...record, withdrawnAt: record.withdrawnAt ?? twin?.withdrawnAt ?? null });
    } else {
      const record = changeRecord(fact);
      const twin = changes.get(fact.id);
      if (twin && twin.inputHash !== record.inputHash) conflicts.add(fact.id);
      changes.set(fact.id, record);
    }
  }
  const known = [
    await saveDeeds(tx, shop, [...deeds.values()], now),
    await saveChanges(tx, shop, [...changes.values()], now),
  ];
  return new Set([...conflicts, ...known.flatMap((some) => [...some])]);
}

/** A deed is the same deed whether it was withdrawn or not: that is no part of its hash. */
function deedRecord(fact: DeedFact, versions: ProgramVersion[]): DeedRecord {
  const { id, memberId, kind, name, occurredAt, withdrawnAt, read } = fact;
  return {
    id,
    memberId,
    kind,
    name,
    occurredAt,
    withdrawnAt,
    programVersion: versionAt(versions, occurredAt.getTime())?.version ?? null,
    inputHash: read ? READ_DEED : hashOf([kind, name, occurredAt.toISOString()]),
  };
}

function changeRecord({ id, memberId, at, actor, change }: ChangeFact): ChangeRecord {
  const { kind, ...data } = change;
  return { id, memberId, kind, at, data, actor, inputHash: hashOf([kind, at.toISOString(), data]) };
}
