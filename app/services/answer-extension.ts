/**
 * The frame of what checkout and account extensions ask: what the browser asks first, the method, who is asking. They run without
 * an origin of their own.
 */
import { now } from '#app/clock.ts';
import type { StandingReply } from '#app/core/contracts/proxy.ts';
import type { PublicProgram } from '#app/core/contracts/public-program.ts';
import type { Standing } from '#app/core/contracts/standing.ts';
import { NO_STORE, refuse, type Shopper } from '#app/services/answer-shopper.ts';
import { loadPublicProgram } from '#app/services/load-public-program.ts';
import { loadStanding } from '#app/services/load-standing.ts';
import { memberCode } from '#app/services/member-code.ts';
import { seeSurface } from '#app/services/see-surface.ts';
import { verifyExtensionShopper } from '#app/services/verify-shopper.ts';
import { allowExtensions, allowOnly, answerPreflight } from '#app/shopify/extension-cors.ts';

export async function atExtension(
  request: Request,
  method: 'GET' | 'POST',
  answer: (shopper: Shopper, request: Request) => Promise<Response>,
): Promise<Response> {
  if (request.method === 'OPTIONS') return answerPreflight();
  if (request.method !== method) return allowExtensions(allowOnly(method));
  const shopper = await verifyExtensionShopper(request);
  if (!shopper.ok) return allowExtensions(await refuse(shopper.rejection));
  seeSurface(shopper.value.shop, shopper.value.surface);
  return allowExtensions(await answer(shopper.value, request));
}

/** Codes of offers for others are nobody else's business. */
function withHers(program: PublicProgram, standing: Standing | null): PublicProgram {
  const { offers = [], ...rest } = program;
  const hers = offers.filter(({ id }) => standing?.offers?.includes(id));
  return {
    ...rest,
    ...(hers.length > 0 ? { offers: hers } : {}),
    ...(standing?.blocked ? { active: false } : {}),
  };
}

/** The program for everybody, the standing for whoever is signed in. */
export async function answerProgram({ shop, customerId }: Shopper): Promise<Response> {
  const [standing, program] = await Promise.all([
    customerId === null ? null : loadStanding(shop, customerId),
    loadPublicProgram(shop, customerId, now()),
  ]);
  const answer: StandingReply = {
    standing,
    program: program && withHers(program, standing),
    ...(customerId === null ? {} : { memberCode: memberCode(shop, customerId) }),
  };
  return Response.json(answer, { headers: NO_STORE });
}
