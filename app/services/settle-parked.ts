/** Staff have looked at Shopify and say of a parked redemption whether its value was given. */
import { now } from '#app/clock.ts';
import { isValue } from '#app/core/program/rewards.ts';
import { PARKED } from '#app/core/redemption/credit-mark.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findRedemption } from '#app/db/redemptions.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';
import { captureValue } from '#app/services/capture-value.ts';
import { releaseRedemption } from '#app/services/release-redemption.ts';

export async function settleParked(command: {
  shop: string;
  memberId: bigint;
  redemptionId: string;
  given: boolean;
  actor: string;
}): Promise<Result<null>> {
  const { shop, redemptionId, given, actor } = command;
  const redemption = await findRedemption(shop, redemptionId);
  if (!redemption || BigInt(redemption.memberId) !== command.memberId) return rejected('redemption-unknown');
  if (!isValue(redemption.reward)) return rejected('redemption-unknown');
  if (redemption.state !== 'reserved') return ok(null);
  if (redemption.lastError !== PARKED) return rejected('redemption-delayed');
  log.warn({ shop, redemption: redemptionId, given, actor }, 'staff settled a parked redemption');
  const deed = {
    shop,
    actor,
    deed: 'redemption-settled',
    subject: `member:${redemption.memberId}`,
    data: { given },
  } as const;
  await transaction((tx) => noteDeed(tx, deed, now()));
  if (given) await captureValue(shop, redemptionId, null);
  else await releaseRedemption(shop, redemptionId, 'failed');
  return ok(null);
}
