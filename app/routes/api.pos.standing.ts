/** The till: a customer's standing, with the program it belongs to. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerTillStanding, atTill } from '#app/services/answer-till.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', answerTillStanding);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', answerTillStanding);
}
