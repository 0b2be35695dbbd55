/**
 * Brings members' segments to what their scores say: who enters and who leaves is recorded as a change of hers, so that
 * rules see it as of its time, surfaces and Shopify learn of it. Members are judged anew only where a program asks for a segment.
 */
import { builtInSegmentsOf } from '#app/core/segments/built-in.ts';
import type { Level } from '#app/core/scores/levels.ts';
import type { RfmGroup } from '#app/core/scores/rfm.ts';
import { saveChanges } from '#app/db/facts.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions } from '#app/db/programs.ts';
import { findAddressable, loadGivenSegments, RULES_ACTOR, SCORES_ACTOR } from '#app/db/scores.ts';
import { listSegments, segmentsByRules } from '#app/db/segments.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { lastSegmentChanges, loadSegments } from '#app/db/standings.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { type ChangeFact, recordFacts } from '#app/services/record-facts.ts';

export type Standing = { memberId: number; level: Level | null; group: RfmGroup | null };

/** To be called while the shop's scores are locked: nobody else writes these segments. */
export async function keepSegments(
  tx: Transaction,
  shop: ShopRow,
  standings: Standing[],
  at: Date,
): Promise<void> {
  const wanted = standings.map((one) => ({ memberId: one.memberId, segments: builtInSegmentsOf(one) }));
  await bring(tx, shop, wanted, SCORES_ACTOR, at);
}

/** The same for the merchant's own segments, by their rules. */
export async function keepOwnSegments(
  tx: Transaction,
  shop: ShopRow,
  memberIds: number[],
  at: Date,
): Promise<void> {
  const rows = await listSegments(shop.shop, tx);
  if (rows.length === 0 || memberIds.length === 0) return;
  const segments = rows.filter(({ gone }) => !gone).map(({ segment }) => segment);
  const wanted = await segmentsByRules(tx, shop, segments, memberIds, at);
  await bring(tx, shop, wanted, RULES_ACTOR, at);
}

type Actor = typeof SCORES_ACTOR | typeof RULES_ACTOR;

async function bring(
  tx: Transaction,
  shop: ShopRow,
  wanted: { memberId: number; segments: string[] }[],
  actor: Actor,
  at: Date,
): Promise<void> {
  const memberIds = wanted.map(({ memberId }) => memberId);
  const addressable = await findAddressable(tx, shop.shop, memberIds);
  const now = await loadSegments(shop.shop, memberIds, tx);
  const given = await loadGivenSegments(tx, shop.shop, memberIds, actor);
  const last = await lastSegmentChanges(tx, shop.shop, memberIds);
  const facts = wanted
    .filter(({ memberId }) => addressable.has(memberId))
    .flatMap(({ memberId, segments }) => {
      // A history has one order, also where two looks fall into one millisecond.
      const since = new Date(Math.max(at.getTime(), (last.get(memberId) ?? 0) + 1));
      const has = { all: now.get(memberId) ?? [], given: given.get(memberId) ?? [] };
      return changesOf(memberId, has, segments, { at: since, actor });
    });
  if (facts.length === 0) return;
  const asked = await segmentsAskedFor(tx, shop.shop, new Set(facts.map(({ change }) => change.segment)));
  const bearing = facts.filter(({ change }) => asked.has(change.segment));
  const judged = new Set(bearing.map(({ memberId }) => memberId));
  if (bearing.length > 0) {
    await recordFacts(
      tx,
      shop,
      facts.filter(({ memberId }) => judged.has(memberId)),
      at,
    );
  }
  await record(
    tx,
    shop.shop,
    facts.filter(({ memberId }) => !judged.has(memberId)),
    at,
  );
}

type SegmentChange = ChangeFact & { change: { kind: 'segment-entered' | 'segment-left'; segment: string } };

/** Whom somebody else has put into one of these segments stays there until somebody else takes her out. */
function changesOf(
  memberId: number,
  has: { all: string[]; given: string[] },
  wanted: string[],
  { at, actor }: { at: Date; actor: Actor },
): SegmentChange[] {
  const change = (kind: SegmentChange['change']['kind'], segment: string): SegmentChange => ({
    type: 'change',
    id: `${actor}:${memberId}:${segment}:${kind}:${at.getTime()}`,
    memberId,
    at,
    actor,
    change: { kind, segment },
  });
  return [
    ...has.given
      .filter((segment) => !wanted.includes(segment))
      .map((segment) => change('segment-left', segment)),
    ...wanted
      .filter((segment) => !has.all.includes(segment))
      .map((segment) => change('segment-entered', segment)),
  ];
}

/** Those that some version of the program names anywhere: a name that only happens to be the same costs a judgement. */
async function segmentsAskedFor(tx: Transaction, shop: string, segments: Set<string>): Promise<Set<string>> {
  const texts = (await listVersions(shop, tx)).map(({ config }) => JSON.stringify(config));
  return new Set([...segments].filter((segment) => texts.some((text) => text.includes(`"${segment}"`))));
}

async function record(tx: Transaction, shop: string, facts: SegmentChange[], at: Date): Promise<void> {
  const records = facts.map(({ id, memberId, at: since, actor, change: { kind, segment } }) => ({
    id,
    memberId,
    kind,
    at: since,
    data: { segment },
    actor,
    inputHash: hashOf([kind, since.toISOString(), { segment }]),
  }));
  await saveChanges(tx, shop, records, at);
  await markStandingsStale(tx, shop, [...new Set(facts.map(({ memberId }) => memberId))]);
}
