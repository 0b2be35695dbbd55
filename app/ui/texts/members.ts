/** Words of the list of members. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Members',
  search: 'Search by the beginning of name or email',
  searchPlaceholder: 'Name or email, from 2 characters',
  clear: 'Clear search',
  sort: 'Sort by',
  sorts: { balance: 'Most points', newest: 'Newest first' },
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
  nameless: (customerId: string) => `Customer ${customerId}`,
  erased: 'Erased customer',
  cut: 'More members match. Type more of the name or the email.',
  emptyTitle: 'No members yet',
  emptyBody:
    'Customers become members with their first paid order. Read the past of your shop on Home to take over earlier customers.',
  toHome: 'Go to Home',
  noMatchTitle: 'No member found',
  noMatchBody: (search: string) => `No name and no email begins with “${search}”.`,
};

const de: typeof en = {
  title: 'Mitglieder',
  search: 'Suche nach dem Anfang von Name oder E-Mail',
  searchPlaceholder: 'Name oder E-Mail, ab 2 Zeichen',
  clear: 'Suche leeren',
  sort: 'Sortieren nach',
  sorts: { balance: 'Meiste Punkte', newest: 'Neueste zuerst' },
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
  nameless: (customerId) => `Kunde ${customerId}`,
  erased: 'Gelöschter Kunde',
  cut: 'Es gibt weitere Treffer. Geben Sie mehr vom Namen oder der E-Mail ein.',
  emptyTitle: 'Noch keine Mitglieder',
  emptyBody:
    'Kunden werden mit ihrer ersten bezahlten Bestellung Mitglied. Lesen Sie auf der Startseite die Vergangenheit Ihres Shops, um bisherige Kunden zu übernehmen.',
  toHome: 'Zur Startseite',
  noMatchTitle: 'Kein Mitglied gefunden',
  noMatchBody: (search) => `Kein Name und keine E-Mail beginnt mit „${search}“.`,
};

export const membersTexts: Localized<typeof en> = { en, de };

/** What a member is called on screen: name, else mail, else the customer's number. */
export function memberLabel(
  texts: Pick<typeof en, 'nameless' | 'erased'>,
  member: { displayName: string | null; email: string | null; customerId: string | null },
): string {
  const known = member.displayName?.trim() || member.email;
  if (known) return known;
  return member.customerId ? texts.nameless(member.customerId) : texts.erased;
}
