/** A customer's standing, fresh from the books; zeros for one who is not known yet. */
import { now } from '#app/clock.ts';
import { FRESH_LOTS_MAX, type Standing } from '#app/core/contracts/standing.ts';
import { toStanding } from '#app/core/standing.ts';
import { findMemberId } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { loadStandings } from '#app/db/standings.ts';

export async function loadStanding(shop: string, customerId: string): Promise<Standing> {
  const at = now();
  const memberId = await findMemberId(shop, customerId);
  const [facts, versions] = await Promise.all([
    memberId === undefined ? undefined : loadStandings(shop, [memberId]),
    listVersions(shop),
  ]);
  const program = versionAt(versions, at.getTime())?.config;
  return toStanding(memberId === undefined ? undefined : facts?.get(memberId), at, program, FRESH_LOTS_MAX);
}
