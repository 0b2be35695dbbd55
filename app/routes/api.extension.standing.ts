/** Extensions: the signed-in shopper's standing, with the program it belongs to. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { now } from '#app/clock.ts';
import { presentPublicProgram } from '#app/presenters/present-public-program.ts';
import { NO_STORE, refuse } from '#app/services/answer-shopper.ts';
import { loadStanding } from '#app/services/load-standing.ts';
import { memberCode } from '#app/services/member-code.ts';
import { verifyExtensionShopper } from '#app/services/verify-shopper.ts';
import { allowExtensions, allowOnly, answerPreflight } from '#app/shopify/extension-cors.ts';

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  if (request.method === 'OPTIONS') return answerPreflight();
  const shopper = await verifyExtensionShopper(request);
  if (!shopper.ok) return allowExtensions(refuse({ language: 'en' }, shopper.rejection));
  const { shop, customerId } = shopper.value;
  if (customerId === null) return allowExtensions(refuse(shopper.value, { code: 'signed-out' }));
  const [standing, program] = await Promise.all([
    loadStanding(shop, customerId),
    presentPublicProgram(shop, now()),
  ]);
  return allowExtensions(
    Response.json({ standing, program, memberCode: memberCode(shop, customerId) }, { headers: NO_STORE }),
  );
}

export function action({ request }: ActionFunctionArgs): Response {
  return request.method === 'OPTIONS' ? answerPreflight() : allowExtensions(allowOnly('GET'));
}
