/**
 * Deeds and changes that come from elsewhere: reviews, surveys, shares, visits, the merchant's own events; segments, scores,
 * tiers given by hand, joining and leaving. Each has an id of its sender's and counts once.
 */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { DEEDS } from '#app/core/program/earning-rules.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { isInstant } from '#app/core/time.ts';
import { ensureMembers } from '#app/db/members.ts';
import { saveBirthdays } from '#app/db/birthdays.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { keyedHash } from '#app/services/contact-hash.ts';
import { findForgotten } from '#app/services/forget-people.ts';
import { type ChangeFact, type DeedFact, recordFacts } from '#app/services/record-facts.ts';

const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes('\0'));
const instant = z.iso.datetime({ offset: true }).refine((value) => isInstant(Date.parse(value)));
const base = {
  /** The sender's name for this event, unique per kind. */
  id: text(200),
  customerId: z.string().regex(/^[1-9]\d{0,19}$/),
  /** When it happened; now, when it is left out. */
  at: instant.optional(),
};

const fact = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('deed'),
    deed: z.enum([...DEEDS, 'visit']),
    name: text(100).optional(),
    /** When it was taken back: a review that was deleted. */
    withdrawnAt: instant.optional(),
  }),
  z.strictObject({ ...base, kind: z.enum(['segment-entered', 'segment-left']), segment: text(100) }),
  z.strictObject({ ...base, kind: z.literal('score'), score: z.number().min(0).max(1_000_000_000) }),
  z.strictObject({ ...base, kind: z.enum(['joined', 'left']) }),
  z.strictObject({
    ...base,
    kind: z.literal('tier-granted'),
    tierId: text(40),
    until: z.iso.datetime({ offset: true }).nullable(),
  }),
  z.strictObject({ ...base, kind: z.literal('tags-set'), tags: z.array(text(255)).max(250) }),
  z.strictObject({
    ...base,
    kind: z.literal('birthday'),
    /** Month and day: "02-29". */
    birthday: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  }),
]);
type Fact = z.infer<typeof fact>;

const FACTS_MAX = 500;
const factsSchema = z.strictObject({ facts: z.array(fact).min(1).max(FACTS_MAX) });

/** @returns one result per fact, in the same order. Nothing is written of customers who asked to be forgotten. */
export async function takeFacts(command: {
  shop: string;
  body: unknown;
  actor: string;
}): Promise<Result<{ results: { id: string; result: 'recorded' | 'conflict' | 'forgotten' }[] }>> {
  const parsed = factsSchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const { facts } = parsed.data;
  const at = now();
  return transaction(async (tx) => {
    const shop = await findShop(command.shop, tx);
    if (!shop) return rejected('shop-unknown');
    const live = versionAt(await listVersions(shop.shop, tx), at.getTime());
    const tiers = live?.config.tiers.list.map(({ id }) => id) ?? [];
    if (facts.some((one) => one.kind === 'tier-granted' && !tiers.includes(one.tierId))) {
      return rejected('tier-unknown');
    }
    const forgotten = await findForgotten(
      tx,
      shop.shop,
      facts.map(({ customerId }) => customerId),
    );
    const kept = facts.filter(({ customerId }) => !forgotten.has(customerId));
    const people = kept.map(({ customerId }) => ({ customerId, profile: null, contactHash: null }));
    const memberIds = await ensureMembers(tx, shop.shop, people, at);
    const known = kept.map((one) => ({ one, memberId: memberIds.get(one.customerId) ?? 0 }));
    const birthdays = known.flatMap(({ one, memberId }) =>
      one.kind === 'birthday' ? [{ memberId, birthday: one.birthday }] : [],
    );
    const records = known.flatMap(
      ({ one, memberId }) => toRecord(shop.shop, one, memberId, at, command.actor) ?? [],
    );
    const outcomes = await recordFacts(tx, shop, records, at, {
      memberIds: birthdays.map(({ memberId }) => memberId),
      write: () => saveBirthdays(tx, shop.shop, birthdays, at),
    });
    const data = { facts: records.length + birthdays.length };
    await noteDeed(tx, { shop: shop.shop, actor: command.actor, deed: 'facts-recorded', data }, at);
    const conflicts = new Set(outcomes.filter(({ result }) => result === 'conflict').map(({ id }) => id));
    const results = facts.map((one) => ({
      id: one.id,
      result: forgotten.has(one.customerId)
        ? ('forgotten' as const)
        : conflicts.has(keyOf(shop.shop, one))
          ? ('conflict' as const)
          : ('recorded' as const),
    }));
    return ok({ results });
  });
}

/**
 * The sender's id may say who it was about, and ledger entries name nobody: it is kept as a keyed hash. The customer is part
 * of it and not the member, so that a repeat after a merge is still a repeat.
 */
function keyOf(shop: string, one: Fact): string {
  const parts = [one.kind, one.kind === 'deed' ? one.deed : '', one.customerId, one.id];
  return keyedHash(shop, JSON.stringify(parts)).slice(0, 22);
}

function toRecord(
  shop: string,
  one: Fact,
  memberId: number,
  now: Date,
  actor: string,
): DeedFact | ChangeFact | undefined {
  const id = keyOf(shop, one);
  const at = one.at === undefined ? now : new Date(one.at);
  const base = { type: 'change' as const, id, memberId, at, actor };
  switch (one.kind) {
    case 'birthday':
      return undefined;
    case 'deed':
      return {
        type: 'deed',
        id,
        memberId,
        kind: one.deed,
        name: one.name ?? null,
        occurredAt: at,
        withdrawnAt: one.withdrawnAt === undefined ? null : new Date(one.withdrawnAt),
      };
    case 'segment-entered':
    case 'segment-left':
      return { ...base, change: { kind: one.kind, segment: one.segment } };
    case 'score':
      return { ...base, change: { kind: 'score', score: one.score } };
    case 'joined':
    case 'left':
      return { ...base, change: { kind: one.kind } };
    case 'tier-granted':
      return {
        ...base,
        change: {
          kind: 'tier-granted',
          tierId: one.tierId,
          until: one.until === null ? null : Date.parse(one.until),
        },
      };
    case 'tags-set':
      return { ...base, change: { kind: 'tags-set', tags: one.tags } };
  }
}
