/** Leaving the shop's news. One click in a mail program sends a form here (RFC 8058); looking at the page changes nothing. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { mailPage } from '#app/routes/mail-page.frame.ts';
import { leavePage } from '#app/services/answer-mail-link.ts';

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return mailPage(await leavePage(params.token ?? '', request));
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return mailPage(await leavePage(params.token ?? '', request));
}
