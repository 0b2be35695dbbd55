/** The till: what an order brought its customer. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { tellTillOrder } from '#app/routes/till-reading.frame.ts';
import { atTill } from '#app/services/answer-till.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', tellTillOrder);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', tellTillOrder);
}
