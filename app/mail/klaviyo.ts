/**
 * Tells Klaviyo of an event (its Events API, `POST /api/events`). Of events with one `unique_id` Klaviyo keeps the first, so that
 * telling it again does no harm: whatever has no answer is tried again.
 */
import { env } from '#app/env.server.ts';
import type { SendOutcome } from '#app/mail/send-smtp.ts';

export type KlaviyoEvent = {
  id: string;
  /** The metric's name: what flows at Klaviyo begin with. */
  name: string;
  email: string;
  properties: Record<string, unknown>;
};

const REVISION = '2026-04-15';
const TIMEOUT_MS = 15_000;

export async function tellKlaviyo(key: string, event: KlaviyoEvent): Promise<SendOutcome> {
  try {
    const response = await fetch(`${env().TREUWERK_KLAVIYO_URL}/api/events`, {
      method: 'POST',
      headers: {
        Authorization: `Klaviyo-API-Key ${key}`,
        Accept: 'application/vnd.api+json',
        'Content-Type': 'application/vnd.api+json',
        revision: REVISION,
      },
      body: JSON.stringify({ data: { type: 'event', attributes: attributesOf(event) } }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return { kind: 'sent' };
    const message = `Klaviyo answered ${response.status}`;
    // A key that is not good (any more) is the shop's to mend; the event can wait for that.
    const wrong = response.status === 400 || response.status === 409 || response.status === 422;
    return wrong ? { kind: 'refused', bounced: false, message } : { kind: 'delayed', message };
  } catch (error) {
    return { kind: 'delayed', message: error instanceof Error ? error.message : String(error) };
  }
}

function attributesOf({ id, name, email, properties }: KlaviyoEvent): object {
  return {
    unique_id: id,
    properties,
    metric: { data: { type: 'metric', attributes: { name } } },
    profile: { data: { type: 'profile', attributes: { email } } },
  };
}
