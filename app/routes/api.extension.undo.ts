/** Extensions: gives an unused code back. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { answerUndo } from '#app/services/answer-shopper.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerUndo);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerUndo);
}
