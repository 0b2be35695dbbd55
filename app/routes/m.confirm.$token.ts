/** Confirming an address that was entered for the shop's news; looking at the page confirms nothing. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { mailPage } from '#app/routes/mail-page.frame.ts';
import { confirmPage } from '#app/services/answer-mail-link.ts';

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return mailPage(await confirmPage(params.token ?? '', request));
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return mailPage(await confirmPage(params.token ?? '', request));
}
