/** Shopify's admin: staff give or take points. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { adjustThenTell } from '#app/routes/desk-reading.frame.ts';
import { atDesk } from '#app/services/answer-admin.ts';

const FRAME = { method: 'POST', need: 'serve' } as const;

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atDesk(request, FRAME, adjustThenTell);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atDesk(request, FRAME, adjustThenTell);
}
