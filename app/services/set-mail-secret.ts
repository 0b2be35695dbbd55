/** Keeps what opens the shop's mail server or its Klaviyo account: sealed, and never shown again. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { saveSecret } from '#app/db/mail-consents.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { seal } from '#app/db/token-cipher.ts';
import { transaction } from '#app/db/transaction.ts';
import { secretPlace } from '#app/services/mail-way.ts';

const bodySchema = z.strictObject({
  kind: z.enum(['smtp', 'klaviyo']),
  /** Null takes it away. */
  value: z.string().min(1).max(500).nullable(),
});

export async function setMailSecret(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ set: boolean }>> {
  const body = bodySchema.safeParse(command.body);
  if (!body.success) return rejected('request-invalid');
  const { kind, value } = body.data;
  const { shop, actor } = command;
  await transaction(async (tx) => {
    await saveSecret(tx, shop, kind, value === null ? null : seal(value, secretPlace(shop, kind)));
    await noteDeed(tx, { shop, actor, deed: 'mail-secret-changed', data: { kind } }, now());
  });
  return ok({ set: value !== null });
}
