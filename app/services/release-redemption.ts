/**
 * Gives a redemption's points back: first the code is made unusable and the orders are searched for it, then the
 * points return to the lots they came from. Every step can be repeated; a crash in between is taken up again.
 */
import { now } from '#app/clock.ts';
import { invariant } from '#app/core/invariant.ts';
import { redemptionSource, releasePoints } from '#app/core/ledger/redeem-points.ts';
import { isValue } from '#app/core/program/rewards.ts';
import { appendBooks, openBooks, record } from '#app/db/books.ts';
import { markStandingsStale } from '#app/db/members.ts';
import {
  findRedemption,
  type Redemption,
  type RedemptionState,
  updateRedemption,
} from '#app/db/redemptions.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { reconcileOrders } from '#app/services/reconcile-orders.ts';
import { deactivateCode, findCode } from '#app/shopify/discount-codes.ts';
import { findOrdersWithCode, readOrder } from '#app/shopify/read-order.ts';

export type ReleaseReason = 'refused' | 'undone' | 'unused' | 'failed';

/** @returns the state reached. @throws ShopifyError when Shopify does not answer; the release goes on later. */
export async function releaseRedemption(
  shop: string,
  id: string,
  reason: ReleaseReason,
): Promise<RedemptionState> {
  const redemption = await beginRelease(shop, id, reason);
  if (redemption.state !== 'releasing') return redemption.state;
  // Value is released only once it is sure that none was given: there is nothing to make unusable.
  if (!isValue(redemption.reward)) {
    await makeUnusable(redemption);
    await bookOrdersThatUsedIt(redemption);
  }
  return endRelease(shop, id);
}

async function beginRelease(shop: string, id: string, reason: ReleaseReason): Promise<Redemption> {
  return transaction(async (tx) => {
    const redemption = await findRedemption(shop, id, tx);
    invariant(redemption, `redemption ${id} exists`);
    if (redemption.state !== 'reserved' && redemption.state !== 'issued') return redemption;
    const nextAttemptAt = new Date(Date.now() + 30_000);
    await updateRedemption(tx, redemption, { state: 'releasing', releaseReason: reason, nextAttemptAt });
    await markStandingsStale(tx, shop, [redemption.memberId]);
    return { ...redemption, state: 'releasing', releaseReason: reason };
  });
}

async function makeUnusable(redemption: Redemption): Promise<void> {
  await withAccess(redemption.shop, async (access) => {
    const discountId = redemption.discountId ?? (await findCode(access, redemption.code))?.id;
    if (discountId) await deactivateCode(access, discountId);
  });
}

async function bookOrdersThatUsedIt(redemption: Redemption): Promise<void> {
  const { shop } = redemption;
  const triggeredAt = now();
  const orders = await withAccess(shop, async (access) => {
    const ids = await findOrdersWithCode(access, redemption.code);
    return Promise.all(ids.map((orderId) => readOrder(access, orderId)));
  });
  const inputs = orders.flatMap((order) => (order ? [{ ...order, triggeredAt, read: true }] : []));
  if (inputs.length === 0) return;
  await transaction(async (tx) => {
    const row = await findShop(shop, tx);
    if (row) await reconcileOrders(tx, row, inputs, now());
  });
}

async function endRelease(shop: string, id: string): Promise<RedemptionState> {
  const at = now();
  return transaction(async (tx) => {
    const before = await findRedemption(shop, id);
    invariant(before, `redemption ${id} exists`);
    const source = redemptionSource(id);
    const books = (await openBooks(tx, shop, [before.memberId], at, { redemptions: [source] })).get(
      before.memberId,
    );
    const redemption = await findRedemption(shop, id, tx);
    invariant(books && redemption, `redemption ${id} has a member`);
    if (redemption.state !== 'releasing') return redemption.state;
    const booking = releasePoints(
      books.state,
      { id, reason: redemption.releaseReason ?? 'unused' },
      {
        key: `${source}:release`,
        inputHash: redemption.inputHash,
        now: at.getTime(),
        occurredAt: at.getTime(),
        actor: 'treuwerk',
        programVersion: redemption.programVersion,
      },
    );
    record(books, booking);
    await appendBooks(tx, shop, [books], at);
    const released = redemption.points - redemption.captured;
    await updateRedemption(tx, redemption, {
      state: 'released',
      released,
      resolvedAt: at,
      nextAttemptAt: null,
    });
    await markStandingsStale(tx, shop, [redemption.memberId]);
    return 'released';
  });
}
