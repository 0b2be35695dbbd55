/** App proxy: the signed-in shopper's standing. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerStanding, refuse } from '#app/services/answer-shopper.ts';
import { verifyProxyShopper } from '#app/services/verify-shopper.ts';

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const shopper = await verifyProxyShopper(request);
  return shopper.ok ? answerStanding(shopper.value) : refuse(shopper.rejection);
}
