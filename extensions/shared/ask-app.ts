/** Speaks with the app: session token, JSON, and refusals as errors that carry a sentence for the shopper. */
import type {
  ActivityReply,
  MembershipRequest,
  OrderReply,
  RedeemReply,
  RedeemRequest,
  RefusalReply,
  StandingReply,
} from '../../app/core/contracts/proxy.ts';
import type { Standing } from '../../app/core/contracts/standing.ts';
import type { PostRequest, PostsReply } from '../../app/core/contracts/posts.ts';
import type { SurveysReply } from '../../app/core/contracts/surveys.ts';
import { platform } from './platform.ts';

declare const process: { env: { APP_URL?: string } };

const PATIENCE_MS = 20_000;

export type RivalCodes = NonNullable<RefusalReply['error']['codes']>;
export type Surface = 'checkout' | 'account';

/** The app said no. `sentence` is in the shopper's language; without one the app could not be reached. */
export class Refusal extends Error {
  readonly code: string | null;
  readonly sentence: string | null;
  /** The codes in her cart that stand in the way. */
  readonly rival: RivalCodes | null;
  /** Whether asking again with the same key cannot change the answer. */
  readonly final: boolean;

  constructor(reply: RefusalReply | undefined, final: boolean) {
    super(reply?.error.message ?? 'the app cannot be reached');
    this.code = reply?.error.code ?? null;
    this.sentence = reply?.error.message ?? null;
    this.rival = reply?.error.codes ?? null;
    this.final = final;
  }
}

export function askStanding(): Promise<StandingReply> {
  return ask('standing');
}

export function askUndo(redemptionId: string): Promise<Standing> {
  return ask('undo', {}, { redemptionId });
}

/** @param before `older` of the answer before; the newest without it. */
export function askActivity(before?: string): Promise<ActivityReply> {
  return ask('activity', before === undefined ? {} : { before });
}

/** What she is asked, and what came of what she said. */
export function askSurveys(): Promise<SurveysReply> {
  return ask('survey');
}

/** What became of the posts that she handed in. */
export function askPosts(): Promise<PostsReply> {
  return ask('posts');
}

export function handInPost(request: PostRequest): Promise<PostsReply> {
  return ask('post', {}, request);
}

export function askMembership(request: MembershipRequest): Promise<Standing> {
  return ask('membership', {}, request);
}

/** @param orderId gid of an Order or of an OrderIdentity. */
export function askOrder(orderId: string): Promise<OrderReply> {
  return ask('order', { orderId });
}

/**
 * Redeems under a key that is kept until the answer is known: a retry after a lost answer is the same redemption. After
 * `code-replaced` nothing was stored, so that the same wish with `replace` may have another key.
 */
export async function askRedeem(
  wish: Omit<RedeemRequest, 'idempotencyKey'>,
  surface: Surface,
): Promise<RedeemReply> {
  const { storage } = platform();
  const name = ['redeem', wish.rewardId, wish.variantId ?? '', String(wish.units ?? 1)].join(':');
  const idempotencyKey = (await storage.read<string>(name)) ?? crypto.randomUUID();
  await storage.write(name, idempotencyKey);
  try {
    const reply = await ask<RedeemReply>('redeem', { surface }, { ...wish, idempotencyKey });
    await storage.delete(name);
    return reply;
  } catch (error) {
    if (error instanceof Refusal && error.final) await storage.delete(name);
    throw error;
  }
}

async function ask<Reply>(path: string, query: Record<string, string> = {}, body?: object): Promise<Reply> {
  const language = platform().localization.language.value.isoCode;
  const parameters = new URLSearchParams({ locale: language, ...query });
  const response = await fetch(
    `${process.env.APP_URL ?? ''}/api/extension/${path}?${parameters.toString()}`,
    {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        'accept-language': language,
        authorization: `Bearer ${await platform().sessionToken.get()}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(PATIENCE_MS),
    },
  ).catch(() => undefined);
  const reply: unknown = await response?.json().catch(() => undefined);
  if (response?.ok && reply !== undefined) return reply as Reply;
  const refusal = isRefusal(reply) ? reply : undefined;
  throw new Refusal(refusal, refusal !== undefined && response !== undefined && response.status < 500);
}

function isRefusal(reply: unknown): reply is RefusalReply {
  return typeof (reply as Partial<RefusalReply> | null | undefined)?.error?.message === 'string';
}
