/**
 * Finds whom staff have before them: by the code that she shows, or by telephone, mail or name. Shopify knows every
 * customer and is asked, for we keep no telephone numbers; when it is silent, members are found by name and mail.
 */
import { type FindReply, PEOPLE_MAX, type Person } from '#app/core/contracts/till.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findAtTill, searchAtTill } from '#app/db/till.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { readMemberCode } from '#app/services/member-code.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { customerQuery, findCustomers, type FoundCustomer } from '#app/shopify/find-customers.ts';

const TEXT_LENGTH_MIN = 2;
const TEXT_LENGTH_MAX = 100;
/** Per member of staff: plenty for whoever types, too little for whoever reads out the customers. */
const SEARCHES_PER_MINUTE = 60;
const MINUTE_MS = 60_000;

export type Search = {
  shop: string;
  actor: string;
  text: string;
  /** Two letters, as the till's language names it. */
  region: string | undefined;
};

export async function findMemberAtTill(search: Search): Promise<Result<FindReply>> {
  const text = search.text.trim();
  if (text.length < TEXT_LENGTH_MIN || text.length > TEXT_LENGTH_MAX || text.includes('\0'))
    return rejected('request-invalid');
  if (!takeTurn(`${search.shop}/${search.actor}`)) return rejected('searches-too-many');
  const scanned = readMemberCode(search.shop, text);
  if (scanned === null) return rejected('member-code-invalid');
  if (scanned !== undefined) return findByNumber(search.shop, scanned);
  const query = customerQuery(text, search.region);
  const [told, members] = await Promise.all([
    query === undefined ? [] : askShopify(search.shop, query),
    searchAtTill(search.shop, text, PEOPLE_MAX),
  ]);
  const people = await withBalances(search.shop, [...(told ?? []), ...members]);
  return ok({ people, partial: told === undefined });
}

/** The code is genuine, so the number stands whatever Shopify says. */
async function findByNumber(shop: string, customerId: string): Promise<Result<FindReply>> {
  const known = await findAtTill(shop, [customerId]);
  const told = known.get(customerId)?.name ? [] : await askShopify(shop, `id:${customerId}`);
  const nobody: FoundCustomer = { customerId, name: null, email: null };
  const person = told?.find((one) => one.customerId === customerId) ?? nobody;
  return ok({ people: await withBalances(shop, [person]), partial: told === undefined });
}

/** @returns undefined when Shopify does not answer. */
async function askShopify(shop: string, query: string): Promise<FoundCustomer[] | undefined> {
  try {
    return await withAccess(shop, (access) => findCustomers(access, query));
  } catch (error) {
    if (error instanceof ShopifyError) return undefined;
    throw error;
  }
}

async function withBalances(shop: string, found: FoundCustomer[]): Promise<Person[]> {
  const people = new Map(found.map((one) => [one.customerId, one]));
  const shown = [...people.values()].slice(0, PEOPLE_MAX);
  const known = await findAtTill(
    shop,
    shown.map(({ customerId }) => customerId),
  );
  return shown.map(({ customerId, name, email }) => {
    const member = known.get(customerId);
    return {
      customerId,
      name: name ?? member?.name ?? null,
      email: email ?? member?.email ?? null,
      available: member?.available ?? null,
    };
  });
}

/** Searches of the running minute, by member of staff; one process's own count bounds it well enough. */
let minute = 0;
const searches = new Map<string, number>();

function takeTurn(who: string): boolean {
  const current = Math.floor(Date.now() / MINUTE_MS);
  if (current !== minute) searches.clear();
  minute = current;
  const taken = (searches.get(who) ?? 0) + 1;
  searches.set(who, taken);
  return taken <= SEARCHES_PER_MINUTE;
}
