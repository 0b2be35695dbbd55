/** The second step of a redemption: its code comes into being at Shopify, or its points go back. */
import { now } from '#app/clock.ts';
import { formatMinor, currencyExponent } from '#app/core/money.ts';
import { minorOf } from '#app/core/earning/award.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';
import { type CodeReward, minimumOf } from '#app/core/program/rewards.ts';
import { languageOf } from '#app/core/rejection.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { listVersions } from '#app/db/programs.ts';
import { findRedemption, type Redemption, updateRedemption } from '#app/db/redemptions.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { releaseRedemption } from '#app/services/release-redemption.ts';
import { type AdminAccess, ShopifyError } from '#app/shopify/admin-client.ts';
import { type CodeOrder, type CodeOutcome, createCode, deactivateCode } from '#app/shopify/discount-codes.ts';
import { readVariantPrice } from '#app/shopify/read-variant.ts';

const RETRY_MS = 5_000;

type CodeRedemption = Redemption & { reward: CodeReward };

/** Rejections: `redemption-refused` when Shopify said no (points are back), `redemption-delayed` when it is silent. */
export async function issueCode(
  redemption: CodeRedemption,
  customerId: string,
  shop: Pick<ShopRow, 'currency' | 'locale'>,
): Promise<Result<null>> {
  try {
    const collections = await collectionsOf(redemption);
    const outcome = await withAccess(redemption.shop, async (access): Promise<CodeOutcome> => {
      const effect = await effectOf(access, redemption.reward, shop.currency);
      if (!effect) return { created: false, message: 'the product is not for sale' };
      return createCode(access, codeOrder({ redemption, customerId, shop, collections, effect }));
    });
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

function codeOrder(given: {
  redemption: CodeRedemption;
  customerId: string;
  shop: Pick<ShopRow, 'currency' | 'locale'>;
  collections: string[] | null;
  effect: CodeOrder['effect'];
}): CodeOrder {
  const { redemption, customerId, shop, collections, effect } = given;
  const { reward } = redemption;
  const minimum = minimumOf(reward);
  return {
    code: redemption.code,
    title: discountTitle(redemption, shop),
    customerId,
    // Shopify compares with its own clock; an hour's margin keeps a new code from starting in the future.
    startsAt: new Date(redemption.createdAt.getTime() - 3_600_000).toISOString(),
    endsAt: redemption.endsAt.toISOString(),
    minimumSubtotal: minimum ? decimal(minimum, shop.currency) : null,
    combinesWith: reward.combinesWith,
    collections,
    effect,
  };
}

/** What the merchant reads in Shopify's list of discounts: the reward and its code, nothing about the person. */
function discountTitle({ reward, code }: Redemption, shop: Pick<ShopRow, 'currency' | 'locale'>): string {
  const titles = { ...titleOf(reward, shop.currency), ...reward.title };
  return `${titles[languageOf(shop.locale)] ?? reward.id} · ${code}`;
}

/** Undefined when the product that the code should pay for cannot be bought. @throws ShopifyError */
async function effectOf(
  access: AdminAccess,
  reward: CodeReward,
  currency: string,
): Promise<CodeOrder['effect'] | undefined> {
  switch (reward.kind) {
    case 'amountOff':
      return { kind: 'amountOff', amount: decimal(reward.amount, currency) };
    case 'percentOff':
      return { kind: 'percentOff', percent: reward.percent };
    case 'freeShipping':
      return { kind: 'freeShipping' };
    case 'product': {
      const [variantId] = reward.variantIds;
      const amount = variantId && (await readVariantPrice(access, variantId));
      return amount && Number(amount) > 0 ? { kind: 'product', variantId, amount } : undefined;
    }
  }
}

function decimal(amount: string, currency: string): string {
  return formatMinor(minorOf(amount, currency), currencyExponent(currency));
}
