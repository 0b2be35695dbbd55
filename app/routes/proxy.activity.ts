/** App proxy: what happened to the signed-in shopper's points. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { tellActivity } from '#app/routes/shopper-reading.frame.ts';
import { refuse } from '#app/services/answer-shopper.ts';
import { verifyProxyShopper } from '#app/services/verify-shopper.ts';

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const shopper = await verifyProxyShopper(request);
  return shopper.ok ? tellActivity(shopper.value, request) : refuse(shopper.rejection);
}
