/** Staff ask for a person's file in her stead: it stands in Activity as soon as it is made. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findMember } from '#app/db/member-state.ts';
import { transaction } from '#app/db/transaction.ts';
import { openPrivacyRequest } from '#app/services/open-privacy-request.ts';

export async function askPersonFile(command: { shop: string; memberId: number }): Promise<Result<null>> {
  const { shop, memberId } = command;
  const at = now();
  return transaction(async (tx) => {
    const member = await findMember(tx, shop, memberId);
    if (!member || member.isGone || member.customerId === null) return rejected('member-unknown');
    const { customerId, email } = member;
    // One a day: whoever asks again the same day finds the same file.
    const requestId = `staff:${at.toISOString().slice(0, 10)}`;
    await openPrivacyRequest(
      tx,
      { shop, triggeredAt: at, deliveryId: requestId },
      { customerId, email, orderIds: [], requestId },
    );
    return ok(null);
  });
}
