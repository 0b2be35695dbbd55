/**
 * The conversation with a till: who asks has been verified as staff of the shop, so the customer may be named. The same
 * commands as a shopper's own are given in her stead, and the ledger keeps who gave them.
 */
import { z } from 'zod';
import type { FindReply, TillRedeemReply, TillReply } from '#app/core/contracts/till.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { describeRejection, languageOf, type Rejection } from '#app/core/rejection.ts';
import { now } from '#app/clock.ts';
import { codesOf, NO_STORE, readBody, redeemBody, undoBody } from '#app/services/answer-shopper.ts';
import { findMemberAtTill } from '#app/services/find-member-at-till.ts';
import { loadPublicProgram } from '#app/services/load-public-program.ts';
import { loadStanding } from '#app/services/load-standing.ts';
import { redeem } from '#app/services/redeem.ts';
import { seeSurface } from '#app/services/see-surface.ts';
import { undoRedemption } from '#app/services/undo-redemption.ts';
import { type Till, verifyStaffToken } from '#app/services/verify-staff-token.ts';
import { allowExtensions, allowOnly, answerPreflight } from '#app/shopify/extension-cors.ts';

export const customerId = z.string().regex(/^\d{1,20}$/);
const named = z.object({ customerId });

/** The frame of every request: what the browser asks first, the method, who works there. */
export async function atTill(
  request: Request,
  method: 'GET' | 'POST',
  answer: (till: Till, request: Request) => Promise<Response>,
): Promise<Response> {
  if (request.method === 'OPTIONS') return answerPreflight();
  if (request.method !== method) return allowExtensions(allowOnly(method));
  const till = await verifyStaffToken(request);
  if (!till.ok) return allowExtensions(refuseStaff(null, till.rejection));
  seeSurface(till.value.shop, 'pos');
  return allowExtensions(await answer(till.value, request));
}

export async function answerFind(till: Till, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const region = /^[a-z]{2,3}[-_](?:[a-z]{4}[-_])?([a-z]{2})\b/i.exec(query.get('locale') ?? '')?.[1];
  const { shop, actor } = till;
  const found = await findMemberAtTill({ shop, actor, text: query.get('q') ?? '', region });
  return found.ok ? reply(found.value) : refuseStaff(till, found.rejection);
}

export async function answerTillStanding(till: Till, request: Request): Promise<Response> {
  const asked = customerId.safeParse(new URL(request.url).searchParams.get('customerId'));
  if (!asked.success) return refuseStaff(till, { code: 'request-invalid' });
  return reply(await loadTill(till.shop, asked.data));
}

export async function answerTillRedeem(till: Till, request: Request): Promise<Response> {
  const body = await readBody(request, redeemBody.extend(named.shape));
  if (!body.ok) return refuseStaff(till, body.rejection);
  const { shop, actor } = till;
  const redeemed = await redeem({ shop, actor, surface: 'pos', ...body.value });
  if (!redeemed.ok) return refuseStaff(till, redeemed.rejection);
  return reply({ ...redeemed.value, ...(await loadTill(shop, body.value.customerId)) });
}

export async function answerTillUndo(till: Till, request: Request): Promise<Response> {
  const body = await readBody(request, undoBody.extend(named.shape));
  if (!body.ok) return refuseStaff(till, body.rejection);
  const undone = await undoRedemption({ shop: till.shop, ...body.value });
  if (!undone.ok) return refuseStaff(till, undone.rejection);
  return reply(await loadTill(till.shop, body.value.customerId));
}

async function loadTill(shop: string, customer: string): Promise<TillReply> {
  const at = now();
  const [standing, program, versions] = await Promise.all([
    loadStanding(shop, customer),
    loadPublicProgram(shop, customer, at),
    listVersions(shop),
  ]);
  const live = versionAt(versions, at.getTime())?.config;
  return {
    standing,
    program: program && standing.blocked ? { ...program, active: false } : program,
    earnsAtTill: live?.earning.channels.pos ?? false,
  };
}

/** Staff read why a command was refused in their own words; the till has its own for what it knows. */
export function refuseStaff(till: Till | null, rejection: Rejection): Response {
  const { status, sentence } = describeRejection(rejection, languageOf(till?.speech.tag));
  const answer: RefusalReply = {
    error: { code: rejection.code, message: sentence, ...codesOf(rejection) },
  };
  return Response.json(answer, { status, headers: NO_STORE });
}

function reply(answer: FindReply | TillReply | TillRedeemReply): Response {
  return Response.json(answer, { headers: NO_STORE });
}
