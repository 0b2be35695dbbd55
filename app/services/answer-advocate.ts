/** The page on which a signed-in member finds her link. */
import { now } from '#app/clock.ts';
import { publicProgram } from '#app/core/program/public-program.ts';
import { isThereFor } from '#app/core/program/stage.ts';
import type { ReferPage } from '#app/core/referrals/refer-page.ts';
import { speechOf } from '#app/core/shopper/languages.ts';
import { pointsText } from '#app/core/shopper/points-name.ts';
import { findMemberId } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { countOfAdvocate } from '#app/db/referrals.ts';
import { findShop } from '#app/db/shops.ts';
import { loadStanding } from '#app/services/load-standing.ts';
import type { ProxyCaller } from '#app/shopify/verify-proxy.ts';

export async function showLink({ shop, customerId, locale }: ProxyCaller): Promise<ReferPage> {
  const [row, versions] = await Promise.all([findShop(shop), listVersions(shop)]);
  const program = versionAt(versions, now().getTime())?.config;
  const speech = speechOf(locale ?? row?.locale);
  const manner = { speech, formal: program?.formality === 'formal' };
  const referral = row && program?.active ? publicProgram(program, row.currency).referral : null;
  if (!row || row.uninstalledAt || !program || !referral) return { ...manner, kind: 'off' };
  if (customerId === null) return { ...manner, kind: 'signedOut' };
  const [standing, memberId] = await Promise.all([
    loadStanding(shop, customerId),
    findMemberId(shop, customerId),
  ]);
  if (!standing.referral?.link || memberId === undefined || !isThereFor(program, customerId))
    return { ...manner, kind: 'off' };
  const counts = await countOfAdvocate(shop, memberId);
  return {
    ...manner,
    ...counts,
    kind: 'link',
    link: standing.referral.link,
    what: referral.title[speech.language] ?? referral.title.en ?? '',
    points: referral.points > 0 ? pointsText(program.pointsName, referral.points, speech.tag) : null,
  };
}
