/** Takes one interrupted or ended redemption a step further: background work, safe to run twice. */
import { now } from '#app/clock.ts';
import { findCustomerId } from '#app/db/members.ts';
import { findRedemption, updateRedemption } from '#app/db/redemptions.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';
import { fulfilRedemption } from '#app/services/fulfil-redemption.ts';
import { releaseRedemption } from '#app/services/release-redemption.ts';

/** After so many tries nobody waits for the code any more, and its points go back. */
const ISSUE_ATTEMPTS_MAX = 3;

export async function advanceRedemption(shopDomain: string, id: string): Promise<void> {
  const [redemption, shop] = await Promise.all([findRedemption(shopDomain, id), findShop(shopDomain)]);
  if (!redemption || !shop) return;
  try {
    if (redemption.state === 'releasing') {
      await releaseRedemption(shopDomain, id, 'failed');
    } else if (redemption.state === 'issued' && redemption.endsAt <= now()) {
      await releaseRedemption(shopDomain, id, 'unused');
    } else if (redemption.state === 'reserved') {
      const customerId = await findCustomerId(shopDomain, redemption.memberId);
      const givenUp = redemption.attempts > ISSUE_ATTEMPTS_MAX || redemption.endsAt <= now();
      // Value that may have been given is not given up before its attempt is known to have failed.
      const open = redemption.effectAt !== null;
      if (!open && (givenUp || !customerId)) await releaseRedemption(shopDomain, id, 'failed');
      else await fulfilRedemption(redemption, customerId ?? '', shop);
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'unknown';
    log.warn({ shop: shopDomain, redemption: id, problem }, 'redemption waits');
    const wait = Math.min(600_000, 5_000 * 2 ** Math.min(redemption.attempts, 7));
    await transaction((tx) =>
      updateRedemption(tx, redemption, {
        lastError: problem.slice(0, 500),
        nextAttemptAt: new Date(Date.now() + wait),
      }),
    );
  }
}
