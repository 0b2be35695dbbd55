/** Which offers are whose, for a batch of members; nothing is asked for a program without any. */
import { offersInForce } from '#app/core/offers/offer-plan.ts';
import { offersOf } from '#app/core/offers/hers.ts';
import { codeOf } from '#app/core/program/offers.ts';
import type { Program } from '#app/core/program/program.ts';
import type { StandingFacts } from '#app/core/standing.ts';
import { findGivenOffers, loadUsedCodes } from '#app/db/offers.ts';
import { loadSegments } from '#app/db/standings.ts';

/** By member; who has none is left out. */
export async function loadOffers(
  shop: string,
  program: Program | undefined,
  members: Map<number, StandingFacts>,
): Promise<Map<number, string[]>> {
  const offers = offersInForce(program);
  const taking = [...members].filter(([, { blocked, said }]) => !blocked && said !== 'left');
  if (offers.length === 0 || taking.length === 0) return new Map();
  const ids = taking.map(([id]) => id);
  const once = offers
    .filter(({ oncePerCustomer }) => oncePerCustomer)
    .map((one) => codeOf(one).toLowerCase());
  const [given, segments, used] = await Promise.all([
    findGivenOffers(shop),
    loadSegments(shop, ids),
    loadUsedCodes(shop, ids, once),
  ]);
  const all = taking.map(([id, { tier }]): [number, string[]] => {
    const facts = {
      tierId: tier?.tierId ?? null,
      segments: segments.get(id) ?? [],
      usedCodes: used.get(id) ?? [],
    };
    return [id, offersOf(program, facts, given)];
  });
  return new Map(all.filter(([, hers]) => hers.length > 0));
}
