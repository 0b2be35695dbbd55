/** Extensions: what happened to the signed-in shopper's points. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { tellActivity } from '#app/routes/shopper-reading.frame.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellActivity);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellActivity);
}
