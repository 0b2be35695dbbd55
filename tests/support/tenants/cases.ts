/**
 * Who may not do what: for each route the requests of another shop's staff, of another customer, of nobody. A route that
 * is missing here fails the proof.
 */
import { extensionClaims, forgeToken, hmac, staffClaims } from '../forgery.ts';
import { signedQuery } from '../sandbox.ts';
import { type Question, REFUSED, staffQuestions } from './staff-questions.ts';
import type { Watched } from './watched.ts';

export type Case = {
  /** The file in app/routes, without its ending. */
  route: string;
  method: string;
  what: string;
  path: string;
  headers: Record<string, string>;
  body?: string | URLSearchParams;
  /** 200 stands for: the asker's own data, which is not the watched shop's. */
  may: number[];
};

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36';
const OWN = [200, 202, ...REFUSED];

/** Questions of shoppers by the last part of their route's name. */
function shopperQuestions(watched: Watched): Record<string, Question> {
  return {
    standing: { path: 'standing' },
    redeem: { path: 'redeem', body: { rewardId: 'five', idempotencyKey: 'watched-1' } },
    undo: { path: 'undo', body: { redemptionId: watched.redemptionId }, may: REFUSED },
    activity: { path: 'activity' },
    survey: { path: 'survey' },
    membership: { path: 'membership', body: { join: true } },
  };
}

/** Questions of extensions that the app proxy does not know. */
const EXTENSION_QUESTIONS: Record<string, Question> = {
  posts: { path: 'posts' },
  post: { path: 'post', body: { address: 'https://x.com/intruder/1', labelled: true } },
};

export function allCases(watched: Watched): Case[] {
  return [
    ...staffCases(watched),
    ...shopperCases(watched),
    ...extensionCases(watched),
    ...orderCases(watched),
    ...themeCases(watched),
    ...tillCases(watched),
    ...deskCases(watched),
    ...methodCases(watched),
    ...openCases(watched),
    ...linkCases(watched),
    ...flowCases(watched),
  ];
}

function staffCases(watched: Watched): Case[] {
  const { sandbox, intruder, customerId } = watched;
  const bearers: Record<string, string | undefined> = {
    "another shop's staff": forgeToken(
      staffClaims({ ...sandbox, shop: intruder }, LONG()),
      sandbox.apiSecret,
    ),
    'a shopper of the shop': forgeToken(extensionClaims(sandbox, customerId, LONG()), sandbox.apiSecret),
    nobody: undefined,
  };
  return Object.entries(staffQuestions(watched)).flatMap(([route, questions]) =>
    questions.flatMap((question) =>
      Object.entries(bearers).map(([who, bearer]) => {
        const own = who === "another shop's staff";
        return toCase(
          route,
          who,
          question,
          question.path,
          bearer,
          own ? (question.may ?? OWN) : [...REFUSED, 302],
        );
      }),
    ),
  );
}

function extensionCases({ sandbox, intruder, customerId, bystanderId }: Watched): Case[] {
  const askers: [who: string, shop: string, customer: string, may: number[]][] = [
    ['another customer', sandbox.shop, bystanderId, OWN],
    ["another shop's customer of the same number", intruder, customerId, OWN],
    ['a customer of a shop that is not installed', 'stranger.myshopify.com', customerId, [404]],
  ];
  return Object.entries(EXTENSION_QUESTIONS).flatMap(([name, question]) => {
    const path = `/api/extension/${name}`;
    return [
      ...askers.map(([who, shop, customer, may]) => {
        const token = forgeToken(extensionClaims({ ...sandbox, shop }, customer, LONG()), sandbox.apiSecret);
        return toCase(`api.extension.${name}`, who, question, path, token, may);
      }),
      toCase(`api.extension.${name}`, 'nobody', question, path, undefined, [401]),
      toCase(
        `api.extension.${name}`,
        'a wrong method',
        { path, ...(question.body ? {} : { body: {} }) },
        path,
        forgeToken(extensionClaims(sandbox, customerId, LONG()), sandbox.apiSecret),
        [405],
      ),
    ];
  });
}

/** Tokens that last as long as a run does. */
function LONG(): { exp: number } {
  return { exp: Math.floor(Date.now() / 1_000) + 3_600 };
}

function shopperCases(watched: Watched): Case[] {
  const { sandbox, intruder, customerId, bystanderId } = watched;
  const askers: [who: string, shop: string, customer: string][] = [
    ['another customer', sandbox.shop, bystanderId],
    ["another shop's customer of the same number", intruder, customerId],
    ['a customer of a shop that is not installed', 'stranger.myshopify.com', customerId],
  ];
  return Object.entries(shopperQuestions(watched)).flatMap(([name, question]) => [
    ...askers.flatMap(([who, shop, customer]) => {
      const may = shop.startsWith('stranger') ? [404] : (question.may ?? OWN);
      const query = signedQuery(sandbox.apiSecret, shop, customer).toString();
      const token = forgeToken(extensionClaims({ ...sandbox, shop }, customer, LONG()), sandbox.apiSecret);
      return [
        toCase(`proxy.${name}`, who, question, `/proxy/${name}?${query}`, undefined, may),
        toCase(`api.extension.${name}`, who, question, `/api/extension/${name}`, token, may),
      ];
    }),
    toCase(`proxy.${name}`, 'nobody', question, `/proxy/${name}?${ME}=${customerId}`, undefined, [401]),
    toCase(`api.extension.${name}`, 'nobody', question, `/api/extension/${name}`, undefined, [401]),
    toCase(
      `proxy.${name}`,
      'a visitor who is not signed in',
      question,
      `/proxy/${name}?${signedQuery(sandbox.apiSecret, sandbox.shop, '')}`,
      undefined,
      [401],
    ),
  ]);
}

/** What the watched shopper's order brought, asked by others; the pages after an order are extensions alone. */
function orderCases({ sandbox, intruder, customerId, bystanderId, orderId }: Watched): Case[] {
  const route = 'api.extension.order';
  const question: Question = { path: `/api/extension/order?orderId=${orderId}` };
  const token = (shop: string, customer: string) =>
    forgeToken(extensionClaims({ ...sandbox, shop }, customer, LONG()), sandbox.apiSecret);
  const asked = (who: string, bearer: string | undefined, may: number[], body?: unknown) =>
    toCase(route, who, body === undefined ? question : { ...question, body }, question.path, bearer, may);
  return [
    asked('another customer', token(sandbox.shop, bystanderId), OWN),
    asked("another shop's customer of the same number", token(intruder, customerId), OWN),
    asked('nobody', undefined, [401]),
    asked('a wrong method', token(sandbox.shop, customerId), [405], {}),
  ];
}

/** Questions of tills about the watched shop's customer: of another shop's staff, of a shopper, of nobody. */
function tillCases(watched: Watched): Case[] {
  const { customerId, orderId, redemptionId, memberCode } = watched;
  const questions: Record<string, Question[]> = {
    find: ['canary@watched.example.com', 'Canaria', memberCode].map((text) => ({
      path: `find?q=${encodeURIComponent(text)}`,
    })),
    standing: [{ path: `standing?customerId=${customerId}` }],
    redeem: [{ path: 'redeem', body: { customerId, rewardId: 'five', idempotencyKey: 'watched-1' } }],
    undo: [{ path: 'undo', body: { customerId, redemptionId }, may: REFUSED }],
    activity: [{ path: `activity?customerId=${customerId}` }],
    order: [{ path: `order?customerId=${customerId}&orderId=${orderId}` }],
  };
  return askedByStaff(watched, 'pos', questions);
}

/** Questions of the blocks in Shopify's admin about the watched shop's customer and order. */
function deskCases(watched: Watched): Case[] {
  const { customerId, orderId } = watched;
  const adjustment = { customerId, points: 7, reasonCode: 'goodwill', note: '' };
  return askedByStaff(watched, 'admin', {
    customer: [{ path: `customer?customerId=${customerId}` }],
    order: [{ path: `order?orderId=${orderId}` }],
    adjust: [{ path: 'adjust', body: { ...adjustment, idempotencyKey: 'watched-1' } }],
  });
}

/** Below `/api/…`, where staff ask from outside of the app's own pages. */
function askedByStaff(
  { sandbox, intruder, customerId }: Watched,
  door: 'pos' | 'admin',
  questions: Record<string, Question[]>,
): Case[] {
  const own = forgeToken(staffClaims(sandbox, LONG()), sandbox.apiSecret);
  const bearers: [who: string, bearer: string | undefined][] = [
    [
      "another shop's staff",
      forgeToken(staffClaims({ ...sandbox, shop: intruder }, LONG()), sandbox.apiSecret),
    ],
    ['a shopper of the shop', forgeToken(extensionClaims(sandbox, customerId, LONG()), sandbox.apiSecret)],
    ['nobody', undefined],
  ];
  return Object.entries(questions).flatMap(([name, asked]) =>
    asked.flatMap((question) => {
      const path = `/api/${door}/${question.path}`;
      const wrong = question.body === undefined ? { ...question, body: {} } : { path: question.path };
      return [
        ...bearers.map(([who, bearer]) =>
          toCase(
            `api.${door}.${name}`,
            who,
            question,
            path,
            bearer,
            who.includes('staff') ? (question.may ?? OWN) : [401],
          ),
        ),
        toCase(`api.${door}.${name}`, 'a wrong method', wrong, path, own, [405]),
      ];
    }),
  );
}

const ME = 'logged_in_customer_id';

/** The right asker by the wrong method: reading where one writes, and the other way round. */
function methodCases(watched: Watched): Case[] {
  const { sandbox, customerId } = watched;
  const token = forgeToken(extensionClaims(sandbox, customerId, LONG()), sandbox.apiSecret);
  return Object.entries(shopperQuestions(watched)).flatMap(([name, { body }]) => {
    const question: Question = body === undefined ? { path: name, body: {} } : { path: name };
    const query = signedQuery(sandbox.apiSecret, sandbox.shop, customerId).toString();
    return [
      toCase(`proxy.${name}`, 'a wrong method', question, `/proxy/${name}?${query}`, undefined, [405]),
      toCase(`api.extension.${name}`, 'a wrong method', question, `/api/extension/${name}`, token, [405]),
    ];
  });
}

/** Pages within the theme: whoever asks is told of her own shop alone, and a link of another shop's member leads nowhere. */
function themeCases({ sandbox, intruder, customerId, bystanderId, referralCode }: Watched): Case[] {
  const askers: [who: string, shop: string, customer: string][] = [
    ["another shop's customer of the same number", intruder, customerId],
    ["another shop's customer", intruder, bystanderId],
    ["another shop's visitor", intruder, ''],
  ];
  const page = (route: string, path: string, methods: ('GET' | 'POST')[]) =>
    askers.flatMap(([who, shop, customer]) =>
      methods.map((method) => {
        const query = signedQuery(sandbox.apiSecret, shop, customer).toString();
        const question: Question = { path, method, ...(method === 'POST' ? { body: {} } : {}) };
        return toCase(route, who, question, `${path}?${query}`, undefined, [200, 405]);
      }),
    );
  return [
    ...page('proxy.refer', '/proxy/refer', ['GET', 'POST']),
    ...page('proxy.newsletter', '/proxy/newsletter', ['GET', 'POST']),
    toCase(
      'proxy.newsletter',
      'nobody',
      { path: '/proxy/newsletter' },
      '/proxy/newsletter',
      undefined,
      [401],
    ),
    ...page('proxy.r.$code', `/proxy/r/${referralCode}`, ['GET', 'POST']),
    toCase(
      'proxy.refer',
      'nobody',
      { path: '/proxy/refer' },
      `/proxy/refer?${ME}=${customerId}`,
      undefined,
      [401],
    ),
    toCase('proxy.r.$code', 'nobody', { path: '/proxy/r' }, `/proxy/r/${referralCode}`, undefined, [401]),
  ];
}

/** Doors that anyone may knock at: they know no shop of whoever knocks. */
function openCases({ sandbox }: Watched): Case[] {
  const plain = (route: string, path: string, may: number[], body?: unknown) =>
    toCase(route, 'nobody', body === undefined ? { path } : { path, body }, path, undefined, may);
  return [
    plain('_index', '/', [200, 302]),
    plain('_index', `/?shop=${sandbox.shop}`, [200, 302, 400]),
    plain('auth.$', '/auth/callback', [...REFUSED, 302]),
    plain('auth.login', `/auth/login?shop=${sandbox.shop}`, [...REFUSED, 200, 302]),
    plain('webhooks', '/webhooks', [405]),
    plain('webhooks', '/webhooks', [401], { id: 1 }),
    plain('flow.lifecycle', '/flow/lifecycle', [405]),
    plain('flow.lifecycle', '/flow/lifecycle', [401], { has_enabled_flow: true }),
    plain('flow.actions.$handle', '/flow/actions/add-points', [405]),
    plain('flow.actions.$handle', '/flow/actions/add-points', [401], { handle: 'add-points' }),
  ];
}

/** Links of mails that nobody here has signed. */
function linkCases({ sandbox, memberId }: Watched): Case[] {
  const body = Buffer.from(JSON.stringify({ m: Number(memberId), i: memberId, s: sandbox.shop })).toString(
    'base64url',
  );
  const hook = `/hooks/reviews/1.${body}.${'A'.repeat(24)}`;
  const told: Question = { path: hook, body: { id: 1, email: 'canary@example.com' } };
  const mailHook = `/hooks/mail/1.${body}.${'A'.repeat(24)}`;
  const bounce: Question = { path: mailHook, body: { event: 'hard_bounce', email: 'canary@example.com' } };
  const forgedHooks = [
    toCase('hooks.reviews.$token', 'a forged address', told, hook, undefined, [401]),
    toCase('hooks.reviews.$token', 'a wrong method', { path: hook }, hook, undefined, [405]),
    toCase('hooks.mail.$token', 'a forged address', bounce, mailHook, undefined, [401]),
    toCase('hooks.mail.$token', 'a wrong method', { path: mailHook }, mailHook, undefined, [405]),
  ];
  const forgedLinks = ['unsubscribe', 'preferences', 'confirm', 'survey'].flatMap((page) =>
    ['GET', 'POST'].map((method) => {
      const path = `/m/${page}/1.${body}.${'A'.repeat(24)}`;
      const question: Question = { path, method, ...(method === 'POST' ? { form: { do: 'choose' } } : {}) };
      return toCase(`m.${page}.$token`, 'a forged link', question, path, undefined, [404]);
    }),
  );
  return [...forgedLinks, ...forgedHooks];
}

/** Workflows of another shop that ask for something about this shop's customer; Flow signs for the shop it names. */
function flowCases({ sandbox, intruder, customerId }: Watched): Case[] {
  const properties = { customer_id: customerId, points: 7, tier: 'gold', reward: 'five', note: '' };
  return ['add-points', 'remove-points', 'move-tier', 'issue-reward'].map((handle) => {
    const body = { shopify_domain: intruder, action_run_id: `tenants-${handle}`, handle, properties };
    const path = `/flow/actions/${handle}`;
    const one = toCase(
      'flow.actions.$handle',
      "another shop's workflow",
      { path, body },
      path,
      undefined,
      OWN,
    );
    const signature = hmac(sandbox.apiSecret, JSON.stringify(body));
    return { ...one, headers: { ...one.headers, 'x-shopify-hmac-sha256': signature } };
  });
}

function toCase(
  route: string,
  who: string,
  question: Question,
  path: string,
  bearer: string | undefined,
  may: number[],
): Case {
  const { form, body } = question;
  const method = question.method ?? (form || body !== undefined ? 'POST' : 'GET');
  return {
    route,
    method,
    what: `${who}: ${method} ${path.split('?')[0]}`,
    path,
    headers: {
      'user-agent': BROWSER,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(form
      ? { body: new URLSearchParams(form) }
      : body === undefined
        ? {}
        : { body: JSON.stringify(body) }),
    may,
  };
}
