/** The till: whom staff have before them, by telephone, mail, name or the code that she shows. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerFind, atTill } from '#app/services/answer-till.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', answerFind);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atTill(request, 'GET', answerFind);
}
