/**
 * The one way to Shopify's Admin API: typed operations over graphql-request, each in its turn, with a time limit and a
 * repeat where it can do no harm.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, Kind } from 'graphql';
import { ClientError, GraphQLClient } from 'graphql-request';
import { log } from '#app/log.ts';
import { adminRequests, adminThrottled } from '#app/shopify/admin-metrics.ts';
import { awaitTurn, endTurn } from '#app/shopify/admin-turns.ts';
import type { RequestKind, Throttle } from '#app/shopify/request-queue.ts';

export const API_VERSION = '2026-07';
/** Shopify supports each version for a year at least. Source: Shopify's documentation of API versioning. */
export const API_SUPPORTED_UNTIL = new Date(Date.UTC(2027, 6, 1));
const TIMEOUT_MS = 10_000;
const TRIES_MAX = 4;
/** Requests that were sent back unread, because others had used up the points or Shopify wanted silence. */
const THROTTLED_MAX = 8;
const BACKOFF_MS = 400;
const BACKOFF_MS_MAX = 5_000;
const SILENCE_MS = 1_000;
const SILENCE_MS_MAX = 30_000;

/** @property kind how urgent its requests are, when that does not follow from the operation. */
export type AdminAccess = { shop: string; accessToken: string; kind?: RequestKind };

/**
 * `refused`: Shopify answered and did nothing, or was not asked. `unknown`: it may or may not have happened (time-out, 5xx,
 * lost connection). `unauthorized`: the token is not valid any more.
 */
export class ShopifyError extends Error {
  readonly outcome: 'refused' | 'unknown' | 'unauthorized';
  readonly operation: string | undefined;
  /** By which Shopify's support finds the request. */
  readonly requestId: string | undefined;

  constructor(
    outcome: ShopifyError['outcome'],
    message: string,
    request: { operation?: string; requestId?: string } = {},
  ) {
    super(message);
    this.outcome = outcome;
    this.operation = request.operation;
    this.requestId = request.requestId;
  }
}

export type RequestOptions = {
  /** A read, or a change that may be made twice: repeated when the outcome is unknown. */
  repeatable: boolean;
  signal?: AbortSignal;
};

/** What is as urgent as a shopper who waits, and what has time; everything else is a read. */
const KINDS: Record<string, RequestKind> = {
  CreateCode: 'redemption',
  CreateShippingCode: 'redemption',
  FindCode: 'redemption',
  DeactivateCode: 'redemption',
  WriteMetafields: 'standings',
  DeleteCode: 'background',
  StartFlows: 'background',
  StartBulkRead: 'background',
  BulkProgress: 'background',
  OrdersUpdatedSince: 'background',
  CustomersUpdatedSince: 'background',
};

/** @throws ShopifyError */
export async function requestAdmin<Data, Variables extends Record<string, unknown>>(
  access: AdminAccess,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: RequestOptions,
): Promise<Data> {
  const operation = nameOf(document);
  for (let tries = 1, throttled = 0; ;) {
    const answer = await takeTurnAndSend(access, operation, document, variables, options);
    if ('data' in answer) return answer.data;
    const { outcome, message, requestId, sentBack } = answer;
    const again = sentBack
      ? throttled < THROTTLED_MAX
      : options.repeatable && outcome === 'unknown' && tries < TRIES_MAX;
    if (!again || options.signal?.aborted)
      throw new ShopifyError(outcome, message, { operation, ...(requestId ? { requestId } : {}) });
    if (sentBack) throttled += 1;
    else await backOff(tries++, options.signal);
  }
}

type Failure = {
  outcome: ShopifyError['outcome'];
  message: string;
  requestId?: string | undefined;
  /** Shopify has not looked at the request: it may be sent again whatever it does. */
  sentBack?: boolean;
  silenceMs?: number;
  extensions?: unknown;
};

async function takeTurnAndSend<Data, Variables extends Record<string, unknown>>(
  access: AdminAccess,
  operation: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: RequestOptions,
): Promise<{ data: Data } | Failure> {
  const kind = access.kind ?? KINDS[operation] ?? 'read';
  const turn = await awaitTurn(access.shop, operation, kind, options.signal);
  if (typeof turn === 'string') {
    adminRequests.inc({ operation, outcome: turn });
    return { outcome: 'refused', message: UNSENT[turn] };
  }
  const started = performance.now();
  const answer = await send(access, document, variables, options);
  const cost = costOf(answer.extensions);
  endTurn(access.shop, operation, turn.cost, {
    ...cost,
    ...('silenceMs' in answer && answer.silenceMs ? { silenceMs: answer.silenceMs } : {}),
  });
  note(access.shop, operation, answer, cost.requestedCost, performance.now() - started);
  return answer;
}

const UNSENT = {
  full: 'too many requests wait for Shopify already; nothing was sent',
  late: 'Shopify’s limit for this shop is used up; nothing was sent',
  aborted: 'whoever asked has gone; nothing was sent',
};

type Sent<Data> = { data: Data; requestId?: string | undefined; extensions?: unknown } | Failure;

async function send<Data, Variables extends Record<string, unknown>>(
  access: AdminAccess,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: RequestOptions,
): Promise<Sent<Data>> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let facts: { requestId?: string | undefined; extensions?: unknown } = {};
  const client = new GraphQLClient(`https://${access.shop}/admin/api/${API_VERSION}/graphql.json`, {
    headers: { 'X-Shopify-Access-Token': access.accessToken },
    fetch: (url, init) => globalThis.fetch(url, init),
    responseMiddleware: (response) => {
      if (response instanceof Error) return;
      const { headers, extensions } = response;
      facts = { requestId: headers.get('x-request-id') ?? undefined, extensions };
    },
  });
  try {
    const data = await client.request<Data>({
      document,
      variables,
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
    return { ...facts, data };
  } catch (error) {
    return describe(error);
  }
}

function describe(error: unknown): Failure {
  if (!(error instanceof ClientError)) {
    return { outcome: 'unknown', message: error instanceof Error ? error.message : 'no answer' };
  }
  const { status, errors = [], extensions } = error.response;
  const headers = error.response.headers instanceof Headers ? error.response.headers : new Headers();
  const facts = { requestId: headers.get('x-request-id') ?? undefined, extensions };
  if (status === 401) return { ...facts, outcome: 'unauthorized', message: 'the access token is not valid' };
  if (status === 429)
    return {
      ...facts,
      outcome: 'refused',
      message: 'throttled',
      sentBack: true,
      silenceMs: silenceOf(headers, SILENCE_MS),
    };
  if (status >= 500)
    return {
      ...facts,
      outcome: 'unknown',
      message: `Shopify answered ${status}`,
      silenceMs: silenceOf(headers, 0),
    };
  if (errors.some((one) => one.extensions?.code === 'THROTTLED'))
    return { ...facts, outcome: 'refused', message: 'throttled', sentBack: true };
  const message = errors.map((one) => one.message).join('; ') || `Shopify answered ${status}`;
  const internal = errors.some((one) => one.extensions?.code === 'INTERNAL_SERVER_ERROR');
  return { ...facts, outcome: internal ? 'unknown' : 'refused', message: message.slice(0, 500) };
}

/** `Retry-After` in seconds; else what suits the answer. */
function silenceOf(headers: Headers, otherwiseMs: number): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return seconds > 0 ? Math.min(SILENCE_MS_MAX, seconds * 1_000) : otherwiseMs;
}

function nameOf(document: DocumentNode): string {
  const definition = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return definition?.name?.value ?? 'unnamed';
}

/** What Shopify says of cost and bucket with every answer. */
function costOf(extensions: unknown): { requestedCost?: number; throttle?: Throttle } {
  const cost = (
    extensions as { cost?: { requestedQueryCost?: number; throttleStatus?: Throttle } } | undefined
  )?.cost;
  return {
    ...(cost?.requestedQueryCost ? { requestedCost: cost.requestedQueryCost } : {}),
    ...(cost?.throttleStatus ? { throttle: cost.throttleStatus } : {}),
  };
}

function note(
  shop: string,
  operation: string,
  answer: Sent<unknown>,
  cost: number | undefined,
  ms: number,
): void {
  const outcome = 'data' in answer ? 'done' : answer.sentBack ? 'throttled' : answer.outcome;
  adminRequests.inc({ operation, outcome });
  if (outcome === 'throttled') adminThrottled.inc({ operation });
  const line = { shop, operation, outcome, cost, ms: Math.round(ms), shopifyRequest: answer.requestId };
  if (outcome === 'done' || outcome === 'throttled') log.debug(line, 'asked Shopify');
  else log.warn(line, 'asked Shopify in vain');
}

/** Full jitter: many who failed at once do not come back at once. */
async function backOff(tries: number, signal: AbortSignal | undefined): Promise<void> {
  const ms = Math.random() * Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** tries);
  await pause(ms, undefined, signal ? { signal } : {}).catch(() => {});
}
