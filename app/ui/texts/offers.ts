/** Words for how Shopify gives offers, and what they did. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Offers at Shopify',
  code: (code: string) => `Code ${code}`,
  unused: 'No order has used it yet.',
  used: (count: number, orders: string, total: string, off: string) =>
    count === 1
      ? `1 order used it: ${total} in sales, ${off} off.`
      : `${orders} orders used it: ${total} in sales, ${off} off.`,
  off: 'Ended in Shopify’s discounts. Withdraw it here and make it again, or switch the discount on there.',
  refused: 'Shopify refused this offer:',
  state: {
    begun: 'On its way',
    given: 'Given',
    off: 'Switched off',
    refused: 'Refused',
    ending: 'Being ended',
    ended: 'Ended',
  },
  open: (offer: string) => `Open discount in Shopify – ${offer}`,
  openShort: 'Open discount in Shopify',
  problem: 'The offers could not be brought to Shopify yet. The app tries again by itself.',
};

const de: typeof en = {
  title: 'Angebote bei Shopify',
  code: (code) => `Code ${code}`,
  unused: 'Noch keine Bestellung hat es genutzt.',
  used: (count, orders, total, off) =>
    count === 1
      ? `1 Bestellung hat es genutzt: ${total} Umsatz, ${off} Rabatt.`
      : `${orders} Bestellungen haben es genutzt: ${total} Umsatz, ${off} Rabatt.`,
  off: 'In den Rabatten von Shopify beendet. Ziehen Sie es hier zurück und machen Sie es neu, oder schalten Sie den Rabatt dort ein.',
  refused: 'Shopify hat dieses Angebot abgelehnt:',
  state: {
    begun: 'Unterwegs',
    given: 'Gegeben',
    off: 'Ausgeschaltet',
    refused: 'Abgelehnt',
    ending: 'Wird beendet',
    ended: 'Beendet',
  },
  open: (offer) => `Rabatt in Shopify öffnen – ${offer}`,
  openShort: 'Rabatt in Shopify öffnen',
  problem:
    'Die Angebote konnten noch nicht zu Shopify gebracht werden. Die App versucht es von selbst erneut.',
};

export const offersTexts: Localized<typeof en> = { en, de };
