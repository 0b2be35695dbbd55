/** App proxy: joins the program, or leaves it. */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerMembership, refuse } from '#app/services/answer-shopper.ts';
import { verifyProxyShopper } from '#app/services/verify-shopper.ts';

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const shopper = await verifyProxyShopper(request);
  return shopper.ok ? answerMembership(shopper.value, request) : refuse(shopper.rejection);
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
