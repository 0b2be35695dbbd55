/**
 * The one way to Shopify's Admin API: typed operations over graphql-request, with time limit, throttle waits and
 * a retry where a repeat can do no harm.
 */
import { ClientError, GraphQLClient } from 'graphql-request';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

export const API_VERSION = '2026-07';
const TIMEOUT_MS = 10_000;
const TRIES_MAX = 4;
const WAIT_MS_MAX = 5_000;

export type AdminAccess = { shop: string; accessToken: string };

/**
 * `refused`: Shopify answered and did nothing. `unknown`: it may or may not have happened (time-out, 5xx, lost
 * connection). `unauthorized`: the token is not valid any more.
 */
export class ShopifyError extends Error {
  readonly outcome: 'refused' | 'unknown' | 'unauthorized';

  constructor(outcome: ShopifyError['outcome'], message: string) {
    super(message);
    this.outcome = outcome;
  }
}

export type RequestOptions = {
  /** A read, or a change that may be made twice: repeated when the outcome is unknown. */
  repeatable: boolean;
  signal?: AbortSignal;
};

/** @throws ShopifyError */
export async function requestAdmin<Data, Variables extends Record<string, unknown>>(
  access: AdminAccess,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: RequestOptions,
): Promise<Data> {
  for (let attempt = 1; ; attempt += 1) {
    const failure = await send(access, document, variables, options);
    if ('data' in failure) return failure.data;
    const mayRepeat =
      failure.throttledMs !== undefined || (options.repeatable && failure.outcome === 'unknown');
    if (!mayRepeat || attempt === TRIES_MAX || options.signal?.aborted) {
      throw new ShopifyError(failure.outcome, failure.message);
    }
    await pause(failure.throttledMs ?? 200 * 2 ** attempt, options.signal);
  }
}

type Failure = { outcome: ShopifyError['outcome']; message: string; throttledMs?: number };

async function send<Data, Variables extends Record<string, unknown>>(
  access: AdminAccess,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: RequestOptions,
): Promise<{ data: Data } | Failure> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const client = new GraphQLClient(`https://${access.shop}/admin/api/${API_VERSION}/graphql.json`, {
    headers: { 'X-Shopify-Access-Token': access.accessToken },
    fetch: (url, init) => globalThis.fetch(url, init),
  });
  try {
    const data = await client.request<Data>({
      document,
      variables,
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
    return { data };
  } catch (error) {
    return describe(error);
  }
}

function describe(error: unknown): Failure {
  if (!(error instanceof ClientError)) {
    return { outcome: 'unknown', message: error instanceof Error ? error.message : 'no answer' };
  }
  const { response } = error;
  if (response.status === 401) return { outcome: 'unauthorized', message: 'the access token is not valid' };
  if (response.status === 429) return { outcome: 'refused', message: 'throttled', throttledMs: 1_000 };
  if (response.status >= 500) return { outcome: 'unknown', message: `Shopify answered ${response.status}` };
  const errors = response.errors ?? [];
  if (errors.some((one) => one.extensions?.code === 'THROTTLED')) {
    return { outcome: 'refused', message: 'throttled', throttledMs: throttleWait(response.extensions) };
  }
  const message = errors.map((one) => one.message).join('; ') || `Shopify answered ${response.status}`;
  const internal = errors.some((one) => one.extensions?.code === 'INTERNAL_SERVER_ERROR');
  return { outcome: internal ? 'unknown' : 'refused', message: message.slice(0, 500) };
}

/** Time until the bucket holds enough, from the cost that Shopify states with every answer. */
function throttleWait(extensions: unknown): number {
  const cost = (extensions as { cost?: Record<string, unknown> } | undefined)?.cost;
  const status = cost?.throttleStatus as Record<string, number> | undefined;
  const requested = Number(cost?.requestedQueryCost ?? 100);
  const missing = requested - Number(status?.currentlyAvailable ?? 0);
  return Math.min(WAIT_MS_MAX, Math.max(200, (missing / Number(status?.restoreRate ?? 100)) * 1_000));
}

/** Waits with jitter, so that many waiters do not come back at once. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const jittered = Math.min(WAIT_MS_MAX, ms) * (0.75 + Math.random() / 2);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, jittered);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
