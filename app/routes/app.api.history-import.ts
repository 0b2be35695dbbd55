/** JSON: start reading the shop's past (POST), and how far it is (GET). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { describeRejection, languageOf } from '#app/core/rejection.ts';
import { presentHistoryImport } from '#app/presenters/present-history-import.ts';
import { startHistoryImport } from '#app/services/start-history-import.ts';
import { authenticate } from '#app/shopify.server.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return Response.json(await presentHistoryImport(session.shop));
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const result = await startHistoryImport({ shop: session.shop, actor: `staff:${sessionToken.sub}` });
  if (result.ok) return Response.json(result.value, { status: 202 });
  const { code } = result.rejection;
  const { status, sentence } = describeRejection(result.rejection, languageOf(chooseLocale(request, 'en')));
  return Response.json({ error: { code, message: sentence } }, { status });
}
