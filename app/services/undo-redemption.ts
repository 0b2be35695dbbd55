/** A member gives an unused code back. */
import { findMemberId } from '#app/db/members.ts';
import { findRedemption } from '#app/db/redemptions.ts';
import { isValue } from '#app/core/program/rewards.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { releaseRedemption } from '#app/services/release-redemption.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';

/** When Shopify does not answer the return is under way: the points come by themselves. */
export async function undoRedemption(command: {
  shop: string;
  customerId: string;
  redemptionId: string;
}): Promise<Result<{ returned: boolean }>> {
  const memberId = await findMemberId(command.shop, command.customerId);
  const redemption = await findRedemption(command.shop, command.redemptionId);
  if (!redemption || redemption.memberId !== memberId) return rejected('redemption-unknown');
  // Also while it is being given: only the attempt itself can know whether it has happened.
  if (isValue(redemption.reward) && redemption.state !== 'released') return rejected('redemption-final');
  if (redemption.state === 'captured') return rejected('redemption-used');
  if (redemption.state === 'released') return ok({ returned: true });
  try {
    const state = await releaseRedemption(command.shop, redemption.id, 'undone');
    return state === 'captured' ? rejected('redemption-used') : ok({ returned: true });
  } catch (error) {
    if (error instanceof ShopifyError) return ok({ returned: false });
    throw error;
  }
}
