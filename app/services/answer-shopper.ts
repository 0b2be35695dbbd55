/**
 * The conversation with a shopper's surface, the same for the app proxy and the extensions: who is asking has been
 * verified, the body is parsed here, and every refusal carries a sentence in her language.
 */
import { z } from 'zod';
import { describeRejection, type Language, type Rejection } from '#app/core/rejection.ts';
import type { RedeemReply, RefusalReply } from '#app/core/contracts/proxy.ts';
import type { Standing } from '#app/core/contracts/standing.ts';
import { rejected, type Result } from '#app/core/result.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { loadStanding } from '#app/services/load-standing.ts';
import { redeem, type RedeemCommand } from '#app/services/redeem.ts';
import { undoRedemption } from '#app/services/undo-redemption.ts';

export type Shopper = {
  shop: string;
  customerId: string | null;
  language: Language;
  surface: RedeemCommand['surface'];
};

const BODY_BYTES_MAX = 10_000;
export const redeemBody = z.object({
  rewardId: z.string().min(1).max(100),
  idempotencyKey: z.string().regex(/^[\w:.-]{8,100}$/),
  variantId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  cart: z.object({ subtotalMinor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) }).optional(),
});
export const undoBody = z.object({ redemptionId: z.string().regex(/^[\w-]{1,100}$/) });

export async function answerStanding(shopper: Shopper): Promise<Response> {
  if (shopper.customerId === null) return refuse(shopper, { code: 'signed-out' });
  return reply(await loadStanding(shopper.shop, shopper.customerId));
}

export async function answerRedeem(shopper: Shopper, request: Request): Promise<Response> {
  if (shopper.customerId === null) return refuse(shopper, { code: 'signed-out' });
  const { shop, customerId, surface } = shopper;
  const body = await readBody(request, redeemBody);
  if (!body.ok) return refuse(shopper, body.rejection);
  const redeemed = await redeem({ shop, customerId, surface, ...body.value });
  if (!redeemed.ok) return refuse(shopper, redeemed.rejection);
  const answer: RedeemReply = { ...redeemed.value, standing: await loadStanding(shop, customerId) };
  return reply(answer);
}

export async function answerUndo(shopper: Shopper, request: Request): Promise<Response> {
  if (shopper.customerId === null) return refuse(shopper, { code: 'signed-out' });
  const { shop, customerId } = shopper;
  const body = await readBody(request, undoBody);
  if (!body.ok) return refuse(shopper, body.rejection);
  const undone = await undoRedemption({ shop, customerId, ...body.value });
  if (!undone.ok) return refuse(shopper, undone.rejection);
  return reply(await loadStanding(shop, customerId));
}

export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<Result<T>> {
  const text = await readLimited(request, BODY_BYTES_MAX);
  if (text === undefined) return rejected('request-too-large');
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { ok: true, value: parsed.data } : rejected('request-invalid');
  } catch {
    return rejected('request-invalid');
  }
}

export function refuse(shopper: { language: Language }, rejection: Rejection): Response {
  const { status, sentence } = describeRejection(rejection, shopper.language);
  const answer: RefusalReply = { error: { code: rejection.code, message: sentence } };
  return Response.json(answer, { status, headers: NO_STORE });
}

function reply(answer: Standing | RedeemReply): Response {
  return Response.json(answer, { headers: NO_STORE });
}

export const NO_STORE = { 'Cache-Control': 'no-store' };
