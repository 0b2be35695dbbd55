/**
 * What two people's contact data have in common, written so that the same person writes it the same way twice: mail
 * addresses without aliases, telephone numbers without spelling, addresses without abbreviations.
 */

/** As Shopify has it of a customer or an order; null for what is not known. */
export type Contact = {
  customerId: string | null;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  address: null | {
    line1: string | null;
    line2: string | null;
    zip: string | null;
    city: string | null;
    country: string | null;
  };
  /** Of the order's browser. */
  ip: string | null;
};

/** Everything that is missing is null, and null equals nothing. */
export type ContactKeys = {
  customerId: string | null;
  /** Lower case, as written. */
  mail: string | null;
  /** Without what mail providers ignore: "+tag", and dots at Gmail. */
  mailbox: string | null;
  /** The part before the @ without tag, dots and trailing digits: "anna.muster82" is "annamuster". */
  stem: string | null;
  domain: string | null;
  phone: string | null;
  name: string | null;
  lastName: string | null;
  /** Country, postal code, street and number. */
  door: string | null;
  ip: string | null;
};

/** Providers that ignore dots before the @; they all honour "+tag". */
const DOTLESS = new Map([
  ['gmail.com', 'gmail.com'],
  ['googlemail.com', 'gmail.com'],
]);
/** Different names of one mailbox. */
const SAME_DOMAIN = new Map([
  ['hotmail.de', 'outlook.com'],
  ['hotmail.com', 'outlook.com'],
  ['live.com', 'outlook.com'],
]);
/** A shorter stem is shared by strangers: "info", "max". */
const STEM_MIN = 6;
const PHONE_MIN = 6;

export function contactKeys(contact: Contact): ContactKeys {
  const mail = contact.email?.trim().toLowerCase() || null;
  const [local, host] = splitMail(mail);
  const name = [contact.firstName, contact.lastName].map(plain).filter(Boolean).join(' ');
  return {
    customerId: contact.customerId,
    mail: local && host ? mail : null,
    mailbox: local && host ? mailboxOf(local, host) : null,
    stem: stemOf(local),
    domain: host,
    phone: phoneOf(contact.phone),
    name: contact.firstName && contact.lastName && name ? name : null,
    lastName: plain(contact.lastName) || null,
    door: doorOf(contact.address),
    ip: contact.ip?.trim() || null,
  };
}

function splitMail(mail: string | null): [string | null, string | null] {
  const at = mail?.lastIndexOf('@') ?? -1;
  if (!mail || at < 1 || at === mail.length - 1) return [null, null];
  return [mail.slice(0, at), mail.slice(at + 1)];
}

function mailboxOf(local: string, host: string): string {
  const untagged = local.split('+')[0] ?? local;
  const dotless = DOTLESS.get(host);
  if (dotless) return `${untagged.replaceAll('.', '')}@${dotless}`;
  return `${untagged}@${SAME_DOMAIN.get(host) ?? host}`;
}

function stemOf(local: string | null): string | null {
  const stem = (local?.split('+')[0] ?? '').replace(/[._-]/g, '').replace(/\d+$/, '');
  return stem.length < STEM_MIN ? null : stem;
}

/** The last nine digits: with and without the country's code, and with the zero that it replaces, a number is the same. */
function phoneOf(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < PHONE_MIN ? null : digits.slice(-9);
}

/** The second line, a flat's number perhaps, is part of the door where it is given. */
function doorOf(address: Contact['address']): string | null {
  if (!address) return null;
  const street = streetOf(address.line1);
  const zip = plain(address.zip).replaceAll(' ', '');
  const place = zip || plain(address.city);
  return street && place ? [plain(address.country), place, street].join('|') : null;
}

function streetOf(line: string | null): string {
  return plain(line)
    .replace(/strasse\b|str\b/g, 'str')
    .replace(/\bstreet\b/g, 'st')
    .replace(/\broad\b/g, 'rd')
    .replace(/\bavenue\b/g, 'ave')
    .replaceAll(' ', '');
}

/** Lower case, without accents and signs; German letters as they are written without a German keyboard. */
function plain(text: string | null | undefined): string {
  return (text ?? '')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
