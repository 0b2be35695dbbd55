/** App proxy: asking for the shop's news by mail. Shown within the shop's theme. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { themePage } from '#app/routes/theme-page.frame.ts';
import { verifyVisitor } from '#app/services/answer-friend.ts';
import { newsletterPage } from '#app/services/answer-newsletter.ts';
import { refuse } from '#app/services/answer-shopper.ts';
import { renderNewsletter } from '#app/ui/mail/newsletter-page.ts';

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const caller = await verifyVisitor(request);
  return caller
    ? themePage(renderNewsletter(await newsletterPage(caller, request)))
    : refuse({ code: 'request-unsigned' });
}

export const action: (args: ActionFunctionArgs) => Promise<Response> = loader;
