/** The month's budget for goodwill: what those without a free hand give counts against it, under one lock per shop. */
import { dayOf } from '#app/core/calendar.ts';
import { monthOf } from '#app/core/finance/periods.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { takeGoodwill } from '#app/db/goodwill.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import type { Transaction } from '#app/db/transaction.ts';

export async function spendGoodwill(
  tx: Transaction,
  { shop, timezone }: { shop: string; timezone: string },
  points: number,
  at: Date,
): Promise<Result<null>> {
  const { goodwillPerMonth, goodwillAtOnce } = (await findSettings(shop, tx)).settings.team;
  if (goodwillAtOnce !== null && points > goodwillAtOnce)
    return rejected('goodwill-too-much', { most: goodwillAtOnce });
  const month = monthOf(dayOf(at.getTime(), timezone));
  const left = await takeGoodwill(tx, shop, month, points, goodwillPerMonth);
  return left === undefined ? ok(null) : rejected('goodwill-used-up', { left });
}
