/** Extensions: turns points into a code. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { answerRedeem } from '#app/services/answer-shopper.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerRedeem);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerRedeem);
}
