/** Words for how Shopify gives the perks of tiers. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Perks of tiers at Shopify',
  percent: (tier: string, share: string) => `${tier}: ${share} off`,
  shipping: (tier: string) => `${tier}: free shipping`,
  shippingFrom: (tier: string, from: string) => `${tier}: free shipping from ${from}`,
  byFunction: 'Given by Shopify in cart and checkout.',
  bySegment: (segment: string) =>
    `Given by a discount of Shopify’s own for the customer segment “${segment}”.`,
  off: 'Switched off in Shopify’s discounts. Switch the discount on there to give the perk again.',
  refused: 'Shopify refused this perk:',
  refusedHelp:
    'Remove the reason in Shopify (often there are too many active automatic discounts), then publish the program again.',
  state: { given: 'Given', off: 'Switched off', refused: 'Refused' },
  open: (perk: string) => `Open discount in Shopify – ${perk}`,
  openShort: 'Open discount in Shopify',
  noFunction:
    'Shopify runs no function of this app for your shop, so the app made customer segments and discounts in its stead. Leave them to the app: it changes and removes them with the program.',
  segmentsDiffer:
    'Shopify keeps the segments, so a new tier may count a little later. Goods bought by subscription are left out.',
  shopifySays: (words: string) => `Shopify says: ${words}`,
  problem: 'The perks could not be brought to Shopify yet. The app tries again by itself.',
};

const de: typeof en = {
  title: 'Vorteile der Stufen bei Shopify',
  percent: (tier, share) => `${tier}: ${share} Rabatt`,
  shipping: (tier) => `${tier}: Gratisversand`,
  shippingFrom: (tier, from) => `${tier}: Gratisversand ab ${from}`,
  byFunction: 'Shopify gewährt das in Warenkorb und Checkout.',
  bySegment: (segment) => `Gewährt durch einen Shopify-eigenen Rabatt für das Kundensegment „${segment}“.`,
  off: 'In den Rabatten von Shopify ausgeschaltet. Schalten Sie den Rabatt dort ein, um den Vorteil wieder zu gewähren.',
  refused: 'Shopify hat diesen Vorteil abgelehnt:',
  refusedHelp:
    'Beheben Sie den Grund in Shopify (oft sind zu viele automatische Rabatte aktiv) und veröffentlichen Sie das Programm erneut.',
  state: { given: 'Gewährt', off: 'Ausgeschaltet', refused: 'Abgelehnt' },
  open: (perk) => `Rabatt in Shopify öffnen – ${perk}`,
  openShort: 'Rabatt in Shopify öffnen',
  noFunction:
    'Shopify führt für Ihren Shop keine Funktion dieser App aus. Deshalb hat die App Kundensegmente und Rabatte angelegt. Überlassen Sie sie der App: Sie ändert und entfernt sie mit dem Programm.',
  segmentsDiffer:
    'Shopify führt die Segmente, eine neue Stufe zählt deshalb manchmal etwas später. Waren im Abonnement sind ausgenommen.',
  shopifySays: (words) => `Shopify sagt: ${words}`,
  problem:
    'Die Vorteile konnten noch nicht zu Shopify gebracht werden. Die App versucht es von selbst erneut.',
};

export const perksTexts: Localized<typeof en> = { en, de };
