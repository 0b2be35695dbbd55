/** Staff give a member a tier by hand, until a day or without an end; what she earns herself counts beside it. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { endOfDay } from '#app/core/calendar.ts';
import { isInstant } from '#app/core/time.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { findMember } from '#app/db/member-state.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { recordFacts } from '#app/services/record-facts.ts';

export type MoveTierCommand = {
  shop: string;
  actor: string;
  memberId: number;
  tierId: string;
  /** The last day, "2027-12-31"; null for no end. */
  untilDay: string | null;
};

export async function moveTier(command: MoveTierCommand): Promise<Result<null>> {
  const { shop, actor, memberId, tierId, untilDay } = command;
  if (untilDay !== null && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(untilDay))
    return rejected('request-invalid');
  const at = now();
  return transaction(async (tx) => {
    const row = await findShop(shop, tx);
    const member = await findMember(tx, shop, memberId);
    if (!row || !member || member.isGone) return rejected('member-unknown');
    const live = versionAt(await listVersions(shop, tx), at.getTime());
    if (!live?.config.tiers.list.some(({ id }) => id === tierId)) return rejected('tier-unknown');
    const until = untilDay === null ? null : endOfDay(untilDay, row.timezone);
    if (until !== null && (!isInstant(until) || until <= at.getTime())) return rejected('request-invalid');
    const change = { kind: 'tier-granted', tierId, until } as const;
    const id = `staff:${memberId}:tier:${at.getTime()}`;
    await recordFacts(tx, row, [{ type: 'change', id, memberId, at, actor, change }], at);
    await markStandingsStale(tx, shop, [memberId]);
    const data = { tier: tierId, until: untilDay };
    await noteDeed(tx, { shop, actor, deed: 'tier-moved', subject: `member:${memberId}`, data }, at);
    return ok(null);
  });
}
