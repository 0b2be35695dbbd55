/** Extensions: the shopper's standing if she is signed in, with the program it belongs to. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerProgram, atExtension } from '#app/services/answer-extension.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', answerProgram);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', answerProgram);
}
