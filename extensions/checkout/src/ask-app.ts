/** Speaks with the app: session token, JSON, and refusals as errors that carry a sentence for the shopper. */
import type { CartTold, RedeemReply, RefusalReply } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';

const PATIENCE_MS = 20_000;

/** The app said no. `sentence` is in the shopper's language; without one the app could not be reached. */
export class Refusal extends Error {
  readonly sentence: string | null;
  /** Whether asking again with the same key cannot change the answer. */
  readonly final: boolean;

  constructor(sentence: string | null, final: boolean) {
    super(sentence ?? 'the app cannot be reached');
    this.sentence = sentence;
    this.final = final;
  }
}

export function askStanding(): Promise<{ standing: Standing; program: PublicProgram | null }> {
  return ask('standing');
}

export function askUndo(redemptionId: string): Promise<Standing> {
  return ask('undo', { redemptionId });
}

/** Redeems under a key that is kept until the answer is known: a retry after a lost answer is the same redemption. */
export async function askRedeem(
  rewardId: string,
  variantId: string | undefined,
  cart: CartTold | undefined,
): Promise<RedeemReply> {
  const name = `redeem:${rewardId}${variantId ? `:${variantId}` : ''}`;
  const idempotencyKey = (await shopify.storage.read<string>(name)) ?? crypto.randomUUID();
  await shopify.storage.write(name, idempotencyKey);
  try {
    const reply = await ask<RedeemReply>('redeem', {
      rewardId,
      idempotencyKey,
      ...(variantId ? { variantId } : {}),
      ...(cart ? { cart } : {}),
    });
    await shopify.storage.delete(name);
    return reply;
  } catch (error) {
    if (error instanceof Refusal && error.final) await shopify.storage.delete(name);
    throw error;
  }
}

async function ask<Reply>(path: string, body?: object): Promise<Reply> {
  const language = shopify.localization.language.value.isoCode;
  const response = await fetch(`${process.env.APP_URL ?? ''}/api/extension/${path}?locale=${language}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      'accept-language': language,
      authorization: `Bearer ${await shopify.sessionToken.get()}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined);
  const reply: unknown = await response?.json().catch(() => undefined);
  if (response?.ok && reply !== undefined) return reply as Reply;
  const sentence = (reply as RefusalReply | undefined)?.error?.message ?? null;
  throw new Refusal(sentence, sentence !== null && response !== undefined && response.status < 500);
}
