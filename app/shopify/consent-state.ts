/** What Shopify's states of consent to mail mean here. */
import type { Consent } from '#app/core/mail/decide.ts';

/** In lower case, as in webhooks, or in capitals, as in the API. */
export function toConsent(state: string, optInLevel: string | null | undefined): Consent {
  switch (state.toLowerCase()) {
    case 'subscribed':
      return optInLevel?.toLowerCase() === 'confirmed_opt_in' ? 'confirmed' : 'single';
    case 'pending':
      return 'asked';
    case 'unsubscribed':
    case 'redacted':
      return 'withdrawn';
    default:
      return 'none';
  }
}
