/** News of a mail provider about mails that it took, at the address that the shop's staff gave it. */
import type { ActionFunctionArgs } from '@remix-run/node';
import { describeRejection } from '#app/core/rejection.ts';
import { takeMailReports } from '#app/services/take-mail-reports.ts';

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== 'POST') return loader();
  const taken = await takeMailReports(request, params.token ?? '');
  if (taken.ok) return new Response(null, { status: 200 });
  return new Response(null, { status: describeRejection(taken.rejection, 'en').status });
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
