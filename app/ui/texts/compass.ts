/** Words for the three Rs. */
import type { R } from '#app/core/growth/three-rs.ts';
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Retention, related sales, referrals',
  about: 'The last 90 days, worked out every night.',
  names: { retention: 'Retention', related: 'Related sales', referral: 'Referrals' } satisfies Record<
    R,
    string
  >,
  means: {
    retention: 'of the orders came from customers who had ordered before',
    related: 'of the orders held two different products or more',
    referral: 'of the new customers came by a recommendation',
  } satisfies Record<R, string>,
  before: (share: string) => `90 days before: ${share}`,
  goal: (share: string) => `Goal: ${share}`,
  goals: 'Set goals',
  fine: 'None of the three has fallen, and every goal is reached.',
  next: {
    retention:
      'Next: more customers have to come back. Switch on the journeys after delivery and for those whose rhythm is exceeded.',
    related: 'Next: more in a basket. Offer your best customers what goes with their purchase.',
    referral: 'Next: more recommendations. See what advocates and friends get, and where the link is shown.',
  } satisfies Record<R, string>,
  open: {
    retention: 'To the journeys',
    related: 'To the offers',
    referral: 'To the referrals',
  } satisfies Record<R, string>,
  settings: {
    title: 'Goals',
    about: 'Shares that you want to reach; Home compares with them.',
    fields: {
      retention: 'Orders of returning customers, in percent',
      related: 'Orders with several products, in percent',
      referral: 'New customers by recommendation, in percent',
    } satisfies Record<R, string>,
    wrong: 'Write a whole number from 1 to 100, or nothing.',
  },
};

const de: typeof en = {
  title: 'Wiederkommen, dazukaufen, weiterempfehlen',
  about: 'Die letzten 90 Tage, jede Nacht neu berechnet.',
  names: { retention: 'Wiederkommen', related: 'Dazukaufen', referral: 'Weiterempfehlen' },
  means: {
    retention: 'der Bestellungen kamen von Kunden, die schon bestellt hatten',
    related: 'der Bestellungen enthielten zwei verschiedene Produkte oder mehr',
    referral: 'der neuen Kunden kamen durch eine Empfehlung',
  },
  before: (share) => `90 Tage davor: ${share}`,
  goal: (share) => `Ziel: ${share}`,
  goals: 'Ziele setzen',
  fine: 'Keines der drei ist gefallen, und jedes Ziel ist erreicht.',
  next: {
    retention:
      'Als Nächstes: Mehr Kunden müssen wiederkommen. Schalten Sie die Strecken nach der Lieferung ein und die für alle, deren Rhythmus überschritten ist.',
    related: 'Als Nächstes: mehr im Korb. Bieten Sie Ihren besten Kunden an, was zu ihrem Kauf passt.',
    referral:
      'Als Nächstes: mehr Empfehlungen. Sehen Sie nach, was beide Seiten bekommen und wo der Link zu sehen ist.',
  },
  open: { retention: 'Zu den Strecken', related: 'Zu den Angeboten', referral: 'Zu den Empfehlungen' },
  settings: {
    title: 'Ziele',
    about: 'Anteile, die Sie erreichen wollen; die Startseite vergleicht damit.',
    fields: {
      retention: 'Bestellungen von Wiederkehrern, in Prozent',
      related: 'Bestellungen mit mehreren Produkten, in Prozent',
      referral: 'Neue Kunden durch Empfehlung, in Prozent',
    },
    wrong: 'Schreiben Sie eine ganze Zahl von 1 bis 100, oder nichts.',
  },
};

export const compassTexts: Localized<typeof en> = { en, de };
