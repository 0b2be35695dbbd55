/** Extensions: the signed-in shopper hands in a post that she made elsewhere. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { answerPost } from '#app/services/hand-in-post.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerPost);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'POST', answerPost);
}
