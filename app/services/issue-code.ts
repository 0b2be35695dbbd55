/** The second step of a redemption: its code comes into being at Shopify, or its points go back. */
import { now } from '#app/clock.ts';
import { formatMinor, currencyExponent } from '#app/core/money.ts';
import { minorOf } from '#app/core/earning/award.ts';
import type { Reward } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions } from '#app/db/programs.ts';
import { findRedemption, type Redemption, updateRedemption } from '#app/db/redemptions.ts';
import { transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { releaseRedemption } from '#app/services/release-redemption.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { type CodeOrder, createCode, deactivateCode } from '#app/shopify/discount-codes.ts';

const RETRY_MS = 5_000;

/** Rejections: `redemption-refused` when Shopify said no (points are back), `redemption-delayed` when it is silent. */
export async function issueCode(
  redemption: Redemption,
  customerId: string,
  currency: string,
): Promise<Result<null>> {
  try {
    const order = codeOrder(redemption, customerId, currency, await collectionsOf(redemption));
    const outcome = await withAccess(redemption.shop, (access) => createCode(access, order));
    if (outcome.created) return await markIssued(redemption, outcome.discountId);
    log.warn({ shop: redemption.shop, redemption: redemption.id, problem: outcome.message }, 'code refused');
    await releaseRedemption(redemption.shop, redemption.id, 'refused');
    return rejected('redemption-refused');
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    log.warn({ shop: redemption.shop, redemption: redemption.id, problem: error.message }, 'code delayed');
    const retryAt = new Date(Date.now() + RETRY_MS);
    await transaction((tx) =>
      updateRedemption(tx, redemption, { nextAttemptAt: retryAt, lastError: error.message.slice(0, 500) }),
    );
    return rejected('redemption-delayed');
  }
}

/** The redemption may have been released meanwhile: then the code just made must not stay usable. */
async function markIssued(redemption: Redemption, discountId: string): Promise<Result<null>> {
  const state = await transaction(async (tx) => {
    const current = await findRedemption(redemption.shop, redemption.id, tx);
    if (current?.state === 'reserved') {
      const issuedAt = now();
      await updateRedemption(tx, redemption, {
        state: 'issued',
        discountId,
        issuedAt,
        nextAttemptAt: new Date(),
      });
      await markStandingsStale(tx, redemption.shop, [redemption.memberId]);
      return 'issued';
    }
    if (current) await updateRedemption(tx, redemption, { discountId });
    return current?.state;
  });
  if (state === 'issued' || state === 'captured') return ok(null);
  await withAccess(redemption.shop, (access) => deactivateCode(access, discountId));
  return rejected('redemption-refused');
}

/** What the program of the redemption's day lets be paid with points; null for all goods. */
async function collectionsOf({ shop, programVersion }: Redemption): Promise<string[] | null> {
  const version = (await listVersions(shop)).find((one) => one.version === programVersion);
  return version?.config.redemption.onlyCollections ?? null;
}

function codeOrder(
  redemption: Redemption,
  customerId: string,
  currency: string,
  collections: string[] | null,
): CodeOrder {
  const { reward } = redemption;
  return {
    code: redemption.code,
    title: `Treuwerk ${redemption.code}`,
    customerId,
    // Shopify compares with its own clock; an hour's margin keeps a new code from starting in the future.
    startsAt: new Date(redemption.createdAt.getTime() - 3_600_000).toISOString(),
    endsAt: redemption.endsAt.toISOString(),
    minimumSubtotal: reward.minimumSubtotal ? decimal(reward.minimumSubtotal, currency) : null,
    combinesWith: reward.combinesWith,
    collections,
    effect: effectOf(reward, currency),
  };
}

function effectOf(reward: Reward, currency: string): CodeOrder['effect'] {
  switch (reward.kind) {
    case 'amountOff':
      return { kind: 'amountOff', amount: decimal(reward.amount, currency) };
    case 'percentOff':
      return { kind: 'percentOff', percent: reward.percent };
    case 'freeShipping':
      return { kind: 'freeShipping' };
  }
}

function decimal(amount: string, currency: string): string {
  return formatMinor(minorOf(amount, currency), currencyExponent(currency));
}
