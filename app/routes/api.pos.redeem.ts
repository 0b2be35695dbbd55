/** The till: turns a customer's points into a code for the cart. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerTillRedeem, atTill } from '#app/services/answer-till.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atTill(request, 'POST', answerTillRedeem);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atTill(request, 'POST', answerTillRedeem);
}
