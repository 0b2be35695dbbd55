/** Staff say that they have sent a person her file. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { markPersonFileSent } from '#app/db/privacy-requests.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

export async function sendPersonFile(command: {
  shop: string;
  body: unknown;
  actor: string;
}): Promise<Result<{ state: 'sent' }>> {
  const id = (command.body as { id?: unknown } | null)?.id;
  if (typeof id !== 'string' || id.length > 200) return rejected('request-invalid');
  const { shop, actor } = command;
  const marked = await markPersonFileSent(shop, id, actor, now());
  if (marked) await transaction((tx) => noteDeed(tx, { shop, actor, deed: 'person-file-sent' }, now()));
  return marked ? ok({ state: 'sent' }) : rejected('event-unknown');
}
