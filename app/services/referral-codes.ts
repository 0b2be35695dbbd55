/** The code by which a member recommends the shop: made when it is first needed, hers for good. */
import { createHash } from 'node:crypto';
import { findCodesOf, offerCodes } from '#app/db/referrals.ts';
import { lettersOf } from '#app/services/letters-of.ts';

const LENGTH = 8;
/** Two members may come to the same code; each then tries others. */
const TRIES = 6;

/** Of members who have none, codes are made. @returns the newest code of each. */
export async function ensureReferralCodes(
  shop: string,
  memberIds: number[],
  at: Date,
): Promise<Map<number, string>> {
  let codes = await findCodesOf(shop, memberIds);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const without = memberIds.filter((memberId) => !codes.has(memberId));
    if (without.length === 0) break;
    const offers = without.map((memberId) => ({ memberId, code: codeOf(shop, memberId, attempt) }));
    await offerCodes(shop, offers, at);
    codes = new Map([...codes, ...(await findCodesOf(shop, without))]);
  }
  return codes;
}

function codeOf(shop: string, memberId: number, attempt: number): string {
  return lettersOf(createHash('sha256').update(`${shop}/referral/${memberId}/${attempt}`).digest(), LENGTH);
}
