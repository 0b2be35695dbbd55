/** What a CSV can say about a member, and how the files of other programs call it. Sources of the names: docs/import.md. */

export const IMPORT_FIELDS = ['customerId', 'email', 'points', 'expiresAt', 'tier', 'birthday'] as const;
export const BULK_FIELDS = ['customerId', 'email', 'points', 'reason', 'note'] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number] | (typeof BULK_FIELDS)[number];
/** Which column, counted from 0, holds a field. */
export type Columns = Partial<Record<ImportField, number>>;

export type FormatId =
  'treuwerk' | 'smile' | 'loyaltylion' | 'yotpo' | 'rivo' | 'rivo-history' | 'joy' | 'bon' | 'other';

type Format = {
  id: FormatId;
  /** Names that only this program's files have together, as `nameOf` writes them. */
  known: string[];
};

/** The most particular first. Smile's template is `email,points`, which others have, too: it comes last. */
const FORMATS: Format[] = [
  { id: 'rivo-history', known: ['pointsamount', 'appliedat'] },
  { id: 'rivo', known: ['email', 'pointsbalance', 'birthdate', 'viptier', 'activationdate'] },
  { id: 'joy', known: ['email', 'membershiptype', 'points', 'birthday', 'createddate'] },
  { id: 'yotpo', known: ['email', 'pointsbalance', 'pointsspent'] },
  { id: 'yotpo', known: ['email', 'firstname', 'pointsbalance', 'referrallink'] },
  { id: 'bon', known: ['shopifycustomerid', 'customeremail', 'points'] },
  { id: 'loyaltylion', known: ['email', 'pointsapproved'] },
  { id: 'treuwerk', known: ['customer', 'email', 'points', 'expires', 'tier', 'birthday'] },
  { id: 'smile', known: ['email', 'points'] },
];

const NAMES: Record<ImportField, string[]> = {
  customerId: [
    'customerid',
    'shopifycustomerid',
    'shopifyid',
    'customer',
    'merchantid',
    'platformid',
    'kundennummer',
    'kunde',
  ],
  email: [
    'email',
    'emails',
    'emailaddress',
    'customeremail',
    'shopifycustomeremail',
    'mail',
    'emailadresse',
    'useremail',
  ],
  points: [
    'points',
    'pointsbalance',
    'pointbalance',
    'balance',
    'currentpointsbalance',
    'pointsapproved',
    'availablepoints',
    'pointsamount',
    'punkte',
    'punktestand',
    'guthaben',
  ],
  expiresAt: [
    'expires',
    'expiresat',
    'expirydate',
    'expirationdate',
    'pointsexpiry',
    'pointsexpireat',
    'pointsexpirationdate',
    'gultigbis',
    'verfall',
    'verfallsdatum',
    'ablaufdatum',
  ],
  tier: [
    'tier',
    'viptier',
    'viptiername',
    'membershiptype',
    'loyaltytier',
    'tiername',
    'stufe',
    'level',
    'status',
  ],
  birthday: [
    'birthday',
    'birthdate',
    'dateofbirth',
    'birthdaymmddormmddyyyy',
    'birthdaymmdd',
    'geburtstag',
    'geburtsdatum',
  ],
  reason: ['reason', 'reasoncode', 'grund', 'action'],
  note: ['note', 'internalnote', 'comment', 'notiz', 'bemerkung'],
};

/** A heading without case, accents and signs: "E-Mail Address" is "emailaddress". */
export function nameOf(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

export function recogniseFormat(headings: string[]): FormatId {
  const names = new Set(headings.map(nameOf));
  return FORMATS.find(({ known }) => known.every((name) => names.has(name)))?.id ?? 'other';
}

/** The column of each field by its usual names; the first that fits. */
export function guessColumns(headings: string[], fields: readonly ImportField[]): Columns {
  const names = headings.map(nameOf);
  const columns: Columns = {};
  for (const field of fields) {
    const index = NAMES[field].map((name) => names.indexOf(name)).find((found) => found >= 0);
    if (index !== undefined && !Object.values(columns).includes(index)) columns[field] = index;
  }
  return columns;
}

/** A first line that holds somebody instead of headings: an address, or nothing but numbers and dates. */
export function isNoHeading(cells: string[]): boolean {
  const told = cells.filter((cell) => cell.trim() !== '');
  return told.some((cell) => /\S@\S+\.\S/.test(cell)) || told.every((cell) => /^[\d.,/: -]+$/.test(cell));
}
