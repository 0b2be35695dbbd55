/** Extensions: what one of the signed-in shopper's orders brought her. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { tellOrder } from '#app/routes/shopper-reading.frame.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellOrder);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellOrder);
}
