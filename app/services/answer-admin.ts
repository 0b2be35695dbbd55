/**
 * The conversation with the blocks in Shopify's admin: who asks has been verified as staff, with her role in the app. The
 * same commands as on the app's own pages.
 */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { rejected, type Result } from '#app/core/result.ts';
import { describeRejection, languageOf, type Rejection } from '#app/core/rejection.ts';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import type { Speech } from '#app/core/shopper/languages.ts';
import { allows, type Role } from '#app/core/team/roles.ts';
import { adjustPoints } from '#app/services/adjust-points.ts';
import { NO_STORE, readBody } from '#app/services/answer-shopper.ts';
import { knowStaff, type Staff } from '#app/services/know-staff.ts';
import { memberForCustomer } from '#app/services/member-for-customer.ts';
import { staffIdOf } from '#app/core/team/roles.ts';
import { verifyStaffToken } from '#app/services/verify-staff-token.ts';
import { allowExtensions, allowOnly, answerPreflight } from '#app/shopify/extension-cors.ts';

export type Desk = Staff & { speech: Speech };

/** The frame of every request: what the browser asks first, the method, who is there and whether she may. */
export async function atDesk(
  request: Request,
  { method, need }: { method: 'GET' | 'POST'; need: Role },
  answer: (desk: Desk, request: Request) => Promise<Response>,
): Promise<Response> {
  if (request.method === 'OPTIONS') return answerPreflight();
  if (request.method !== method) return allowExtensions(allowOnly(method));
  const caller = await verifyStaffToken(request);
  if (!caller.ok) return allowExtensions(refuseAtDesk(null, caller.rejection));
  const { shop, actor, speech } = caller.value;
  const token = (request.headers.get('authorization') ?? '').replace(/^Bearer /, '');
  const desk = { ...(await knowStaff(shop, staffIdOf(actor) ?? '', token)), speech };
  if (!allows(desk.role, need)) return allowExtensions(refuseAtDesk(desk, { code: 'role-insufficient' }));
  return allowExtensions(await answer(desk, request));
}

const adjustBody = z.object({
  customerId: z.string().regex(/^[1-9]\d{0,19}$/),
  points: z.int(),
  reasonCode: z.string().max(40),
  note: z.string().max(500),
  idempotencyKey: z.string().max(100),
});

/** @returns the customer whose points have changed. */
export async function adjustAtDesk(desk: Desk, request: Request): Promise<Result<{ customerId: string }>> {
  const body = await readBody(request, adjustBody);
  if (!body.ok) return body;
  const { customerId, ...adjustment } = body.value;
  const { shop, actor, role } = desk;
  const memberId = await memberForCustomer(shop, customerId, now());
  if (memberId === undefined) return rejected('member-unknown');
  const adjusted = await adjustPoints({ shop, actor, role, memberId: BigInt(memberId), ...adjustment });
  return adjusted.ok ? { ok: true, value: { customerId } } : adjusted;
}

export function refuseAtDesk(desk: Desk | null, rejection: Rejection): Response {
  const { status, sentence } = describeRejection(rejection, languageOf(desk?.speech.tag));
  const answer: RefusalReply = { error: { code: rejection.code, message: sentence } };
  return Response.json(answer, { status, headers: NO_STORE });
}
