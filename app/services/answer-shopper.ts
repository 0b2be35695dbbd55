/**
 * The conversation with a shopper's surface, the same for the app proxy and the extensions: who is asking has been
 * verified, the body is parsed here, and every refusal carries a sentence in her language.
 */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import type { RedeemReply, RefusalReply } from '#app/core/contracts/proxy.ts';
import type { Standing } from '#app/core/contracts/standing.ts';
import type { Program } from '#app/core/program/program.ts';
import { type Rejection, statusOf } from '#app/core/rejection.ts';
import { rejected, type Result } from '#app/core/result.ts';
import { type Speech, speechOf } from '#app/core/shopper/languages.ts';
import { pointsText } from '#app/core/shopper/points-name.ts';
import { tellShopper } from '#app/core/shopper/refusals.ts';
import { moneyText } from '#app/core/shopper/reward-titles.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { changeMembership } from '#app/services/change-membership.ts';
import { loadStanding } from '#app/services/load-standing.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { redeem, type RedeemCommand } from '#app/services/redeem.ts';
import { undoRedemption } from '#app/services/undo-redemption.ts';

export type Shopper = {
  shop: string;
  customerId: string | null;
  speech: Speech;
  surface: RedeemCommand['surface'];
};

const BODY_BYTES_MAX = 10_000;
const MINOR_MAX = 1_000_000_000_000;
const minor = z.int().min(0).max(MINOR_MAX);
export const redeemBody = z.object({
  rewardId: z.string().min(1).max(100),
  idempotencyKey: z.string().regex(/^[\w:.-]{8,100}$/),
  variantId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  units: z.int().min(1).max(1_000).optional(),
  replace: z.boolean().optional(),
  cart: z
    .object({
      subtotalMinor: minor,
      currency: z.string().regex(/^[A-Z]{3}$/),
      codes: z
        .array(z.object({ code: z.string().min(1).max(255), savesMinor: minor }))
        .max(10)
        .optional(),
    })
    .optional(),
});
export const undoBody = z.object({ redemptionId: z.string().regex(/^[\w-]{1,100}$/) });
const membershipBody = z.object({ join: z.boolean(), terms: z.string().max(40).optional() });

export async function answerStanding(shopper: Shopper): Promise<Response> {
  if (shopper.customerId === null) return refuse({ code: 'signed-out' }, shopper);
  return reply(await loadStanding(shopper.shop, shopper.customerId));
}

export async function answerRedeem(shopper: Shopper, request: Request): Promise<Response> {
  return answerCommand(shopper, request, redeemBody, async (customerId, body) => {
    const { shop, surface } = shopper;
    const redeemed = await redeem({ shop, customerId, surface, ...body });
    if (!redeemed.ok) return redeemed;
    const answer: RedeemReply = { ...redeemed.value, standing: await loadStanding(shop, customerId) };
    return { ok: true, value: answer };
  });
}

export async function answerUndo(shopper: Shopper, request: Request): Promise<Response> {
  return answerCommand(shopper, request, undoBody, async (customerId, body) => {
    const { shop } = shopper;
    const undone = await undoRedemption({ shop, customerId, ...body });
    return undone.ok ? { ok: true, value: await loadStanding(shop, customerId) } : undone;
  });
}

export async function answerMembership(shopper: Shopper, request: Request): Promise<Response> {
  return answerCommand(shopper, request, membershipBody, async (customerId, body) => {
    const { shop } = shopper;
    const changed = await changeMembership({ shop, customerId, ...body });
    return changed.ok ? { ok: true, value: await loadStanding(shop, customerId) } : changed;
  });
}

/** A command of somebody who is signed in: its body is read, it is run, and its outcome said. */
async function answerCommand<Body>(
  shopper: Shopper,
  request: Request,
  schema: z.ZodType<Body>,
  run: (customerId: string, body: Body) => Promise<Result<Standing | RedeemReply>>,
): Promise<Response> {
  if (shopper.customerId === null) return refuse({ code: 'signed-out' }, shopper);
  const body = await readBody(request, schema);
  if (!body.ok) return refuse(body.rejection, shopper);
  const done = await run(shopper.customerId, body.value);
  return done.ok ? reply(done.value) : refuse(done.rejection, shopper);
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

/** @param to nobody, where it is not known who is asking: then in English. */
export async function refuse(rejection: Rejection, to?: Pick<Shopper, 'shop' | 'speech'>): Promise<Response> {
  const speech = to?.speech ?? speechOf(null);
  const program = to && versionAt(await listVersions(to.shop), now().getTime())?.config;
  const details = written(rejection.details ?? {}, speech, program);
  const message = tellShopper(rejection.code, details, speech, program?.formality === 'formal');
  const answer: RefusalReply = { error: { code: rejection.code, message, ...codesOf(rejection) } };
  return Response.json(answer, { status: statusOf(rejection.code), headers: NO_STORE });
}

/** Numbers are points, and "12.50 EUR" is money: both as her language writes them. */
function written(
  details: Record<string, string | number>,
  { tag }: Speech,
  program: Program | undefined,
): Record<string, string> {
  const text = (value: string | number) => {
    if (typeof value === 'number')
      return program ? pointsText(program.pointsName, value, tag) : String(value);
    const [, amount, currency] = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value) ?? [];
    return amount && currency ? moneyText(amount, currency, tag) : value;
  };
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, text(value)]));
}

/** Which code stands in the way, so that a surface can show both amounts and ask. */
export function codesOf({ details }: Rejection): Pick<RefusalReply['error'], 'codes'> {
  const { code, theirsMinor, oursMinor } = details ?? {};
  if (typeof theirsMinor !== 'number' || typeof oursMinor !== 'number') return {};
  return { codes: { code: String(code), savesMinor: theirsMinor, rewardSavesMinor: oursMinor } };
}

function reply(answer: Standing | RedeemReply): Response {
  return Response.json(answer, { headers: NO_STORE });
}

export const NO_STORE = { 'Cache-Control': 'no-store' };
