/** Words of the Home page. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Home',
  programHeading: 'Program',
  status: {
    live: 'Live',
    paused: 'Paused',
    none: 'Not set up',
    liveBody: (version: string, date: string, rewards: string) =>
      `Version ${version} of your program has been live since ${date}. It offers ${rewards}.`,
    rewards: (count: number) => (count === 1 ? '1 reward' : `${count} rewards`),
    noReward: 'no reward yet',
    pausedBody:
      'Earning and redeeming are switched off. Members still see their points, and nothing expires sooner.',
    noneBody: 'Decide what members earn and what their points buy. You can change everything later.',
    edit: 'Edit program',
    create: 'Set up your program',
  },
  setup: {
    title: 'Get started',
    progress: (done: number, total: number) => `${done} of ${total} steps done`,
    done: 'Done',
    open: 'Open',
    program: 'Publish a program',
    programBody: 'Say how many points an order gives and how long they are valid.',
    reward: 'Offer a first reward',
    rewardBody: 'An amount off is the easiest to understand. Members see it in the cart.',
    history: 'Take over the past',
    historyBody: 'So that customers of the past do not start at zero.',
    member: 'First member with points',
    memberBody: 'Comes with the first paid order of a customer.',
    redemption: 'First redemption',
    redemptionBody: 'A member has turned points into a discount.',
  },
  history: {
    title: 'The past of your shop',
    start: 'Read the past',
    again: 'Read again',
    body: 'Reads the orders and customers of your shop and books the points they earn under your program. Live orders go on meanwhile. Running it again books nothing twice.',
    phases: { products: 'Products', orders: 'Orders', customers: 'Customers' },
    counted: {
      products: (count: string) => `${count} products`,
      orders: (count: string) => `${count} orders`,
      customers: (count: string) => `${count} customers`,
    },
    waits: 'follows',
    preparing: 'Shopify is preparing the list',
    listing: (count: string) => `Shopify has listed ${count}`,
    running: (done: string, total: string) => `${done} of ${total} read`,
    taken: (count: string) => `${count} read`,
    skipped: 'not needed by your program',
    done: (read: string[], date: string) => `${listed(read, 'and')} were read on ${date}.`,
    failed: 'Reading stopped with an error. Start it again; it goes on where it stopped.',
  },
  numbers: {
    title: 'Key numbers',
    members: 'Members',
    outstanding: 'Points outstanding',
    outstandingHelp: (available: string, pending: string, reserved: string) =>
      `${available} available, ${pending} on hold, ${reserved} set aside`,
    liability: 'Liability',
    liabilityHelp: 'What the outstanding points would cost at the rate of your cheapest amount off.',
    liabilityUnknown: 'Offer an amount off to give points a price.',
    redeemed: 'Redeemed points',
    redeemedHelp: (open: string) => `used up by orders; codes not used yet: ${open}`,
    debt: (points: string) => `Members owe ${points} points after returns.`,
  },
  attention: {
    title: (count: number, formatted: string) =>
      count === 1 ? '1 event needs your attention' : `${formatted} events need your attention`,
    body: 'They could not be handled and wait for a decision. No points are lost.',
    open: 'Look at them',
  },
  activity: {
    title: 'Last activity',
    all: 'See all activity',
    empty: 'Nothing has come in yet. The first order of your shop will appear here.',
  },
};

const de: typeof en = {
  title: 'Start',
  programHeading: 'Programm',
  status: {
    live: 'Live',
    paused: 'Pausiert',
    none: 'Nicht eingerichtet',
    liveBody: (version, date, rewards) =>
      `Version ${version} Ihres Programms gilt seit ${date}. Es bietet ${rewards}.`,
    rewards: (count) => (count === 1 ? '1 Prämie' : `${count} Prämien`),
    noReward: 'noch keine Prämie',
    pausedBody:
      'Sammeln und Einlösen sind ausgeschaltet. Mitglieder sehen ihre Punkte weiterhin, und nichts verfällt früher.',
    noneBody:
      'Legen Sie fest, was Mitglieder sammeln und was ihre Punkte wert sind. Alles lässt sich später ändern.',
    edit: 'Programm bearbeiten',
    create: 'Programm einrichten',
  },
  setup: {
    title: 'Erste Schritte',
    progress: (done, total) => `${done} von ${total} Schritten erledigt`,
    done: 'Erledigt',
    open: 'Offen',
    program: 'Programm veröffentlichen',
    programBody: 'Legen Sie fest, wie viele Punkte eine Bestellung bringt und wie lange sie gelten.',
    reward: 'Erste Prämie anbieten',
    rewardBody: 'Ein Betrag als Rabatt ist am leichtesten zu verstehen. Mitglieder sehen ihn im Warenkorb.',
    history: 'Die Vergangenheit übernehmen',
    historyBody: 'Damit bisherige Kunden nicht bei null beginnen.',
    member: 'Erstes Mitglied mit Punkten',
    memberBody: 'Kommt mit der ersten bezahlten Bestellung eines Kunden.',
    redemption: 'Erste Einlösung',
    redemptionBody: 'Ein Mitglied hat Punkte in einen Rabatt verwandelt.',
  },
  history: {
    title: 'Die Vergangenheit Ihres Shops',
    start: 'Vergangenheit lesen',
    again: 'Noch einmal lesen',
    body: 'Liest die Bestellungen und Kunden Ihres Shops und bucht die Punkte, die sie nach Ihrem Programm bringen. Neue Bestellungen laufen währenddessen weiter. Ein zweiter Lauf bucht nichts doppelt.',
    phases: { products: 'Produkte', orders: 'Bestellungen', customers: 'Kunden' },
    counted: {
      products: (count) => `${count} Produkte`,
      orders: (count) => `${count} Bestellungen`,
      customers: (count) => `${count} Kunden`,
    },
    waits: 'folgt',
    preparing: 'Shopify bereitet die Liste vor',
    listing: (count) => `Shopify hat ${count} aufgelistet`,
    running: (done, total) => `${done} von ${total} gelesen`,
    taken: (count) => `${count} gelesen`,
    skipped: 'für Ihr Programm nicht nötig',
    done: (read, date) => `${listed(read, 'und')} wurden am ${date} gelesen.`,
    failed: 'Das Lesen brach mit einem Fehler ab. Starten Sie es neu; es geht weiter, wo es aufgehört hat.',
  },
  numbers: {
    title: 'Kennzahlen',
    members: 'Mitglieder',
    outstanding: 'Offene Punkte',
    outstandingHelp: (available, pending, reserved) =>
      `${available} verfügbar, ${pending} in Wartezeit, ${reserved} zurückgelegt`,
    liability: 'Verbindlichkeit',
    liabilityHelp: 'Was die offenen Punkte kosten würden, zum Kurs Ihres günstigsten Betragsrabatts.',
    liabilityUnknown: 'Bieten Sie einen Betrag als Rabatt an, dann haben Punkte einen Preis.',
    redeemed: 'Eingelöste Punkte',
    redeemedHelp: (open) => `in Bestellungen verbraucht; noch offene Codes: ${open}`,
    debt: (points) => `Mitglieder schulden nach Rückgaben ${points} Punkte.`,
  },
  attention: {
    title: (count, formatted) =>
      count === 1
        ? '1 Ereignis braucht Ihre Aufmerksamkeit'
        : `${formatted} Ereignisse brauchen Ihre Aufmerksamkeit`,
    body: 'Sie konnten nicht verarbeitet werden und warten auf eine Entscheidung. Keine Punkte sind verloren.',
    open: 'Ansehen',
  },
  activity: {
    title: 'Letzte Aktivität',
    all: 'Alle Aktivitäten',
    empty: 'Noch ist nichts eingegangen. Die erste Bestellung Ihres Shops erscheint hier.',
  },
};

/** "a, b and c" */
function listed(items: string[], and: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${and} ${last}`;
}

export const homeTexts: Localized<typeof en> = { en, de };
