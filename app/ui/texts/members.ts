/** Words of the list of members. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Members',
  search: 'Search by the beginning of name or email, by customer number or order',
  searchPlaceholder: 'Name, email, customer number or #order',
  clear: 'Clear search',
  sort: 'Sort by',
  sorts: { balance: 'Most points', newest: 'Newest first', active: 'Last active' },
  columns: {
    member: 'Member',
    available: 'Available',
    pending: 'On hold',
    reserved: 'Set aside',
    debt: 'Owed',
    since: 'Member since',
  },
  singular: 'member',
  plural: 'members',
  import: 'Import',
  bulk: 'Adjust points for many',
  export: 'Export',
  blocked: 'Blocked',
  count: (number: number, text: string) => (number === 1 ? '1 member' : `${text} members`),
  filters: {
    button: 'Filter',
    all: 'All',
    tier: 'Tier',
    segment: 'Segment',
    state: 'State',
    states: {
      account: 'With a customer account',
      guest: 'Guests',
      left: 'Have left the program',
      blocked: 'Blocked',
      erased: 'Erased',
    } as Record<string, string>,
    activity: 'Last earned',
    activities: {
      '30': 'Within 30 days',
      '90': 'Within 90 days',
      '365': 'Within a year',
      '-90': 'Not for 90 days',
      '-180': 'Not for half a year',
      '-365': 'Not for a year',
    } as Record<string, string>,
    pointsMin: 'Available points from',
    pointsMax: 'Available points up to',
    apply: 'Show',
    clear: 'Clear filters',
  },
  noMatchFilters: 'Nobody fits all of these filters.',
  nameless: (customerId: string) => `Customer ${customerId}`,
  erased: 'Erased customer',
  guest: 'Guest without an account',
  cut: 'More members match. Type more of the name or the email.',
  emptyTitle: 'No members yet',
  emptyBody:
    'Customers become members with their first paid order. Read the past of your shop on Home to take over earlier customers.',
  toHome: 'Go to Home',
  noMatchTitle: 'No member found',
  noMatchBody: (search: string) =>
    `No name and no email begins with “${search}”, and there is no such customer number or order.`,
};

const de: typeof en = {
  title: 'Mitglieder',
  search: 'Suche nach dem Anfang von Name oder E-Mail, nach Kundennummer oder Bestellung',
  searchPlaceholder: 'Name, E-Mail, Kundennummer oder #Bestellung',
  clear: 'Suche leeren',
  sort: 'Sortieren nach',
  sorts: { balance: 'Meiste Punkte', newest: 'Neueste zuerst', active: 'Zuletzt aktiv' },
  columns: {
    member: 'Mitglied',
    available: 'Verfügbar',
    pending: 'In Wartezeit',
    reserved: 'Zurückgelegt',
    debt: 'Geschuldet',
    since: 'Mitglied seit',
  },
  singular: 'Mitglied',
  plural: 'Mitglieder',
  import: 'Importieren',
  bulk: 'Punkte für viele buchen',
  export: 'Exportieren',
  blocked: 'Gesperrt',
  count: (number, text) => (number === 1 ? '1 Mitglied' : `${text} Mitglieder`),
  filters: {
    button: 'Filtern',
    all: 'Alle',
    tier: 'Stufe',
    segment: 'Segment',
    state: 'Zustand',
    states: {
      account: 'Mit Kundenkonto',
      guest: 'Gäste',
      left: 'Haben das Programm verlassen',
      blocked: 'Gesperrt',
      erased: 'Gelöscht',
    },
    activity: 'Zuletzt gesammelt',
    activities: {
      '30': 'In den letzten 30 Tagen',
      '90': 'In den letzten 90 Tagen',
      '365': 'Im letzten Jahr',
      '-90': 'Seit 90 Tagen nicht',
      '-180': 'Seit einem halben Jahr nicht',
      '-365': 'Seit einem Jahr nicht',
    },
    pointsMin: 'Verfügbare Punkte ab',
    pointsMax: 'Verfügbare Punkte bis',
    apply: 'Anzeigen',
    clear: 'Filter löschen',
  },
  noMatchFilters: 'Niemand passt zu all diesen Filtern.',
  nameless: (customerId) => `Kunde ${customerId}`,
  erased: 'Gelöschter Kunde',
  guest: 'Gast ohne Konto',
  cut: 'Es gibt weitere Treffer. Geben Sie mehr vom Namen oder der E-Mail ein.',
  emptyTitle: 'Noch keine Mitglieder',
  emptyBody:
    'Kunden werden mit ihrer ersten bezahlten Bestellung Mitglied. Lesen Sie auf der Startseite die Vergangenheit Ihres Shops, um bisherige Kunden zu übernehmen.',
  toHome: 'Zur Startseite',
  noMatchTitle: 'Kein Mitglied gefunden',
  noMatchBody: (search) =>
    `Kein Name und keine E-Mail beginnt mit „${search}“, und es gibt keine solche Kundennummer oder Bestellung.`,
};

export const membersTexts: Localized<typeof en> = { en, de };

/** What a member is called on screen: name, else mail, else the customer's number. */
export function memberLabel(
  texts: Pick<typeof en, 'nameless' | 'erased' | 'guest'>,
  member: {
    displayName: string | null;
    email: string | null;
    customerId: string | null;
    /** Left out where only people with an account, or erased ones, can stand. */
    erasedAt?: string | null;
  },
): string {
  const known = member.displayName?.trim() || member.email;
  if (known) return known;
  if (member.customerId) return texts.nameless(member.customerId);
  return member.erasedAt === null ? texts.guest : texts.erased;
}
