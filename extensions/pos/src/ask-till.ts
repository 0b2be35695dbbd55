/** Speaks with the app: staff's session token, JSON, and refusals as errors that carry their code. */
import type { ActivityReply, CartTold, OrderReply, RefusalReply } from '../../../app/core/contracts/proxy.ts';
import type { FindReply, TillRedeemReply, TillReply } from '../../../app/core/contracts/till.ts';
import { locale } from './words.ts';

const PATIENCE_MS = 20_000;

export type RefusedCodes = NonNullable<RefusalReply['error']['codes']>;

/** The app said no. Without a code it could not be reached. */
export class Refusal extends Error {
  readonly code: string | null;
  /** Whether asking again with the same key cannot change the answer. */
  readonly final: boolean;
  /** The code in the cart that stands against the reward, and what both save. */
  readonly codes: RefusedCodes | undefined;

  constructor(code: string | null, final: boolean, codes?: RefusedCodes) {
    super(code ?? 'the app cannot be reached');
    this.code = code;
    this.final = final;
    this.codes = codes;
  }
}

export function askFind(text: string): Promise<FindReply> {
  return ask(`find?q=${encodeURIComponent(text)}`);
}

export function askStanding(customerId: string): Promise<TillReply> {
  return ask(`standing?customerId=${customerId}`);
}

export function askActivity(customerId: string): Promise<ActivityReply> {
  return ask(`activity?customerId=${customerId}`);
}

export function askOrder(customerId: string, orderId: string): Promise<OrderReply> {
  return ask(`order?customerId=${customerId}&orderId=${orderId}`);
}

export function askUndo(customerId: string, redemptionId: string): Promise<TillReply> {
  return ask('undo', { customerId, redemptionId });
}

export type RedeemWish = {
  customerId: string;
  rewardId: string;
  units: number;
  variantId?: string | undefined;
  /** Another code in the cart may go. */
  replace: boolean;
  cart?: CartTold | undefined;
};

/** Redeems under a key that is kept until the answer is known: a retry after a lost answer is the same redemption. */
export async function askRedeem(wish: RedeemWish): Promise<TillRedeemReply> {
  const { customerId, rewardId, units, variantId, replace, cart } = wish;
  const name = ['redeem', customerId, rewardId, units, variantId ?? ''].join(':');
  const idempotencyKey = (await readKey(name)) ?? crypto.randomUUID();
  await shopify.storage.set(name, idempotencyKey);
  try {
    const reply = await ask<TillRedeemReply>('redeem', {
      customerId,
      rewardId,
      idempotencyKey,
      ...(units > 1 ? { units } : {}),
      ...(variantId ? { variantId } : {}),
      ...(replace ? { replace } : {}),
      ...(cart ? { cart } : {}),
    });
    await shopify.storage.delete(name);
    return reply;
  } catch (error) {
    if (error instanceof Refusal && error.final) await shopify.storage.delete(name);
    throw error;
  }
}

async function readKey(name: string): Promise<string | undefined> {
  const kept = await shopify.storage.get(name);
  return typeof kept === 'string' ? kept : undefined;
}

async function ask<Reply>(path: string, body?: object): Promise<Reply> {
  const token = await shopify.session.getSessionToken();
  // Earlier versions of POS say null.
  if (!token) throw new Refusal('request-unsigned', true);
  const mark = path.includes('?') ? '&' : '?';
  const response = await fetch(`${process.env.APP_URL ?? ''}/api/pos/${path}${mark}locale=${locale()}`, {
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
  const error = (reply as RefusalReply | undefined)?.error;
  const known = error !== undefined && response !== undefined;
  throw new Refusal(error?.code ?? null, known && response.status < 500, error?.codes);
}
