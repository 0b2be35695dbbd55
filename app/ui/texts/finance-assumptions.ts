/** What the provision assumes, in both languages: the report goes to people who may not read the merchant's. */
import type { Language } from '#app/core/rejection.ts';

export type AssumptionFacts = {
  date: string;
  zone: string;
  entries: string;
  /** "500 points" and "5.00 €"; null while points have no price. */
  value: { points: string; money: string; version: string } | null;
  breakage: { share: string; low: string; high: string; members: string } | null;
  horizon: number;
  debt: string;
  membersOwing: string;
};

export const assumptions: Record<Language, (facts: AssumptionFacts) => string[]> = {
  en: (facts) => [
    `Points: all that were pending, available or set aside at the end of ${facts.date} (time zone ${facts.zone}), summed from the ${facts.entries} entries of the append-only ledger that were recorded by then. Later entries change nothing in this report.`,
    facts.value
      ? `Value: ${facts.value.points} = ${facts.value.money}, the cheapest amount off in version ${facts.value.version} of the program, published by that day. It is the discount that members get, including any tax in the shop's prices, and not the cost of the goods.`
      : 'Value: none; the program offered no amount off, so points had no price.',
    facts.breakage
      ? `Breakage: ${facts.breakage.share}, from the shop's own history: points given at least ${facts.horizon} months before and neither taken back nor redeemed, as a share over ${facts.breakage.members} members (95 % interval ${facts.breakage.low} to ${facts.breakage.high}). One share for all ages.`
      : `Breakage: 0 %. The shop's own history of points given at least ${facts.horizon} months before is too short for a share.`,
    `Debts: ${facts.debt} points owed by ${facts.membersOwing} members are stated separately and not set off.`,
    'Age: counted from the day on which the points were earned. Amounts are not discounted; whether § 253 (2) HGB asks for it depends on the expected time to redemption, which the ages help to judge.',
    'A provision for uncertain liabilities (§ 249 (1) HGB) and a revenue deferral (IFRS 15.B39 to B43) are alternatives for the same points. The choice is for the accounts’ preparer; this report is a basis and no advice.',
  ],
  de: (facts) => [
    `Punkte: alle, die am Ende des ${facts.date} (Zeitzone ${facts.zone}) in Wartezeit, verfügbar oder zurückgelegt waren, summiert aus den ${facts.entries} bis dahin erfassten Buchungen des Punktebuchs, das nur ergänzt und nie geändert wird. Spätere Buchungen ändern an diesem Bericht nichts.`,
    facts.value
      ? `Wert: ${facts.value.points} = ${facts.value.money}, der günstigste Betragsrabatt in der bis zu diesem Tag veröffentlichten Version ${facts.value.version} des Programms. Es ist der Rabatt, den Mitglieder erhalten, samt der in den Preisen enthaltenen Steuer, und nicht der Einstand der Ware.`
      : 'Wert: keiner; das Programm bot keinen Betragsrabatt, also hatten Punkte keinen Preis.',
    facts.breakage
      ? `Nicht eingelöste Punkte (Breakage): ${facts.breakage.share}, aus der eigenen Vergangenheit des Shops: vor mindestens ${facts.horizon} Monaten vergeben und weder zurückgenommen noch eingelöst, als Anteil über ${facts.breakage.members} Mitglieder (95-%-Intervall ${facts.breakage.low} bis ${facts.breakage.high}). Ein Anteil für alle Alter.`
      : `Nicht eingelöste Punkte (Breakage): 0 %. Die eigene Vergangenheit des Shops mit Punkten, die vor mindestens ${facts.horizon} Monaten vergeben wurden, ist für einen Anteil zu kurz.`,
    `Schulden: ${facts.debt} von ${facts.membersOwing} Mitgliedern geschuldete Punkte sind getrennt ausgewiesen und nicht verrechnet.`,
    'Alter: gezählt ab dem Tag, an dem die Punkte gesammelt wurden. Die Beträge sind nicht abgezinst; ob § 253 Abs. 2 HGB das verlangt, hängt von der erwarteten Zeit bis zur Einlösung ab, für die das Alter ein Anhalt ist.',
    'Rückstellung für ungewisse Verbindlichkeiten (§ 249 Abs. 1 HGB) und Umsatzabgrenzung (IFRS 15.B39 bis B43) sind Alternativen für dieselben Punkte. Die Wahl trifft, wer den Abschluss aufstellt; dieser Bericht ist eine Grundlage und keine Beratung.',
  ],
};
