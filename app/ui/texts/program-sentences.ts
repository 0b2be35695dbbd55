/** Rules, campaigns, tiers and the rest of the program in plain sentences. Numbers and amounts come formatted. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  points: (count: number, formatted: string) => (count === 1 ? '1 point' : `${formatted} points`),
  days: (count: number, formatted: string) => (count === 1 ? '1 day' : `${formatted} days`),
  rule: {
    orderAmount: (points: string, amount: string, goods: string) => `${points} for every ${amount}${goods}`,
    margin: (points: string, amount: string, goods: string) =>
      `${points} for every ${amount} of margin${goods}`,
    orderFlat: (points: string) => `${points} for each order`,
    goodsFlat: (points: string) => `${points} for each piece of certain goods`,
    goodsFactor: (factor: string) => `Certain goods earn ${factor} times the points`,
    goodsNone: 'Certain goods earn nothing',
    deed: (points: string, deed: string) => `${deed}: ${points}`,
    birthday: (points: string) => `Birthday: ${points}`,
    visitStreak: (points: string, days: string) => `Visits on ${days} in a row: ${points}`,
    orderCount: (points: string, count: string) => `With order number ${count}: ${points}`,
    everyOrders: (points: string, count: string) => `With every ${count} orders: ${points}`,
    spendMilestone: (points: string, amount: string) => `Once ${amount} are spent: ${points}`,
    everySpend: (points: string, amount: string) => `For every ${amount} spent: ${points}`,
  },
  onGoods: ' of certain goods',
  campaign: {
    factor: (factor: string) => `${factor} times the points`,
    bonus: (points: string) => `${points} on top for each order`,
    span: (from: string, until: string) => (from === until ? `on ${from}` : `from ${from} to ${until}`),
  },
  only: {
    minimum: (amount: string) => `from ${amount}`,
    tiers: (names: string) => `for ${names}`,
    channels: (names: string) => `only ${names}`,
    segments: (names: string) => `only for ${names}`,
    from: (day: string) => `from ${day}`,
    until: (day: string) => `until ${day}`,
    capped: 'with a limit',
    off: 'switched off',
  },
  tiers: {
    none: 'No tiers: all members have the same.',
    basis: {
      spend: (amount: string) => `from ${amount} spent`,
      points: (amount: string) => `from ${amount} points`,
      orders: (amount: string) => `from ${amount} orders`,
      score: (amount: string) => `from a score of ${amount}`,
    },
    start: 'from the beginning',
    byHand: 'given by your staff',
    gift: (points: string) => `${points} as a gift`,
    factor: (factor: string) => `${factor} times the points`,
    discount: (share: string) => `${share} off every order`,
    shipping: 'free shipping',
    shippingFrom: (amount: string) => `free shipping from ${amount}`,
    nothing: 'nothing extra yet',
    period: {
      lifetime: 'What counts adds up over the whole membership; a tier once reached stays.',
      calendarYear: (month: string) => `What counts is gathered in years that begin in ${month}.`,
      rolling: (months: string) => `The last ${months} months count.`,
    },
    grace: (days: string) => `Who misses a tier has ${days} to make up for it.`,
  },
  offer: {
    percent: (share: string) => `${share} off`,
    amount: (amount: string) => `${amount} off`,
    shipping: 'free shipping',
    forTier: (name: string) => `for ${name}`,
    forSegment: (name: string) => `for the segment ${name}`,
    code: (code: string) => `code ${code}`,
    goods: 'on certain goods',
    limit: (count: string) => `for ${count} orders at most`,
    once: 'once per customer',
    withdrawn: 'withdrawn',
    none: 'No offers for single tiers or segments.',
  },
  campaigns: {
    none: 'No campaign is planned.',
    coming: (what: string, span: string) => `Coming: ${what}, ${span}.`,
    running: (what: string, span: string) => `Running: ${what}, ${span}.`,
    over: (count: number, formatted: string) =>
      count === 1 ? '1 campaign is over.' : `${formatted} campaigns are over.`,
  },
  people: {
    automatic: 'Every customer with an account is a member.',
    optIn: 'A customer becomes a member when she joins.',
    terms: (version: string) => `She agrees to the terms, version ${version}.`,
    claim: 'Orders without an account earn quietly, until she creates one.',
    ignore: 'Orders without an account earn nothing.',
    tags: (tags: string) => `Customers tagged ${tags} earn nothing.`,
    b2b: 'Orders of companies earn nothing.',
    household: (count: string) => `Up to ${count} members may share their points in a household.`,
  },
  words: {
    name: (one: string, other: string) => `Points are called “${one}” and “${other}”.`,
    formal: 'In German the shop says Sie.',
    informal: 'In German the shop says du.',
    own: (count: number, formatted: string) =>
      count === 1 ? '1 text is your own.' : `${formatted} texts are your own.`,
    noOwn: 'All texts are the app’s own.',
  },
  referrals: {
    off: 'Members cannot recommend the shop.',
    friend: (what: string, days: string) => `A friend gets ${what} for the first order, within ${days}.`,
    member: (points: string) => `The member gets ${points} once that order is safe.`,
    memberNothing: 'The member gets nothing for it: there is no earning rule about it.',
  },
  running: {
    active: 'Members earn and redeem.',
    test: (count: number, formatted: string) =>
      count === 1
        ? 'It is being tried: 1 customer has it.'
        : `It is being tried: ${formatted} customers have it.`,
    phaseOut: 'It winds down: nothing is earned any more, points can still be used.',
    paused: 'The program is paused: nobody earns and nobody redeems.',
  },
};

const de: typeof en = {
  points: (count, formatted) => (count === 1 ? '1 Punkt' : `${formatted} Punkte`),
  days: (count, formatted) => (count === 1 ? '1 Tag' : `${formatted} Tage`),
  rule: {
    orderAmount: (points, amount, goods) => `${points} für je ${amount}${goods}`,
    margin: (points, amount, goods) => `${points} für je ${amount} Marge${goods}`,
    orderFlat: (points) => `${points} für jede Bestellung`,
    goodsFlat: (points) => `${points} für jedes Stück bestimmter Waren`,
    goodsFactor: (factor) => `Bestimmte Waren sammeln das ${factor}-Fache`,
    goodsNone: 'Bestimmte Waren sammeln nichts',
    deed: (points, deed) => `${deed}: ${points}`,
    birthday: (points) => `Geburtstag: ${points}`,
    visitStreak: (points, days) => `Besuche an ${days} in Folge: ${points}`,
    orderCount: (points, count) => `Mit Bestellung Nummer ${count}: ${points}`,
    everyOrders: (points, count) => `Mit je ${count} Bestellungen: ${points}`,
    spendMilestone: (points, amount) => `Ab ${amount} Einkaufssumme: ${points}`,
    everySpend: (points, amount) => `Je ${amount} Einkaufssumme: ${points}`,
  },
  onGoods: ' bestimmter Waren',
  campaign: {
    factor: (factor) => `${factor}-fache Punkte`,
    bonus: (points) => `${points} zusätzlich je Bestellung`,
    span: (from, until) => (from === until ? `am ${from}` : `vom ${from} bis ${until}`),
  },
  only: {
    minimum: (amount) => `ab ${amount}`,
    tiers: (names) => `für ${names}`,
    channels: (names) => `nur aus ${names}`,
    segments: (names) => `nur für ${names}`,
    from: (day) => `ab ${day}`,
    until: (day) => `bis ${day}`,
    capped: 'mit Grenze',
    off: 'ausgeschaltet',
  },
  offer: {
    percent: (share) => `${share} Rabatt`,
    amount: (amount) => `${amount} Rabatt`,
    shipping: 'Gratisversand',
    forTier: (name) => `für ${name}`,
    forSegment: (name) => `für das Segment ${name}`,
    code: (code) => `Code ${code}`,
    goods: 'auf bestimmte Waren',
    limit: (count) => `für höchstens ${count} Bestellungen`,
    once: 'einmal pro Kundin oder Kunde',
    withdrawn: 'zurückgezogen',
    none: 'Keine Angebote für einzelne Stufen oder Segmente.',
  },
  tiers: {
    none: 'Keine Stufen: Für alle Mitglieder gilt dasselbe.',
    basis: {
      spend: (amount) => `ab ${amount} Einkaufssumme`,
      points: (amount) => `ab ${amount} Punkten`,
      orders: (amount) => `ab ${amount} Bestellungen`,
      score: (amount) => `ab einem Kundenwert von ${amount}`,
    },
    start: 'von Anfang an',
    byHand: 'vergibt Ihr Team',
    gift: (points) => `${points} als Geschenk`,
    factor: (factor) => `${factor}-fache Punkte`,
    discount: (share) => `${share} Rabatt auf jede Bestellung`,
    shipping: 'Gratisversand',
    shippingFrom: (amount) => `Gratisversand ab ${amount}`,
    nothing: 'noch nichts Besonderes',
    period: {
      lifetime: 'Was zählt, sammelt sich über die ganze Mitgliedschaft; eine erreichte Stufe bleibt.',
      calendarYear: (month) => `Was zählt, wird in Jahren gesammelt, die im ${month} beginnen.`,
      rolling: (months) => `Es zählen die letzten ${months} Monate.`,
    },
    grace: (days) => `Wer eine Stufe verfehlt, hat ${days}, um das aufzuholen.`,
  },
  campaigns: {
    none: 'Keine Aktion ist geplant.',
    coming: (what, span) => `Demnächst: ${what}, ${span}.`,
    running: (what, span) => `Läuft: ${what}, ${span}.`,
    over: (count, formatted) => (count === 1 ? '1 Aktion ist vorbei.' : `${formatted} Aktionen sind vorbei.`),
  },
  people: {
    automatic: 'Jeder Kunde mit Kundenkonto ist Mitglied.',
    optIn: 'Mitglied wird, wer selbst beitritt.',
    terms: (version) => `Dabei stimmt man den Bedingungen zu, Fassung ${version}.`,
    claim: 'Bestellungen ohne Kundenkonto sammeln still mit, bis eines angelegt wird.',
    ignore: 'Bestellungen ohne Kundenkonto sammeln nicht.',
    tags: (tags) => `Kunden mit dem Tag ${tags} sammeln nicht.`,
    b2b: 'Bestellungen von Firmen sammeln nicht.',
    household: (count) => `Bis zu ${count} Mitglieder dürfen in einem Haushalt Punkte teilen.`,
  },
  words: {
    name: (one, other) => `Die Punkte heißen „${one}“ und „${other}“.`,
    formal: 'Auf Deutsch siezt der Shop.',
    informal: 'Auf Deutsch duzt der Shop.',
    own: (count, formatted) =>
      count === 1 ? '1 Text ist Ihr eigener.' : `${formatted} Texte sind Ihre eigenen.`,
    noOwn: 'Alle Texte sind die der App.',
  },
  referrals: {
    off: 'Mitglieder können den Shop nicht weiterempfehlen.',
    friend: (what, days) => `Ein Freund bekommt ${what} auf die erste Bestellung, ${days} lang.`,
    member: (points) => `Das Mitglied bekommt ${points}, sobald diese Bestellung sicher ist.`,
    memberNothing: 'Das Mitglied bekommt nichts dafür: Es gibt keine Sammelregel dazu.',
  },
  running: {
    active: 'Mitglieder sammeln und lösen ein.',
    test: (count, formatted) =>
      count === 1
        ? 'Es wird ausprobiert: 1 Kunde hat es.'
        : `Es wird ausprobiert: ${formatted} Kunden haben es.`,
    phaseOut: 'Es läuft aus: Gesammelt wird nicht mehr, Punkte bleiben einlösbar.',
    paused: 'Das Programm pausiert: Niemand sammelt, niemand löst ein.',
  },
};

export const sentenceTexts: Localized<typeof en> = { en, de };
export type SentenceTexts = typeof en;
