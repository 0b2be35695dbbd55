/** Words around the preview of the storefront. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'What shoppers see',
  intro: 'With the words of your shop, as you type.',
  language: 'Language',
  tier: 'Seen by',
  guest: 'A guest',
  member: 'A member without a tier',
  memberOf: (tier: string) => `A member in ${tier}`,
  panel: 'Panel',
  product: (price: string) => `At a product for ${price}`,
  cart: (price: string) => `In a cart of ${price}`,
  tiers: 'Tier table',
  balance: (points: string) => `This example has ${points}.`,
  wrong: 'The preview shows the last state that could be read.',
};

const de: typeof en = {
  title: 'Was die Kundschaft sieht',
  intro: 'Mit den Worten Ihres Shops, während Sie tippen.',
  language: 'Sprache',
  tier: 'Gesehen von',
  guest: 'Einem Gast',
  member: 'Einem Mitglied ohne Stufe',
  memberOf: (tier) => `Einem Mitglied in ${tier}`,
  panel: 'Fenster',
  product: (price) => `Bei einem Produkt für ${price}`,
  cart: (price) => `In einem Warenkorb von ${price}`,
  tiers: 'Tabelle der Stufen',
  balance: (points) => `Dieses Beispiel hat ${points}.`,
  wrong: 'Die Vorschau zeigt den letzten lesbaren Stand.',
};

export const previewTexts: Localized<typeof en> = { en, de };
