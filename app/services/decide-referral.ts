/** Staff let a referral go, refuse it, or take their word back: then the checks decide again. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { changeReferral, findReferral } from '#app/db/referrals.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { advanceReferral } from '#app/services/advance-referrals.ts';

const bodySchema = z.strictObject({
  id: z.string().regex(/^[\w-]{22}$/),
  decision: z.enum(['approved', 'refused']).nullable(),
});

/** Rejections: `request-invalid`; `referral-unknown`; `referral-too-early` while no order of the friend's is known. */
export async function decideReferral(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<null>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const { shop, actor } = command;
  const { id, decision } = parsed.data;
  const at = now();
  const decided = await transaction(async (tx): Promise<Result<null>> => {
    const referral = await findReferral(shop, id, tx);
    if (!referral) return rejected('referral-unknown');
    if (referral.orderId === null) return rejected('referral-too-early');
    if (referral.decision === decision) return ok(null);
    const change = {
      decision,
      decidedBy: decision === null ? null : actor,
      decidedAt: decision === null ? null : at,
      dueAt: at,
    };
    if (!(await changeReferral(tx, referral, change))) return rejected('referral-changed');
    const data = { decision: decision ?? 'undone' };
    await noteDeed(tx, { shop, actor, deed: 'referral-decided', subject: `referral:${id}`, data }, at);
    return ok(null);
  });
  if (!decided.ok) return decided;
  // At once, so that she who decides sees what follows; if it fails, the background does it.
  await advanceReferral(shop, id).catch(() => undefined);
  return ok(null);
}
