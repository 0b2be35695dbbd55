/** JSON: compare the books with Shopify now (POST), and what the latest comparisons found (GET). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { presentDrift } from '#app/presenters/present-drift.ts';
import { answerStaff } from '#app/routes/answer-staff.frame.ts';
import { startReconcile } from '#app/services/start-reconcile.ts';
import { authenticate } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return Response.json(await presentDrift(session.shop));
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, (shop) => startReconcile(shop), 202);
}
