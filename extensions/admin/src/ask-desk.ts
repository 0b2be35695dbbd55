/** Speaks with the app: the staff member's ID token, JSON, and refusals as errors that carry a sentence for her. */
import type {
  AdminAdjustRequest,
  AdminCustomerReply,
  AdminOrderReply,
} from '../../../app/core/contracts/admin.ts';
import type { RefusalReply } from '../../../app/core/contracts/proxy.ts';
import { language, say } from './words.ts';

const PATIENCE_MS = 20_000;

/** The app said no, in a sentence of its own; without a code it could not be reached. */
export class Refusal extends Error {
  readonly code: string | null;
  /** Whether asking again with the same key cannot change the answer. */
  readonly final: boolean;

  constructor(code: string | null, sentence: string, final: boolean) {
    super(sentence);
    this.code = code;
    this.final = final;
  }
}

export function askCustomer(customerId: string): Promise<AdminCustomerReply> {
  return ask(`customer?customerId=${customerId}`);
}

export function askOrder(orderId: string): Promise<AdminOrderReply> {
  return ask(`order?orderId=${orderId}`);
}

export function askAdjust(request: AdminAdjustRequest): Promise<AdminCustomerReply> {
  return ask('adjust', request);
}

/** "gid://shopify/Customer/7" → "7": the id of what the page shows, as text. */
export function idOf(selected: { id: string }[]): string {
  return selected[0]?.id.split('/').at(-1) ?? '';
}

async function ask<Reply>(path: string, body?: object): Promise<Reply> {
  const token = await shopify.auth.idToken();
  if (!token) throw new Refusal('request-unsigned', say('away.token'), true);
  const mark = path.includes('?') ? '&' : '?';
  const response = await fetch(`${process.env.APP_URL ?? ''}/api/admin/${path}${mark}locale=${language()}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined);
  const reply: unknown = await response?.json().catch(() => undefined);
  if (response?.ok && reply !== undefined) return reply as Reply;
  const error = (reply as Partial<RefusalReply> | null | undefined)?.error;
  if (!error || !response) throw new Refusal(null, say('away.app'), false);
  throw new Refusal(error.code, error.message, response.status < 500);
}
