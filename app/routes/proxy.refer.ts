/** App proxy: the page on which a member finds her link. Shown within the shop's theme. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { themePage } from '#app/routes/theme-page.frame.ts';
import { showLink } from '#app/services/answer-advocate.ts';
import { verifyVisitor } from '#app/services/answer-friend.ts';
import { refuse } from '#app/services/answer-shopper.ts';
import { renderRefer } from '#app/ui/referral/refer-page.ts';

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const caller = await verifyVisitor(request);
  return caller ? themePage(renderRefer(await showLink(caller))) : refuse({ code: 'request-unsigned' });
}

export function action(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'GET' } });
}
