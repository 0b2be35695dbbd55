/** Extensions: joins the program, or leaves it. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { answerMembership } from '#app/services/answer-shopper.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerMembership);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerMembership);
}
