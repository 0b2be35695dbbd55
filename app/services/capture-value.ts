/** Captures a redemption whose value has been given: no order will use it, so its points are used now. */
import { now } from '#app/clock.ts';
import { invariant } from '#app/core/invariant.ts';
import { capturePoints, redemptionSource } from '#app/core/ledger/redeem-points.ts';
import { appendBooks, openBooks, record } from '#app/db/books.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { findRedemption, updateRedemption } from '#app/db/redemptions.ts';
import { transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';

/** @param grantId what Shopify calls the credit or the gift card. */
export async function captureValue(shop: string, id: string, grantId: string | null): Promise<void> {
  const at = now();
  await transaction(async (tx) => {
    const before = await findRedemption(shop, id);
    invariant(before, `redemption ${id} exists`);
    const source = redemptionSource(id);
    const scope = { redemptions: [source] };
    const books = (await openBooks(tx, shop, [before.memberId], at, scope)).get(before.memberId);
    const redemption = await findRedemption(shop, id, tx);
    invariant(books && redemption, `redemption ${id} has a member`);
    if (redemption.state === 'captured') return;
    if (redemption.state !== 'reserved') {
      log.error({ shop, redemption: id, alarm: true }, 'a value was given whose points had returned');
      return;
    }
    const context = {
      key: `${source}:capture`,
      inputHash: redemption.inputHash,
      now: at.getTime(),
      occurredAt: at.getTime(),
      actor: 'treuwerk',
      programVersion: redemption.programVersion,
    };
    record(books, capturePoints(books.state, { id, unusedPoints: 0 }, context));
    await appendBooks(tx, shop, [books], at);
    await updateRedemption(tx, redemption, {
      state: 'captured',
      discountId: grantId,
      captured: redemption.points,
      released: 0,
      issuedAt: at,
      resolvedAt: at,
      nextAttemptAt: null,
      lastError: null,
    });
    await markStandingsStale(tx, shop, [redemption.memberId]);
  });
}
