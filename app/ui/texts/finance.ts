/** Words of the finance page. */
import type { CsvColumn } from '#app/presenters/present-finance-csv-types.ts';
import type { Localized } from '#app/ui/admin/context.tsx';
import { financeCsvGerman, financeCsvEnglish } from '#app/ui/texts/finance-csv.ts';

const en = {
  title: 'Finance',
  tabs: {
    liability: 'Liability',
    age: 'Age and breakage',
    deferral: 'Revenue deferral',
    provision: 'Year-end provision',
    redeemed: 'Redeemed value',
  },
  tabsLabel: 'Reports',
  date: 'As of the end of the day',
  dateHelp: 'Books of a past day can be made again at any time: they count what was recorded by then.',
  show: 'Show',
  month: 'Month',
  horizon: 'Breakage counts points given at least',
  horizonMonths: (months: number) => `${months} months ago`,
  download: 'Download CSV',
  downloadOf: (rows: string) => `${rows} as CSV`,
  downloadGerman: 'CSV for German Excel',
  downloadGermanOf: (rows: string) => `${rows} for German Excel`,
  downloadFailed: 'The file could not be downloaded. Try again.',
  behind: (figure: string, what: string) => `${figure}: download what “${what}” is made of`,
  figuresHint: 'Every figure that can be pressed downloads the entries or lots it is made of.',
  none: '–',
  points: 'Points',
  value: 'Value',
  day: 'Day',
  total: 'Total',
  emptyTitle: 'No points have been given by then',
  emptyBody:
    'The reports begin with the first entry of the ledger. Choose a later day, or see Home for the first steps.',
  toHome: 'Go to Home',
  priceless:
    'Points have no price yet: the program offers no amount off. Add one on the Program page; until then the reports show points only.',
  toProgram: 'Go to Program',
  concerns: {
    short: (version: string, months: string) =>
      `Version ${version} of the program lets points expire after about ${months} months. German and Austrian high courts have voided 20-month expiry in a frequent-flyer program; 36 months is the default here. If an expiry is void, points that expired may have to be given back: count them when you set up the provision, and ask your counsel.`,
    windDown: (version: string, days: string) =>
      `Version ${version} of the program shortens the life of points that members already had, with ${days} days' notice. Courts have voided short wind-downs. Points that expire by it may have to be given back.`,
  },
  liability: {
    now: 'Liability',
    nowHelp: (points: string, money: string) => `${points} = ${money}, the cheapest amount off`,
    outstanding: 'Outstanding points',
    outstandingHelp: (available: string, pending: string, reserved: string) =>
      `${available} available, ${pending} on hold, ${reserved} set aside`,
    debt: 'Owed by members',
    debtHelp: (members: string) => `by ${members} members; stated apart and not set off`,
    noDebt: 'nobody owes points',
    ties: (entries: string) =>
      `The ${entries} entries of the ledger sum up to the balances of all members, to the point.`,
    tiesNot:
      'The entries of the ledger do not sum up to the balances. Run “npm run books” and do not use these figures before the cause is known.',
    pastDay: (entries: string) => `From the ${entries} entries recorded by the end of this day.`,
    entries: 'All entries',
    chart: 'By day',
    chartSummary: (what: string, first: string, start: string, last: string, end: string) =>
      `${what}: ${start} at the end of ${first}, ${end} at the end of ${last}.`,
    span: 'Days shown',
    days: (count: number) => `${count} days`,
    table: 'As a table',
    quiet: 'No entry changed the outstanding points in these days.',
    columns: {
      issued: 'Issued',
      restored: 'Restored',
      redeemed: 'Redeemed',
      expired: 'Expired',
      takenBack: 'Taken back',
      settled: 'Settled debts',
      moved: 'Moved',
      closing: 'Closing',
      debt: 'Owed',
    },
  },
  age: {
    title: 'Outstanding points by age',
    intro: 'Age counts from the day on which the points were earned.',
    column: 'Age',
    share: 'Share',
    lots: 'All lots',
    between: (from: number, below: number) => `${from} to ${below} months`,
    over: (from: number) => `over ${from} months`,
  },
  breakage: {
    title: 'Breakage',
    estimate: (share: string, low: string, high: string, horizon: number) =>
      `Of the points given at least ${horizon} months ago, ${share} were not redeemed. With this many members the true share lies between ${low} and ${high} (95 % interval).`,
    parts: (members: string, expired: string) =>
      `From ${members} members. ${expired} of the points have expired for certain; the others that count as broken are still unredeemed and may yet be used.`,
    nothing: (horizon: number) =>
      `No points are older than ${horizon} months yet, so there is nothing to learn breakage from. Until then every point counts in full.`,
    members: (members: string, minimum: number) =>
      `Only ${members} members have points of that age. Below ${minimum} a share would be an accident, so none is stated and every point counts in full.`,
    months: (minimum: number) =>
      `The points of that age were given in fewer than ${minimum} months. That is too little for a share, so none is stated and every point counts in full.`,
    imported:
      'Points of orders that were read in from before the start count from the day they were booked: nobody could redeem them earlier.',
    columns: {
      month: 'Given in',
      opened: 'Given',
      taken: 'Taken back',
      redeemed: 'Redeemed',
      expired: 'Expired',
      unredeemed: 'Unredeemed',
      share: 'Not redeemed',
    },
  },
  deferral: {
    title: 'Deferred revenue by month',
    intro: (breakage: string) =>
      `Points × value × (1 − breakage of ${breakage}), deferred when points are issued and released when they are redeemed or expire. Closing points are the ledger's.`,
    opening: 'Opening',
    revalued: 'Revalued',
    closing: 'Closing',
    pointsTable: 'In points',
    moneyTable: 'In money',
    note: 'Shown is the stand-alone selling price of the points. IFRS 15 spreads the price of a sale over goods and points in proportion, which makes the deferral a little smaller: at points worth 5 % of the price it is 4.76 %. Book either this deferral or the provision, not both.',
  },
  provision: {
    title: 'Provision for outstanding points',
    subtitle: (shop: string, date: string) => `${shop}, as of the end of ${date}`,
    open: 'The day is not over. For the accounts choose a day that is closed, such as the last of the year.',
    print: 'Print',
    lastYear: (year: string) => `End of ${year}`,
    full: 'Full value',
    expected: 'Provision',
    debts: 'Not set off: points owed by members',
    range: (low: string, high: string) =>
      `With breakage at the ends of its interval the provision is between ${low} and ${high}.`,
    highest: (money: string) =>
      `If everybody saved for the amount off that gives most per point, the points would cost ${money}.`,
    accounts: (available: string, pending: string, reserved: string) =>
      `Of the points ${available} are available, ${pending} on hold and ${reserved} set aside.`,
    assumptions: 'Assumptions',
  },
  redeemed: {
    title: 'Redeemed value by kind of reward and tax rate',
    intro:
      'A discount counts for tax when it is redeemed. Months are those in which the order arrived with the code.',
    kind: 'Reward',
    rate: 'Tax rate',
    unknownRate: 'not known',
    points: 'Points',
    taken: 'Taken off',
    net: 'Net',
    tax: 'Tax',
    returned: 'Of it on returned goods',
    rateNote:
      'Orders are kept with amounts, not with rates: the rate is told from the amount and the tax of each line.',
    lines: 'Redemptions',
    newest: (count: string) => `The newest of ${count}; the export has all.`,
    columns: { day: 'Day', order: 'Order', code: 'Code', restored: 'Returned points' },
    empty: 'No order of this month carried a code of the program.',
    tooMany: (count: string) =>
      `${count} redemptions are too many to sum up on a page. Download the CSV; it holds all of them.`,
    kinds: {
      amountOff: 'Amount off',
      percentOff: 'Percent off',
      freeShipping: 'Free shipping',
      product: 'Free product',
      storeCredit: 'Store credit',
      giftCard: 'Gift card',
    } as Record<string, string>,
  },
  csv: financeCsvEnglish,
};

const de: typeof en = {
  title: 'Finanzen',
  tabs: {
    liability: 'Verbindlichkeit',
    age: 'Alter und Verfall',
    deferral: 'Umsatzabgrenzung',
    provision: 'Rückstellung',
    redeemed: 'Eingelöster Wert',
  },
  tabsLabel: 'Berichte',
  date: 'Stand am Ende des Tages',
  dateHelp:
    'Der Stand eines vergangenen Tages lässt sich jederzeit wieder erstellen: Es zählt, was bis dahin gebucht war.',
  show: 'Anzeigen',
  month: 'Monat',
  horizon: 'Für den Verfall zählen Punkte, vergeben vor mindestens',
  horizonMonths: (months) => `${months} Monaten`,
  download: 'CSV herunterladen',
  downloadOf: (rows) => `${rows} als CSV`,
  downloadGerman: 'CSV für deutsches Excel',
  downloadGermanOf: (rows) => `${rows} für deutsches Excel`,
  downloadFailed: 'Die Datei konnte nicht geladen werden. Versuchen Sie es noch einmal.',
  behind: (figure, what) => `${figure}: herunterladen, woraus „${what}“ besteht`,
  figuresHint:
    'Jede Zahl, die sich drücken lässt, lädt die Buchungen oder Posten herunter, aus denen sie besteht.',
  none: '–',
  points: 'Punkte',
  value: 'Wert',
  day: 'Tag',
  total: 'Summe',
  emptyTitle: 'Bis dahin wurden keine Punkte vergeben',
  emptyBody:
    'Die Berichte beginnen mit der ersten Buchung. Wählen Sie einen späteren Tag, oder sehen Sie auf der Startseite die ersten Schritte.',
  toHome: 'Zur Startseite',
  priceless:
    'Punkte haben noch keinen Preis: Das Programm bietet keinen Betragsrabatt. Legen Sie auf der Seite Programm einen an; bis dahin zeigen die Berichte nur Punkte.',
  toProgram: 'Zum Programm',
  concerns: {
    short: (version, months) =>
      `Version ${version} des Programms lässt Punkte nach etwa ${months} Monaten verfallen. Deutsche und österreichische Obergerichte haben bei einem Vielfliegerprogramm einen Verfall nach 20 Monaten für unwirksam erklärt; hier sind 36 Monate voreingestellt. Ist ein Verfall unwirksam, müssen verfallene Punkte womöglich zurückgegeben werden: Berücksichtigen Sie das in der Rückstellung, und fragen Sie Ihren Rechtsbeistand.`,
    windDown: (version, days) =>
      `Version ${version} des Programms verkürzt das Leben von Punkten, die Mitglieder schon hatten, mit einer Frist von ${days} Tagen. Gerichte haben kurze Auslauffristen für unwirksam erklärt. Punkte, die dadurch verfallen, müssen womöglich zurückgegeben werden.`,
  },
  liability: {
    now: 'Verbindlichkeit',
    nowHelp: (points, money) => `${points} = ${money}, der günstigste Betragsrabatt`,
    outstanding: 'Offene Punkte',
    outstandingHelp: (available, pending, reserved) =>
      `${available} verfügbar, ${pending} in Wartezeit, ${reserved} zurückgelegt`,
    debt: 'Von Mitgliedern geschuldet',
    debtHelp: (members) => `von ${members} Mitgliedern; getrennt ausgewiesen und nicht verrechnet`,
    noDebt: 'niemand schuldet Punkte',
    ties: (entries) => `Die ${entries} Buchungen ergeben auf den Punkt genau die Salden aller Mitglieder.`,
    tiesNot:
      'Die Buchungen ergeben nicht die Salden. Führen Sie „npm run books“ aus, und verwenden Sie diese Zahlen nicht, bevor die Ursache bekannt ist.',
    pastDay: (entries) => `Aus den ${entries} Buchungen, die am Ende dieses Tages erfasst waren.`,
    entries: 'Alle Buchungen',
    chart: 'Nach Tagen',
    chartSummary: (what, first, start, last, end) =>
      `${what}: ${start} am Ende des ${first}, ${end} am Ende des ${last}.`,
    span: 'Gezeigte Tage',
    days: (count) => `${count} Tage`,
    table: 'Als Tabelle',
    quiet: 'In diesen Tagen hat keine Buchung die offenen Punkte verändert.',
    columns: {
      issued: 'Vergeben',
      restored: 'Zurückgegeben',
      redeemed: 'Eingelöst',
      expired: 'Verfallen',
      takenBack: 'Zurückgenommen',
      settled: 'Schuld beglichen',
      moved: 'Übertragen',
      closing: 'Endstand',
      debt: 'Geschuldet',
    },
  },
  age: {
    title: 'Offene Punkte nach Alter',
    intro: 'Das Alter zählt ab dem Tag, an dem die Punkte gesammelt wurden.',
    column: 'Alter',
    share: 'Anteil',
    lots: 'Alle Posten',
    between: (from, below) => `${from} bis ${below} Monate`,
    over: (from) => `über ${from} Monate`,
  },
  breakage: {
    title: 'Nicht eingelöste Punkte (Breakage)',
    estimate: (share, low, high, horizon) =>
      `Von den Punkten, die vor mindestens ${horizon} Monaten vergeben wurden, sind ${share} nicht eingelöst. Bei so vielen Mitgliedern liegt der wahre Anteil zwischen ${low} und ${high} (95-%-Intervall).`,
    parts: (members, expired) =>
      `Aus ${members} Mitgliedern. ${expired} der Punkte sind sicher verfallen; die übrigen, die als nicht eingelöst zählen, sind noch offen und können noch verwendet werden.`,
    nothing: (horizon) =>
      `Noch sind keine Punkte älter als ${horizon} Monate, also lässt sich daraus nichts lernen. Bis dahin zählt jeder Punkt voll.`,
    members: (members, minimum) =>
      `Nur ${members} Mitglieder haben Punkte dieses Alters. Unter ${minimum} wäre ein Anteil Zufall, deshalb wird keiner genannt, und jeder Punkt zählt voll.`,
    months: (minimum) =>
      `Die Punkte dieses Alters wurden in weniger als ${minimum} Monaten vergeben. Das ist zu wenig für einen Anteil, deshalb wird keiner genannt, und jeder Punkt zählt voll.`,
    imported:
      'Punkte aus Bestellungen, die von vor dem Start eingelesen wurden, zählen ab dem Tag ihrer Buchung: Vorher konnte sie niemand einlösen.',
    columns: {
      month: 'Vergeben im',
      opened: 'Vergeben',
      taken: 'Zurückgenommen',
      redeemed: 'Eingelöst',
      expired: 'Verfallen',
      unredeemed: 'Offen',
      share: 'Nicht eingelöst',
    },
  },
  deferral: {
    title: 'Abgegrenzter Umsatz nach Monaten',
    intro: (breakage) =>
      `Punkte × Wert × (1 − Breakage von ${breakage}): abgegrenzt, wenn Punkte vergeben werden, aufgelöst, wenn sie eingelöst werden oder verfallen. Die Endstände in Punkten sind die des Punktebuchs.`,
    opening: 'Anfangsstand',
    revalued: 'Neu bewertet',
    closing: 'Endstand',
    pointsTable: 'In Punkten',
    moneyTable: 'In Geld',
    note: 'Gezeigt ist der Einzelveräußerungspreis der Punkte. IFRS 15 verteilt den Preis eines Verkaufs anteilig auf Ware und Punkte; dadurch wird die Abgrenzung etwas kleiner: bei Punkten im Wert von 5 % des Preises 4,76 %. Buchen Sie entweder diese Abgrenzung oder die Rückstellung, nicht beides.',
  },
  provision: {
    title: 'Rückstellung für offene Punkte',
    subtitle: (shop, date) => `${shop}, Stand am Ende des ${date}`,
    open: 'Der Tag ist noch nicht vorbei. Wählen Sie für den Abschluss einen abgeschlossenen Tag, zum Beispiel den letzten des Jahres.',
    print: 'Drucken',
    lastYear: (year) => `Ende ${year}`,
    full: 'Voller Wert',
    expected: 'Rückstellung',
    debts: 'Nicht verrechnet: von Mitgliedern geschuldete Punkte',
    range: (low, high) =>
      `Mit den Enden des Breakage-Intervalls liegt die Rückstellung zwischen ${low} und ${high}.`,
    highest: (money) =>
      `Würden alle auf den Betragsrabatt sparen, der je Punkt am meisten gibt, kosteten die Punkte ${money}.`,
    accounts: (available, pending, reserved) =>
      `Von den Punkten sind ${available} verfügbar, ${pending} in Wartezeit und ${reserved} zurückgelegt.`,
    assumptions: 'Annahmen',
  },
  redeemed: {
    title: 'Eingelöster Wert nach Art der Prämie und Steuersatz',
    intro:
      'Ein Rabatt zählt für die Steuer, wenn er eingelöst wird. Monat ist der, in dem die Bestellung mit dem Code ankam.',
    kind: 'Prämie',
    rate: 'Steuersatz',
    unknownRate: 'nicht bekannt',
    points: 'Punkte',
    taken: 'Abgezogen',
    net: 'Netto',
    tax: 'Steuer',
    returned: 'Davon auf zurückgegebene Ware',
    rateNote:
      'Bestellungen werden mit Beträgen gespeichert, nicht mit Sätzen: Der Satz ergibt sich aus Betrag und Steuer jeder Zeile.',
    lines: 'Einlösungen',
    newest: (count) => `Die neuesten von ${count}; der Export enthält alle.`,
    columns: { day: 'Tag', order: 'Bestellung', code: 'Code', restored: 'Zurückgegebene Punkte' },
    empty: 'Keine Bestellung dieses Monats trug einen Code des Programms.',
    tooMany: (count) =>
      `${count} Einlösungen sind zu viele, um sie auf einer Seite zusammenzurechnen. Laden Sie die CSV-Datei; sie enthält alle.`,
    kinds: {
      amountOff: 'Betragsrabatt',
      percentOff: 'Prozentrabatt',
      freeShipping: 'Kostenloser Versand',
      product: 'Gratisprodukt',
      storeCredit: 'Guthaben',
      giftCard: 'Gutscheinkarte',
    },
  },
  csv: financeCsvGerman,
};

export const financeTexts: Localized<typeof en> = { en, de };

export type FinanceTexts = typeof en;
export type CsvTexts = { columns: Record<CsvColumn, string>; words: Record<string, string> };
