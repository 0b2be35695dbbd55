/**
 * When a store credit ends, to the second: at least so many days after its redemption, at a second that follows from the
 * redemption's id. Shopify keeps no note with a credit, so this end is the mark by which ours is told from any other.
 */
import { DAY_MS } from '#app/core/time.ts';

/** What the last error says of a redemption that waits for a person. */
export const PARKED = 'parked: nobody but a person can tell whether the value was given';

const SECONDS_PER_DAY = 86_400;

export function creditEnd(redemption: { id: string; createdAt: Date }, days: number): Date {
  const whole = Math.ceil(redemption.createdAt.getTime() / 1_000) * 1_000;
  return new Date(whole + days * DAY_MS + secondOf(redemption.id) * 1_000);
}

/** FNV-1a over the id, as a second of a day. */
function secondOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const sign of id) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % SECONDS_PER_DAY;
}

/** A credit of the right amount in the customer's account since the redemption was made. */
export type SeenCredit = { id: string; endsAt: Date | null };

export type CreditSearch = { found: 'ours'; id: string } | { found: 'none' } | { found: 'unclear' };

/**
 * Which of the credits seen is the redemption's: the one with its mark. One of the same amount with another end may be ours
 * all the same, had Shopify kept the end otherwise than we sent it; nobody but a person can tell.
 * @param seen credits of the amount that no other redemption has; @param others marks of redemptions under way beside it.
 */
export function findOurCredit(seen: SeenCredit[], mark: Date, others: Date[]): CreditSearch {
  const at = (credit: SeenCredit, instant: Date) =>
    credit.endsAt !== null &&
    Math.floor(credit.endsAt.getTime() / 1_000) === Math.floor(instant.getTime() / 1_000);
  const ours = seen.find((credit) => at(credit, mark));
  if (ours) return { found: 'ours', id: ours.id };
  const unexplained = seen.filter((credit) => !others.some((other) => at(credit, other)));
  return unexplained.length > 0 ? { found: 'unclear' } : { found: 'none' };
}
