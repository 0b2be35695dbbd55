/**
 * What is struck inside this process, for the sake of numbers: the readers of deliveries, of the proxy's query, of
 * programs and of pasts. Each makes a spoiled input and judges what the app makes of it.
 */
import { createHmac } from 'node:crypto';
import { awardOrder } from '../../../app/core/earning/award.ts';
import type { OrderFacts } from '../../../app/core/earning/order-facts.ts';
import { programSchema } from '../../../app/core/program/program.ts';
import { type PastEvent, readPastEvent } from '../../../app/core/replay/past-event.ts';
import { replayPast } from '../../../app/core/replay/replay-past.ts';
import { rulesOfProgram } from '../../../app/core/replay/replay-rules.ts';
import { checkProgram } from '../../../app/services/check-program.ts';
import { interpretDelivery, type Meaning } from '../../../app/services/interpret-delivery.ts';
import { verifyProxy } from '../../../app/shopify/verify-proxy.ts';
import { parseOrder } from '../../../app/shopify/webhooks/parse-order.ts';
import type { Random } from '../../../sandbox/store/random.ts';
import { randomKind, randomProgram } from '../services-model/random-program.ts';
import { BUILT_ORDERS } from '../../fixtures/built-orders.ts';
import { mutateJson, mutateText, pick } from './mutate.ts';
import type { Payload } from './payloads.ts';
import { disagreements } from './strict-order.ts';

export type Target = {
  name: string;
  make: (random: Random) => string;
  /** What is wrong with what the app made of it; throwing is wrong, too. */
  judge: (input: string) => string[] | Promise<string[]>;
};

const BARE = programSchema.parse({});
const SHOP = {
  ...{ shop: 'fuzz.myshopify.com', name: 'Fuzz', currency: 'EUR', timezone: 'Europe/Berlin', locale: 'de' },
  ...{ isPlus: true, installedAt: new Date(0), uninstalledAt: null },
};

export type Interpret = (topic: string, body: string) => Meaning;

const byTheApp: Interpret = (topic, body) =>
  interpretDelivery(
    {
      ...{
        shop: SHOP.shop,
        deliveryId: 'fuzz',
        eventId: null,
        topic,
        apiVersion: '2026-07',
        resourceId: null,
      },
      ...{ triggeredAt: new Date(0), body, attempts: 0 },
    },
    SHOP,
  );

/** The first line is the topic, the rest the body. */
export function deliveries(payloads: Payload[], interpret: Interpret = byTheApp): Target {
  return {
    name: 'deliveries',
    make: (random) => {
      const { topic, body } = pick(random, payloads);
      return `${topic}\n${mutateJson(random, body)}`;
    },
    judge: (input) => {
      const at = input.indexOf('\n');
      const [topic, body] = [input.slice(0, at), input.slice(at + 1)];
      const meaning = interpret(topic, body);
      return [...judgeMeaning(meaning, body), ...unstorable(meaning)];
    },
  };
}

function judgeMeaning(meaning: Meaning, body: string): string[] {
  if (meaning.kind !== 'snapshot') return [];
  const { facts } = meaning.input;
  const { points } = awardOrder(facts, BARE);
  const gross = facts.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  return [
    ...disagreements(body, facts),
    ...unsafe(facts),
    ...(Number.isSafeInteger(points) && points >= 0 && points <= gross ? [] : [`it gives ${points} points`]),
  ];
}

/** Amounts that are no whole numbers, or below zero where nothing can be. */
function unsafe({ lines, shippingTaxMinor, totalMinor }: OrderFacts): string[] {
  const amounts = [shippingTaxMinor, totalMinor];
  for (const line of lines)
    amounts.push(line.unitPriceMinor, line.discountMinor, line.taxMinor, line.quantity);
  return amounts.every((one) => Number.isSafeInteger(one) && one >= 0) ? [] : ['an amount is none'];
}

/** Text that Postgres refuses, wherever it stands. */
export function unstorable(value: unknown): string[] {
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0') ? [] : [`${JSON.stringify(value)} cannot be stored`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...unstorable(key), ...unstorable(inner)]);
}

const PARAMETERS = ['shop', 'timestamp', 'path_prefix', 'logged_in_customer_id', 'locale', 'x', 'hmac'];

/** A query that is signed by its spoiled parameters, as someone with the secret could; at times spoiled after that. */
export function proxyQueries(secret: string): Target {
  return {
    name: 'proxy queries',
    make: (random) => signedAnew(random, secret),
    judge: async (query) => {
      const caller = await verifyProxy(new Request(`http://127.0.0.1:1/proxy/standing?${query}`));
      if (!caller) return [];
      const given = new URLSearchParams(query);
      const customers = given.getAll('logged_in_customer_id');
      const sound = /^[a-z0-9][a-z0-9-]*\.myshopify\.(com|io)$|\.(shopify|myshopify)\./.test(caller.shop);
      return [
        ...(sound ? [] : [`${caller.shop} is no shop`]),
        ...(customers.length === 1 && customers[0] === (caller.customerId ?? '') ? [] : ['another customer']),
        ...(caller.customerId === null || /^[1-9]\d{0,19}$/.test(caller.customerId)
          ? []
          : ['no customer id']),
      ];
    },
  };
}

function signedAnew(random: Random, secret: string): string {
  const values: [string, string][] = [
    ['shop', SHOP.shop],
    ['timestamp', String(Math.floor(Date.now() / 1_000))],
    ['path_prefix', '/apps/treuwerk'],
    ['logged_in_customer_id', '207119551'],
  ];
  const strange = () => {
    const text = JSON.parse(mutateJson(random, ['x'])) as unknown;
    return String(Array.isArray(text) ? (text[0] ?? '') : '');
  };
  for (let fault = 0; fault < 1 + random() * 2; fault += 1) {
    const at = Math.floor(random() * values.length);
    const change = pick(random, ['value', 'twice', 'out', 'more', 'sound'] as const);
    const value = safely(strange);
    if (change === 'value') values[at] = [values[at]?.[0] ?? 'x', value];
    if (change === 'twice') values.push([values[at]?.[0] ?? 'x', random() < 0.5 ? value : '1']);
    if (change === 'out') values.splice(at, 1);
    if (change === 'more') values.push([pick(random, PARAMETERS), value]);
  }
  const message = [...Map.groupBy(values, ([key]) => key)]
    .map(([key, all]) => `${key}=${all.map(([, value]) => value.toWellFormed()).join(',')}`)
    .sort()
    .join('');
  const signature = createHmac('sha256', secret).update(message).digest('hex');
  const query = new URLSearchParams([...values, ['signature', signature]]).toString();
  return random() < 0.1 ? mutateText(random, query).toWellFormed().replaceAll(/[\0#]/g, '%00') : query;
}

function safely(make: () => string): string {
  try {
    return make();
  } catch {
    return '\0';
  }
}

/** Programs as a merchant's tools might send them. What is taken must be storable, stable, and able to judge. */
export function programs(): Target {
  const orders = BUILT_ORDERS.map(({ body }) => parseOrder(body)?.facts).filter((one) => one !== undefined);
  return {
    name: 'programs',
    make: (random) => mutateJson(random, randomProgram(random, randomKind(random))),
    judge: (text) => {
      const config = parsed(text);
      const taken = ['EUR', 'JPY', 'KWD'].map((currency) => checkProgram(config, currency));
      return taken.flatMap((result) => {
        if (!result.ok) return [];
        const again = programSchema.parse(JSON.parse(JSON.stringify(result.value)));
        const points = orders.map((facts) => awardOrder(facts, result.value).points);
        return [
          ...unstorable(result.value),
          ...(JSON.stringify(again) === JSON.stringify(result.value)
            ? []
            : ['it reads otherwise the second time']),
          ...(points.every((one) => Number.isSafeInteger(one) && one >= 0)
            ? []
            : [`it gives ${points.join()}`]),
        ];
      });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LIFE = [
  { type: 'order', cust: 'a', inv: '1', at: '2020-01-01 10:00:00', pence: 12_500 },
  { type: 'refund', cust: 'a', order: '1', inv: 'r1', at: '2020-01-05 10:00:00', pence: -2_500 },
  { type: 'order', cust: 'b', inv: 2, at: '2020-02-29T10:00:00Z', pence: 999, currency: 'EUR' },
  { type: 'order', cust: null, inv: '3', at: '2020-03-01', pence: 100 },
  { type: 'refund', cust: 'b', at: '2021-01-01T00:00:00+02:00', pence: 5_000 },
];

/** One event a line, one of them spoiled. */
export function pasts(): Target {
  return {
    name: 'pasts',
    make: (random) => {
      const spoiled = Math.floor(random() * LIFE.length);
      return LIFE.map((event, index) =>
        index === spoiled ? mutateJson(random, event).replaceAll('\n', ' ') : JSON.stringify(event),
      ).join('\n');
    },
    judge: (text) => {
      const read = text.split('\n').map((line, index) => readPastEvent(parsed(line), index + 1));
      const events = read.flatMap((one): PastEvent[] => ('event' in one ? [one.event] : []));
      if (events.length < read.length) return [];
      const last = Math.max(...events.map(({ at }) => at));
      const rules = rulesOfProgram(BARE, { currency: 'GBP', expiresInDays: 365 });
      const { totals, customers } = replayPast(events, rules, last);
      const { earned, revoked, expired, available, pending, debt } = totals;
      const closes = earned - revoked - expired === available + pending + debt;
      return [
        ...(closes ? [] : ['the totals do not close']),
        ...customers.flatMap(({ id }) => (typeof id === 'string' ? [] : ['a customer without a name'])),
      ];
    },
  };
}
