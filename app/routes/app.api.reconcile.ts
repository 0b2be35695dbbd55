/** JSON: compare the books with Shopify now (POST), and what the latest comparisons found (GET). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { presentDrift } from '#app/presenters/present-drift.ts';
import { answerStaff, openPage } from '#app/routes/staff.frame.ts';
import { startReconcile } from '#app/services/start-reconcile.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return Response.json(await presentDrift(shop));
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }) => startReconcile(shop, actor), 202);
}
