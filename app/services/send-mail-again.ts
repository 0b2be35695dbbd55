/** A mail of which nobody knows whether it went out goes out once more because staff say so: once, and under the same `Message-ID`. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { waitAgain } from '#app/db/mail.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

const bodySchema = z.strictObject({ id: z.string().min(1).max(200) });

/** It is decided anew whether it may go. Rejections: `request-invalid`, `mail-not-in-doubt`. */
export async function sendMailAgain(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ waits: true }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const { shop, actor } = command;
  const { id } = parsed.data;
  const at = now();
  return transaction(async (tx) => {
    const waiting = await waitAgain(tx, shop, id, at);
    if (!waiting) return rejected('mail-not-in-doubt');
    const subject = waiting.memberId === null ? {} : { subject: `member:${waiting.memberId}` };
    await noteDeed(tx, { shop, actor, deed: 'mail-sent-again', ...subject, data: { mail: id } }, at);
    return ok({ waits: true as const });
  });
}
