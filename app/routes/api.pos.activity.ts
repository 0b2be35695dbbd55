/** The till: what happened to a customer's points. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { tellTillActivity } from '#app/routes/till-reading.frame.ts';
import { atTill } from '#app/services/answer-till.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', tellTillActivity);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', tellTillActivity);
}
