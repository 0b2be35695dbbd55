/** The second step of a redemption, by the kind of its reward: a code comes into being, or value is given. */
import { isValue } from '#app/core/program/rewards.ts';
import type { Result } from '#app/core/result.ts';
import type { Redemption } from '#app/db/redemptions.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { giveValue } from '#app/services/give-value.ts';
import { issueCode } from '#app/services/issue-code.ts';

export async function fulfilRedemption(
  redemption: Redemption,
  customerId: string,
  shop: Pick<ShopRow, 'currency' | 'locale'>,
): Promise<Result<null>> {
  const { reward } = redemption;
  return isValue(reward)
    ? giveValue({ ...redemption, reward }, customerId, shop.currency)
    : issueCode({ ...redemption, reward }, customerId, shop);
}
