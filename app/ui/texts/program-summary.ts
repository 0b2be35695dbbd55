/** The program in plain sentences, as a merchant would tell a colleague. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  points: (count: number, formatted: string) => (count === 1 ? '1 point' : `${formatted} points`),
  noEarning: 'Orders give no points.',
  earning: (points: string, amount: string, example: string, result: string) =>
    `An order gives ${points} for every ${amount} of goods. The whole order counts and is rounded down once: ${example} give ${result}.`,
  basis: {
    neither: 'Tax and shipping do not count.',
    tax: 'Tax counts, shipping does not.',
    shipping: 'Shipping counts, tax does not.',
    both: 'Tax and shipping count.',
  },
  noHold: 'Points can be used as soon as the order is paid.',
  holdPaid: (days: string) => `Points can be used ${days} after the order was paid.`,
  holdFulfilled: (days: string) => `Points can be used ${days} after the order was fulfilled.`,
  holdDelivered: (days: string) => `Points can be used ${days} after the parcel arrived.`,
  days: (count: number, formatted: string) => (count === 1 ? '1 day' : `${formatted} days`),
  months: (count: number, formatted: string) => (count === 1 ? '1 month' : `${formatted} months`),
  neverExpire: 'They do not expire.',
  expire: (span: string) => `They expire ${span} after they can be used.`,
  expireInactive: (span: string) => `They expire when a member has earned nothing for ${span}.`,
  expireOn: (day: string, month: string) => `They expire once a year, on day ${day} of month ${month}.`,
  noRewards: 'There is no reward yet: points buy nothing.',
  amountOff: (amount: string) => `${amount} off`,
  percentOff: (percent: string) => `${percent} off`,
  freeShipping: 'free shipping',
  product: 'a free product',
  storeCredit: (amount: string) => `${amount} store credit`,
  giftCard: (amount: string) => `a gift card of ${amount}`,
  reward: (points: string, what: string) => `${points} buy ${what}`,
  minimum: (amount: string) => ` on orders from ${amount}`,
  reach: (amount: string) => `; reached after spending ${amount}`,
  back: (share: string) => `, which gives ${share} back`,
  code: (days: string) => `An unused code ends after ${days}, and its points return.`,
};

const de: typeof en = {
  points: (count, formatted) => (count === 1 ? '1 Punkt' : `${formatted} Punkte`),
  noEarning: 'Bestellungen bringen keine Punkte.',
  earning: (points, amount, example, result) =>
    `Eine Bestellung bringt ${points} je ${amount} Warenwert. Gerechnet wird die ganze Bestellung, einmal abgerundet: ${example} bringen ${result}.`,
  basis: {
    neither: 'Steuer und Versand zählen nicht.',
    tax: 'Steuer zählt, Versand nicht.',
    shipping: 'Versand zählt, Steuer nicht.',
    both: 'Steuer und Versand zählen.',
  },
  noHold: 'Punkte sind einlösbar, sobald die Bestellung bezahlt ist.',
  holdPaid: (days) => `Punkte sind ${days} nach der Bezahlung einlösbar.`,
  holdFulfilled: (days) => `Punkte sind ${days} nach dem Versand einlösbar.`,
  holdDelivered: (days) => `Punkte sind ${days} nach der Zustellung einlösbar.`,
  days: (count, formatted) => (count === 1 ? '1 Tag' : `${formatted} Tage`),
  months: (count, formatted) => (count === 1 ? '1 Monat' : `${formatted} Monate`),
  neverExpire: 'Sie verfallen nicht.',
  expire: (span) => `Sie verfallen ${span}, nachdem sie einlösbar wurden.`,
  expireInactive: (span) => `Sie verfallen, wenn ein Mitglied ${span} lang nichts gesammelt hat.`,
  expireOn: (day, month) => `Sie verfallen einmal im Jahr, am ${day}.${month}.`,
  noRewards: 'Noch gibt es keine Prämie: Für Punkte gibt es nichts.',
  amountOff: (amount) => `${amount} Rabatt`,
  percentOff: (percent) => `${percent} Rabatt`,
  freeShipping: 'Gratisversand',
  product: 'ein Gratisprodukt',
  storeCredit: (amount) => `${amount} Guthaben`,
  giftCard: (amount) => `eine Gutscheinkarte über ${amount}`,
  reward: (points, what) => `${points} bringen ${what}`,
  minimum: (amount) => ` ab ${amount} Bestellwert`,
  reach: (amount) => `; erreicht nach einem Einkauf von ${amount}`,
  back: (share) => `, das sind ${share} zurück`,
  code: (days) => `Ein Code gilt ${days}; bleibt er ungenutzt, kehren seine Punkte zurück.`,
};

export const programSummaryTexts: Localized<typeof en> = { en, de };
export type ProgramSummaryTexts = typeof en;
