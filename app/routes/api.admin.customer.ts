/** Shopify's admin: what staff see of a customer. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { tellDeskCustomer } from '#app/routes/desk-reading.frame.ts';
import { atDesk } from '#app/services/answer-admin.ts';

const FRAME = { method: 'GET', need: 'view' } as const;

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atDesk(request, FRAME, tellDeskCustomer);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atDesk(request, FRAME, tellDeskCustomer);
}
