/** Which triggers a shop's workflows use: `/flow/lifecycle`, called by Shopify Flow. */
import type { ActionFunctionArgs } from '@remix-run/node';
import { describeRejection } from '#app/core/rejection.ts';
import { noteFlowUse } from '#app/services/note-flow-use.ts';

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const noted = await noteFlowUse(request);
  if (noted.ok) return Response.json({});
  const { status, sentence } = describeRejection(noted.rejection, 'en');
  return Response.json({ error: { code: noted.rejection.code, message: sentence } }, { status });
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
