/** JSON: start reading the shop's past (POST), and how far it is (GET). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { presentHistoryImport } from '#app/presenters/present-history-import.ts';
import { answerStaff, openPage } from '#app/routes/staff.frame.ts';
import { startHistoryImport } from '#app/services/start-history-import.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return Response.json(await presentHistoryImport(shop));
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }) => startHistoryImport({ shop, actor }), 202);
}
