/**
 * Brings the books of members to what all their facts together should give: for programs in which one fact bears on
 * another (caps, tiers, milestones, segments). The core judges, the ledger books the differences.
 */
import type { Award } from '#app/core/earning/award.ts';
import { birthdaysDue, nextBirthday } from '#app/core/earning/birthday.ts';
import {
  evaluateMember,
  type MemberOutcome,
  type ProgramInForce,
  type SourceTarget,
} from '#app/core/earning/evaluate-member.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import type { RuleOfKind } from '#app/core/program/earning-rules.ts';
import { type OpenBooks, record } from '#app/db/books.ts';
import { type DeedRecord, saveDeeds } from '#app/db/facts.ts';
import {
  type AwardWrite,
  saveAwards,
  saveOrderAwards,
  type StoredHistory,
  type StoredHistoryOrder,
} from '#app/db/histories.ts';
import { saveTiers } from '#app/db/members.ts';
import { type ProgramVersion, versionAt } from '#app/db/programs.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { orderSource } from '#app/core/earning/timeline.ts';

export type Judging = {
  tx: Transaction;
  shop: ShopRow;
  now: Date;
  versions: ProgramVersion[];
  books: Map<number, OpenBooks>;
  histories: Map<number, StoredHistory>;
  /** Orders that the caller writes itself: judged and booked, but not saved here. */
  writing?: ReadonlySet<string>;
};

export type Judged = { award: Award; revision: number };

/** @returns what each order was judged to give, by the order's id. */
export async function judgeMembers(run: Judging): Promise<Map<string, Judged>> {
  await addBirthdays(run);
  const judged = new Map<string, Judged>();
  const awards: AwardWrite[] = [];
  const tiers: Parameters<typeof saveTiers>[2] = [];
  for (const history of run.histories.values()) {
    const books = run.books.get(history.memberId);
    if (!books) continue;
    const outcome = evaluateMember({
      zone: run.shop.timezone,
      currency: run.shop.currency,
      orders: history.orders,
      deeds: history.deeds,
      changes: history.changes,
      versions: run.versions.map(inForce),
      alreadyGiven: history.alreadyGiven,
      customerId: history.customerId,
      now: run.now.getTime(),
    });
    awards.push(...bookOutcome(run, history, books, outcome, judged));
    tiers.push({
      memberId: history.memberId,
      tierId: outcome.tier.tierId,
      tier: outcome.tier,
      revisitAt: earliest(outcome.nextDueAt, birthdayAfter(run, history)),
    });
  }
  await saveAwards(run.tx, run.shop.shop, awards);
  await saveTiers(run.tx, run.shop.shop, tiers, run.now);
  const others = [...judged].filter(([orderId]) => !run.writing?.has(orderId));
  await saveOrderAwards(
    run.tx,
    run.shop.shop,
    others.map(([orderId, one]) => ({ orderId, ...one })),
  );
  return judged;
}

function inForce({ lifeFrom, appliesFrom, ...rest }: ProgramVersion): ProgramInForce {
  return { ...rest, appliesFrom: appliesFrom.getTime(), lifeFrom: lifeFrom?.getTime() ?? null };
}

/** Books every source whose target has moved, in the order of the facts' own times. */
function bookOutcome(
  run: Judging,
  history: StoredHistory,
  books: OpenBooks,
  outcome: MemberOutcome,
  judged: Map<string, Judged>,
): AwardWrite[] {
  const orders = new Map(history.orders.map((order) => [orderSource(order.facts.orderId), order]));
  const known = new Map(history.awards.map((award) => [award.source, award]));
  const writes: AwardWrite[] = [];
  for (const target of outcome.targets) {
    const order = orders.get(target.source);
    if (order) {
      const result = bookOrder(run, books, target, order);
      if (result) judged.set(order.facts.orderId, result);
      continue;
    }
    const before = known.get(target.source);
    known.delete(target.source);
    if (before ? before.points === target.points : target.points === 0) continue;
    const revision = (before?.revision ?? 0) + 1;
    book(run, books, target, `${target.source}@${books.memberId}:${revision}`, hashOf([target.points]));
    writes.push({ ...target, memberId: books.memberId, revision, programVersion: target.version });
  }
  for (const { source, points, revision } of known.values()) {
    // A source that the facts no longer know: a milestone that was lost with its order.
    if (points !== 0) writes.push(takeBack(run, books, source, revision + 1));
  }
  return writes;
}

function bookOrder(
  run: Judging,
  books: OpenBooks,
  target: SourceTarget,
  order: StoredHistoryOrder,
): Judged | undefined {
  const { orderId } = order.facts;
  const writing = run.writing?.has(orderId) ?? false;
  if (!writing && order.target === target.points) return undefined;
  const before = books.entries.length;
  book(run, books, target, `${target.source}:${order.revision + 1}`, order.factsHash);
  const booked = books.entries.length > before;
  return { award: target.award, revision: order.revision + (booked ? 1 : 0) };
}

function book(run: Judging, books: OpenBooks, target: SourceTarget, key: string, inputHash: string): void {
  const booking = bookTarget(books.state, target, {
    key,
    inputHash,
    now: run.now.getTime(),
    occurredAt: target.occurredAt,
    actor: 'shopify',
    programVersion: target.version,
  });
  record(books, booking);
}

function takeBack(run: Judging, books: OpenBooks, source: string, revision: number): AwardWrite {
  const at = run.now.getTime();
  const version = versionAt(run.versions, at);
  const award: Award = {
    points: 0,
    qualifyingPoints: 0,
    nothingBecause: 'reason-gone',
    currency: run.shop.currency,
    breakdown: null,
    parts: [],
  };
  const target: SourceTarget = {
    source,
    points: 0,
    award,
    occurredAt: at,
    version: version?.version ?? 0,
    maturesAt: at,
    expiry: { kind: 'never' },
    debtPolicy: version?.config.debtPolicy ?? 'debt',
    reasons: ['reason-gone'],
  };
  book(run, books, target, `${source}@${books.memberId}:${revision}`, hashOf([0]));
  return { ...target, memberId: books.memberId, revision, programVersion: target.version };
}

/** Birthdays that have come become deeds, each once a year. */
async function addBirthdays(run: Judging): Promise<void> {
  const found = birthdayRule(run);
  if (!found) return;
  const now = run.now.getTime();
  const records: DeedRecord[] = [];
  for (const history of run.histories.values()) {
    if (history.birthday === null || history.birthdaySince === null) continue;
    const known = { birthday: history.birthday, since: history.birthdaySince };
    for (const { year, at } of birthdaysDue(known, found.rule, run.shop.timezone, now)) {
      const id = `birthday:${history.memberId}:${year}`;
      if (at < found.since || history.deeds.some((deed) => deed.id === id)) continue;
      const version = versionAt(run.versions, at)?.version ?? null;
      const deed = { id, name: null, withdrawnAt: null };
      history.deeds.push({ ...deed, kind: 'birthday', occurredAt: at, version });
      records.push({
        ...deed,
        kind: 'birthday',
        memberId: history.memberId,
        occurredAt: new Date(at),
        programVersion: version,
        inputHash: hashOf([id]),
      });
    }
  }
  await saveDeeds(run.tx, run.shop.shop, records, run.now);
}

function birthdayAfter(run: Judging, history: StoredHistory): number | null {
  const found = birthdayRule(run);
  if (!found || history.birthday === null || history.birthdaySince === null) return null;
  const known = { birthday: history.birthday, since: history.birthdaySince };
  return nextBirthday(known, found.rule, run.shop.timezone, run.now.getTime());
}

function birthdayRule(run: Judging): { rule: RuleOfKind<'birthday'>; since: number } | undefined {
  const live = versionAt(run.versions, run.now.getTime());
  const rule = live?.config.earning.rules.find(
    (one): one is RuleOfKind<'birthday'> => one.kind === 'birthday' && one.active,
  );
  return live && rule ? { rule, since: live.appliesFrom.getTime() } : undefined;
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
