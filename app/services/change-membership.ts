/** A shopper joins the program or leaves it. Her points stay; whoever has left earns none. */
import { now } from '#app/clock.ts';
import type { MembershipRequest } from '#app/core/contracts/proxy.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { ensureMembers } from '#app/db/members.ts';
import { isBlockedCustomer } from '#app/db/member-state.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { findForgotten } from '#app/services/forget-people.ts';
import { loadStanding } from '#app/services/load-standing.ts';
import { recordFacts } from '#app/services/record-facts.ts';

export async function changeMembership(
  command: { shop: string; customerId: string } & MembershipRequest,
): Promise<Result<null>> {
  const { customerId, join } = command;
  const at = now();
  const { membership } = await loadStanding(command.shop, customerId);
  return transaction(async (tx) => {
    const shop = await findShop(command.shop, tx);
    if (!shop) return rejected('shop-unknown');
    const terms = versionAt(await listVersions(shop.shop, tx), at.getTime())?.config.people.terms;
    if (join && terms && command.terms !== terms.version) return rejected('terms-changed');
    if (await isBlockedCustomer(tx, shop.shop, customerId)) return rejected('program-paused');
    // Agreeing to terms again is news; for the rest who is what she wants to be stays so.
    if (join ? membership === 'member' && !terms : membership === 'left') return ok(null);
    if ((await findForgotten(tx, shop.shop, [customerId])).size > 0) return rejected('request-invalid');
    const person = { customerId, profile: null, contactHash: null };
    const memberId = (await ensureMembers(tx, shop.shop, [person], at)).get(customerId) ?? 0;
    const change = join
      ? ({ kind: 'joined', ...(terms ? { terms: terms.version } : {}) } as const)
      : ({ kind: 'left' } as const);
    // One wish a moment: the same tap heard twice within it is the same.
    const id = `shopper:${customerId}:${change.kind}:${at.getTime()}`;
    await recordFacts(tx, shop, [{ type: 'change', id, memberId, at, actor: 'member', change }], at);
    return ok(null);
  });
}
