/** App proxy: what the signed-in shopper is asked, and what came of what she said. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { refuse } from '#app/services/answer-shopper.ts';
import { tellSurveys } from '#app/services/tell-surveys.ts';
import { verifyProxyShopper } from '#app/services/verify-shopper.ts';

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const shopper = await verifyProxyShopper(request);
  return shopper.ok ? tellSurveys(shopper.value) : refuse(shopper.rejection);
}
