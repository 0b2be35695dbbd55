/**
 * Households: members who pool their points. Each earns for herself; whoever redeems may use what the others have. The
 * household carries the number of the member who opened it.
 */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { openBooks } from '#app/db/books.ts';
import { findHousehold, listHousehold, setHousehold } from '#app/db/households.ts';
import { findMemberIds, markStandingsStale } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

const customerId = z.string().regex(/^[1-9]\d{0,19}$/);
const bodySchema = z.union([
  /** `customerId` comes to the household of `withCustomerId`, which opens one if she has none. */
  z.strictObject({ join: z.literal(true), customerId, withCustomerId: customerId }),
  z.strictObject({ leave: z.literal(true), customerId }),
]);

export async function changeHousehold(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ members: string[] }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const { data } = parsed;
  return 'join' in data
    ? join(command, data.customerId, data.withCustomerId)
    : leave(command, data.customerId);
}

type By = { shop: string; actor: string };

async function join(
  { shop, actor }: By,
  who: string,
  withWhom: string,
): Promise<Result<{ members: string[] }>> {
  if (who === withWhom) return rejected('request-invalid');
  const at = now();
  return transaction(async (tx) => {
    const live = versionAt(await listVersions(shop, tx), at.getTime());
    const most = live?.config.people.householdMembersMax ?? 0;
    if (most === 0) return rejected('household-off');
    const ids = await findMemberIds(tx, shop, [who, withWhom]);
    const [joining, host] = [ids.get(who), ids.get(withWhom)];
    if (joining === undefined || host === undefined) return rejected('member-unknown');
    await openBooks(tx, shop, [joining, host], at);
    const household = (await findHousehold(tx, shop, host)) ?? host;
    const there = await listHousehold(tx, shop, household);
    const coming = [host, joining].filter((id) => !there.some(({ memberId }) => memberId === id));
    if (there.length + coming.length > most) return rejected('household-full');
    await setHousehold(tx, shop, coming, household);
    const deed = { shop, actor, deed: 'household-changed', subject: `member:${joining}` } as const;
    await noteDeed(tx, { ...deed, data: { joined: true } }, at);
    const members = await listHousehold(tx, shop, household);
    await markStandingsStale(
      tx,
      shop,
      members.map(({ memberId }) => memberId),
    );
    return ok({ members: members.flatMap((one) => one.customerId ?? []) });
  });
}

async function leave({ shop, actor }: By, who: string): Promise<Result<{ members: string[] }>> {
  const at = now();
  return transaction(async (tx) => {
    const memberId = (await findMemberIds(tx, shop, [who])).get(who);
    if (memberId === undefined) return rejected('member-unknown');
    await openBooks(tx, shop, [memberId], at);
    const household = await findHousehold(tx, shop, memberId);
    if (household === null) return ok({ members: [] });
    await setHousehold(tx, shop, [memberId], null);
    const deed = { shop, actor, deed: 'household-changed', subject: `member:${memberId}` } as const;
    await noteDeed(tx, { ...deed, data: { joined: false } }, at);
    const members = await listHousehold(tx, shop, household);
    await markStandingsStale(tx, shop, [memberId, ...members.map((one) => one.memberId)]);
    return ok({ members: members.flatMap((one) => one.customerId ?? []) });
  });
}
