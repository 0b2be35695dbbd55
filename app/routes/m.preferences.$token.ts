/** What a member wants to read of. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { mailPage } from '#app/routes/mail-page.frame.ts';
import { preferencesPage } from '#app/services/answer-mail-link.ts';

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return mailPage(await preferencesPage(params.token ?? '', request));
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return mailPage(await preferencesPage(params.token ?? '', request));
}
