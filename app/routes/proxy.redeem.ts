/** App proxy: turns points into a code. */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerRedeem, refuse } from '#app/services/answer-shopper.ts';
import { verifyProxyShopper } from '#app/services/verify-shopper.ts';

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const shopper = await verifyProxyShopper(request);
  return shopper.ok ? answerRedeem(shopper.value, request) : refuse(shopper.rejection);
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
