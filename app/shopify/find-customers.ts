/** Customers of a shop by what staff type: telephone, mail or name, in Shopify's search syntax. */
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { FindCustomersDocument } from '#app/shopify/generated/admin-api.ts';
import { numericId } from '#app/shopify/json.ts';

export type FoundCustomer = { customerId: string; name: string | null; email: string | null };

/** Staff with a customer before them wait no longer. */
const PATIENCE_MS = 3_000;

/** Ten at most. @throws ShopifyError */
export async function findCustomers(access: AdminAccess, query: string): Promise<FoundCustomer[]> {
  const { customers } = await requestAdmin(
    { ...access, kind: 'redemption' },
    FindCustomersDocument,
    { query },
    { repeatable: true, signal: AbortSignal.timeout(PATIENCE_MS) },
  );
  return customers.nodes.flatMap(({ id, displayName, defaultEmailAddress }) => {
    const customerId = numericId(id);
    const email = defaultEmailAddress?.emailAddress ?? null;
    return customerId ? [{ customerId, name: displayName === email ? null : displayName, email }] : [];
  });
}

/** @param region two letters, for telephone numbers without a country's prefix. */
export function customerQuery(text: string, region: string | undefined): string | undefined {
  if (PHONE.test(text)) return phoneQuery(text, region);
  if (text.includes('@')) return mailQuery(text);
  const words = text
    .split(SYNTAX)
    .filter((word) => word !== '' && !/^(?:AND|OR|NOT)$/.test(word))
    .map((word) => word.replace(/^-+/, ''))
    .filter((word) => word !== '');
  // One letter is everybody's.
  return words.join('').length < 2 ? undefined : words.slice(0, 5).join(' ');
}

const PHONE = /^\+?[\d\s()/.-]{5,30}$/;
/** Everything that means something in a search. */
const SYNTAX = /[\s:()"'\\*<>=,;]+/;

/** The beginning of an address, up to what a search could take for more. */
function mailQuery(text: string): string | undefined {
  const address = /^[\w.+%-]+@[\w.-]*/.exec(text.trim())?.[0];
  if (!address) return undefined;
  return /@[\w-]+(?:\.[\w-]+)*\.\w{2,}$/.test(address) ? `email:"${address}"` : `email:${address}*`;
}

function phoneQuery(text: string, region: string | undefined): string | undefined {
  const numbers = phoneNumbers(text, region);
  return numbers.length === 0 ? undefined : numbers.map((number) => `phone:"${number}"`).join(' OR ');
}

/** A number as Shopify keeps it ("+4917612345"), and as it was said, where that leaves a country open. */
export function phoneNumbers(text: string, region: string | undefined): string[] {
  // "+49 (0)176": the zero in brackets is not dialled from abroad.
  const said = text.replace(/^(\s*(?:\+|00)[\d\s]*)\(0\)/, '$1').replace(/[^\d+]/g, '');
  // Signs alone are no number, and three digits are one of everybody's.
  if (said.replace('+', '').length < DIGITS_MIN) return [];
  if (said.startsWith('+')) return [said];
  if (said.startsWith('00')) return [`+${said.slice(2)}`];
  const country = region === undefined ? undefined : CALLING_CODES[region.toUpperCase()];
  if (country === undefined) return [said];
  const national = KEEP_ZERO.includes(country) ? said : said.replace(/^0/, '');
  return [`+${country}${national}`, said];
}

const DIGITS_MIN = 5;
/** Italy dials the zero from abroad, too. */
const KEEP_ZERO = ['39'];
const CALLING_CODES: Record<string, string> = {
  AT: '43',
  AU: '61',
  BE: '32',
  CA: '1',
  CH: '41',
  CZ: '420',
  DE: '49',
  DK: '45',
  ES: '34',
  FI: '358',
  FR: '33',
  GB: '44',
  IE: '353',
  IT: '39',
  LI: '423',
  LU: '352',
  NL: '31',
  NO: '47',
  NZ: '64',
  PL: '48',
  PT: '351',
  SE: '46',
  US: '1',
};
