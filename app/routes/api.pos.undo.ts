/** The till: gives an unused code of a customer back. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerTillUndo, atTill } from '#app/services/answer-till.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atTill(request, 'POST', answerTillUndo);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atTill(request, 'POST', answerTillUndo);
}
