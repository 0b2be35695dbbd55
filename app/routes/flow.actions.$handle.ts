/** Actions of Shopify Flow: `/flow/actions/HANDLE`. A refusal ends the run there; only a failure is tried again. */
import type { ActionFunctionArgs } from '@remix-run/node';
import { describeRejection } from '#app/core/rejection.ts';
import { runFlowAction } from '#app/services/run-flow-action.ts';

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const done = await runFlowAction(request, params.handle ?? '');
  if (done.ok) return Response.json({});
  const { status, sentence } = describeRejection(done.rejection, 'en');
  return Response.json({ error: { code: done.rejection.code, message: sentence } }, { status });
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
