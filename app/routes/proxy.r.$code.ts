/** App proxy: the page behind a member's link, where a friend takes her voucher. Shown within the shop's theme. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { themePage } from '#app/routes/theme-page.frame.ts';
import { giveVoucher, showOffer, verifyVisitor } from '#app/services/answer-friend.ts';
import { refuse } from '#app/services/answer-shopper.ts';
import { renderLanding } from '#app/ui/referral/landing-page.ts';

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const caller = await verifyVisitor(request);
  return caller
    ? themePage(renderLanding(await showOffer(caller, params.code ?? '')))
    : refuse({ code: 'request-unsigned' });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const caller = await verifyVisitor(request);
  return caller
    ? themePage(renderLanding(await giveVoucher(caller, params.code ?? '', request)))
    : refuse({ code: 'request-unsigned' });
}
