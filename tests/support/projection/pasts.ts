/** Real pasts as customers with purchases, net of what came back by the day that is asked about. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { fitBehaviour } from '../../../app/core/concept/behaviour.ts';
import { visitsOf } from '../../../app/core/concept/foresee.ts';
import type { PastCustomer, PastMonth, PastSummary } from '../../../app/core/concept/past-summary.ts';

const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

export type Past = {
  name: string;
  currency: string;
  from: number;
  split: number;
  until: number;
  buys: Buy[];
};
type Buy = { customer: string; at: number; minor: number };

const FILES = {
  cdnow: `${DATA}/cdnow/CDNOW_master.txt`,
  retail: `${DATA}/online-retail/events.ndjson.gz`,
  apparel: `${DATA}/apparel/apparelTrans.csv`,
};
export const HAS_DATA = Object.values(FILES).every((file) => existsSync(file));

export function readPasts(): Past[] {
  return [cdnow(), retail(), apparel()];
}

function cdnow(): Past {
  const buys = readFileSync(FILES.cdnow, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [customer, day, , dollars] = line.trim().split(/\s+/);
      if (!customer || !day || !/^\d{8}$/.test(day)) return [];
      const at = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T12:00:00Z`);
      return [{ customer, at, minor: Math.round(Number(dollars) * 100) }];
    });
  return pastOf('cdnow', 'USD', ['1997-01-01', '1997-07-01', '1998-01-01'], buys);
}

/** Refunds are taken off the customer's newest orders before them. */
function retail(): Past {
  type Line = { type: string; cust: string | null; at: string; pence: number };
  const lines = gunzipSync(readFileSync(FILES.retail)).toString().trim().split('\n');
  const buys: Buy[] = [];
  const own = new Map<string, Buy[]>();
  for (const line of lines) {
    const { type, cust, at, pence } = JSON.parse(line) as Line;
    if (!cust) continue;
    const list = own.get(cust) ?? [];
    own.set(cust, list);
    if (type === 'order') {
      const buy = { customer: cust, at: Date.parse(`${at.replace(' ', 'T')}Z`), minor: pence };
      list.push(buy);
      buys.push(buy);
      continue;
    }
    let back = Math.abs(pence);
    for (const buy of [...list].reverse()) {
      const taken = Math.min(back, buy.minor);
      buy.minor -= taken;
      back -= taken;
    }
  }
  return pastOf('online-retail', 'GBP', ['2010-12-01', '2011-06-01', '2011-12-01'], buys);
}

function apparel(): Past {
  const buys = readFileSync(FILES.apparel, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = '', day = '', price = ''] = line.split(',');
      return { customer: id, at: Date.parse(`${day}T12:00:00Z`), minor: Math.round(Number(price) * 100) };
    });
  return pastOf('apparel', 'EUR', ['2005-01-01', '2005-07-01', '2006-01-01'], buys);
}

function pastOf(name: string, currency: string, days: [string, string, string], all: Buy[]): Past {
  const [from, split, until] = days.map((day) => Date.parse(`${day}T00:00:00Z`)) as [number, number, number];
  const buys = all.filter(({ at, minor }) => minor > 0 && at >= from && at < until);
  return { name, currency, from, split, until, buys };
}

/** What an app installed at `split` would know: of the customers at most `size`, the most frequent for sure. */
export function summaryOf(past: Past, size = 2_000, asked = 20_000): PastSummary {
  const { currency, split, buys } = past;
  const before = buys.filter(({ at }) => at < split);
  const customers = [...customersOf(before).values()];
  const ranked = customers.sort((one, other) => other.purchases.length - one.purchases.length);
  const months = new Map<string, PastMonth>();
  const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);
  const entry = (month: string) => {
    const found = months.get(month) ?? { month, orders: 0, newCustomers: 0 };
    months.set(month, found);
    return found;
  };
  for (const { at } of before) entry(monthOf(at)).orders += 1;
  for (const { purchases } of customers) entry(monthOf(purchases[0]?.at ?? 0)).newCustomers += 1;
  for (let at = past.from; at <= split; at += 86_400_000) entry(monthOf(at));
  const sample = drawn(ranked, size, size / 4);
  const heard = drawn(ranked, asked, 0).map((one) => visitsOf(one, split));
  return {
    currency,
    zone: 'UTC',
    asOf: split,
    customers: customers.length,
    orders: before.length,
    months: [...months.values()].sort((one, other) => (one.month < other.month ? -1 : 1)),
    sample,
    behaviour: fitBehaviour(heard),
    margin: null,
    oneOffShare: null,
    oneOffs: [],
  };
}

/** The first ones for sure, of the others each so many-eth. */
function drawn(ranked: PastCustomer[], size: number, sure: number): PastCustomer[] {
  const rest = ranked.slice(sure);
  const step = Math.max(1, rest.length / (size - sure));
  const places = Array.from({ length: Math.floor(rest.length / step) }, (_, index) => (index + 0.5) * step);
  const some = places.flatMap((place) => rest[Math.floor(place)] ?? []);
  return [...ranked.slice(0, sure), ...some.map((one) => ({ ...one, weight: rest.length / places.length }))];
}

export function customersOf(buys: readonly Buy[]): Map<string, PastCustomer> {
  const all = new Map<string, PastCustomer>();
  for (const { customer, at, minor } of [...buys].sort((one, other) => one.at - other.at)) {
    const found = all.get(customer) ?? { weight: 1, purchases: [] };
    found.purchases.push({ at, minor });
    all.set(customer, found);
  }
  return all;
}
