/** Staff say that they have sent a person her file. */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { markPersonFileSent } from '#app/db/privacy-requests.ts';

export async function sendPersonFile(command: {
  shop: string;
  body: unknown;
  actor: string;
}): Promise<Result<{ state: 'sent' }>> {
  const id = (command.body as { id?: unknown } | null)?.id;
  if (typeof id !== 'string' || id.length > 200) return rejected('request-invalid');
  const marked = await markPersonFileSent(command.shop, id, command.actor, now());
  return marked ? ok({ state: 'sent' }) : rejected('event-unknown');
}
