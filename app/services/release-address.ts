/** Staff let an address take mail again, since they know better than the provider did. A consent that was withdrawn stays withdrawn. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { unsuppress } from '#app/db/mail-suppressions.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

const bodySchema = z.strictObject({ contactHash: z.string().regex(/^[\w-]{1,100}$/) });

/** Again it changes nothing. */
export async function releaseAddress(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ released: boolean }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const { shop, actor } = command;
  const released = await transaction(async (tx) => {
    const known = await unsuppress(tx, shop, parsed.data.contactHash);
    if (!known) return false;
    const subject = known.memberId === null ? {} : { subject: `member:${known.memberId}` };
    const data = { because: known.because };
    await noteDeed(tx, { shop, actor, deed: 'address-released', ...subject, data }, now());
    return true;
  });
  return ok({ released });
}
