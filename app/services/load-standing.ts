/** A customer's standing, fresh from the books; zeros for one who is not known yet. */
import { now } from '#app/clock.ts';
import { FRESH_LOTS_MAX, type Standing } from '#app/core/contracts/standing.ts';
import { testerMark } from '#app/core/program/stage.ts';
import { toStanding } from '#app/core/standing.ts';
import { findMemberId } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { loadStandings } from '#app/db/standings.ts';
import { ensureReferralCodes } from '#app/services/referral-codes.ts';
import { loadOffers } from '#app/services/load-offers.ts';

export async function loadStanding(shop: string, customerId: string): Promise<Standing> {
  const at = now();
  const memberId = await findMemberId(shop, customerId);
  const [facts, versions] = await Promise.all([
    memberId === undefined ? undefined : loadStandings(shop, [memberId]),
    listVersions(shop),
  ]);
  const program = versionAt(versions, at.getTime())?.config;
  const row = memberId === undefined ? undefined : facts?.get(memberId);
  if (memberId !== undefined && row?.referralCode === null && program?.referrals.active)
    row.referralCode = (await ensureReferralCodes(shop, [memberId], at)).get(memberId) ?? null;
  const standing = toStanding(row, at, program, FRESH_LOTS_MAX);
  const offers = facts && (await loadOffers(shop, program, facts)).get(memberId ?? 0);
  return {
    ...standing,
    ...linkOf(shop, standing),
    ...testerMark(program, customerId),
    ...(offers ? { offers } : {}),
  };
}

/** Shopify leads from this address to the shop's own. */
function linkOf(shop: string, { referral }: Standing): Pick<Standing, 'referral'> {
  return referral
    ? { referral: { ...referral, link: `https://${shop}/apps/treuwerk/r/${referral.code}` } }
    : {};
}
