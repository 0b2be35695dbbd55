/**
 * Spoiled requests to the running app: webhooks and proxy calls with genuine signatures, staff's JSON with a genuine token. Every
 * answer is one of ours, soon, and never a fault; what is refused leaves no trace.
 */
import { createHmac, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Random } from '../../../sandbox/store/random.ts';
import { signedQuery, type TestSandbox } from '../sandbox.ts';
import { mutateJson, pick } from './mutate.ts';

/** Far beyond the five seconds that Shopify waits: how fast answers are is measured elsewhere; here nothing may hang. */
const LIMIT_MS = 20_000;
const AT_ONCE = 8;
/** Beyond what any route takes. */
const HUGE_BYTES = 10 * 1024 * 1024;

export type Call = { name: string; path: string; init: RequestInit };
export type Answer = { call: Call; status: number };

/** Sends all, some at once. @returns each answer; `problems` are what no sender should ever see. */
export async function sendAll(
  appUrl: string,
  calls: Call[],
  limitMs = LIMIT_MS,
): Promise<{ answers: Answer[]; problems: string[] }> {
  const answers: Answer[] = [];
  const problems: string[] = [];
  const waiting = [...calls];
  const sender = async () => {
    for (let call = waiting.shift(); call; call = waiting.shift()) {
      const status = await statusOf(appUrl, call, limitMs);
      if (typeof status === 'number') answers.push({ call, status });
      if (typeof status !== 'number' || status >= 500) {
        problems.push(`${call.name}: ${status}: ${String(call.init.body ?? call.path).slice(0, 1_000)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return { answers, problems };
}

async function statusOf(appUrl: string, { path, init }: Call, limitMs: number): Promise<number | string> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const response = await fetch(appUrl + path, { redirect: 'manual', ...init, signal });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    // A refused body that is still on its way may meet a line that is closed.
    if (String(init.body ?? '').length >= HUGE_BYTES && !isTimeout(error)) return 413;
    return error instanceof Error ? `${error.name} ${error.message}` : String(error);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/** One delivery, signed over the bytes that are sent. */
export function webhookCall(
  { shop, apiSecret }: Pick<TestSandbox, 'shop' | 'apiSecret'>,
  topic: string,
  body: string,
  headers: Record<string, string> = {},
): Call {
  return {
    name: topic,
    path: '/webhooks',
    init: {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': shop,
        'x-shopify-api-version': '2026-07',
        'x-shopify-webhook-id': randomUUID(),
        'x-shopify-triggered-at': new Date().toISOString(),
        'x-shopify-hmac-sha256': createHmac('sha256', apiSecret).update(body, 'utf8').digest('base64'),
        ...headers,
      },
    },
  };
}

const STRANGE_TIMES = [
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '0000-01-01',
  'NaN',
  '1e309',
  '0',
];
const STRANGE_HEADERS: [string, readonly string[]][] = [
  ['x-shopify-triggered-at', STRANGE_TIMES],
  ['x-shopify-event-id', ['x'.repeat(5_000), '\u00ff\u00fe', '-0', "'"]],
  ['x-shopify-webhook-id', ['\u00ff', '0', '../x', "';--"]],
  ['x-shopify-api-version', ['x'.repeat(3_000), '9999-99', '\u00e4']],
  ['content-type', ['text/plain', 'multipart/form-data', 'application/json; charset=utf-16']],
];

/** The signature does not cover the headers: what stands in them is anybody's. */
export function strangeHeaders(random: Random): Record<string, string> {
  const [name, values] = pick(random, STRANGE_HEADERS);
  // The same id again is the same delivery: only its shape is tried.
  const value = pick(random, values);
  return { [name]: name === 'x-shopify-webhook-id' ? `${value}${Math.floor(random() * 1e9)}` : value };
}

export function hugeBody(random: Random): string {
  const filler = 'x'.repeat(pick(random, [HUGE_BYTES, 7 * 1024 * 1024]));
  return `{"id":1,"note":"${filler}"}`;
}

type Body = { path: string; body: unknown; method?: string };

const REDEEM = { rewardId: 'five', idempotencyKey: 'fuzz-key-1' };
const PROXY: Body[] = [
  { path: 'redeem', body: REDEEM },
  { path: 'redeem', body: { ...REDEEM, idempotencyKey: 'fuzz-key-2', note: { a: [1] } } },
  {
    path: 'redeem',
    body: {
      ...REDEEM,
      idempotencyKey: 'fuzz-key-3',
      units: 2,
      replace: false,
      cart: { subtotalMinor: 5_000, currency: 'EUR', codes: [{ code: 'SUMMER', savesMinor: 400 }] },
    },
  },
  { path: 'undo', body: { redemptionId: 'no-such-redemption' } },
];

/** The shopper's requests as Shopify passes them on, with bodies and parameters that no page of ours sends. */
export function proxyCall(random: Random, { apiSecret, shop }: TestSandbox, customer: string): Call {
  const { path, body } = pick(random, PROXY);
  const asked = pick(random, [customer, customer, '', '0', '99999999999999999999', '12a']);
  const more: Record<string, string> =
    random() < 0.2 ? { locale: pick(random, ['\0', '\u202e', 'x'.repeat(3_000), 'de-DE', '..']) } : {};
  const query = signedQuery(apiSecret, shop, asked, more).toString();
  if (random() < 0.2) return { name: 'standing', path: `/proxy/standing?${query}`, init: {} };
  if (random() < 0.2) {
    const before = { before: pick(random, ['5', '-1', '1e309', '\0', "1' OR 1=1", '99999999999999999999']) };
    const older = signedQuery(apiSecret, shop, asked, { ...more, ...before }).toString();
    return { name: 'activity', path: `/proxy/activity?${older}`, init: {} };
  }
  const text = random() < 0.01 ? hugeBody(random) : mutateJson(random, body);
  return { name: path, path: `/proxy/${path}?${query}`, init: { method: 'POST', body: text } };
}

const AT = '2026-11-01T12:00:00Z';
const fact = (customerId: string, more: object) => ({ id: 'f1', customerId, at: AT, ...more });

function staffBodies(customer: string, program: unknown): Body[] {
  const facts = [
    { kind: 'deed', deed: 'review', name: 'x', withdrawnAt: AT },
    { kind: 'segment-entered', segment: 'friends' },
    { kind: 'score', score: 12.5 },
    { kind: 'joined' },
    { kind: 'tier-granted', tierId: 'gold', until: null },
    { kind: 'tags-set', tags: ['a', 'b'] },
    { kind: 'birthday', birthday: '02-29' },
  ];
  return [
    { path: 'facts', body: { facts: facts.map((more) => fact(customer, more)) } },
    ...facts.map((more) => ({ path: 'facts', body: { facts: [fact(customer, more)] } })),
    { path: 'draft', body: { config: program, seen: 0 } },
    { path: 'draft', body: { config: {}, seen: 1 } },
    { path: 'program', body: { config: program, appliesFrom: AT, note: 'x' } },
    { path: 'program', body: { restore: 1 } },
    { path: 'simulation', body: { config: program } },
    { path: 'household', body: { join: true, customerId: customer, withCustomerId: '5' } },
    { path: 'household', body: { leave: true, customerId: customer } },
  ];
}

export function staffCall(random: Random, token: string, customer: string, program: unknown): Call {
  const { path, body } = pick(random, staffBodies(customer, program));
  return staffPost(token, path, random() < 0.01 ? hugeBody(random) : mutateJson(random, body));
}

function staffPost(token: string, route: string, body: string): Call {
  return {
    name: route,
    path: `/app/api/${route}`,
    init: { method: 'POST', body, headers: staffHeaders(token) },
  };
}

/** A call that met a fault once. `to` is a topic or a route. */
export type KeptCall = {
  why: string;
  kind: 'staff' | 'webhook';
  to: string;
  body: string;
  headers?: Record<string, string>;
};

export function keptCall(sandbox: TestSandbox, token: string, { kind, to, body, headers }: KeptCall): Call {
  return kind === 'staff' ? staffPost(token, to, body) : webhookCall(sandbox, to, body, headers);
}

const PAGES: [path: string, parameters: string[]][] = [
  ['/app/members', ['q', 'after', 'before', 'sort', 'tier']],
  ['/app/activity', ['after', 'before', 'state', 'topic']],
  ['/app/finance', ['report', 'from', 'until', 'to', 'year', 'month', 'day', 'by']],
  ['/app/finance/csv', ['report', 'format', 'from', 'until', 'to', 'year', 'month', 'rows', 'day']],
  ['/app/api/simulation', ['id']],
  ['/app/api/versions', ['left', 'right']],
  ['/app/program', ['left', 'right', 'version', 'tab']],
];
const REPORTS = [
  'liability',
  'provision',
  'deferral',
  'breakage',
  'redeemed',
  'movements',
  'age',
  '2026',
  '2026-11',
];

/** Addresses of the merchant's pages with anything behind the question mark. */
export function pageCall(random: Random, token: string): Call {
  const [path, names] = pick(random, PAGES);
  const query = new URLSearchParams();
  for (let count = 0; count < 1 + random() * 3; count += 1) {
    const value = random() < 0.4 ? pick(random, REPORTS) : mutateJson(random, ['x']).slice(1, -1);
    query.append(pick(random, names), value.slice(0, 4_000).toWellFormed());
  }
  return { name: path, path: `${path}?${query.toString()}`, init: { headers: staffHeaders(token) } };
}

function staffHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    // Known bots are sent away before any token is looked at.
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
  };
}

/** Everything that the app keeps but for its inbox, as one value. */
export async function fingerprint(db: pg.Pool): Promise<string> {
  const { rows: tables } = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'inbox_events' ORDER BY 1`,
  );
  const prints: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.query<{ print: string | null }>(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM "${name}" t`,
    );
    prints.push(`${name} ${rows[0]?.print ?? 'empty'}`);
  }
  return prints.join('\n');
}

/** Waits until what runs in the background has come to rest. @returns the fingerprint at rest. */
export async function atRest(db: pg.Pool): Promise<string> {
  let last = await fingerprint(db);
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    await db.query('SELECT pg_sleep(0.7)');
    const next = await fingerprint(db);
    if (next === last) return next;
    last = next;
  }
  throw new Error('the background does not come to rest');
}
