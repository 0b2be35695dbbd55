/** Extensions: the posts that the signed-in shopper handed in. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { tellPosts } from '#app/services/hand-in-post.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellPosts);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellPosts);
}
