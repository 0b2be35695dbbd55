/** Shopify's admin: what staff see of an order. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { tellDeskOrder } from '#app/routes/desk-reading.frame.ts';
import { atDesk } from '#app/services/answer-admin.ts';

const FRAME = { method: 'GET', need: 'view' } as const;

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atDesk(request, FRAME, tellDeskOrder);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atDesk(request, FRAME, tellDeskOrder);
}
