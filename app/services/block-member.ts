/**
 * Staff keep a member from earning and redeeming, or let her again. Her points stay, and what came before stays earned; codes that
 * no order has used yet are given back. Her history says since when and why.
 */
import { now } from '#app/clock.ts';
import { BLOCK_REASONS } from '#app/core/team/block-reasons.ts';
import { isValue } from '#app/core/program/rewards.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findMember, setBlocked } from '#app/db/member-state.ts';
import { listOpen } from '#app/db/redemptions.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { recordFacts } from '#app/services/record-facts.ts';
import { releaseRedemption } from '#app/services/release-redemption.ts';

export type BlockCommand = {
  shop: string;
  actor: string;
  memberId: number;
  /** Null lets her again. */
  reason: string | null;
};

export async function blockMember(command: BlockCommand): Promise<Result<null>> {
  const { shop, actor, memberId } = command;
  const reason = BLOCK_REASONS.find((one) => one === command.reason) ?? null;
  if (command.reason !== null && reason === null) return rejected('reason-invalid');
  const at = now();
  const open = await transaction(async (tx) => {
    const row = await findShop(shop, tx);
    const member = await findMember(tx, shop, memberId);
    if (!row || !member || member.isGone) return undefined;
    if ((member.blockedAt !== null) === (reason !== null)) return [];
    const change =
      reason === null ? ({ kind: 'unblocked' } as const) : ({ kind: 'blocked', reason } as const);
    const id = `staff:${memberId}:${change.kind}:${at.getTime()}`;
    await recordFacts(tx, row, [{ type: 'change', id, memberId, at, actor, change }], at, {
      memberIds: [memberId],
      write: () => setBlocked(tx, shop, memberId, reason === null ? null : at),
    });
    const deed = reason === null ? 'member-unblocked' : 'member-blocked';
    await noteDeed(tx, { shop, actor, deed, subject: `member:${memberId}`, data: { reason } }, at);
    return reason === null ? [] : listOpen(shop, memberId, tx);
  });
  if (!open) return rejected('member-unknown');
  for (const redemption of open) {
    if (isValue(redemption.reward)) continue;
    await releaseRedemption(shop, redemption.id, 'undone').catch((error: unknown) =>
      // The return is under way: the background finishes it.
      log.warn(
        { shop, redemption: redemption.id, problem: messageOf(error) },
        'a code of a blocked member waits',
      ),
    );
  }
  return ok(null);
}
