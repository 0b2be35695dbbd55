/** A request that claims to be Shopify's, what became of it, and the two verdicts: all refused, all accepted. */
import type { Random } from '../../../sandbox/store/random.ts';

export type Attempt = { what: string; path: string; init: RequestInit };
export type Answer = { what: string; status: number; location: string };
/** What a forger knows of the app under attack; `apiSecret` is there to make near misses with. */
export type Target = {
  appUrl: string;
  shop: string;
  otherShop: string;
  apiKey: string;
  apiSecret: string;
  customerId: string;
};

export type Family = {
  name: string;
  /** Every kind of forgery comes about equally often. */
  forge: (target: Target, random: Random) => Attempt;
  genuine: (target: Target, random: Random) => Attempt;
};

const AT_ONCE = 16;
/** Known bots are sent away before any token is looked at. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36';

/** Makes and sends so many attempts, some at a time: each is made just before it is sent, for some go stale. */
export async function sendAll(target: Target, count: number, make: () => Attempt): Promise<Answer[]> {
  const answers: Answer[] = [];
  let left = count;
  const senders = Array.from({ length: AT_ONCE }, async () => {
    while (left > 0) {
      left -= 1;
      answers.push(await send(target, make()));
    }
  });
  await Promise.all(senders);
  return answers;
}

async function send({ appUrl }: Target, { what, path, init }: Attempt): Promise<Answer> {
  const headers = { 'user-agent': BROWSER, ...(init.headers as Record<string, string>) };
  const response = await fetch(appUrl + path, { redirect: 'manual', ...init, headers });
  await response.arrayBuffer();
  return { what, status: response.status, location: response.headers.get('location') ?? '' };
}

/** Kinds of forgery that were answered with anything but a refusal, each with how often and with what. */
export function notRefused(answers: Answer[]): string[] {
  return tally(answers.filter(({ status }) => status < 400 || status >= 500));
}

export function notAccepted(answers: Answer[]): string[] {
  return tally(answers.filter(({ status }) => status !== 200));
}

function tally(answers: Answer[]): string[] {
  const groups = Map.groupBy(answers, ({ what, status, location }) =>
    `${what}: ${status} ${location}`.trim(),
  );
  return [...groups].map(([text, group]) => `${text} (${group.length} times)`).sort();
}

export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) throw new Error('nothing to pick from');
  return items[Math.floor(random() * items.length)] as T;
}

/** Another character at a place by chance, of the same alphabet. @param spare so many at the end stay as they are. */
export function flip(text: string, random: Random, spare = 0): string {
  const at = Math.floor(random() * (text.length - spare));
  const alphabet = '0123456789abcdef';
  const other = pick(
    random,
    [...alphabet].filter((one) => one !== text[at]?.toLowerCase()),
  );
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
