/** Where a mail provider tells of bounces: staff make a new address, which ends the old one, keep what it signs with, or confirm Amazon's topic. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { saveSecret } from '#app/db/mail-consents.ts';
import {
  confirmTopic,
  findReportSource,
  renewReportSource,
  setReportProvider,
} from '#app/db/mail-reports.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { seal } from '#app/db/token-cipher.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { subscribeAtAmazon } from '#app/mail/report-signatures.ts';
import { secretPlace } from '#app/services/mail-way.ts';

const bodySchema = z.union([
  z.strictObject({ renew: z.literal(true) }),
  /** Null takes it away: its news come in unsigned again. */
  z.strictObject({
    provider: z.enum(['mailgun', 'sendgrid']),
    secret: z.string().trim().min(8).max(500).nullable(),
  }),
  /** The topic that staff saw when they said yes. */
  z.strictObject({ confirm: z.string().max(300) }),
]);

export async function setMailReports(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ done: true }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const body = parsed.data;
  const { shop, actor } = command;
  if ('confirm' in body && !(await subscribe(shop, body.confirm))) return rejected('topic-not-confirmed');
  await transaction(async (tx) => {
    const what = await change(tx, shop, body);
    await noteDeed(tx, { shop, actor, deed: 'mail-reports-changed', data: { what } }, now());
  });
  return ok({ done: true });
}

async function subscribe(shop: string, topic: string): Promise<boolean> {
  const source = await findReportSource(shop);
  if (!source?.askedUrl || source.askedTopic !== topic) return false;
  return subscribeAtAmazon(source.askedUrl).catch(() => false);
}

async function change(
  tx: Transaction,
  shop: string,
  body: z.infer<typeof bodySchema>,
): Promise<'renewed' | 'signed' | 'unsigned' | 'confirmed'> {
  if ('renew' in body) {
    await renewReportSource(tx, shop);
    return 'renewed';
  }
  if ('confirm' in body) {
    await confirmTopic(tx, shop, body.confirm);
    return 'confirmed';
  }
  const { provider, secret } = body;
  await saveSecret(tx, shop, 'bounces', secret === null ? null : seal(secret, secretPlace(shop, 'bounces')));
  await setReportProvider(tx, shop, secret === null ? null : provider);
  return secret === null ? 'unsigned' : 'signed';
}
