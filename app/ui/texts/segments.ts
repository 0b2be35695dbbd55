/** What segments are called that every shop has: levels, alike in all languages, and groups by last order, number and money. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en: Record<string, string> = {
  'top-vip': 'TOP VIP',
  vip: 'VIP',
  premium: 'Premium',
  'rfm-champions': 'Champions',
  'rfm-loyal': 'Loyal customers',
  'rfm-active': 'Active customers',
  'rfm-new': 'New customers',
  'rfm-promising': 'Promising',
  'rfm-needs-attention': 'Need attention',
  'rfm-previously-loyal': 'Loyal before',
  'rfm-at-risk': 'At risk',
  'rfm-almost-lost': 'Almost lost',
  'rfm-dormant': 'Dormant',
};

const de: typeof en = {
  'top-vip': 'TOP VIP',
  vip: 'VIP',
  premium: 'Premium',
  'rfm-champions': 'Beste Kunden',
  'rfm-loyal': 'Treue Kunden',
  'rfm-active': 'Aktive Kunden',
  'rfm-new': 'Neue Kunden',
  'rfm-promising': 'Vielversprechende',
  'rfm-needs-attention': 'Brauchen Aufmerksamkeit',
  'rfm-previously-loyal': 'Früher treu',
  'rfm-at-risk': 'Gefährdet',
  'rfm-almost-lost': 'Fast verloren',
  'rfm-dormant': 'Eingeschlafen',
};

export const segmentTexts: Localized<Record<string, string>> = { en, de };
